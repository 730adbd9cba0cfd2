// Words between the levels: what they say, and what they only seem to say.
#pragma once

#include "delo/formats/citation/citation_labels.hpp"
#include "delo/formats/citation/folded_text.hpp"

#include <cstddef>
#include <string_view>

namespace delo {

/// Whether the words of [begin, end) say that something is missing: "not given", "unnumbered".
bool says_missing(const FoldedText& text, std::size_t begin, std::size_t end);

/// The end of the words at `begin` that say what the paper is ("microfilm", "подлинник"), or 0.
std::size_t end_of_form(const FoldedText& text, std::size_t begin, std::size_t end);

/// Whether words that were not understood are a level and its number: "wiazka 12", "no. 118"; not
/// "12 March 1947", "(in 2 copies)" or a whole clause.
bool names_level(std::string_view words, const LabelScope& scope);

} // namespace delo
