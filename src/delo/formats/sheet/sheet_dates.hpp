// Dates as people and spreadsheet programs write them into cells.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace delo {

/// What a cell says as a date.
struct CellDate {
  enum class Doubt : std::uint8_t {
    none,
    day_first,    ///< "03.05.1946" was read as 3 May, as dots mean nearly everywhere
    day_or_month, ///< "03/05/1946" means two dates: nothing was read
    short_year,   ///< "3.5.46" does not say the century: nothing was read
    no_date,      ///< has no EDTF form that delo knows
  };
  std::string edtf; ///< EDTF level 0 or 1; "" when nothing was read
  Doubt doubt = Doubt::none;
};

/// Reads EDTF itself ("1945-11-20", "1945~", "194X", "1947/1948"), dates in words, and dates in
/// numbers.
CellDate read_cell_date(std::string_view text);

/// Whether a text is EDTF: level 0 dates and intervals, and of level 1 the qualifiers "~", "?" and
/// "%", unspecified digits, seasons, open and unknown ends.
bool is_edtf(std::string_view text);

} // namespace delo
