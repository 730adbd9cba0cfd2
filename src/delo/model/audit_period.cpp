#include "delo/model/audit_period.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace delo {
namespace {

/// The first second of a month; months beyond twelve are those of later years.
std::optional<Timestamp> month_start(int year, int month) {
  year += (month - 1) / 12;
  month = (month - 1) % 12 + 1;
  return parse_rfc3339(fmt::format("{:04}-{:02}-01T00:00:00Z", year, month));
}

std::optional<int> number(std::string_view text, std::size_t digits) {
  int value = 0;
  const char* end = text.data() + text.size();
  if (text.size() != digits || std::from_chars(text.data(), end, value).ptr != end || value < 1)
    return std::nullopt;
  return value;
}

std::optional<Period> months(std::string_view name, int year, int first, int count) {
  const auto from = month_start(year, first);
  const auto to = month_start(year, first + count);
  if (!from || !to)
    return std::nullopt;
  return Period{std::string(name), *from, *to};
}

std::optional<Timestamp> day_start(std::string_view date) {
  return parse_rfc3339(std::string(date) + "T00:00:00Z");
}

} // namespace

std::optional<Period> parse_period(std::string_view text) {
  constexpr std::int64_t kDay = 86400;
  if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) {
    const auto from = day_start(text.substr(0, dots));
    const auto to = day_start(text.substr(dots + 2));
    if (!from || !to || *to < *from)
      return std::nullopt;
    return Period{std::string(text), *from, Timestamp{to->seconds + kDay}};
  }
  const auto year = number(text.substr(0, 4), 4);
  if (!year)
    return std::nullopt;
  if (text.size() == 4)
    return months(text, *year, 1, 12);
  if (text.size() == 7 && text.substr(4, 2) == "-Q") {
    const auto quarter = number(text.substr(6), 1);
    return quarter && *quarter <= 4 ? months(text, *year, *quarter * 3 - 2, 3) : std::nullopt;
  }
  const auto month = text.size() == 7 && text[4] == '-' ? number(text.substr(5), 2) : std::nullopt;
  return month && *month <= 12 ? months(text, *year, *month, 1) : std::nullopt;
}

std::uint64_t AuditPeriod::open_failures() const {
  return static_cast<std::uint64_t>(
      std::count_if(packages.begin(), packages.end(), [](const PeriodPackage& package) {
        return package.last_outcome && standing(*package.last_outcome) != Standing::good;
      }));
}

const PeriodPackage* AuditPeriod::oldest() const {
  const PeriodPackage* oldest = nullptr;
  for (const PeriodPackage& package : packages)
    if (package.last_checked && (!oldest || *package.last_checked < *oldest->last_checked))
      oldest = &package;
  return oldest;
}

std::uint64_t AuditPeriod::never_checked() const {
  return static_cast<std::uint64_t>(
      std::count_if(packages.begin(), packages.end(),
                    [](const PeriodPackage& package) { return !package.last_checked; }));
}

} // namespace delo
