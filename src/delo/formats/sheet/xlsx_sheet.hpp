// One worksheet as rows and cells.
#pragma once

#include "delo/formats/sheet/sheet_grid.hpp"
#include "delo/formats/sheet/xlsx_workbook.hpp"

#include <cstddef>

namespace delo {

/// Reads one sheet; `cells_left` is how many cells the workbook may still have, and is counted
/// down. Throws Error(io) for a sheet that is broken or has too many cells.
Grid read_xlsx_sheet(const XlsxParts& parts, const Workbook& workbook, const WorkbookSheet& sheet,
                     std::size_t& cells_left);

} // namespace delo
