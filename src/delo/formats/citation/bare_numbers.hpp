// Numbers without a single label, as historians shorten them.
#pragma once

#include "delo/formats/citation/folded_text.hpp"
#include "delo/formats/citation/level_reader.hpp"
#include "delo/model/citation.hpp"

#include <cstddef>

namespace delo {

/// "0570, 8/8/15" as fond, opis, papka and delo; "17/162/18/24" as fond, opis, delo and sheet. Only
/// in archives that count by fond; all of it unsure, because nothing says the order. Where they
/// end, or `begin` when the text there is something else.
std::size_t read_bare_numbers(const FoldedText& text, std::size_t begin, const LevelsPlace& place,
                              ArchivalCitation& holding);

/// A file number of the U.S. Department of State without its archive: "740.0011 P.W./8–1145".
bool read_decimal_file(const FoldedText& text, ArchivalCitation& holding);

} // namespace delo
