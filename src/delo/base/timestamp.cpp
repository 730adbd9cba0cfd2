#include "delo/base/timestamp.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>

namespace delo {
namespace {

using Days = std::chrono::sys_days;

std::chrono::sys_seconds to_sys(Timestamp time) {
  return std::chrono::sys_seconds{std::chrono::seconds{time.seconds}};
}

std::string date_text(Days day) {
  const std::chrono::year_month_day ymd{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

} // namespace

std::string to_date(Timestamp time) {
  return date_text(std::chrono::floor<std::chrono::days>(to_sys(time)));
}

std::string to_rfc3339(Timestamp time) {
  const auto day = std::chrono::floor<std::chrono::days>(to_sys(time));
  const std::chrono::hh_mm_ss clock{to_sys(time) - day};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", date_text(day), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  char zone = 0;
  const std::string copy(text);
  if (std::sscanf(copy.c_str(), "%4d-%2u-%2uT%2d:%2d:%2d%c", &year, &month, &day, &hour, &minute,
                  &second, &zone) != 7)
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  if (!date.ok())
    return std::nullopt;
  const Timestamp time{Days{date}.time_since_epoch().count() * 86400LL + hour * 3600LL +
                       minute * 60LL + second};
  return to_rfc3339(time) == text ? std::optional(time) : std::nullopt;
}

Timestamp SystemClock::now() const {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return Timestamp{now.time_since_epoch().count()};
}

} // namespace delo
