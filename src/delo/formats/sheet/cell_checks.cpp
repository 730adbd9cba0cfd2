#include "delo/formats/sheet/cell_checks.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/sheet/number_format.hpp"
#include "delo/formats/sheet/person_roles.hpp"
#include "delo/formats/sheet/sheet_dates.hpp"
#include "delo/model/citation.hpp"
#include "delo/model/languages.hpp"
#include "delo/model/rights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <vector>

namespace delo {
namespace {

using Weight = SheetProblem::Weight;

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Compared as fold_name() gives them, with "ё" as "е".
constexpr std::array<std::string_view, 8> kOpen{"open",    "public", "free",     "unrestricted",
                                                "открыто", "открыт", "открытый", "свободный"};
// "Restricted" alone does not say for how long, or for whom.
constexpr std::array<std::string_view, 4> kClosed{"closed", "закрыто", "закрыт", "закрытый"};
constexpr std::array<std::string_view, 8> kUntil{"until",        "restricted until", "closed until",
                                                 "до",           "закрыто до",       "закрыт до",
                                                 "ограничен до", "ограничено до"};
constexpr std::array<std::string_view, 7> kYes{"yes", "y", "true", "1", "да", "истина", "+"};
constexpr std::array<std::string_view, 7> kNo{"no", "n", "false", "0", "нет", "ложь", "-"};

std::string folded(std::string_view value) {
  std::string text = fold_name(trim(value));
  for (std::size_t at = 0; (at = text.find("ё", at)) != std::string::npos;)
    text.replace(at, std::string_view("ё").size(), "е");
  return text;
}

std::vector<std::string> pieces_of(std::string_view text, std::string_view separators) {
  std::vector<std::string> pieces;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(separators);
    if (end != 0)
      pieces.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return pieces;
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool names_a_month(std::string_view word) {
  constexpr std::array<std::string_view, 27> kMonths{
      "jan", "feb", "mar", "apr", "may",  "jun", "jul", "aug",  "sep",
      "oct", "nov", "dec", "янв", "фев",  "мар", "апр", "май",  "мая",
      "июн", "июл", "авг", "сен", "сент", "окт", "ноя", "нояб", "дек"};
  return is_one_of(word, kMonths);
}

/// "1.13636E+05", "1,13636E+05".
bool is_power_of_ten(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || e + 2 >= text.size() || text[e + 1] != '+' ||
      !is_digits(text.substr(e + 2)))
    return false;
  const std::string_view mantissa = text.substr(0, e);
  return is_digits(mantissa.substr(0, 1)) &&
         mantissa.find_first_not_of("0123456789.,") == std::string_view::npos;
}

/// "558.0", "558,0": programs that know only one kind of number write whole ones so.
bool is_whole_fraction(std::string_view text) {
  const std::size_t point = text.find_first_of(".,");
  return point != std::string_view::npos && is_digits(text.substr(0, point)) &&
         text.size() > point + 1 &&
         text.find_first_not_of('0', point + 1) == std::string_view::npos;
}

/// "фев.46", "2-Feb", "05.06.2024": what programs show for a number that they took for a date.
bool looks_like_date(std::string_view text) {
  const auto pieces = pieces_of(fold_name(text), " .-/");
  if (pieces.size() != 2 && pieces.size() != 3)
    return false;
  const auto months = std::count_if(pieces.begin(), pieces.end(), names_a_month);
  const auto numbers = std::count_if(pieces.begin(), pieces.end(), is_digits);
  if (months == 1 && numbers + 1 == static_cast<std::ptrdiff_t>(pieces.size()))
    return true;
  return pieces.size() == 3 && text.find('.') != std::string_view::npos && pieces[2].size() == 4 &&
         read_cell_date(text).doubt != CellDate::Doubt::no_date;
}

SheetProblem problem_of(const SheetCell& cell, Weight weight, std::string message,
                        CellRule allowed) {
  return {weight, 0, cell.column, cell.value, std::move(message), allowed_in(allowed)};
}

/// What day a program would show for a number; only told, since nobody knows that it counts so.
std::string day_of_number(std::string_view digits) {
  if (!is_digits(digits)) // "1945.0" is a year that became a number
    return {};
  double number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size())
    return {};
  const ShownNumber day = show_number(
      number, NumberFormat{.year = true, .month = true, .day = true, .time = false, .zeros = 0},
      DateSystem::from_1900);
  return day.is_date ? fmt::format(" (Excel shows {} for it)", day.text) : std::string();
}

std::optional<SheetProblem> check_date(const SheetCell& cell, CellRule rule) {
  const CellDate date = read_cell_date(cell.value);
  switch (date.doubt) {
  case CellDate::Doubt::none:
    return std::nullopt;
  case CellDate::Doubt::day_first:
    return problem_of(cell, Weight::warning, fmt::format("read as {}, day first", date.edtf), rule);
  case CellDate::Doubt::day_or_month:
    return problem_of(cell, Weight::error, "day and month cannot be told apart", rule);
  case CellDate::Doubt::short_year:
    return problem_of(cell, Weight::error, "the year has two digits", rule);
  case CellDate::Doubt::no_date:
    break;
  }
  if ((is_digits(cell.value) && cell.value.size() == 5) || is_whole_fraction(cell.value))
    return problem_of(cell, Weight::error,
                      fmt::format("a bare number of the spreadsheet program{}: format the cell as "
                                  "text and type the date again",
                                  day_of_number(cell.value)),
                      rule);
  if (rule == CellRule::edtf_date)
    return problem_of(cell, Weight::error, "no date that delo knows", rule);
  return problem_of(cell, Weight::warning,
                    "no date that delo knows: it is kept as printed, without an EDTF form", rule);
}

std::optional<SheetProblem> check_languages(const SheetCell& cell) {
  for (const std::string& value : split_cell(cell.value))
    if (!find_language(value))
      return problem_of(cell, Weight::error,
                        fmt::format("\"{}\" is no language that delo knows", value),
                        CellRule::language);
  return std::nullopt;
}

std::optional<SheetProblem> check_rights(const SheetCell& cell) {
  if (!rights_uri_in(cell.value).empty())
    return std::nullopt;
  return problem_of(cell, Weight::error,
                    "no rights statement or licence that delo knows; other words about rights go "
                    "into the column \"Rights text\"",
                    CellRule::rights);
}

/// A cell that must fulfil a condition, and what is said when it does not.
struct Condition {
  CellRule rule;
  bool (*holds)(std::string_view value);
  std::string_view otherwise;
};
constexpr std::array<Condition, 5> kConditions{{
    {CellRule::access, [](std::string_view value) { return !access_in(value).empty(); },
     "no access status that delo knows"},
    {CellRule::yes_no, [](std::string_view value) { return yes_or_no(value).has_value(); },
     "neither yes nor no"},
    {CellRule::package_id, [](std::string_view value) { return is_package_id(value); },
     "cannot name a package"},
    {CellRule::address, [](std::string_view value) { return is_web_address(value); },
     "no web address"},
    {CellRule::role, [](std::string_view value) { return find_person_role(value) != nullptr; },
     "no role that delo knows"},
}};

/// Where the page may know better, a damaged cell is left out; where a wrong or missing value would
/// do harm (who may see it, under which rights), the row is.
Weight weight_of_damage(CellRule rule) {
  const bool page_may_know =
      rule == CellRule::text || rule == CellRule::list || rule == CellRule::number_part;
  return page_may_know ? Weight::warning : Weight::error;
}

std::optional<SheetProblem> check_damage(const SheetCell& cell, CellRule rule) {
  static constexpr std::array<std::string_view, 4> kHow{
      "", "shortened a long number", "took this for a date", "made a fraction of a number"};
  const Damage damage = damage_of(cell, rule);
  if (damage == Damage::none)
    return std::nullopt;
  return problem_of(cell, weight_of_damage(rule),
                    fmt::format("the spreadsheet program {}, and it is not used: format the column "
                                "as text and type it again",
                                kHow[static_cast<std::size_t>(damage)]),
                    rule);
}

} // namespace

