// The levels of a holding: labelled parts, values without labels as the archive arranges them, and
// phrases, in any order.
#pragma once

#include "delo/formats/citation/folded_text.hpp"
#include "delo/formats/citation/labelled_part.hpp"
#include "delo/model/citation.hpp"

#include <cstddef>

namespace delo {

/// Adds the parts and notes of `text` between `begin` and `end` to `holding`. What is not
/// understood becomes a note; a part whose value may be cut short, or is contradicted, is given up.
void read_levels(const FoldedText& text, std::size_t begin, std::size_t end,
                 const LevelsPlace& place, ArchivalCitation& holding);

} // namespace delo
