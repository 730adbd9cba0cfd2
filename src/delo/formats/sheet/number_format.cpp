#include "delo/formats/sheet/number_format.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace delo {
namespace {

struct BuiltIn {
  unsigned first;
  unsigned last;
  std::string_view code;
};
/// ECMA-376 part 1, 18.8.30: those that show dates and times, East Asian ones included.
constexpr std::array<BuiltIn, 17> kBuiltIn{{
    {14, 14, "m/d/yyyy"},
    {15, 15, "d-mmm-yy"},
    {16, 16, "d-mmm"},
    {17, 17, "mmm-yy"},
    {18, 21, "h:mm:ss"},
    {22, 22, "m/d/yyyy h:mm"},
    {27, 27, "yyyy m"},
    {28, 29, "m d"},
    {30, 31, "yyyy m d"},
    {32, 35, "h:mm:ss"},
    {36, 36, "yyyy m"},
    {45, 47, "h:mm:ss"},
    {50, 50, "yyyy m"},
    {51, 51, "m d"},
    {52, 52, "yyyy m"},
    {53, 54, "m d"},
    {57, 57, "yyyy m"},
}};

constexpr double kLastDay = 2'958'465;  ///< 9999-12-31
constexpr double kDayThatNeverWas = 60; ///< 29 February 1900

/// A format code without what is only text: quoted, escaped, or in brackets; in lower case.
std::string bare_code(std::string_view code) {
  std::string bare;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == ';')
      break;
    if (c == '"')
      i = std::min(code.find('"', i + 1), code.size());
    else if (c == '[')
      i = std::min(code.find(']', i), code.size());
    else if (c == '\\' || c == '_' || c == '*')
      ++i;
    else
      bare += c;
  }
  bare = ascii_lower(bare);
  for (const std::string_view noon : {"am/pm", "a/p"})
    if (const std::size_t at = bare.find(noon); at != std::string::npos)
      bare.replace(at, noon.size(), "h");
  return bare;
}

/// "[h]:mm" shows how long something took, which is no date.
bool shows_duration(std::string_view code) {
  const std::string lower = ascii_lower(code);
  return std::any_of(lower.begin(), lower.end(), [&lower](const char& c) {
    const auto at = static_cast<std::size_t>(&c - lower.data());
    return c == '[' && at + 1 < lower.size() &&
           std::string_view("hms").find(lower[at + 1]) != std::string_view::npos;
  });
}

std::string plain_number(double value) {
  if (std::trunc(value) == value && std::abs(value) < 1e15)
    return fmt::format("{:.0f}", value == 0 ? 0.0 : value);
  return fmt::format("{:.15g}", value);
}

ShownNumber show_date(double value, const NumberFormat& format, DateSystem system) {
  const double day = std::floor(value);
  if (value < 0 || value > kLastDay)
    return {plain_number(value), true, "no date: the number is out of the range of dates"};
  if (!format.year)
    return {plain_number(value), true,
            "the date is shown without a year, so that the spreadsheet program chose one"};
  if (system == DateSystem::from_1900 && day == kDayThatNeverWas)
    return {"1900-02-29", true, "29 February 1900 never was"};
  using namespace std::chrono;
  const sys_days epoch = system == DateSystem::from_1904 ? sys_days(1904y / January / 1)
                         : day < kDayThatNeverWas        ? sys_days(1899y / December / 31)
                                                         : sys_days(1899y / December / 30);
  const year_month_day date(epoch + days(static_cast<int>(day)));
  std::string text = fmt::format("{:04}", static_cast<int>(date.year()));
  if (format.month || format.day)
    text += fmt::format("-{:02}", static_cast<unsigned>(date.month()));
  if (format.day)
    text += fmt::format("-{:02}", static_cast<unsigned>(date.day()));
  return {std::move(text), true};
}

} // namespace

NumberFormat parse_number_format(std::string_view code) {
  NumberFormat format;
  const std::string bare = bare_code(code);
  if (shows_duration(code) || bare == "general")
    return format;
  format.year = bare.find('y') != std::string::npos;
  format.day = bare.find('d') != std::string::npos;
  format.time = bare.find_first_of("hs") != std::string::npos;
  // Beside hours or seconds, "m" alone means minutes.
  format.month = bare.find('m') != std::string::npos && (!format.time || format.year || format.day);
  if (!bare.empty() && bare.find_first_not_of('0') == std::string::npos)
    format.zeros = bare.size();
  return format;
}

std::string_view built_in_format(unsigned id) {
  const auto* found = std::find_if(kBuiltIn.begin(), kBuiltIn.end(), [id](const BuiltIn& row) {
    return row.first <= id && id <= row.last;
  });
  if (id == 58)
    return "m d";
  return found == kBuiltIn.end() ? std::string_view() : found->code;
}

ShownNumber show_number(double value, const NumberFormat& format, DateSystem system) {
  if (format.is_date())
    return show_date(value, format, system);
  if (format.time && value >= 0 && value < 1) {
    const auto seconds = static_cast<int>(std::lround(value * 86'400));
    return {fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)};
  }
  ShownNumber shown{plain_number(value)};
  if (std::abs(value) >= 1e15)
    shown.fault = "the number has more than 15 digits, and spreadsheet programs lose the others: "
                  "format the column as text and type it again";
  else if (format.zeros > shown.text.size() && value >= 0 && std::trunc(value) == value)
    shown.text.insert(0, format.zeros - shown.text.size(), '0');
  return shown;
}

} // namespace delo
