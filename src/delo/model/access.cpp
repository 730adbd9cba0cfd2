#include "delo/model/access.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace delo {
namespace {

constexpr std::array<std::string_view, 12> kOpen{
    "open",     "public",   "unrestricted", "open access", "free",     "открыт",
    "открытый", "открытая", "открыто",      "свободный",   "публично", "доступен"};
constexpr std::array<std::string_view, 5> kClosed{"closed", "закрыт", "закрытый", "закрытая",
                                                  "закрыто"};
constexpr std::array<std::string_view, 14> kUntil{"until",
                                                  "closed until",
                                                  "restricted until",
                                                  "embargoed until",
                                                  "embargo until",
                                                  "restricted to",
                                                  "до",
                                                  "закрыт до",
                                                  "закрыто до",
                                                  "закрытый до",
                                                  "ограничен до",
                                                  "ограничено до",
                                                  "ограниченный до",
                                                  "не ранее"};

template <std::size_t N>
bool is_one_of(const std::string& key, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&key](std::string_view word) { return fold_name(word) == key; });
}

/// A number of exactly so many digits; negative when the text is anything else.
int number(std::string_view text, std::size_t digits) {
  int value = -1;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = failure == std::errc() && end == text.data() + text.size();
  return whole && text.size() == digits && text.front() != '-' ? value : -1;
}

int days_in(int year, int month) {
  static constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(mark);
    parts.push_back(text.substr(0, at));
    if (at == text.npos)
      return parts;
    text.remove_prefix(at + 1);
  }
}

/// A date in EDTF; "" when the text is no date that the calendar knows.
std::string read_date(std::string_view text) {
  std::vector<std::string_view> parts = split(text, '-');
  if (text.find('.') != text.npos) {
    parts = split(text, '.');
    std::reverse(parts.begin(), parts.end());
    if (parts.size() != 3)
      return {};
  }
  const int year = number(parts[0], 4);
  if (year < 0 || parts.size() > 3)
    return {};
  std::string date(parts[0]);
  const int month = parts.size() > 1 ? number(parts[1], 2) : 1;
  if (month < 1 || month > 12)
    return {};
  const int day = parts.size() > 2 ? number(parts[2], 2) : 1;
  if (day < 1 || day > days_in(year, month))
    return {};
  for (std::size_t i = 1; i < parts.size(); ++i)
    (date += '-') += parts[i];
  return date;
}

} // namespace

std::optional<Access> read_access(std::string_view text) {
  const std::string key = fold_name(trim(text));
  if (is_one_of(key, kOpen))
    return Access{Access::Kind::open, {}};
  if (is_one_of(key, kClosed))
    return Access{Access::Kind::closed, {}};
  const std::size_t gap = key.rfind(' ');
  if (gap == std::string::npos || !is_one_of(std::string(trim(key.substr(0, gap))), kUntil))
    return std::nullopt;
  std::string date = read_date(std::string_view(key).substr(gap + 1));
  if (date.empty())
    return std::nullopt;
  return Access{Access::Kind::until, std::move(date)};
}

std::string to_text(const Access& access) {
  switch (access.kind) {
  case Access::Kind::open:
    return "open";
  case Access::Kind::closed:
    return "closed";
  case Access::Kind::until:
    return fmt::format("until {}", access.until);
  }
  return {};
}

std::optional<Access> access_of(const DocumentRecord& record) {
  if (record.access.values.size() != 1)
    return std::nullopt;
  return read_access(record.access.values.front());
}

} // namespace delo
