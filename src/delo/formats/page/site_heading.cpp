// The upper part of a page of the site.
#include "delo/base/utf8.hpp"
#include "delo/formats/page/body_date.hpp"
#include "delo/formats/page/page_dates.hpp"
#include "delo/formats/page/site_page.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

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

} // namespace delo
