#include "delo/formats/sheet/sheet_headings.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/sheet/cell_checks.hpp"
#include "delo/formats/sheet/person_roles.hpp"
#include "delo/formats/sheet/sheet_columns.hpp"
#include "delo/formats/sheet/sheet_dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace delo {
namespace {

using Weight = SheetProblem::Weight;

/// Titles and explanations may stand above the headings, but not a whole page of them.
constexpr std::size_t kRowsAboveHeadings = 30;
constexpr std::size_t kMergedShown = 20;

struct HeadingRow {
  std::size_t index = 0; ///< of Grid::rows
  std::size_t known = 0;
};

HeadingRow find_headings(const Grid& grid, const ColumnMapping& mapping) {
  HeadingRow best;
  for (std::size_t i = 0; i < std::min(grid.rows.size(), kRowsAboveHeadings); ++i) {
    const auto& cells = grid.rows[i].cells;
    const auto known = static_cast<std::size_t>(
        std::count_if(cells.begin(), cells.end(), [&mapping](const GridCell& cell) {
          return !mapping.field_of(cell.text).empty();
        }));
    // One known word below the first row may be any word of a title or a document.
    if (known > best.known && (known > 1 || i == 0))
      best = {i, known};
  }
  return best;
}

struct Column {
  std::string heading;
  std::string field; ///< "" when unknown
  std::size_t index = 0;
};

/// Builds the sheet; its members are what the steps share.
class Builder {
public:
  Builder(Grid grid, std::string path, const ColumnMapping& mapping)
      : grid_(std::move(grid)), mapping_(mapping) {
    sheet_.path = std::move(path);
    sheet_.form = grid_.form;
  }

  Sheet build() {
    for (const std::string& remark : grid_.remarks)
      add({.weight = Weight::warning, .message = remark});
    const HeadingRow headings = find_headings(grid_, mapping_);
    if (headings.known == 0) {
      add({.message = "no row of headings was found: none of its columns is known",
           .allowed = "headings such as Title, Date, Citation, Page; a mapping file names others"});
      return std::move(sheet_);
    }
    if (headings.index > 0)
      add({.weight = Weight::warning,
           .message = fmt::format("the headings stand in row {}: what stands above is not read",
                                  grid_.rows[headings.index].number)});
    name_columns(grid_.rows[headings.index]);
    for (std::size_t i = headings.index + 1; i < grid_.rows.size(); ++i)
      take_row(grid_.rows[i]);
    report_unknown_columns();
    report_hidden_columns();
    report_merged(grid_.rows[headings.index].number);
    if (sheet_.rows.empty())
      add({.message = "there is no row below the headings"});
    return std::move(sheet_);
  }

private:
  void add(SheetProblem problem) { sheet_.problems.push_back(std::move(problem)); }

  void name_columns(const GridRow& row) {
    std::map<std::string, std::string, std::less<>> seen;
    std::vector<std::string> headings;
    heading_width_ = row.width;
    for (const GridCell& cell : row.cells) {
      Column column{std::string(trim(cell.text)), std::string(mapping_.field_of(cell.text)),
                    cell.column};
      headings.push_back(column.heading);
      const std::string key =
          column.field.empty() ? "=" + heading_key(column.heading) : column.field;
      const auto [first, is_new] =
          seen.emplace(key, fmt::format("{} ({})", column.heading, column_letters(cell.column)));
      if (!is_new && key != kIgnoredColumn)
        add({.column = column.heading,
             .message = fmt::format(
                 "column {} means the same as {}: rename one, or leave one out with a mapping file",
                 column_letters(cell.column), first->second)});
      columns_.emplace(cell.column, std::move(column));
    }
    for (const std::string& missing : mapping_.missing_from(headings))
      add({.weight = Weight::warning,
           .column = missing,
           .message = "the mapping file names this column, but the sheet does not have it"});
  }

  const Column& column_at(std::size_t index) {
    const auto found = columns_.find(index);
    if (found != columns_.end())
      return found->second;
    const std::string name = fmt::format("column {}", column_letters(index));
    return columns_.emplace(index, Column{name, {}, index}).first->second;
  }