Damage damage_of(const SheetCell& cell, CellRule rule) {
  const bool holds_dates = rule == CellRule::printed_date || rule == CellRule::edtf_date;
  if (cell.kind == SheetCell::Kind::date && !holds_dates)
    return Damage::date;
  if (rule != CellRule::number_part)
    return Damage::none;
  if (is_power_of_ten(cell.value))
    return Damage::power_of_ten;
  if (is_whole_fraction(cell.value))
    return Damage::fraction;
  return looks_like_date(cell.value) ? Damage::date : Damage::none;
}

std::optional<SheetProblem> check_cell(const SheetCell& cell, CellRule rule) {
  if (auto damage = check_damage(cell, rule))
    return damage;
  if (rule == CellRule::printed_date || rule == CellRule::edtf_date)
    return check_date(cell, rule);
  if (rule == CellRule::language)
    return check_languages(cell);
  if (rule == CellRule::rights)
    return check_rights(cell);
  if (cell.field == "citation_raw" && is_web_address(cell.value))
    return SheetProblem{Weight::error,
                        0,
                        cell.column,
                        cell.value,
                        "an address is no citation; it goes into the column \"Page address\"",
                        "a citation such as RGASPI, f. 558, op. 11, d. 99, ll. 0005-0006"};
  for (const Condition& condition : kConditions)
    if (condition.rule == rule && !condition.holds(cell.value))
      return problem_of(cell, Weight::error, std::string(condition.otherwise), rule);
  return std::nullopt;
}

std::string access_in(std::string_view value) {
  const std::string word = folded(value);
  if (is_one_of(word, kOpen))
    return "open";
  if (is_one_of(word, kClosed))
    return "closed";
  for (const std::string_view until : kUntil) {
    if (!word.starts_with(std::string(until) + " "))
      continue;
    const CellDate date = read_cell_date(word.substr(until.size() + 1));
    const bool is_point =
        !date.edtf.empty() && date.edtf.find_first_of("/X~?%") == std::string::npos;
    if (is_point && date.doubt == CellDate::Doubt::none)
      return "until " + date.edtf;
  }
  return {};
}

std::optional<bool> yes_or_no(std::string_view value) {
  const std::string word = folded(value);
  if (is_one_of(word, kYes))
    return true;
  return is_one_of(word, kNo) ? std::optional(false) : std::nullopt;
}

std::string rights_uri_in(std::string_view value) {
  if (const RightsTerm* term = find_rights_term(value))
    return std::string(term->uri);
  return is_web_address(value) ? std::string(trim(value)) : std::string();
}

} // namespace delo
