// Half a number looks as right as a whole one, so that a value whose end is in doubt is none.
#include "delo/formats/citation/labelled_part.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/citation_numbers.hpp"
#include "delo/formats/citation/phrases.hpp"
#include "delo/formats/citation/slots.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

/// "Central Decimal File 1950-54" has years, not a number.
bool begins_years(std::string_view value) {
  const FoldedText text(value.substr(0, 4));
  const std::string_view rest = value.substr(std::min<std::size_t>(value.size(), 4));
  return match_year(text, 0) && (rest.empty() || rest.front() == '-') && rest.size() <= 5;
}

/// "59748" behind "File" in archives whose files are no plain numbers.
std::optional<FoundPart> match_file_of_label(const FoldedText& text, std::size_t begin,
                                             const LabelMatch& label) {
  const auto file = match_slot(Form::file, text, label.end, text.size());
  if (!file || begins_years(file->value))
    return std::nullopt;
  return FoundPart{label.label, file->value, begin, file->end, Confidence::likely};
}

/// "fond CC al PCR – Cancelarie": a fond that has a name and no number.
std::optional<FoundPart> match_named_fond(const FoldedText& text, std::size_t begin,
                                          const LabelMatch& label) {
  if (label.label.level != Level::fond || !label.label.in_full || label.end >= text.size() ||
      !is_upper(text.cased(label.end)))
    return std::nullopt;
  std::size_t end = label.end;
  while (end < text.size() && text[end] != U',' && text[end] != U';' && text[end] != U'(' &&
         !(text[end] == U'.' && match_label(text, text.skip_spaces(end + 1), {})))
    ++end;
  while (end > label.end && (text[end - 1] == U'.' || text[end - 1] == U' '))
    --end;
  if (end - label.end < 2 || end - label.end > 60 || says_missing(text, label.end, end))
    return std::nullopt;
  return FoundPart{label.label, std::string(trim(text.original(label.end, end))), begin, end,
                   Confidence::likely};
}

/// Countries where a Cyrillic label is a slip of the keyboard.
bool writes_latin(std::string_view country) {
  constexpr std::array<std::string_view, 12> kLatin{"PL", "DE", "HU", "CZ", "SK", "RO",
                                                    "AL", "IT", "US", "GB", "IE", "TR"};
  return std::find(kLatin.begin(), kLatin.end(), country) != kLatin.end();
}

/// Two numbers and a dash, nothing else.
bool is_number_range(std::string_view value) {
  const FoldedText text(value);
  std::size_t dashes = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    dashes += text[i] == U'-' ? 1 : 0;
    if (!is_digit(text[i]) && text[i] != U'-')
      return false;
  }
  return dashes == 1;
}

/// "special folder 3": the label may be a word of what stands before it.
bool stands_behind_word(const FoldedText& text, std::size_t begin, Level level) {
  const bool common = level == Level::papka || level == Level::delo || level == Level::tom;
  return common && begin > 1 && text[begin - 1] == U' ' && is_letter(text[begin - 2]);
}

/// "288. f. 11/4455": the label may belong to the number before it.
bool stands_behind_number(const FoldedText& text, std::size_t begin) {
  std::size_t i = begin;
  while (i > 0 && (text[i - 1] == U' ' || text[i - 1] == U'.'))
    --i;
  return i > 0 && i < begin && is_digit(text[i - 1]);
}

/// Whether the number at `i` has its own label behind it.
bool has_label_behind(const FoldedText& text, std::size_t i, const LevelsPlace& place) {
  while (is_digit(text[i]) || text[i] == U'-' || text[i] == U'.')
    ++i;
  return match_label_behind(text, text.skip_spaces(i), place.scope()).has_value();
}

} // namespace

