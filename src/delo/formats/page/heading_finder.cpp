// Date, title and support line at the head of a page of the site: by their order, or where the page
// is HTML by its markup.
#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_dates.hpp"
#include "delo/formats/page/site_page.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

/// Above the date only words of the site may stand, and sentences about a related document; a
/// title would mean that the date of the heading is lost, and the one found is of the body.
constexpr std::size_t kMostAbove = 60;     ///< lines
constexpr std::size_t kWordsOfAButton = 2; ///< "Log in"; a title has more

/// "November 15, 1950 | Telegram | …" names another document.
bool is_related_line(std::string_view line) {
  const std::size_t bar = line.find('|');
  return bar != std::string_view::npos && is_date_line(line.substr(0, bar));
}

std::size_t next_of_the_document(const PageLines& lines, std::size_t i, std::size_t end) {
  i = next_filled(lines, i);
  while (i < end && is_of_the_site(lines[i]))
    i = next_filled(lines, i + 1);
  return std::min(i, end);
}

bool may_stand_above(const PageLine& line) {
  return is_of_the_site(line) || is_prose(line.text) ||
         line.text.find('|') != std::string_view::npos || is_label(line.text, PageLabel::related);
}

bool is_short_unknown(const PageLine& line) {
  return !may_stand_above(line) && count_words(line.text) <= kWordsOfAButton;
}

/// Whether a short line belongs to others directly above it; a title stands alone.
bool is_in_menu(const PageLines& lines, std::size_t i) {
  const bool below_others = i > 0 && !is_blank(lines[i - 1].text);
  const bool above_nothing = i + 1 < lines.size() && is_blank(lines[i + 1].text);
  return below_others && above_nothing &&
         (is_of_the_site(lines[i - 1]) || is_short_unknown(lines[i - 1]));
}

/// Whether a title and the support line follow the date, as in no body.
bool leads_to_support(const PageView& page, std::size_t date, std::size_t end) {
  const std::size_t title = next_of_the_document(page.lines, date + 1, end);
  if (title == end || is_date_line(page.lines[title].text))
    return false;
  const std::size_t support =
      next_of_the_document(page.lines, end_of_wrapped(page, title, end), end);
  return support < end && !supporters_in(page.lines[support].text).empty();
}

/// What stands above a line that may be the date of the heading.
struct Above {
  bool related = false;     ///< a related document is named, so that its title may stand there too
  bool unknown = false;     ///< a line that may be the title of this document
  bool button = false;      ///< the last line is unknown too, though short
  bool below_label = false; ///< directly below "Related Documents", a date is not of this document
};

std::optional<std::size_t> find_heading_date(const PageView& page, std::size_t end,
                                             SiteFrame& frame) {
  const PageLines& lines = page.lines;
  Above seen;
  std::size_t above = 0;
  for (std::size_t i = next_filled(lines, 0); i < end && above < kMostAbove;
       i = next_filled(lines, i + 1), ++above) {
    const std::string_view line = trim(lines[i].text);
    if (is_date_line(line)) {
      const bool doubtful = (seen.unknown || seen.button) && !seen.related;
      const bool other = (doubtful && !leads_to_support(page, i, end)) || seen.below_label;
      return other ? std::nullopt : std::optional(i);
    }
    if (!supporters_in(line).empty())
      break;
    seen.button = is_short_unknown(lines[i]) && !is_in_menu(lines, i);
    seen.related = seen.related || is_related_line(line);
    seen.unknown = seen.unknown || (!may_stand_above(lines[i]) && !is_short_unknown(lines[i]));
    seen.below_label = is_label(line, PageLabel::related);
    frame.heading_first = frame.heading_first && is_of_the_site(lines[i]);
  }
  return std::nullopt;
}

/// The support line when only buttons of the site stand above it, else line `i` itself.
std::size_t support_near(const PageLines& lines, std::size_t i, std::size_t end) {
  constexpr std::size_t kMostButtons = 4;
  constexpr std::size_t kWordsOfALongButton = 4; ///< "Share on Facebook"
  std::size_t at = i;
  for (std::size_t n = 0; n <= kMostButtons && at < end; ++n, at = next_filled(lines, at + 1)) {
    if (!supporters_in(lines[at].text).empty())
      return at;
    if (count_words(lines[at].text) > kWordsOfALongButton)
      break;
  }
  return i;
}

/// Leaves out the title where it is printed again, words of the site, and takes the support line.
void find_body(const PageView& page, std::size_t end, SiteFrame& frame) {
  const PageLines& lines = page.lines;
  std::size_t i = next_of_the_document(lines, frame.body, end);
  if (frame.title) {
    const std::string key = title_key(field_from(lines, *frame.title).joined());
    while (i < end) {
      const LineRange again{i, end_of_wrapped(page, i, end)};
      if (title_key(field_from(lines, again).joined()) != key)
        break;
      frame.body = again.end; // the title printed twice
      i = next_of_the_document(lines, frame.body, end);
    }
  }
  i = support_near(lines, i, end);
  while (i < end && !supporters_in(lines[i].text).empty()) {
    const LineRange range{i, end_of_wrapped(page, i, end)};
    if (!frame.support)
      frame.support = range;
    frame.body = range.end;
    i = next_filled(lines, frame.body);
  }
}

