// What was understood of a source line, for people and for programs.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/source_line.hpp"

#include <string>

namespace delo {

/// Each part with the words it was read from and how sure it is; then the credits, the match key
/// and the package id.
std::string cite_text(const CitedLine& line);

/// raw, holdings, contributor, translator and the other roles, programme, published_in, notes,
/// unparsed, credits, match_key, package_id. A role is a string, or a list when there are several,
/// or null.
Json cite_json(const CitedLine& line);

} // namespace delo
