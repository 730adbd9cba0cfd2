// Source lines come with curly and straight apostrophes, no-break spaces, dashes of four lengths
// and two scripts in both cases. Matching works on a folded copy; every value is cut from the
// original.
#pragma once

#include "delo/model/citation.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// A UTF-8 text as a row of characters. The text must outlive this object.
class FoldedText {
public:
  /// `offset` is where the text begins in the source line that spans are counted in.
  explicit FoldedText(std::string_view text, std::size_t offset = 0);

  std::size_t size() const { return units_.size(); }
  /// The character at `i`: lower case, plain "'" for every apostrophe, "-" for every dash and " "
  /// for every space; U+0000 outside of the text.
  char32_t operator[](std::size_t i) const { return i < size() ? units_[i].folded : U'\0'; }
  /// The same with its case kept.
  char32_t cased(std::size_t i) const { return i < size() ? units_[i].cased : U'\0'; }
  /// The bytes of [begin, end) as they are in the text.
  std::string_view original(std::size_t begin, std::size_t end) const;
  /// Where the bytes of [begin, end) stand in the source line.
  Span span(std::size_t begin, std::size_t end) const;
  /// Whether `word`, in folded letters, stands at `i`.
  bool has(std::size_t i, std::u32string_view word) const;
  /// The position behind any spaces at `i`.
  std::size_t skip_spaces(std::size_t i) const;
  /// Whether a word may begin at `i`: there is no letter or digit before it.
  bool at_word_start(std::size_t i) const;

private:
  struct Unit {
    char32_t folded;
    char32_t cased;
    std::size_t offset;
  };
  std::string_view text_;
  std::size_t offset_;
  std::vector<Unit> units_;
};

bool is_letter(char32_t c);
bool is_digit(char32_t c);
bool is_upper(char32_t c);
bool is_cyrillic(char32_t c);
/// The letter without its accent: "e" for "é".
char32_t without_accent(char32_t c);
/// One form for letters that look alike in both alphabets: the Latin one. Of folded letters.
char32_t look_alike(char32_t folded);

} // namespace delo
