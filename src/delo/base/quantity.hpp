// Amounts as people write them: "90d", "2h 30m", "500 GB", "20%".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// Bytes from "1000", "700 MB" (powers of 1000) or "4GiB" (powers of 1024), in any case.
std::optional<std::uint64_t> parse_size(std::string_view text);

/// Seconds from "90d", "2h30m", "3600" or "1y": s, m, h, d, w (7 d) and y (365 d).
std::optional<std::uint64_t> parse_duration(std::string_view text);

/// A part of a whole from "20%", "20" or "0.5%", as hundredths of a percent: 2000, 2000, 50. At
/// most 100 %.
std::optional<std::uint64_t> parse_percent(std::string_view text);

/// The shortest exact words for seconds: "90d", "2h30m", "0s".
std::string duration_words(std::uint64_t seconds);

/// "1.5 GB", with one digit behind the point from kB on.
std::string size_words(std::uint64_t bytes);

/// A time of each day, in minutes since midnight: from "22:00-06:00". The end may lie before the
/// beginning, which means over midnight.
struct DailyHours {
  unsigned from = 0;
  unsigned to = 0;

  bool contains(unsigned minute_of_day) const {
    return from <= to ? minute_of_day >= from && minute_of_day < to
                      : minute_of_day >= from || minute_of_day < to;
  }
};
std::optional<DailyHours> parse_daily_hours(std::string_view text);

} // namespace delo
