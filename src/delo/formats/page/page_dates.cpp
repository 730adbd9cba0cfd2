// No library date parser is used: all of them accept more than can be trusted.
#include "delo/formats/page/page_dates.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/page/date_tokens.hpp"
#include "delo/formats/page/single_date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace delo {
namespace {

constexpr std::size_t kLongestDateLine = 80; ///< bytes

using Tokens = DateTokens;
using Partial = PartialDate;
using enum DateToken::Kind;

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

/// "between 5 and 7 March 1946": somewhere in that range.
std::string between_dates(Tokens tokens) {
  const auto split = std::find_if(tokens.begin(), tokens.end(),
                                  [](const DateToken& t) { return t.kind == and_word; });
  const auto at = static_cast<std::size_t>(split - tokens.begin());
  if (at == 0 || at + 1 >= tokens.size())
    return {};
  return range_of(tokens.first(at), tokens.subspan(at + 1), "");
}

/// "early", "mid-", "end of": a part of what follows, which the levels read here cannot name. The
/// whole of it holds the date all the same.
bool drop_narrowing(Tokens& tokens) {
  if (tokens.size() > 1 && tokens[0].kind == the_word && tokens[1].kind == narrowing)
    drop_front(tokens, the_word);
  if (!drop_front(tokens, narrowing))
    return false;
  drop_front(tokens, hyphen);
  drop_front(tokens, of);
  return true;
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
  if (drop_front(tokens, between_word))
    return between_dates(tokens);
  if (drop_narrowing(tokens) && (about || unsure))
    return {};
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
