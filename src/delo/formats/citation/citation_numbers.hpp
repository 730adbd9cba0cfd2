// The values behind the labels: numbers with letters and slashes, and lists of sheets.
#pragma once

#include "delo/formats/citation/folded_text.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace delo {

/// A value found in a text, and where it ends.
struct NumberMatch {
  std::string value;
  std::size_t end = 0;
  bool doubtful = false; ///< its end had to be guessed
};

/// A number of a fond, opis, papka or delo: "0102", "059a", "R-9478", "2/46"; a "No." before it is
/// passed over. Nothing when more follows that could belong to it, because half a number is wrong.
std::optional<NumberMatch> match_number(const FoldedText& text, std::size_t begin);

/// Whether a label with its number stands at `i` without a space before it: "op. 11d. 99".
bool begins_glued_label(const FoldedText& text, std::size_t i);

/// A Roman number, as volumes and parts have: "II".
std::optional<NumberMatch> match_roman(const FoldedText& text, std::size_t begin);

/// A year or a range of years, with the word for it: "1946", "1898 g.", "1955-1959 гг.". The value
/// is without the word.
std::optional<NumberMatch> match_year(const FoldedText& text, std::size_t begin);

/// Sheets: "24", "0005-0006", "2-2ob", "7-7 verso", "4, 6-8". Dashes come back as "-" without
/// spaces around them, all else as printed. Nothing when it is not clear where the list ends.
/// `labels_again`: the label may be said once more in the list, "ll. 1-5 and ll. 9-10".
std::optional<NumberMatch> match_sheets(const FoldedText& text, std::size_t begin,
                                        bool labels_again = true);

/// Whether sheets are a range or a list rather than a single number.
bool is_range(const std::string& sheets);

} // namespace delo
