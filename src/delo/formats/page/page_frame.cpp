// A page is taken only when its whole frame fits. Reading half of another layout would put values
// into the wrong fields.
#include "delo/formats/page/page_frame.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_dates.hpp"
#include "delo/formats/page/page_labels.hpp"

#include <fmt/format.h>

#include <string>

namespace delo {
namespace {

constexpr std::string_view kSkipLink = "Skip to content";

using Lines = std::vector<PageLine>;

/// "Results: 1 - 10 of 69" heads a list of search results.
bool is_result_list(const Lines& lines) {
  for (const PageLine& line : lines) {
    const std::string_view text = trim(line.text);
    if (text.starts_with("Results:") && text.find(" of ") != std::string_view::npos)
      return true;
  }
  return false;
}

/// The one line "Document Information"; two of them are two documents in one file.
std::optional<std::size_t> find_information(const Lines& lines, std::string_view name) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (trim(lines[i].text) != kDocumentInformation)
      continue;
    if (found)
      refuse_page(name, fmt::format("it has two 'Document Information' blocks, on lines {} and {}",
                                    lines[*found].number, lines[i].number));
    found = i;
  }
  return found;
}

bool is_support(std::string_view line) {
  return trim(line).starts_with(kSupportWords);
}

/// Fills in date, title, support and body; false with the reason in `missing`.
void find_heading(const Lines& lines, PageFrame& frame, std::vector<std::string>& missing) {
  std::size_t i = next_filled(lines, 0);
  while (i < lines.size() && trim(lines[i].text) == kSkipLink)
    i = next_filled(lines, i + 1);
  if (i == lines.size() || !is_date_line(lines[i].text)) {
    missing.emplace_back("no heading date");
    return;
  }
  frame.date = i;
  frame.title = next_filled(lines, i + 1);
  if (frame.title == lines.size() || is_support(lines[frame.title].text) ||
      is_date_line(lines[frame.title].text) || page_label(lines[frame.title].text)) {
    missing.emplace_back("no title below the date");
    return;
  }
  frame.body = frame.title + 1;
  std::size_t next = next_filled(lines, frame.body);
  if (next < lines.size() && trim(lines[next].text) == trim(lines[frame.title].text))
    next = next_filled(lines, next + 1); // the title printed twice
  if (next < lines.size() && is_support(lines[next].text)) {
    frame.support = next;
    frame.body = next + 1;
  }
}

/// The label lines directly above "Document Information". A label further up, with other lines in
/// between, has values.
void find_labels(const Lines& lines, PageFrame& frame, std::string_view name) {
  frame.labels = frame.information;
  for (std::size_t i = frame.information; i-- > frame.body;) {
    if (is_blank(lines[i].text))
      continue;
    if (!page_label(lines[i].text))
      break;
    frame.labels = i;
  }
  for (std::size_t i = frame.body; i < frame.labels; ++i) {
    const PageLabel* label = page_label(lines[i].text);
    const bool tells = label && (label->text.starts_with("Associated ") ||
                                 label->text == "Author(s)" || label->text == "Subjects Discussed");
    if (tells)
      refuse_page(name, fmt::format("the label '{}' on line {} has values: a layout that is not "
                                    "read yet",
                                    label->text, lines[i].number));
  }
}

void refuse_other_layouts(const Lines& lines, const PageFrame& frame, std::string_view name) {
  for (std::size_t i = frame.information + 1; i < lines.size(); ++i) {
    const PageLabel* label = page_label(lines[i].text);
    if (label && label->only_with_values)
      refuse_page(name, fmt::format("the label '{}' on line {} belongs to a layout that is not "
                                    "read yet",
                                    label->text, lines[i].number));
  }
}

} // namespace

void refuse_page(std::string_view name, std::string_view what) {
  throw Error(ErrorKind::io,
              fmt::format("cannot read {} as a document page: {}", display_name(name), what),
              "a page must have a heading date, a title, and a 'Document Information' block with "
              "the source line");
}

std::size_t next_filled(const Lines& lines, std::size_t i) {
  while (i < lines.size() && is_blank(lines[i].text))
    ++i;
  return i;
}

PageFrame find_frame(const Lines& lines, std::string_view name) {
  PageFrame frame;
  std::vector<std::string> missing;
  find_heading(lines, frame, missing);
  const auto information = find_information(lines, name);
  if (!information && is_result_list(lines))
    refuse_page(name, "it is a list of search results");
  if (!information)
    missing.emplace_back("no 'Document Information' block");
  if (!missing.empty()) {
    std::string what = missing.front();
    for (std::size_t i = 1; i < missing.size(); ++i)
      what += ", " + missing[i];
    refuse_page(name, what);
  }
  frame.information = *information;
  if (frame.information < frame.body)
    refuse_page(name, "its 'Document Information' block stands above the heading");
  find_labels(lines, frame, name);
  refuse_other_layouts(lines, frame, name);
  return frame;
}

} // namespace delo
