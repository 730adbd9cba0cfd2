// The upper part of a page: heading and summary.
#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_dates.hpp"
#include "delo/formats/page/page_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

using Lines = std::vector<PageLine>;

/// A dateline stands near the top of the body and is short; dates further down are about events.
constexpr std::size_t kDatelines = 8;
constexpr std::size_t kLongestDateline = 100;

constexpr std::size_t kShortestSummary = 4; ///< words

/// Words of somebody who speaks for himself: a summary tells about him.
constexpr std::array<std::string_view, 6> kFirstPerson{"i", "we", "my", "our", "us", "me"};

void warn_about_other_date(const Lines& lines, const PageFrame& frame, DocumentRecord& record) {
  const std::string heading = record.date_iso.joined();
  if (heading.empty())
    return;
  const PageLine* first = nullptr;
  std::string first_date;
  std::size_t seen = 0;
  for (std::size_t i = next_filled(lines, frame.body); i < frame.labels && seen < kDatelines;
       i = next_filled(lines, i + 1), ++seen) {
    if (lines[i].text.size() > kLongestDateline)
      continue;
    const std::string date = find_full_date(lines[i].text);
    if (date.starts_with(heading))
      return;
    if (!date.empty() && !first) {
      first = &lines[i];
      first_date = date;
    }
  }
  if (first)
    record.warnings.push_back(fmt::format(
        "the heading says {}, but line {} of the body says {}: both are kept as they are", heading,
        first->number, first_date));
}

std::vector<std::string> lower_words(std::string_view text) {
  std::vector<std::string> words;
  bool in_word = false;
  for (const char c : ascii_lower(text)) {
    const bool part = static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') ||
                      (c >= '0' && c <= '9') || c == '\'';
    if (part && !in_word)
      words.emplace_back();
    if (part)
      words.back() += c;
    in_word = part;
  }
  return words;
}

bool ends_a_sentence(std::string_view text) {
  constexpr std::array<std::string_view, 4> kClosing{"\"", "\u201D", "\u2019", ")"};
  for (const std::string_view closing : kClosing)
    if (text.ends_with(closing))
      text.remove_suffix(closing.size());
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?');
}

/// A whole sentence, not a stamp, a signature, a date or a note in brackets.
bool is_prose(std::string_view line) {
  line = trim(line);
  return !line.starts_with('[') && !line.starts_with('(') && ends_a_sentence(line) &&
         lower_words(line).size() >= kShortestSummary;
}

bool speaks_in_first_person(std::string_view line) {
  const auto words = lower_words(line);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::find(kFirstPerson.begin(), kFirstPerson.end(), word) != kFirstPerson.end();
  });
}

/// The last line that is not blank before `end`, or `begin` - 1 when there is none.
std::size_t last_filled(const Lines& lines, std::size_t begin, std::size_t end) {
  while (end > begin && is_blank(lines[end - 1].text))
    --end;
  return end - 1;
}

} // namespace

Field field_from(const PageLine& line, std::string value, Confidence confidence) {
  Field field;
  if (!value.empty())
    field.values.push_back(std::move(value));
  field.raw = line.text;
  field.line = line.number;
  field.confidence = confidence;
  return field;
}

void read_heading(const Lines& lines, const PageFrame& frame, DocumentRecord& record) {
  const PageLine& date = lines[frame.date];
  record.date_display = field_from(date, std::string(trim(date.text)));
  if (const std::string iso = edtf_date(date.text); !iso.empty())
    record.date_iso = field_from(date, iso);
  else
    record.warnings.push_back(
        fmt::format("the date \"{}\" has no exact form: give one by hand", trim(date.text)));
  record.title = field_from(lines[frame.title], std::string(trim(lines[frame.title].text)));
  if (frame.support) {
    const PageLine& line = lines[*frame.support];
    const std::string_view donors = trim(trim(line.text).substr(kSupportWords.size()));
    if (!donors.empty())
      record.support = field_from(line, std::string(donors));
  }
  warn_about_other_date(lines, frame, record);
}

void read_summary(const Lines& lines, const PageFrame& frame, DocumentRecord& record) {
  if (next_filled(lines, frame.body) >= frame.labels)
    return;
  const std::size_t at = last_filled(lines, frame.body, frame.labels);
  const PageLine& line = lines[at];
  const bool alone = at > frame.body && is_blank(lines[at - 1].text);
  if (!alone || !is_prose(line.text))
    return;
  // The page sets its summary apart: one blank line below it, two or more above. A body that ends
  // in prose could still look the same, so the body must end in a signature, a date or a stamp.
  const std::size_t before = last_filled(lines, frame.body, at);
  const bool body_above = before + 1 > frame.body;
  const bool set_apart = frame.labels - at == 2 && body_above && at - before > 2;
  if (!set_apart || is_prose(lines[before].text) || speaks_in_first_person(line.text)) {
    record.warnings.push_back(fmt::format(
        "line {} may be the summary or the end of the body: no summary was taken", line.number));
    return;
  }
  record.summary = field_from(line, std::string(trim(line.text)), Confidence::likely);
}

} // namespace delo
