// A sheet as rows and cells, before anything is known of what they mean.
#pragma once

#include "delo/model/sheet.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace delo {

/// What no spreadsheet program goes beyond (ECMA-376 part 1, 18.3: A1 to XFD1048576).
inline constexpr std::size_t kMostColumns = 16'384;
inline constexpr std::uint64_t kMostRows = 1'048'576;
/// Cells with something in them; more is no list of documents.
inline constexpr std::size_t kMostCells = 2'000'000;

struct GridCell {
  std::size_t column = 0; ///< 0 for A
  std::string text;       ///< UTF-8
  SheetCell::Kind kind = SheetCell::Kind::text;
  std::string fault = {}; ///< why the value must not be used: "#REF!"
};

struct GridRow {
  std::uint64_t number = 0;
  std::vector<GridCell> cells; ///< only those with something in them, from left to right
  std::size_t width = 0;       ///< cells that are there, empty ones too; 0 where that means nothing
  bool hidden = false;
};

/// Cells that are shown as one: the value is that of the first.
struct MergedCells {
  std::string range; ///< "A3:A5"
  std::uint64_t first_row = 0;
  std::uint64_t last_row = 0;
};

struct Grid {
  std::string form;
  std::vector<GridRow> rows; ///< only those with something in them, in order
  std::vector<MergedCells> merged;
  std::vector<std::size_t> hidden_columns;
  std::vector<std::string> remarks; ///< about the file as a whole: warnings
};

/// "A", "Z", "AA": how spreadsheet programs name a column.
std::string column_letters(std::size_t column);

} // namespace delo