/// What may stand below the date when the title is lost: a stamp, a mark, or a paragraph.
bool cannot_be_title(std::string_view line) {
  constexpr std::size_t kWordsOfAParagraph = 10;
  constexpr std::array<std::string_view, 8> kMarks{
      "secret",       "top secret", "strictly secret",       "absolutely secret",
      "confidential", "urgent",     "strictly confidential", "special folder"};
  constexpr std::array<std::string_view, 6> kNotes{"[stamp", "[handwritten", "[margin",
                                                   "[seal",  "секретно",     "совершенно секретно"};
  const std::string folded = fold_name(folded_line(line));
  return std::find(kMarks.begin(), kMarks.end(), folded) != kMarks.end() ||
         std::any_of(kNotes.begin(), kNotes.end(),
                     [&folded](std::string_view note) { return folded.starts_with(note); }) ||
         (trim(line).ends_with('.') && is_prose(line) && count_words(line) >= kWordsOfAParagraph);
}

/// "Batumi, 5 March 1946": where the title is lost, the place and date of the body follow the date.
bool is_dateline(std::string_view line, std::string_view heading_date) {
  constexpr std::size_t kWordsOfAPlace = 2;
  line = trim(line);
  const std::size_t comma = line.find(',');
  if (comma == std::string_view::npos || count_words(line.substr(0, comma)) > kWordsOfAPlace)
    return false;
  const std::string date = edtf_date(line.substr(comma + 1));
  return !date.empty() && date == edtf_date(heading_date);
}

/// The title below the date. Words of the site may stand between them.
void find_title(const PageView& page, std::size_t end, SiteFrame& frame) {
  const PageLines& lines = page.lines;
  const std::string_view date = trim(lines[frame.date].text);
  frame.body = frame.date + 1;
  std::size_t i = next_of_the_document(lines, frame.body, end);
  while (i < end && trim(lines[i].text) == date)
    i = next_of_the_document(lines, i + 1, end);
  const auto label = i < end ? find_label(lines[i].text) : std::nullopt;
  const bool title = i < end && supporters_in(lines[i].text).empty() &&
                     !is_date_line(lines[i].text) && !(label && label->value.empty()) &&
                     !cannot_be_title(lines[i].text) && !is_dateline(lines[i].text, date);
  if (title) {
    frame.title = LineRange{i, end_of_wrapped(page, i, end)};
    frame.body = frame.title->end;
  }
}

/// The heading that the markup names, with a date directly above it, or below when the markup or
/// the support line say that it belongs there.
bool find_marked_heading(const PageView& page, std::size_t end, SiteFrame& frame) {
  const PageLines& lines = page.lines;
  std::size_t title = 0;
  while (title < end && (lines[title].place != LinePlace::title || is_of_the_site(lines[title])))
    ++title;
  if (title == end)
    return false;
  LineRange range{title, title + 1};
  while (range.end < end && lines[range.end].place == LinePlace::title &&
         lines[range.end].block == lines[title].block)
    ++range.end;
  std::size_t above = title;
  while (above > 0 && (is_blank(lines[above - 1].text) || is_of_the_site(lines[above - 1])))
    --above;
  const std::size_t below = next_of_the_document(lines, range.end, end);
  const bool date_above = above > 0 && is_date_line(lines[above - 1].text);
  const bool date_below = below < end && is_date_line(lines[below].text);
  if (!date_above && !date_below)
    return false;
  frame.title = range;
  frame.date = date_above ? above - 1 : below;
  frame.body = date_above ? range.end : below + 1;
  const std::size_t next = next_of_the_document(lines, frame.body, end);
  const bool marked = lines[frame.date].place == LinePlace::date;
  return date_above || marked || (next < end && !supporters_in(lines[next].text).empty());
}

/// Whether the markup names a heading, so that no other line can be it.
bool has_marked_heading(const PageLines& lines, std::size_t end) {
  return std::any_of(
      lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(end),
      [](const PageLine& line) { return line.place == LinePlace::title && !is_of_the_site(line); });
}

} // namespace

bool find_site_heading(const PageView& page, std::size_t end, SiteFrame& frame) {
  if (has_marked_heading(page.lines, end)) {
    if (!find_marked_heading(page, end, frame))
      return false;
  } else {
    const auto date = find_heading_date(page, end, frame);
    if (!date)
      return false;
    frame.date = *date;
    find_title(page, end, frame);
  }
  find_body(page, end, frame);
  return true;
}

} // namespace delo
