// Holdings in EAD3.
#pragma once

#include "delo/io/xml_writer.hpp"
#include "delo/model/citation.hpp"

#include <vector>

namespace delo {

/// What a did says of the holdings: archives, citations verbatim, and the levels of the only one.
void write_holdings_of_did(XmlWriter& xml, const std::vector<ArchivalCitation>& holdings);

/// One holding as originalsloc: the citation verbatim, its levels as a list, its notes. The package
/// holds a copy or a translation, the archive the original.
void write_location_of_original(XmlWriter& xml, const ArchivalCitation& holding);

} // namespace delo
