// The user's spreadsheet: one row for each document, its columns known by name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// One cell with something in it.
struct SheetCell {
  /// What the spreadsheet program thinks the cell holds. Text files know text only.
  enum class Kind { text, number, date, boolean };

  std::string field;  ///< what the column means: "title", "original"; "" for an unknown column
  std::string column; ///< the column's own heading, as printed
  std::string place;  ///< "C7"
  std::string value;  ///< without white space around it; dates as EDTF, numbers as they are shown
  Kind kind = Kind::text;
};

/// One row below the heading.
struct SheetRow {
  std::uint64_t number = 0; ///< as the spreadsheet program counts, 1-based
  std::vector<SheetCell> cells;
  bool hidden = false; ///< in the spreadsheet program; it is read all the same, and reported

  /// The cell of a field; null when the row does not give it.
  const SheetCell* find(std::string_view field) const;
  /// The value of a field; "" when the row does not give it.
  std::string value(std::string_view field) const;
};

/// Something about a sheet that the user must see: "row 4, column "rights": …".
struct SheetProblem {
  enum class Weight { error, warning } weight = Weight::error;
  std::uint64_t row = 0; ///< 0 for the sheet as a whole
  std::string column{};
  std::string value{};
  std::string message{};
  std::string allowed{}; ///< what the cell may hold; "" when any text would do
};

/// The problem in one line: what and where, the value, what is allowed.
std::string to_text(const SheetProblem& problem);

/// A sheet as it was read. Rows with an error must not be packed.
struct Sheet {
  std::string path;
  std::string form; ///< how it was read: "XLSX, sheet Documents", "CSV, windows-1251, semicolons"
  std::vector<std::string> unknown_columns; ///< reported; their cells travel along as notes
  std::vector<SheetRow> rows;
  std::vector<SheetProblem> problems;

  /// Whether a row must not be packed: it has an error itself, or the sheet as a whole has one.
  bool has_errors(std::uint64_t row) const;
};

} // namespace delo
