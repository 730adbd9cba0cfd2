// The upper part of a page of the site: heading and summary.
#include "delo/base/utf8.hpp"
#include "delo/formats/page/body_date.hpp"
#include "delo/formats/page/page_dates.hpp"
#include "delo/formats/page/site_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

/// Words of somebody who speaks for himself: a summary tells about him.
constexpr std::array<std::string_view, 6> kFirstPerson{"i", "we", "my", "our", "us", "me"};

bool speaks_in_first_person(std::string_view line) {
  std::string word;
  for (const char c : ascii_lower(line) + " ") {
    if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || c == '\'') {
      word += c;
      continue;
    }
    if (std::find(kFirstPerson.begin(), kFirstPerson.end(), word) != kFirstPerson.end())
      return true;
    word.clear();
  }
  return false;
}

/// The most blank lines in a row between two lines of the body.
std::size_t widest_gap(const PageLines& lines, std::size_t begin, std::size_t end) {
  std::size_t widest = 0;
  for (std::size_t i = next_filled(lines, begin); i < end;) {
    const std::size_t next = next_filled(lines, i + 1);
    if (next < end)
      widest = std::max(widest, next - i - 1);
    i = next;
  }
  return widest;
}

/// Whether a line of the heading may go on in the next one: elsewhere in it blank lines stand
/// between the parts, but not here.
bool may_go_on(const PageView& page, const SiteFrame& frame, std::size_t end) {
  const PageLines& lines = page.lines;
  const bool above = frame.title && frame.title->begin > frame.date + 1;
  const bool below = frame.title && frame.support && frame.support->begin > frame.title->end;
  const bool adjacent = end < lines.size() && !is_blank(lines[end].text);
  return adjacent && (above || below);
}

} // namespace

void read_site_heading(const PageView& page, const SiteFrame& frame, DocumentRecord& record) {
  const PageLines& lines = page.lines;
  const PageLine& date = lines[frame.date];
  const Confidence sure = frame.heading_first ? Confidence::certain : Confidence::likely;
  record.date_display = field_from(date, std::string(trim(date.text)), sure);
  if (const std::string iso = edtf_date(date.text); !iso.empty())
    record.date_iso = field_from(date, iso, sure);
  else
    record.warnings.push_back(
        fmt::format("the date \"{}\" has no exact form: give one by hand", trim(date.text)));
  if (frame.title) {
    record.title = field_from(lines, *frame.title, sure);
    // Some pages print a heading in capitals that has small letters elsewhere.
    if (is_in_capitals(record.title.joined()) || may_go_on(page, frame, frame.title->end))
      lower_confidence(record.title, Confidence::likely);
  } else {
    record.warnings.emplace_back("the page has no title");
  }
  if (frame.support) {
    const Field whole = field_from(lines, *frame.support);
    record.support = whole;
    record.support.values = {std::string(supporters_in(whole.joined()))};
    if (may_go_on(page, frame, frame.support->end))
      lower_confidence(record.support, Confidence::likely);
  }
  read_body_date(lines, {frame.body, frame.labels}, record);
}

void read_site_summary(const PageView& page, const SiteFrame& frame, DocumentRecord& record) {
  const PageLines& lines = page.lines;
  const auto last = last_filled(lines, frame.body, frame.labels);
  if (!last)
    return;
  std::size_t at = *last;
  while (at > frame.body && is_wrapped(page, at - 1))
    --at;
  const Field summary = field_from(lines, {at, *last + 1}, Confidence::likely);
  const bool alone = at > frame.body && is_blank(lines[at - 1].text);
  if (!alone || !is_prose(summary.joined()))
    return;
  // The page sets its summary apart: one blank line below it, two or more above. A body that ends
  // in prose could still look the same, so the body must end in a signature, a date or a stamp, or
  // have no gap that is as wide.
  const auto before = last_filled(lines, frame.body, at);
  const std::size_t gap = before ? at - *before - 1 : 0;
  const bool set_apart = frame.labels - *last == 2 && before && gap > 1;
  const bool widest = set_apart && widest_gap(lines, frame.body, *before + 1) < gap;
  if (!set_apart || (!widest && is_prose(lines[*before].text)) ||
      speaks_in_first_person(summary.joined())) {
    record.warnings.push_back(
        fmt::format("line {} may be the summary or the end of the body: no summary was taken",
                    lines[at].number));
    return;
  }
  record.summary = summary;
}

} // namespace delo
