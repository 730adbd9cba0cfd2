// What the columns of a sheet may be called and may hold, as data.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// What the cells of a column may hold.
enum class CellRule : std::uint8_t {
  text,         ///< anything
  list,         ///< several values, separated by ";" or line breaks
  files,        ///< names of files, separated by ";" or line breaks
  printed_date, ///< a date as printed, which must have one meaning
  edtf_date,    ///< a date that has an EDTF form
  rights,       ///< a rights statement or licence
  access,       ///< "open", "closed", "until" and a date
  language,     ///< ISO 639 codes or names
  yes_no,       ///< a flag
  package_id,   ///< what can name a package
  number_part,  ///< a level of a citation, or an identifier: what spreadsheet programs damage
  address,      ///< http or https
  role,         ///< what a person did, by its name or MARC relator code
};

/// One column that delo knows.
struct SheetColumn {
  std::string_view field;   ///< of DocumentRecord, or one that only sheets have: "id", "page"
  std::string_view heading; ///< English
  std::string_view heading_ru;
  CellRule rule = CellRule::text;
  std::string_view synonyms; ///< other headings, separated by "|"
};

std::span<const SheetColumn> sheet_columns();

/// The row of a field; null for a field that no column has.
const SheetColumn* find_sheet_column(std::string_view field);

/// The field that a heading means, whatever its case, spaces, punctuation, "ё" or "*" for
/// "required" ("" when it is unknown). A heading in two languages ("Title / Название") or with a
/// remark ("Date (YYYY-MM-DD)") is known when all of its known parts mean the same.
std::string_view field_of_heading(std::string_view heading);

/// What two headings share when they differ only in what field_of_heading() overlooks.
std::string heading_key(std::string_view heading);

/// What the cells of such a column may hold, in words for the user; "" for any text.
std::string allowed_in(CellRule rule);

/// The values of a cell that holds several: split at ";" and at line breaks, no empty ones.
std::vector<std::string> split_cell(std::string_view value);

/// The same for other separators.
std::vector<std::string> split_cell_at(std::string_view value, std::string_view separators);

} // namespace delo
