// Where words and values without labels begin and end.
#pragma once

#include "delo/formats/citation/citation_numbers.hpp"
#include "delo/formats/citation/folded_text.hpp"

#include <cstddef>

namespace delo {

/// No value without a label is longer.
inline constexpr std::size_t kLongestValue = 64;

/// Whether a value may end at `i`: nothing follows, or a comma, semicolon, bracket or full stop.
bool ends_here(const FoldedText& text, std::size_t i, std::size_t limit);

bool has_digit(const FoldedText& text, std::size_t begin, std::size_t end);

/// Whether all words are codes: none has four small letters in a row.
bool holds_no_words(const FoldedText& text, std::size_t begin, std::size_t end);

/// Whether all long words are capitalised: "Sekr. Neiber".
bool holds_names_only(const FoldedText& text, std::size_t begin, std::size_t end);

/// Whether the full stop at `i` belongs to an abbreviation or an initial: "Nr.", "P. N.".
bool is_inner_stop(const FoldedText& text, std::size_t i);

/// Where the words that begin at `begin` end: at a comma, semicolon or bracket, or at a full stop
/// that ends a sentence.
std::size_t end_of_words(const FoldedText& text, std::size_t begin, std::size_t limit);

/// The text of [begin, end) as a value.
NumberMatch taken(const FoldedText& text, std::size_t begin, std::size_t end);

} // namespace delo
