// Spreadsheets as text: RFC 4180 and what programs and people really write.
#pragma once

#include "delo/formats/sheet/column_mapping.hpp"
#include "delo/formats/sheet/sheet_grid.hpp"

#include <string>
#include <string_view>

namespace delo {

/// Reads separated text. `text` is UTF-8, `name` is for messages, `encoding` is what it was in.
/// Rows are counted as spreadsheet programs count them: a quoted line break does not end a row, an
/// empty line is one, "sep=;" is none. Throws Error(io) that names the row when a quotation mark is
/// not closed: nothing behind it can be trusted.
Grid read_csv_grid(std::string text, std::string_view name, std::string_view encoding,
                   const ColumnMapping& mapping);

/// Whether spreadsheet programs would take a text for a formula: it begins with "=", "+", "-", "@"
/// or a tab, with or without apostrophes before it. The writer puts an apostrophe before such
/// texts, the reader takes one off.
bool is_formula_like(std::string_view text);

} // namespace delo
