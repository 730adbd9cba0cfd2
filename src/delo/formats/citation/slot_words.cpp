#include "delo/formats/citation/slot_words.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace delo {
namespace {

/// Full stops behind these do not end a sentence.
constexpr std::array<std::u32string_view, 17> kAbbreviations{
    U"sekr", U"allg", U"dok",  U"nr", U"no", U"abt", U"bd",  U"st", U"dr",
    U"ref",  U"hist", U"zesp", U"cd", U"jr", U"pol", U"sec", U"nos"};

bool is_alnum(char32_t c) {
  return is_letter(c) || is_digit(c);
}

} // namespace

bool is_inner_stop(const FoldedText& text, std::size_t i) {
  std::size_t begin = i;
  while (begin > 0 && is_letter(text[begin - 1]))
    --begin;
  if (i - begin == 1 && is_upper(text.cased(begin)))
    return is_upper(text.cased(text.skip_spaces(i + 1)));
  return std::any_of(kAbbreviations.begin(), kAbbreviations.end(), [&](std::u32string_view word) {
    return word.size() == i - begin && text.has(begin, word);
  });
}

bool ends_here(const FoldedText& text, std::size_t i, std::size_t limit) {
  const std::size_t next = text.skip_spaces(i);
  if (next >= limit)
    return true;
  const char32_t c = text[next];
  return c == U',' || c == U';' || c == U'(' || c == U')' || c == U']' ||
         (c == U'.' && !is_alnum(text[next + 1])) || (c == U':' && text[next + 1] == U' ');
}

bool has_digit(const FoldedText& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i)
    if (is_digit(text[i]))
      return true;
  return false;
}

bool holds_no_words(const FoldedText& text, std::size_t begin, std::size_t end) {
  std::size_t run = 0;
  for (std::size_t i = begin; i < end; ++i) {
    run = is_letter(text[i]) && !is_upper(text.cased(i)) ? run + 1 : 0;
    if (run >= 4)
      return false;
  }
  return true;
}

bool holds_names_only(const FoldedText& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (!is_letter(text[i]) || !text.at_word_start(i) || is_upper(text.cased(i)))
      continue;
    std::size_t last = i;
    while (is_letter(text[last]))
      ++last;
    if (last - i >= 4)
      return false;
  }
  return true;
}

std::size_t end_of_words(const FoldedText& text, std::size_t begin, std::size_t limit) {
  std::size_t i = begin;
  while (i < limit && !(ends_here(text, i, limit) && !(text[i] == U'.' && is_inner_stop(text, i))))
    ++i;
  return i;
}

NumberMatch taken(const FoldedText& text, std::size_t begin, std::size_t end) {
  return {std::string(trim(text.original(begin, end))), end};
}

} // namespace delo