  void take_row(const GridRow& from) {
    SheetRow row{.number = from.number, .cells = {}, .hidden = from.hidden};
    check_width(from);
    for (const GridCell& cell : from.cells)
      take_cell(cell, row);
    if (row.hidden)
      add({.weight = Weight::warning,
           .row = row.number,
           .message = "the row is hidden in the spreadsheet; it is read all the same"});
    check(row);
    if (!row.cells.empty())
      sheet_.rows.push_back(std::move(row));
  }

  void check_width(const GridRow& row) {
    if (heading_width_ == 0)
      return;
    const bool too_wide = !row.cells.empty() && row.cells.back().column >= heading_width_;
    if (too_wide)
      add({.row = row.number,
           .message = fmt::format("the row has {} cells under {} headings: a cell that holds the "
                                  "separator must be in quotation marks",
                                  row.cells.back().column + 1, heading_width_)});
    else if (row.width < heading_width_)
      add({.weight = Weight::warning,
           .row = row.number,
           .message = fmt::format("the row has only {} cells under {} headings", row.width,
                                  heading_width_)});
  }

  void take_cell(const GridCell& from, SheetRow& row) {
    const Column& column = column_at(from.column);
    if (column.field == kIgnoredColumn)
      return;
    SheetCell cell{column.field, column.heading,
                   column_letters(from.column) + std::to_string(row.number),
                   std::string(trim(from.text)), from.kind};
    if (!from.fault.empty()) {
      add({.row = row.number,
           .column = column.heading,
           .value = cell.value,
           .message = from.fault});
      return;
    }
    if (cell.value.empty())
      return;
    row.cells.push_back(std::move(cell));
  }

  void check(const SheetRow& row) {
    for (const SheetCell& cell : row.cells) {
      const SheetColumn* known = find_sheet_column(cell.field);
      if (!known || (known->rule == CellRule::printed_date && gives_exact_date(row, cell)))
        continue;
      if (auto problem = check_cell(cell, known->rule)) {
        problem->row = row.number;
        add(std::move(*problem));
      }
    }
    for (SheetProblem& problem : check_people(row))
      add(std::move(problem));
  }

  /// Words that are no date need none when their exact form stands beside them. A number in their
  /// place is damage all the same.
  static bool gives_exact_date(const SheetRow& row, const SheetCell& printed) {
    const SheetCell* exact = row.find("date_iso");
    const bool words = printed.value.find_first_of(" /") != std::string::npos;
    return exact && words && !read_cell_date(exact->value).edtf.empty() &&
           read_cell_date(printed.value).doubt == CellDate::Doubt::no_date;
  }

  void report_unknown_columns() {
    for (const auto& [index, column] : columns_) {
      if (!column.field.empty())
        continue;
      sheet_.unknown_columns.push_back(column.heading);
      add({.weight = Weight::warning,
           .column = column.heading,
           .message = "the column is not known: what it says travels along as notes"});
    }
  }

  void report_hidden_columns() {
    for (const std::size_t index : grid_.hidden_columns)
      if (const auto found = columns_.find(index); found != columns_.end())
        add({.weight = Weight::warning,
             .column = found->second.heading,
             .message = "the column is hidden in the spreadsheet; it is read all the same"});
  }

  void report_merged(std::uint64_t heading_row) {
    std::size_t count = 0;
    for (const MergedCells& merged : grid_.merged)
      if (merged.last_row >= heading_row && ++count <= kMergedShown)
        add({.weight = Weight::warning,
             .row = merged.first_row,
             .message = fmt::format("the cells {} are merged: their value counts for the first of "
                                    "them only",
                                    merged.range)});
    if (count > kMergedShown)
      add({.weight = Weight::warning,
           .message = fmt::format("{} more cells are merged", count - kMergedShown)});
  }

  Grid grid_;
  const ColumnMapping& mapping_;
  Sheet sheet_{};
  std::map<std::size_t, Column> columns_;
  std::size_t heading_width_ = 0;
};

} // namespace

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters;
}

std::size_t known_headings(const Grid& grid, const ColumnMapping& mapping) {
  return find_headings(grid, mapping).known;
}

Sheet sheet_from(Grid grid, std::string path, const ColumnMapping& mapping) {
  return Builder(std::move(grid), std::move(path), mapping).build();
}

} // namespace delo
