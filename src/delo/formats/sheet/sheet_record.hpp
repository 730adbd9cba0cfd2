// From a row of a sheet to the record of a document.
#pragma once

#include "delo/formats/citation/archive_table.hpp"
#include "delo/model/record.hpp"
#include "delo/model/sheet.hpp"

#include <vector>

namespace delo {

/// Puts every cell of the row over what the page says: origin `sheet`, `raw` the cell as it was,
/// `line` the number of the row. A cell that only repeats the page leaves the page's field and its
/// provenance alone, and so does one that the spreadsheet program damaged (see
/// compare_with_page()). Credits that a page's source line gives stay where the sheet's citation
/// names none. Unknown columns become notes, "heading: value".
void apply_row(const SheetRow& row, DocumentRecord& record,
               const ArchiveTable& archives = ArchiveTable::built_in());

/// What differs between a row and its page in a way that must be seen: leading zeros that are
/// lost, numbers that became dates or powers of ten, and shelf marks that say something else.
/// Warnings, with both values. To be called before apply_row().
std::vector<SheetProblem>
compare_with_page(const SheetRow& row, const DocumentRecord& record,
                  const ArchiveTable& archives = ArchiveTable::built_in());

} // namespace delo
