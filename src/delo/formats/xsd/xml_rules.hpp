// Rules for any XML of a package: well-formed, without DOCTYPE, valid by its schema, its IDs in
// order.
#pragma once

#include "delo/base/rel_path.hpp"
#include "delo/io/xml_reader.hpp"
#include "delo/model/finding.hpp"

#include <span>
#include <vector>

namespace delo {

std::span<const Rule> xml_rules();

/// Turns what was wrong with a document into findings.
void report_xml_problems(const RelPath& path, const std::vector<XmlProblem>& problems,
                         FindingSink& sink);

/// Whether the document could be read to its end; only then may conclusions be drawn from what it
/// does not say.
bool was_read_whole(const std::vector<XmlProblem>& problems);

} // namespace delo
