// No library date parser is used: all of them accept more than can be trusted.
#include "delo/formats/page/page_dates.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/page/date_tokens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

namespace delo {
namespace {

constexpr std::size_t kLongestDateLine = 80; ///< bytes

using Tokens = std::span<const DateToken>;
using enum DateToken::Kind;

/// A date of any precision. A season counts as a month of EDTF (21 to 24).
struct Partial {
  std::optional<int> day;
  std::optional<int> month;
  std::optional<int> year;
};

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

bool drop_front(Tokens& tokens, DateToken::Kind kind) {
  if (tokens.empty() || tokens.front().kind != kind)
    return false;
  tokens = tokens.subspan(1);
  return true;
}

bool drop_back(Tokens& tokens, DateToken::Kind kind) {
  if (tokens.empty() || tokens.back().kind != kind)
    return false;
  tokens = tokens.first(tokens.size() - 1);
  return true;
}

/// "Month day, year", "day month year", "month year", "season year", "year", "month day", "month",
/// "day", "day, year": whatever is there, once each. Numbers and roman months with full stops too.
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

/// "20.11.1945": only when the first number cannot be a month, or both are the same.
std::optional<Partial> dotted_date(Tokens tokens) {
  drop_back(tokens, year_word);
  if (tokens.size() != 5 || tokens[0].kind != day || tokens[1].kind != dot ||
      tokens[2].kind != day || tokens[3].kind != dot || tokens[4].kind != year)
    return std::nullopt;
  const int first = tokens[0].number;
  const int second = tokens[2].number;
  if (second < 1 || second > 12 || (first <= 12 && first != second))
    return std::nullopt;
  return Partial{first, second, tokens[4].number};
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

std::optional<Partial> single_date(Tokens tokens) {
  if (auto date = iso_date(tokens))
    return date;
  if (auto date = dotted_date(tokens))
    return date;
  auto date = partial_date(tokens);
  // "Day year" and a bare day are no dates of their own.
  return date && date->year && !(date->day && !date->month) ? date : std::nullopt;
}

/// "1951-52": the end of a range of years without its century.
std::optional<Partial> short_year(Tokens tokens, const std::optional<Partial>& from) {
  if (tokens.size() != 1 || tokens[0].kind != day || tokens[0].text.size() != 2 || !from ||
      !from->year || from->month)
    return std::nullopt;
  return Partial{{}, {}, *from->year / 100 * 100 + tokens[0].number};
}

/// What one end of a range leaves out, the other one says: "March-May 1947", "November 9-12, 1956".
std::string range_of(Tokens left, Tokens right, std::string_view mark) {
  auto from = partial_date(left);
  if (!from)
    from = single_date(left);
  auto to = short_year(right, from);
  if (!to)
    to = partial_date(right);
  if (!to)
    to = single_date(right);
  if (!from || !to || !to->year)
    return {};
  if (!to->month && to->day)
    to->month = from->month;
  if (!from->month && from->day)
    from->month = to->month;
  if (!from->year && (from->month || from->day))
    from->year = to->year;
  if (from->day.has_value() != to->day.has_value() ||
      from->month.has_value() != to->month.has_value() || (from->month && *from->month > 12))
    return {};
  const std::string begin = to_edtf(*from);
  const std::string end = to_edtf(*to);
  if (begin.empty() || end.empty() || begin >= end)
    return {};
  return fmt::format("{0}{2}/{1}{2}", begin, end, mark);
}

std::string parse_date(Tokens tokens) {
  if (!tokens.empty() && tokens.front().kind == weekday) {
    drop_front(tokens, weekday);
    drop_front(tokens, comma);
  }
  bool about = drop_front(tokens, circa);
  if (about)
    drop_front(tokens, dot);
  const bool unsure = drop_front(tokens, perhaps) || drop_back(tokens, question);
  drop_back(tokens, dot);
  const std::string_view mark = about && unsure ? "%" : about ? "~" : unsure ? "?" : "";
  drop_front(tokens, from_word);
  if (tokens.size() == 1 && tokens[0].kind == decade)
    return about || unsure ? std::string() : fmt::format("{:03}X", tokens[0].number / 10);
  if (const auto date = single_date(tokens)) {
    const std::string edtf = to_edtf(*date);
    return edtf.empty() ? edtf : edtf + std::string(mark);
  }
  std::size_t at = tokens.size();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != hyphen && tokens[i].kind != to_word)
      continue;
    if (at != tokens.size())
      return {}; // more than one: two ISO dates, or no date at all
    at = i;
  }
  if (at == tokens.size() || at == 0 || at + 1 == tokens.size())
    return {};
  return range_of(tokens.first(at), tokens.subspan(at + 1), mark);
}

bool is_vague(const DateToken& token) {
  return token.kind != word && token.kind != other;
}

} // namespace

std::string edtf_date(std::string_view printed) {
  printed = trim(printed);
  if (printed.size() > kLongestDateLine)
    return {};
  const auto tokens = date_tokens(printed);
  return parse_date(tokens);
}

bool is_date_line(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.size() > kLongestDateLine)
    return false;
  const auto tokens = date_tokens(line);
  if (!parse_date(tokens).empty())
    return true;
  const bool names_a_date = std::any_of(tokens.begin(), tokens.end(), [](const DateToken& t) {
    return t.kind == year || t.kind == decade || t.kind == undated;
  });
  // A number and a year ("No. 5 1946") would be words of a title.
  return names_a_date && std::all_of(tokens.begin(), tokens.end(), is_vague);
}

std::size_t leading_date(std::string_view line) {
  constexpr std::size_t kMostTokens = 12;
  const auto tokens = date_tokens(line.substr(0, std::min(line.size(), kLongestDateLine)));
  for (std::size_t n = std::min(tokens.size(), kMostTokens); n > 0; --n) {
    if (tokens[n - 1].kind == comma || tokens[n - 1].kind == hyphen)
      continue;
    if (!parse_date(Tokens(tokens).first(n)).empty())
      return tokens[n - 1].end;
  }
  return 0;
}

std::string find_full_date(std::string_view line) {
  const auto tokens = date_tokens(line);
  for (std::size_t i = 0; i < tokens.size(); ++i)
    for (const std::size_t n : {5U, 4U, 3U}) {
      if (i + n > tokens.size() || tokens[i + n - 1].kind != year)
        continue;
      const auto date = single_date(Tokens(tokens).subspan(i, n));
      if (date && date->day && is_possible(*date))
        return to_edtf(*date);
    }
  return {};
}

} // namespace delo
