// Workbooks of Office Open XML (ECMA-376, both the transitional and the strict form).
#pragma once

#include "delo/formats/sheet/column_mapping.hpp"
#include "delo/formats/sheet/sheet_grid.hpp"

#include <string>
#include <string_view>

namespace delo {

/// The sheet of our own templates that explains the columns; that it is not read goes unsaid.
inline constexpr std::string_view kNotesSheet = "Notes, Пояснения";

/// Reads the sheet of a workbook whose headings are known best; names the others. Hidden sheets
/// are not read. Throws Error(io) for what is broken, too large, protected by a password, or
/// another kind of zip file.
Grid read_xlsx_grid(std::string_view bytes, std::string_view name, const ColumnMapping& mapping);

} // namespace delo
