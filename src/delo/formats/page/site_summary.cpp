// The summary of a page of the site. It has no label: the markup of HTML may name it or set it
// apart, blank lines may in text.
#include "delo/base/utf8.hpp"
#include "delo/formats/page/site_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

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

std::optional<std::size_t> last_of_the_document(const PageLines& lines, std::size_t begin,
                                                std::size_t end) {
  auto last = last_filled(lines, begin, end);
  while (last && is_of_the_site(lines[*last]))
    last = last_filled(lines, begin, *last);
  return last;
}

/// The lines that the markup calls a summary, when they stand together in one container.
std::optional<LineRange> marked_summary(const PageLines& lines, const SiteFrame& frame) {
  std::optional<LineRange> marked;
  for (std::size_t i = frame.body; i < frame.labels; ++i) {
    if (lines[i].place != LinePlace::summary || find_label(lines[i].text))
      continue;
    if (!marked)
      marked = LineRange{i, i + 1};
    else if (lines[i].block != lines[marked->begin].block)
      return std::nullopt;
    marked->end = i + 1;
  }
  if (!marked || !is_prose(lines[marked->end - 1].text))
    return std::nullopt;
  // All of the text in it: then it is what holds the body.
  const bool others = std::any_of(
      lines.begin() + static_cast<std::ptrdiff_t>(frame.body),
      lines.begin() + static_cast<std::ptrdiff_t>(frame.labels), [](const PageLine& line) {
        return line.place == LinePlace::text && !is_blank(line.text) && !is_navigation(line.text);
      });
  return others ? marked : std::nullopt;
}

/// The containers around a line, from the inside out.
std::set<std::uint32_t> containers_of(const PageView& page, std::size_t line) {
  std::set<std::uint32_t> all;
  std::uint32_t block = page.lines[line].block;
  while (all.insert(block).second)
    block = (*page.parents)[block];
  return all;
}

/// Whether the markup closes what holds the body before this line: a container of at least two
/// lines, around all of the body.
bool stands_outside_the_body(const PageView& page, const SiteFrame& frame, std::size_t line) {
  if (!page.parents || page.parents->empty())
    return false;
  constexpr std::size_t kFewest = 2;
  std::size_t seen = 0;
  std::set<std::uint32_t> around;
  for (std::size_t i = frame.body; i < line; ++i) {
    if (is_blank(page.lines[i].text) || is_of_the_site(page.lines[i]))
      continue;
    const auto own = containers_of(page, i);
    if (seen++ == 0)
      around = own;
    else
      std::erase_if(around, [&own](std::uint32_t block) { return !own.contains(block); });
  }
  if (seen < kFewest)
    return false;
  const auto own = containers_of(page, line);
  return std::any_of(around.begin(), around.end(),
                     [&own](std::uint32_t block) { return !own.contains(block); });
}

} // namespace

void read_site_summary(const PageView& page, const SiteFrame& frame, DocumentRecord& record) {
  const PageLines& lines = page.lines;
  if (const auto marked = marked_summary(lines, frame)) {
    record.summary = field_from(lines, *marked, Confidence::likely);
    return;
  }
  const auto last = last_of_the_document(lines, frame.body, frame.labels);
  if (!last)
    return;
  if (stands_outside_the_body(page, frame, *last) && is_prose(lines[*last].text) &&
      !speaks_in_first_person(lines[*last].text)) {
    record.summary =
        field_from(lines[*last], std::string(trim(lines[*last].text)), Confidence::likely);
    return;
  }
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
