#include "delo/base/quantity.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <limits>
#include <span>

namespace delo {
namespace {

struct Unit {
  std::string_view word; ///< in lower case
  std::uint64_t worth;
};

constexpr std::array<Unit, 10> kSizes{{{"", 1},
                                       {"b", 1},
                                       {"kb", 1000},
                                       {"mb", 1000'000},
                                       {"gb", 1000'000'000},
                                       {"tb", 1000'000'000'000},
                                       {"kib", 1ULL << 10U},
                                       {"mib", 1ULL << 20U},
                                       {"gib", 1ULL << 30U},
                                       {"tib", 1ULL << 40U}}};

constexpr std::uint64_t kMinute = 60;
constexpr std::uint64_t kHour = 60 * kMinute;
constexpr std::uint64_t kDay = 24 * kHour;
/// The largest first, as words are made of them.
constexpr std::array<Unit, 6> kTimes{
    {{"y", 365 * kDay}, {"w", 7 * kDay}, {"d", kDay}, {"h", kHour}, {"m", kMinute}, {"s", 1}}};

/// A whole number and the letters behind it, taken off the front of `text`.
std::optional<std::uint64_t> take_amount(std::string_view& text, std::span<const Unit> units) {
  text = trim(text);
  std::uint64_t count = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), count);
  if (parsed.ec != std::errc())
    return std::nullopt;
  text = trim(text.substr(static_cast<std::size_t>(parsed.ptr - text.data())));
  const std::size_t end = text.find_first_of("0123456789 ");
  const std::string word = ascii_lower(text.substr(0, end));
  text.remove_prefix(word.size());
  for (const Unit& unit : units)
    if (unit.word == word && count <= std::numeric_limits<std::uint64_t>::max() / unit.worth)
      return count * unit.worth;
  return std::nullopt;
}

/// "06:30" as minutes; "24:00" is the end of the day.
std::optional<unsigned> minutes_of(std::string_view text) {
  text = trim(text);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 2 || text.size() != colon + 3)
    return std::nullopt;
  unsigned hours = 0;
  unsigned minutes = 0;
  const char* end = text.data() + text.size();
  if (std::from_chars(text.data(), text.data() + colon, hours).ptr != text.data() + colon ||
      std::from_chars(text.data() + colon + 1, end, minutes).ptr != end)
    return std::nullopt;
  if (minutes > 59 || hours > 24 || (hours == 24 && minutes > 0))
    return std::nullopt;
  return hours * 60 + minutes;
}

} // namespace

std::optional<std::uint64_t> parse_size(std::string_view text) {
  const auto size = take_amount(text, kSizes);
  return text.empty() ? size : std::nullopt;
}

std::optional<std::uint64_t> parse_duration(std::string_view text) {
  static constexpr std::array<Unit, 7> kWithSeconds{
      {kTimes[0], kTimes[1], kTimes[2], kTimes[3], kTimes[4], kTimes[5], {"", 1}}};
  std::uint64_t sum = 0;
  do {
    const auto part = take_amount(text, kWithSeconds);
    if (!part || sum > std::numeric_limits<std::uint64_t>::max() - *part)
      return std::nullopt;
    sum += *part;
  } while (!text.empty());
  return sum;
}

std::optional<std::uint64_t> parse_percent(std::string_view text) {
  text = trim(text);
  if (text.ends_with('%'))
    text = trim(text.substr(0, text.size() - 1));
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string part(point == std::string_view::npos ? "" : text.substr(point + 1));
  if (part.size() > 2 || (point != std::string_view::npos && part.empty()))
    return std::nullopt;
  part.resize(2, '0');
  const std::string digits = std::string(whole) + part;
  std::uint64_t hundredths = 0;
  const char* end = digits.data() + digits.size();
  const auto parsed = std::from_chars(digits.data(), end, hundredths);
  if (whole.empty() || parsed.ec != std::errc() || parsed.ptr != end || hundredths > 10'000)
    return std::nullopt;
  return hundredths;
}

std::string duration_words(std::uint64_t seconds) {
  std::string words;
  for (const Unit& unit : kTimes) {
    const bool is_long = unit.word == "y" || unit.word == "w"; // days are what people compare
    if (is_long || seconds < unit.worth)
      continue;
    words += fmt::format("{}{}", seconds / unit.worth, unit.word);
    seconds %= unit.worth;
  }
  return words.empty() ? "0s" : words;
}

std::string size_words(std::uint64_t bytes) {
  static constexpr std::array<std::string_view, 5> kWords{"bytes", "kB", "MB", "GB", "TB"};
  double amount = static_cast<double>(bytes);
  std::size_t step = 0;
  while (amount >= 1000 && step + 1 < kWords.size()) {
    amount /= 1000;
    ++step;
  }
  if (step == 0)
    return fmt::format("{} {}", bytes, bytes == 1 ? "byte" : "bytes");
  return fmt::format("{:.1f} {}", amount, kWords[step]);
}

std::optional<DailyHours> parse_daily_hours(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos)
    return std::nullopt;
  const auto from = minutes_of(text.substr(0, dash));
  const auto to = minutes_of(text.substr(dash + 1));
  if (!from || !to || *from == *to)
    return std::nullopt;
  return DailyHours{*from, *to};
}

} // namespace delo
