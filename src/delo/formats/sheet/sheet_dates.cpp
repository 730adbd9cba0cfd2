#include "delo/formats/sheet/sheet_dates.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace delo {
namespace {

using Doubt = CellDate::Doubt;

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

int to_number(std::string_view digits) {
  int number = 0;
  for (const char c : digits)
    number = 10 * number + (c - '0');
  return number;
}

int days_of(int month, int year) {
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

bool is_day(int day, int month, int year) {
  return month >= 1 && month <= 12 && day >= 1 && day <= days_of(month, year);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos)
      return parts;
    text.remove_prefix(end + 1);
  }
}

/// "XX", "1X" and "11", the unspecified digits only at the end.
bool is_number_or_unspecified(std::string_view text, std::size_t size) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  return text.size() == size && text.find_first_not_of('X', digits) == std::string_view::npos;
}

/// One EDTF date: "1945", "1945-11", "1945-11-20", "194X", "1945-XX-XX", "1945-21", all with or
/// without a qualifier.
bool is_edtf_point(std::string_view text) {
  if (!text.empty() && std::string_view("~?%").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  const auto parts = split(text, '-');
  if (parts.size() > 3 || !is_number_or_unspecified(parts[0], 4) || parts[0].front() == 'X')
    return false;
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (parts[i] != "XX" && !(parts[i].size() == 2 && all_digits(parts[i])))
      return false;
  if (parts.size() > 1 && parts[1] != "XX") {
    const int month = to_number(parts[1]);
    const bool season = parts.size() == 2 && month >= 21 && month <= 24;
    if (!season && (month < 1 || month > 12))
      return false;
    if (parts.size() == 3 && parts[2] != "XX")
      return is_day(to_number(parts[2]), month, all_digits(parts[0]) ? to_number(parts[0]) : 2000);
  }
  return parts.size() < 3 || parts[1] != "XX" || parts[2] == "XX";
}

CellDate day_month_year(int first, int second, int year, bool dots) {
  const bool day_first = is_day(first, second, year);
  const bool month_first = is_day(second, first, year);
  const auto written = [year](int day, int month) {
    return fmt::format("{:04}-{:02}-{:02}", year, month, day);
  };
  if (dots) {
    const bool doubtful = day_first && month_first && first != second;
    return day_first ? CellDate{written(first, second), doubtful ? Doubt::day_first : Doubt::none}
                     : CellDate{{}, Doubt::no_date};
  }
  if (day_first && month_first && first != second)
    return {{}, Doubt::day_or_month};
  if (day_first)
    return {written(first, second), Doubt::none};
  return month_first ? CellDate{written(second, first), Doubt::none} : CellDate{{}, Doubt::no_date};
}

/// "20.11.1945", "11/20/1945", "1945.11.20"; nothing for what is no date in numbers.
CellDate date_in_numbers(std::string_view text) {
  const char separator = text.find('.') != std::string_view::npos   ? '.'
                         : text.find('/') != std::string_view::npos ? '/'
                                                                    : '-';
  const auto parts = split(text, separator);
  if (parts.size() != 3 || !std::all_of(parts.begin(), parts.end(), all_digits))
    return {{}, Doubt::no_date};
  const auto sizes_are = [&parts](std::size_t a, std::size_t b, std::size_t c) {
    return parts[0].size() <= a && parts[1].size() <= b && parts[2].size() <= c;
  };
  if (parts[0].size() == 4 && sizes_are(4, 2, 2)) {
    const int year = to_number(parts[0]);
    const int month = to_number(parts[1]);
    const int day = to_number(parts[2]);
    return is_day(day, month, year)
               ? CellDate{fmt::format("{:04}-{:02}-{:02}", year, month, day), Doubt::none}
               : CellDate{{}, Doubt::no_date};
  }
  if (!sizes_are(2, 2, 4) || (parts[2].size() != 4 && parts[2].size() != 2))
    return {{}, Doubt::no_date};
  if (parts[2].size() == 2)
    return {{}, Doubt::short_year};
  return day_month_year(to_number(parts[0]), to_number(parts[1]), to_number(parts[2]),
                        separator == '.');
}

/// Without "г.", "г", "года" behind a year in numbers.
std::string_view without_year_word(std::string_view text) {
  for (const std::string_view word : {"года", "год", "г.", "г"})
    if (text.ends_with(word))
      return trim(text.substr(0, text.size() - word.size()));
  return text;
}

} // namespace

bool is_edtf(std::string_view text) {
  const auto ends = split(text, '/');
  if (ends.size() == 1)
    return is_edtf_point(text);
  if (ends.size() != 2)
    return false;
  const auto is_end = [](std::string_view end) {
    return end.empty() || end == ".." || is_edtf_point(end);
  };
  if (!is_end(ends[0]) || !is_end(ends[1]) || (ends[0].size() < 4 && ends[1].size() < 4))
    return false;
  // An interval does not end before it begins; digits compare as far as both have them.
  const std::size_t both = std::min({ends[0].find_first_of("X~?%"), ends[0].size(),
                                     ends[1].find_first_of("X~?%"), ends[1].size()});
  return ends[0].size() < 4 || ends[1].size() < 4 ||
         ends[0].substr(0, both) <= ends[1].substr(0, both);
}

CellDate read_cell_date(std::string_view text) {
  text = trim(text);
  if (is_edtf(text))
    return {std::string(text), Doubt::none};
  if (const CellDate date = date_in_numbers(without_year_word(text)); date.doubt != Doubt::no_date)
    return date;
  std::string edtf = edtf_date(text);
  const Doubt doubt = edtf.empty() ? Doubt::no_date : Doubt::none;
  return {std::move(edtf), doubt};
}

} // namespace delo
