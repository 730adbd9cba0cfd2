#include "delo/formats/citation/phrases.hpp"

#include "delo/formats/citation/citation_numbers.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

/// Words by which a citation says that something is missing: never the value of a level.
constexpr std::array<std::u32string_view, 14> kDenials{
    U"not ",        U"no ",  U"unnumbered", U"without",     U"missing", U"illegible",  U"unknown",
    U"un-numbered", U"без ", U"не ",        U"unpaginated", U"ненумер", U"unfoliated", U"unclear"};

/// What a copy or a paper may be.
constexpr std::array<std::u32string_view, 22> kForms{
    U"microfilm",        U"telegram",   U"copy",       U"photocopy", U"original", U"certified copy",
    U"handwritten",      U"typescript", U"typed copy", U"draft",     U"xerox",    U"carbon copy",
    U"подлинник",        U"копия",      U"машинопись", U"автограф",  U"рукопись", U"фотокопия",
    U"заверенная копия", U"оригінал",   U"копія",      U"microfiche"};

} // namespace

bool says_missing(const FoldedText& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i)
    for (const auto word : kDenials)
      if (text.at_word_start(i) && text.has(i, word))
        return true;
  return false;
}

std::size_t end_of_form(const FoldedText& text, std::size_t begin, std::size_t end) {
  constexpr std::u32string_view kBehind = U",.;:)]";
  for (const auto form : kForms) {
    const std::size_t last = begin + form.size();
    const std::size_t close = text.skip_spaces(last);
    if (text.has(begin, form) &&
        (close >= end || kBehind.find(text[close]) != std::u32string_view::npos))
      return last;
  }
  return 0;
}

bool names_level(std::string_view words, const LabelScope& scope) {
  constexpr std::ptrdiff_t kMostSpaces = 3;
  const FoldedText text(words);
  if (text[0] == U'(' || text[0] == U'[' ||
      std::count(words.begin(), words.end(), ' ') > kMostSpaces)
    return false;
  bool digit = false;
  bool year = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    digit = digit || is_digit(text[i]);
    year = year || (text.at_word_start(i) && match_year(text, i));
  }
  const auto label = match_label(text, 0, scope);
  return (digit && (!year || label)) || (label && label->end >= text.size());
}

} // namespace delo
