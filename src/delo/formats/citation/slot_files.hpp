// Values that say which file: plain and joined numbers, units, symbols.
#pragma once

#include "delo/formats/citation/citation_numbers.hpp"
#include "delo/formats/citation/folded_text.hpp"

#include <cstddef>
#include <optional>

namespace delo {

/// "59748", "J IV 2/202/359", "No. 109-01041-01"; a bare year is none.
std::optional<NumberMatch> match_file(const FoldedText& text, std::size_t begin, std::size_t limit);

/// Numbers joined by "-", "/" or ".", perhaps behind capitals, that are no years.
std::optional<NumberMatch> match_plain_file(const FoldedText& text, std::size_t begin,
                                            std::size_t limit);

/// Everything up to the pages; commas may stand between the department and the number.
std::optional<NumberMatch> match_unit(const FoldedText& text, std::size_t begin, std::size_t limit);

/// "5/a".
std::optional<NumberMatch> match_item(const FoldedText& text, std::size_t begin, std::size_t limit);

/// "004076/ 1955".
std::optional<NumberMatch> match_registry(const FoldedText& text, std::size_t begin,
                                          std::size_t limit);

/// "6/77".
std::optional<NumberMatch> match_plain_number(const FoldedText& text, std::size_t begin,
                                              std::size_t limit);

/// Symbols of United Nations documents: capitals and slashes.
std::optional<NumberMatch> match_symbol(const FoldedText& text, std::size_t begin,
                                        std::size_t limit);

} // namespace delo
