#include "delo/formats/sheet/xlsx_reader.hpp"

#include "delo/formats/sheet/sheet_headings.hpp"
#include "delo/formats/sheet/xlsx_sheet.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <utility>

namespace delo {
namespace {

/// Sheets of one workbook that are looked at.
constexpr std::size_t kMostSheets = 64;

void take_remark(std::vector<std::string>& remarks, const WorkbookSheet& sheet,
                 std::string_view why) {
  if (sheet.name != kNotesSheet)
    remarks.push_back(fmt::format("its sheet \"{}\" {}", sheet.name, why));
}

} // namespace

Grid read_xlsx_grid(std::string_view bytes, std::string_view name, const ColumnMapping& mapping) {
  const XlsxParts parts(bytes, name);
  const Workbook workbook = read_workbook(parts);
  if (workbook.sheets.size() > kMostSheets)
    parts.refuse(fmt::format("it has more than {} sheets", kMostSheets));
  std::size_t cells_left = kMostCells;
  std::optional<Grid> best;
  const WorkbookSheet* chosen = nullptr;
  std::size_t most_known = 0;
  std::vector<std::string> remarks;
  const auto leave_out = [&remarks](const WorkbookSheet& sheet, const Grid& grid) {
    if (!grid.rows.empty())
      take_remark(remarks, sheet, "was not read: only one sheet is");
  };
  for (const WorkbookSheet& sheet : workbook.sheets) {
    if (sheet.hidden) {
      take_remark(remarks, sheet, "is hidden, and was not read");
      continue;
    }
    Grid grid = read_xlsx_sheet(parts, workbook, sheet, cells_left);
    const std::size_t known = known_headings(grid, mapping);
    if (!best || known > most_known || (best->rows.empty() && !grid.rows.empty())) {
      if (best)
        leave_out(*chosen, *best);
      best = std::move(grid);
      chosen = &sheet;
      most_known = known;
    } else {
      leave_out(sheet, grid);
    }
  }
  if (!best)
    parts.refuse("it has no sheet that is not hidden");
  best->remarks = std::move(remarks);
  return *std::move(best);
}

} // namespace delo
