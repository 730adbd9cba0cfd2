#include "delo/formats/citation/slot_files.hpp"

#include "delo/formats/citation/citation_labels.hpp"
#include "delo/formats/citation/slot_words.hpp"

#include <string_view>

namespace delo {
namespace {

bool is_alnum(char32_t c) {
  return is_letter(c) || is_digit(c);
}

std::size_t skip_joint(const FoldedText& text, std::size_t i) {
  i = text.skip_spaces(i);
  while (text[i] == U'/' || text[i] == U'-' || text[i] == U':')
    i = text.skip_spaces(i + 1);
  for (const std::u32string_view sign : {U"no.", U"nr.", U"№", U"no "})
    if (text.has(i, sign))
      return text.skip_spaces(i + sign.size());
  return i;
}

/// Whether a label begins at `i` that ends a file number: pages, volumes, boxes.
bool is_label_behind_file(const FoldedText& text, std::size_t i) {
  const auto match = match_label(text, i, {"DE", false});
  if (!match)
    return false;
  const Level level = match->label.level;
  return match->label.folder_or_page || level == Level::listy || level == Level::tom ||
         level == Level::chast || level == Level::box || level == Level::film ||
         level == Level::frame || level == Level::papka;
}

/// The end of the code that begins at `begin`: at a separator, or where a label begins.
std::size_t end_of_code(const FoldedText& text, std::size_t begin, std::size_t limit) {
  for (std::size_t i = begin; i < limit; ++i) {
    // "106-00580-03(1)": a bracket right behind a digit belongs to the code.
    const bool own_bracket = i > begin && text[i] == U'(' && is_digit(text[i - 1]);
    const bool closes = text[i] == U')' && i > begin + 1 && is_digit(text[i - 1]);
    if (!own_bracket && !closes && ends_here(text, i, limit) &&
        !(text[i] == U'.' && is_inner_stop(text, i)))
      return i;
    if (i > begin && text[i - 1] == U' ' && is_label_behind_file(text, i))
      return i - 1;
  }
  return limit;
}

} // namespace

std::optional<NumberMatch> match_file(const FoldedText& text, std::size_t begin,
                                      std::size_t limit) {
  const std::size_t start = skip_joint(text, begin);
  const std::size_t end = end_of_code(text, start, limit);
  // "Ministry of External Affairs, 1952" may be a year; "DY 30/1952" is none.
  const auto year = match_year(text, start);
  if (year && year->end >= end && start == text.skip_spaces(begin))
    return std::nullopt;
  if (end <= start || end - start > kLongestValue || !has_digit(text, start, end) ||
      !holds_no_words(text, start, end))
    return std::nullopt;
  return taken(text, start, end);
}

std::optional<NumberMatch> match_plain_file(const FoldedText& text, std::size_t begin,
                                            std::size_t limit) {
  const auto file = match_file(text, begin, limit);
  if (!file || match_year(text, skip_joint(text, begin)))
    return std::nullopt;
  const FoldedText value(file->value);
  bool joined = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool mark = value[i] == U'-' || value[i] == U'/' || value[i] == U'.';
    joined = joined || (mark && i > 0 && is_digit(value[i - 1]) && is_digit(value[i + 1]));
    if (!is_alnum(value[i]) && !mark && value[i] != U'~' && value[i] != U'(' && value[i] != U')')
      return std::nullopt;
  }
  return joined ? file : std::nullopt;
}

std::optional<NumberMatch> match_unit(const FoldedText& text, std::size_t begin,
                                      std::size_t limit) {
  const std::size_t start = skip_joint(text, begin);
  std::size_t end = start;
  for (std::size_t i = start; i < limit;) {
    if (is_label_behind_file(text, i))
      break;
    std::size_t stop = i;
    while (stop < limit &&
           !(ends_here(text, stop, limit) && !(text[stop] == U'.' && is_inner_stop(text, stop)))) {
      if (stop > i && text[stop - 1] == U' ' && is_label_behind_file(text, stop))
        break;
      ++stop;
    }
    // A bare range behind a number is pages.
    const auto pages = is_digit(text[i]) ? match_sheets(text, i) : std::nullopt;
    if (has_digit(text, start, end) && pages)
      break;
    end = stop;
    if (text[text.skip_spaces(stop)] != U',')
      break;
    i = text.skip_spaces(text.skip_spaces(stop) + 1);
  }
  if (end <= start || end - start > kLongestValue || !has_digit(text, start, end) ||
      !holds_names_only(text, start, end))
    return std::nullopt;
  return taken(text, start, end);
}

std::optional<NumberMatch> match_item(const FoldedText& text, std::size_t begin,
                                      std::size_t limit) {
  std::size_t i = begin;
  while (is_digit(text[i]))
    ++i;
  if (i == begin || i > begin + 3)
    return std::nullopt;
  if (text[i] == U'/' || text[i] == U'-')
    for (++i; is_alnum(text[i]) && i < begin + 7;)
      ++i;
  return ends_here(text, i, limit) ? std::optional(taken(text, begin, i)) : std::nullopt;
}

std::optional<NumberMatch> match_registry(const FoldedText& text, std::size_t begin,
                                          std::size_t limit) {
  constexpr std::u32string_view kMarks = U"/- ";
  if (!is_digit(text[begin]))
    return std::nullopt;
  std::size_t i = begin;
  bool joint = false;
  std::size_t digits = 0;
  while (i < limit && (is_alnum(text[i]) || kMarks.find(text[i]) != std::u32string_view::npos)) {
    joint = joint || text[i] == U'/' || text[i] == U'-';
    digits += is_digit(text[i]) ? 1 : 0;
    ++i;
  }
  if (!joint || digits < 5 || i - begin > 32 || !ends_here(text, i, limit))
    return std::nullopt;
  return taken(text, begin, i);
}

std::optional<NumberMatch> match_plain_number(const FoldedText& text, std::size_t begin,
                                              std::size_t limit) {
  auto number = match_number(text, begin);
  if (!number || !is_digit(text[begin]) || !ends_here(text, number->end, limit))
    return std::nullopt;
  return number;
}

std::optional<NumberMatch> match_symbol(const FoldedText& text, std::size_t begin,
                                        std::size_t limit) {
  std::size_t i = begin;
  while (is_upper(text.cased(i)))
    ++i;
  if (i == begin || i > begin + 4 || text[i] != U'/')
    return std::nullopt;
  while (i < limit && !ends_here(text, i, limit) && text[i] != U' ')
    ++i;
  if (!has_digit(text, begin, i) || !ends_here(text, i, limit))
    return std::nullopt;
  return taken(text, begin, i);
}

} // namespace delo
