// No library date parser is used: all of them accept more than can be trusted.
#include "delo/formats/page/page_dates.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace delo {
namespace {

constexpr std::size_t kLongestDateLine = 60;

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

/// Words that may stand in a date that is not exact.
constexpr std::array<std::string_view, 24> kVagueWords{
    "circa",  "ca",    "c",   "to",   "and",    "or",      "between", "before",
    "after",  "early", "mid", "late", "spring", "summer",  "autumn",  "fall",
    "winter", "the",   "of",  "no",   "date",   "undated", "not",     "earlier"};

enum class MonthNames { whole, shortened_too };

std::optional<int> month_of(std::string_view word, MonthNames names) {
  const std::string lower = ascii_lower(word);
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const bool shortened =
        names == MonthNames::shortened_too && lower.size() >= 3 && kMonths[i].starts_with(lower);
    if (kMonths[i] == lower || shortened)
      return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

std::optional<int> number_of(std::string_view word, std::size_t shortest, std::size_t longest) {
  if (word.size() < shortest || word.size() > longest)
    return std::nullopt;
  int value = 0;
  for (const char c : word) {
    if (c < '0' || c > '9')
      return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return value;
}

std::optional<int> year_of(std::string_view word) {
  const auto year = number_of(word, 4, 4);
  return year && *year >= 1000 && *year < 2100 ? year : std::nullopt;
}

std::string full_date(std::optional<int> day, std::optional<int> month, std::optional<int> year) {
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (!day || !month || !year)
    return {};
  const bool leap = (*year % 4 == 0 && *year % 100 != 0) || *year % 400 == 0;
  const int days = kDays[static_cast<std::size_t>(*month - 1)] + (*month == 2 && leap ? 1 : 0);
  if (*day < 1 || *day > days)
    return {};
  return fmt::format("{:04}-{:02}-{:02}", *year, *month, *day);
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (!(line = trim(line)).empty()) {
    const std::size_t end = std::min({line.find(' '), line.find('\t'), line.find("\u00A0")});
    words.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end, line.size()));
  }
  return words;
}

std::string_view without(std::string_view word, std::string_view punctuation) {
  while (!word.empty() && punctuation.find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  while (!word.empty() && punctuation.find(word.front()) != std::string_view::npos)
    word.remove_prefix(1);
  return word;
}

bool may_be_vague(std::string_view word) {
  const std::string lower = ascii_lower(without(word, ".,;:?()[]-"));
  const bool number = !lower.empty() && lower.find_first_not_of("0123456789-/s") == lower.npos;
  return lower.empty() || number || month_of(lower, MonthNames::shortened_too) ||
         std::find(kVagueWords.begin(), kVagueWords.end(), lower) != kVagueWords.end() ||
         word.find_first_not_of("-\xE2\x80\x93\x94") == std::string_view::npos;
}

bool holds_year(std::string_view word) {
  for (std::size_t i = 0; i + 4 <= word.size(); ++i)
    if (year_of(word.substr(i, 4)))
      return true;
  return false;
}

} // namespace

std::string edtf_date(std::string_view printed) {
  const auto words = words_of(printed);
  constexpr auto kWhole = MonthNames::whole;
  if (words.size() == 1 && year_of(words[0]))
    return std::string(words[0]);
  if (words.size() == 2) {
    const auto month = month_of(words[0], kWhole);
    return month && year_of(words[1]) ? fmt::format("{}-{:02}", words[1], *month) : std::string();
  }
  if (words.size() != 3)
    return {};
  if (words[1].ends_with(','))
    return full_date(number_of(words[1].substr(0, words[1].size() - 1), 1, 2),
                     month_of(words[0], kWhole), year_of(words[2]));
  return full_date(number_of(words[0], 1, 2), month_of(words[1], kWhole), year_of(words[2]));
}

bool is_date_line(std::string_view line) {
  line = trim(line);
  if (line.size() > kLongestDateLine)
    return false;
  if (!edtf_date(line).empty())
    return true;
  const auto words = words_of(line);
  const bool names_a_date = std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return holds_year(word) || ascii_lower(without(word, ".[]()")) == "undated";
  });
  return names_a_date && std::all_of(words.begin(), words.end(), may_be_vague);
}

std::string find_full_date(std::string_view line) {
  constexpr auto kShort = MonthNames::shortened_too;
  const auto words = words_of(line);
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    const auto first = without(words[i], "([\"");
    const auto second = without(words[i + 1], ".,");
    const auto year = year_of(without(words[i + 2], ".,;:)]\""));
    for (const auto& date : {full_date(number_of(first, 1, 2), month_of(second, kShort), year),
                             full_date(number_of(second, 1, 2), month_of(first, kShort), year)})
      if (!date.empty())
        return date;
  }
  return {};
}

} // namespace delo