std::optional<FoundPart> match_part(const FoldedText& text, std::size_t begin,
                                    const LevelsPlace& place) {
  auto label = match_label(text, begin, place.scope());
  if (!label)
    return std::nullopt;
  // "w- 16", as Polish bundles are printed.
  if (place.country == "PL" && text[label->end] == U'-')
    label->end = text.skip_spaces(label->end + 1);
  // "Document No. 105-00598-03", where documents are files.
  if (label->label.level == Level::dokument && place.arrangement == Arrangement::file_pages)
    label->label.level = Level::delo;
  const Level level = label->label.level;
  if (level == Level::delo && !place.scope().by_fond)
    if (auto part = match_file_of_label(text, begin, *label))
      return part;
  const bool sheets = level == Level::listy || level == Level::frame || label->label.folder_or_page;
  const bool volume = level == Level::tom || level == Level::chast;
  auto number = volume ? match_roman(text, label->end) : std::nullopt;
  if (!number)
    number = sheets ? match_sheets(text, label->end, !label->label.folder_or_page)
                    : match_number(text, label->end);
  if (volume && number && !is_digit(text[label->end]) && !match_roman(text, label->end))
    return std::nullopt;
  if (!number && label->label.folder_or_page)
    number = match_number(text, label->end);
  if (!number)
    return match_named_fond(text, begin, *label);
  if (level == Level::delo && !place.scope().by_fond && begins_years(number->value))
    return std::nullopt;
  // "f. 4-6" may as well be sheets.
  const bool range = !sheets && is_number_range(number->value);
  // Hungarian boxes stand behind their number: "doboz: 1962" has lost something.
  // A list ("L.") of Tirana looks like sheets, and "Document No. 96" is a book's where files are
  // not counted by fond.
  const bool turned = (place.country == "HU" && level == Level::box) ||
                      (place.country == "AL" && level == Level::listy) ||
                      (!place.scope().by_fond && level == Level::dokument) ||
                      (volume && match_year(text, label->end)) ||
                      (label->label.in_full && stands_behind_word(text, begin, level)) ||
                      (level == Level::fond && stands_behind_number(text, begin)) ||
                      (level == Level::fond && place.country == "RO" && !label->label.in_full);
  // "f. 11/4455": fond and file in one, or a fond of a form that is rare.
  const bool two = level == Level::fond && number->value.find('/') != std::string::npos;
  const bool foreign = is_cyrillic(text[begin]) && writes_latin(place.country);
  return FoundPart{label->label, std::move(number->value), begin, number->end,
                   number->doubtful || range || two || foreign || turned ? Confidence::likely
                                                                         : Confidence::certain};
}

std::optional<FoundPart> match_part_behind(const FoldedText& text, std::size_t i,
                                           const LevelsPlace& place) {
  if ((place.country != "LV" && place.country != "HU") || !text.at_word_start(i) ||
      !(is_letter(text[i]) || is_digit(text[i])))
    return std::nullopt;
  std::size_t end = i;
  while (is_letter(text[end]) || is_digit(text[end]) || text[end] == U'-' || text[end] == U'/')
    ++end;
  // "30a. lieta"
  const bool suffix = end > i + 1 && is_letter(text[end - 1]) && is_digit(text[end - 2]);
  if (end == i || !(is_digit(text[end - 1]) || suffix))
    return std::nullopt;
  std::string value(text.original(i, end));
  // "5.-7. lp."
  if (text[end] == U'.' && text[end + 1] == U'-' && is_digit(text[end + 2])) {
    std::size_t last = end + 2;
    while (is_digit(text[last]))
      ++last;
    value += std::string(text.original(end + 1, last));
    end = last;
  }
  std::size_t word = text[end] == U'.' ? end + 1 : end;
  word = text.skip_spaces(text[word] == U'-' ? word + 1 : word);
  const auto label = word == end ? std::nullopt : match_label_behind(text, word, place.scope());
  if (!label)
    return std::nullopt;
  // "101. apr , 16": the label may belong to the number behind it.
  std::size_t next = text.skip_spaces(label->end);
  next = text[next] == U',' ? text.skip_spaces(next + 1) : next;
  const bool alone = !is_digit(text[next]) || has_label_behind(text, next, place);
  const bool whole = place.country == "LV" && text[label->end - 1] == U'.' && alone;
  return FoundPart{label->label, std::move(value), i, label->end,
                   whole ? Confidence::certain : Confidence::likely};
}

} // namespace delo
