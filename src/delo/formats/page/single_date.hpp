// One date as its tokens print it: no range, no "circa".
#pragma once

#include "delo/formats/page/date_tokens.hpp"

#include <optional>
#include <span>
#include <string>

namespace delo {

using DateTokens = std::span<const DateToken>;

/// A date of any precision. A season counts as a month of EDTF (21 to 24).
struct PartialDate {
  std::optional<int> day;
  std::optional<int> month;
  std::optional<int> year;
};

/// Whether the calendar has such a date, with a year.
bool is_possible(const PartialDate& date);

/// "1946-03-05", "1946-03" or "1946"; "" when it is not possible.
std::string to_edtf(const PartialDate& date);

/// "Month day, year", "day month year", "month year", "season year", "year", "month day", "month",
/// "day", "day, year": whatever is there, once each. Numbers and roman months with full stops too.
std::optional<PartialDate> partial_date(DateTokens tokens);

/// A date with a year, in words or numbers, when it can be read in one way only.
std::optional<PartialDate> single_date(DateTokens tokens);

} // namespace delo
