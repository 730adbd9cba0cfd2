#include "delo/formats/ocfl/ocfl_date.hpp"

#include <chrono>
#include <cstddef>

namespace delo {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Whether the text begins with a pattern, in which "0" stands for any digit; takes it away.
bool take(std::string_view& text, std::string_view pattern) {
  if (text.size() < pattern.size())
    return false;
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (pattern[i] == '0' ? !is_digit(text[i]) : text[i] != pattern[i])
      return false;
  text.remove_prefix(pattern.size());
  return true;
}

unsigned number(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits)
    value = value * 10 + static_cast<unsigned>(c - '0');
  return value;
}

bool is_date(std::string_view text) {
  const auto year = std::chrono::year(static_cast<int>(number(text.substr(0, 4))));
  const auto month = std::chrono::month(number(text.substr(5, 2)));
  return (year / month / std::chrono::day(number(text.substr(8, 2)))).ok();
}

bool is_time(std::string_view text) {
  return number(text.substr(0, 2)) < 24 && number(text.substr(3, 2)) < 60;
}

bool is_zone(std::string_view text) {
  if (text == "Z" || text == "z")
    return true;
  std::string_view rest = text;
  return (take(rest, "+00:00") || take(rest, "-00:00")) && rest.empty() && is_time(text.substr(1));
}

} // namespace

bool is_ocfl_date(std::string_view text) {
  std::string_view rest = text;
  if (!take(rest, "0000-00-00") || (!take(rest, "T") && !take(rest, "t")) ||
      !take(rest, "00:00:00"))
    return false;
  constexpr unsigned kLeapSecond = 60;
  if (!is_date(text) || !is_time(text.substr(11)) || number(text.substr(17, 2)) > kLeapSecond)
    return false;
  if (take(rest, "."))
    do
      if (!take(rest, "0"))
        return false;
    while (!rest.empty() && is_digit(rest.front()));
  return is_zone(rest);
}

} // namespace delo
