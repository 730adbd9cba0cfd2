#include "delo/formats/page/single_date.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <utility>

namespace delo {
namespace {

using Tokens = DateTokens;
using Partial = PartialDate;
using enum DateToken::Kind;

/// One number, mark, number, mark, year: "20.11.1945", "5/III-1946", "3/25/1946".
std::optional<Partial> numeric_date(Tokens tokens) {
  if (!tokens.empty() && tokens.back().kind == year_word)
    tokens = tokens.first(tokens.size() - 1);
  constexpr std::size_t kTokens = 5;
  if (tokens.size() != kTokens || tokens[0].kind != day || tokens[4].kind != year)
    return std::nullopt;
  const auto is_mark = [](const DateToken& token) {
    return token.kind == dot || token.kind == slash || token.kind == hyphen;
  };
  if (!is_mark(tokens[1]) || !is_mark(tokens[3]))
    return std::nullopt;
  int first = tokens[0].number;
  int second = tokens[2].number;
  if (tokens[2].kind == roman_month)
    return Partial{first, second, tokens[4].number};
  if (tokens[2].kind != day || tokens[1].kind != tokens[3].kind || tokens[1].kind == hyphen)
    return std::nullopt;
  constexpr int kMonths = 12;
  // With full stops the day comes first wherever such dates are printed. With slashes some
  // countries put the month first: only a number that can be no month tells.
  const bool month_first = tokens[1].kind == slash && second > kMonths;
  if (month_first)
    std::swap(first, second);
  if (tokens[1].kind == slash && !month_first && first <= kMonths && first != second)
    return std::nullopt;
  return second >= 1 && second <= kMonths ? std::optional(Partial{first, second, tokens[4].number})
                                          : std::nullopt;
}

/// "1946, March 5" and "1946 г., 5 марта". Without the comma, a title may follow the year.
std::optional<Partial> year_first_date(Tokens tokens) {
  if (tokens.size() < 3 || tokens[0].kind != year)
    return std::nullopt;
  const int first = tokens[0].number;
  tokens = tokens.subspan(1);
  while (!tokens.empty() && (tokens[0].kind == year_word || tokens[0].kind == dot))
    tokens = tokens.subspan(1);
  if (tokens.empty() || tokens[0].kind != comma)
    return std::nullopt;
  auto date = partial_date(tokens.subspan(1));
  if (!date || date->year || !date->month)
    return std::nullopt;
  date->year = first;
  return date;
}

/// "1945-11-20" and "1945-11".
std::optional<Partial> iso_date(Tokens tokens) {
  const bool whole = tokens.size() == 5;
  if (!whole && tokens.size() != 3)
    return std::nullopt;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto wanted = i == 0 ? year : i % 2 == 1 ? hyphen : day;
    if (tokens[i].kind != wanted || (i > 1 && wanted == day && tokens[i].text.size() != 2) ||
        tokens[i].spaced)
      return std::nullopt;
  }
  if (tokens[2].number < 1 || tokens[2].number > 12)
    return std::nullopt;
  return Partial{whole ? std::optional(tokens[4].number) : std::nullopt, tokens[2].number,
                 tokens[0].number};
}

} // namespace

bool is_possible(const Partial& date) {
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (!date.year || (date.day && !date.month))
    return false;
  if (!date.day)
    return true;
  if (*date.month > 12)
    return false;
  const int year = *date.year;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int days =
      kDays[static_cast<std::size_t>(*date.month - 1)] + (*date.month == 2 && leap ? 1 : 0);
  return *date.day >= 1 && *date.day <= days;
}

std::string to_edtf(const Partial& date) {
  if (!is_possible(date))
    return {};
  std::string text = fmt::format("{:04}", *date.year);
  if (date.month)
    text += fmt::format("-{:02}", *date.month);
  if (date.day)
    text += fmt::format("-{:02}", *date.day);
  return text;
}

std::optional<Partial> partial_date(Tokens tokens) {
  Partial date;
  bool dotted = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const DateToken& token = tokens[i];
    const bool last = i + 1 == tokens.size();
    if (token.kind == month || token.kind == season) {
      if (date.month || date.year)
        return std::nullopt;
      date.month = token.number;
    } else if (token.kind == roman_month) {
      if (!date.day || date.month || !dotted)
        return std::nullopt;
      date.month = token.number;
    } else if (token.kind == year) {
      if (date.year)
        return std::nullopt;
      date.year = token.number;
    } else if (token.kind == day) {
      if (date.day || date.year)
        return std::nullopt;
      date.day = token.number;
    } else if (token.kind == comma || token.kind == of) {
      if (i == 0 || last || (token.kind == comma && !date.month && !date.day))
        return std::nullopt;
    } else if (token.kind == dot) {
      dotted = dotted || (i > 0 && tokens[i - 1].kind == day);
      if (i == 0 || tokens[i - 1].kind == dot)
        return std::nullopt;
    } else if (token.kind != year_word || !last) {
      return std::nullopt;
    }
  }
  return date;
}

std::optional<Partial> single_date(Tokens tokens) {
  if (auto date = iso_date(tokens))
    return date;
  if (auto date = numeric_date(tokens))
    return date;
  if (auto date = year_first_date(tokens))
    return date;
  auto date = partial_date(tokens);
  // "Day year" and a bare day are no dates of their own.
  return date && date->year && !(date->day && !date->month) ? date : std::nullopt;
}

} // namespace delo
