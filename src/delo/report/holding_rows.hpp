// The levels of a holding as rows of text, the same for pages and for citations.
#pragma once

#include "delo/model/citation.hpp"

#include <cstddef>
#include <string>

namespace delo {

/// One row for each part, with its confidence and the words it was read from, then the notes; each
/// row begins with `indent` spaces.
std::string holding_rows(const ArchivalCitation& holding, std::size_t indent);

} // namespace delo
