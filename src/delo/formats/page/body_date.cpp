#include "delo/formats/page/body_date.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_dates.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

/// A dateline stands near the top of the body and is short; dates further down are about events.
constexpr std::size_t kDatelines = 8;
constexpr std::size_t kLongestDateline = 60; ///< bytes
constexpr std::size_t kMostWords = 9;        ///< "FROM BATUMI 5 March 1946"

} // namespace

void read_body_date(const PageLines& lines, LineRange body, DocumentRecord& record) {
  const std::string heading = record.date_iso.joined();
  if (heading.size() < 4 || heading.find_first_of("X/") != std::string::npos)
    return;
  const std::string year = heading.substr(0, 4);
  const PageLine* first = nullptr;
  std::string first_date;
  std::size_t seen = 0;
  for (std::size_t i = next_filled(lines, body.begin); i < body.end && seen < kDatelines;
       i = next_filled(lines, i + 1), ++seen) {
    const std::string_view line = trim(lines[i].text);
    // "[handwritten: …]" and prose speak of other days.
    if (line.size() > kLongestDateline || count_words(line) > kMostWords || line.starts_with('['))
      continue;
    const std::string date = find_full_date(line);
    if (date.starts_with(heading))
      return;
    if (!date.empty() && !first) {
      first = &lines[i];
      first_date = date;
    }
  }
  if (!first || first_date.starts_with(year))
    return;
  record.date_body = field_from(*first, first_date, Confidence::likely);
  record.warnings.push_back(
      fmt::format("the heading says {}, but line {} of the body says {}: both are kept as they are",
                  heading, first->number, first_date));
}

} // namespace delo
