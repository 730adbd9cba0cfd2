#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_dates.hpp"
#include "delo/formats/page/page_labels.hpp"
#include "delo/formats/page/quoted_page.hpp"

namespace delo {
namespace {

constexpr std::size_t kMostAbove = 400; ///< lines above it: menus

bool ends_heading(const PageLines& lines, std::size_t i) {
  return is_navigation(lines[i].text) || is_citation_label(lines[i].text) ||
         is_bullet(lines[i].text) || find_label(lines[i].text) ||
         !supporters_in(lines[i].text).empty();
}

/// In a PDF the date begins the line of the title: "July 09, 1956 Working Notes from …".
void take_date_line(const PageLines& lines, std::size_t i, QuotedHeading& heading) {
  const std::string_view line = trim(lines[i].text);
  heading.date_line = i;
  const std::size_t date = is_date_line(line) ? line.size() : leading_date(line);
  heading.date = line.substr(0, date);
  heading.title_text = trim(line.substr(date));
  if (!heading.title_text.empty())
    heading.title = LineRange{i, i + 1};
}

} // namespace

QuotedHeading find_quoted_heading(const PageView& page, std::size_t end) {
  const PageLines& lines = page.lines;
  QuotedHeading heading;
  std::size_t above = 0;
  std::size_t i = next_filled(lines, 0);
  for (; i < end && above < kMostAbove && !heading.date_line;
       i = next_filled(lines, i + 1), ++above) {
    if (is_citation_label(lines[i].text))
      break;
    const std::string_view line = trim(lines[i].text);
    if (is_date_line(line) || leading_date(line) > 4)
      take_date_line(lines, i, heading);
  }
  const std::size_t begin = heading.date_line ? *heading.date_line + 1 : 0;
  for (i = begin; i < end; ++i) {
    if (is_blank(lines[i].text))
      continue;
    if (!supporters_in(lines[i].text).empty()) {
      heading.support = LineRange{i, end_of_wrapped(page, i, end)};
      break;
    }
    if (!heading.date_line || ends_heading(lines, i) || trim(lines[i].text) == heading.date)
      continue;
    if (heading.title && heading.title->end != i)
      continue; // a line apart from the title
    heading.title_text +=
        (heading.title_text.empty() ? "" : " ") + std::string(trim(lines[i].text));
    heading.title = LineRange{heading.title ? heading.title->begin : i, i + 1};
  }
  return heading;
}

} // namespace delo
