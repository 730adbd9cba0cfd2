#include "delo/formats/page/html_places.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_labels.hpp"
#include "delo/formats/page/page_parts.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

/// "Title | Site" and "Title - Site" without the site.
std::string_view without_site(std::string_view title) {
  constexpr std::array<std::string_view, 5> kMarks{" | ", " \u2013 ", " \u2014 ", " - ", " :: "};
  std::size_t at = std::string_view::npos;
  for (const std::string_view mark : kMarks)
    if (const std::size_t found = title.rfind(mark);
        found != std::string_view::npos && (at == std::string_view::npos || found > at))
      at = found;
  return title.substr(0, at);
}

/// Whether a line is of the document whatever is around it.
bool is_of_the_document(std::string_view line) {
  using enum PageLabel;
  for (const PageLabel label : {document_information, source, rights, uploaded, record_id})
    if (is_label(line, label))
      return true;
  return !supporters_in(line).empty();
}

bool holds_the_document(const HtmlText& page, const PageLines& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (page.lines[i].place == LinePlace::site && is_of_the_document(lines[i].text))
      return true;
  return false;
}

void take_back(HtmlText& page, LinePlace place) {
  for (HtmlLine& line : page.lines)
    if (line.place == place)
      line.place = LinePlace::text;
}

void settle_title(HtmlText& page, const PageLines& lines) {
  const std::string whole = title_key(page.head_title);
  const std::string own = title_key(without_site(page.head_title));
  if (own.empty())
    return;
  const auto is_title = [&](std::string_view line) {
    const std::string key = title_key(line);
    return !key.empty() && (key == own || key == whole);
  };
  // A heading in two lines is held together by its container.
  std::string headings;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (page.lines[i].place == LinePlace::title)
      headings += lines[i].text;
  if (is_title(headings))
    return;
  take_back(page, LinePlace::title);
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (page.lines[i].place != LinePlace::site && is_title(lines[i].text)) {
      page.lines[i].place = LinePlace::title;
      return;
    }
}

} // namespace

void settle_places(HtmlText& page) {
  const PageLines lines = page_lines(page.text);
  page.lines.resize(lines.size());
  if (holds_the_document(page, lines))
    take_back(page, LinePlace::site);
  settle_title(page, lines);
}

} // namespace delo
