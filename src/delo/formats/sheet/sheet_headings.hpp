// From rows and cells to a sheet whose columns have a meaning.
#pragma once

#include "delo/formats/sheet/column_mapping.hpp"
#include "delo/formats/sheet/sheet_grid.hpp"
#include "delo/model/sheet.hpp"

#include <cstddef>

namespace delo {

/// How many headings of a grid's best row are known: tells the right sheet of a workbook.
std::size_t known_headings(const Grid& grid, const ColumnMapping& mapping);

/// Finds the row of headings, names the cells of all rows below it, and checks every value.
Sheet sheet_from(Grid grid, std::string path, const ColumnMapping& mapping);

} // namespace delo
