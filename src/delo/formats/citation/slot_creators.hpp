// Values that say whose papers these are and where: cities, offices, record groups, collections.
#pragma once

#include "delo/formats/citation/citation_numbers.hpp"
#include "delo/formats/citation/folded_text.hpp"

#include <cstddef>
#include <optional>

namespace delo {

/// "Moscow", "Kew".
std::optional<NumberMatch> match_city(const FoldedText& text, std::size_t begin, std::size_t limit);

/// "ZA, MfS", "BV Berlin, MfS": which office of the archive.
std::optional<NumberMatch> match_office(const FoldedText& text, std::size_t begin,
                                        std::size_t limit);

/// "B 136", "FO 371", "Department of Foreign Affairs".
std::optional<NumberMatch> match_group(const FoldedText& text, std::size_t begin,
                                       std::size_t limit);

/// "MfAA", "KC PZPR": with the file behind a comma, or as the last word behind a space.
std::optional<NumberMatch> match_creator(const FoldedText& text, std::size_t begin,
                                         std::size_t limit);

/// "MfS ZAIG 5382": the word stands apart from what follows.
std::optional<NumberMatch> match_ministry(const FoldedText& text, std::size_t begin);

/// "XIX-J-1-j Korea", "M-KS 288. f.".
std::optional<NumberMatch> match_section(const FoldedText& text, std::size_t begin,
                                         std::size_t limit);

/// "Boris Somov papers", "National Security Files".
std::optional<NumberMatch> match_collection(const FoldedText& text, std::size_t begin,
                                            std::size_t limit);

} // namespace delo
