// Whether a cell holds what its column allows.
#pragma once

#include "delo/formats/sheet/sheet_columns.hpp"
#include "delo/model/sheet.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// What a spreadsheet program did to a value that it took for something else.
enum class Damage : std::uint8_t {
  none,
  power_of_ten, ///< "1.13636E+05"
  date,         ///< an opis "2-46" became a day in February: "фев.46"
  fraction,     ///< a fond "558" became "558.0"
};

/// Only columns of kind `number_part` can be damaged in all of these ways; cells that became dates
/// are damaged in every column that holds no dates.
Damage damage_of(const SheetCell& cell, CellRule rule);

/// The problem with a cell, without its row; nothing when it is in order.
std::optional<SheetProblem> check_cell(const SheetCell& cell, CellRule rule);

/// "open", "closed" or "until 2030-01-01", from English or Russian words; "" for anything else.
std::string access_in(std::string_view value);

/// What a flag says, from English or Russian words; nothing for anything else.
std::optional<bool> yes_or_no(std::string_view value);

/// The address of a rights statement or licence that a cell names; "" when it names none.
std::string rights_uri_in(std::string_view value);

} // namespace delo
