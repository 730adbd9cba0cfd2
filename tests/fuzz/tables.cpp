// Tables that people and other programs write: sheets, results, TOML.
#include "delo/base/utf8.hpp"
#include "delo/formats/citation/archive_table.hpp"
#include "delo/formats/identification/format_list.hpp"
#include "delo/formats/sheet/column_mapping.hpp"
#include "delo/formats/sheet/sheet_reader.hpp"
#include "delo/ops/audit/collection_config.hpp"
#include "delo/ops/validate_config.hpp"
#include "fuzz/scratch.hpp"
#include "fuzz/targets.hpp"
#include "unit/support/workbooks.hpp"

#include <algorithm>
#include <array>

namespace delo::fuzz {
namespace {

void must_be_texts(const Sheet& sheet) {
  std::uint64_t last = 0;
  for (const SheetRow& row : sheet.rows) {
    must(row.number > last, "rows of a sheet are not in their order");
    last = row.number;
    for (const SheetCell& cell : row.cells)
      must(is_utf8(cell.value) && is_utf8(cell.column), "a cell of a sheet is not UTF-8");
  }
  for (const SheetProblem& problem : sheet.problems)
    must(is_utf8(to_text(problem)), "a problem of a sheet is not told in UTF-8");
}

void sheet_csv(std::string_view bytes) {
  must_be_texts(read_sheet(scratch_file("rows.csv", bytes)));
}

void sheet_xlsx(std::string_view bytes) {
  must_be_texts(read_sheet(scratch_file("rows.xlsx", bytes)));
}

/// One part of a workbook whose other parts are good: changes of a zip seldom get so far.
void sheet_xlsx_part(std::string_view bytes) {
  test::Workbook book("");
  book.parts["xl/worksheets/sheet1.xml"] = bytes;
  const std::filesystem::path file = scratch_place("part.xlsx");
  book.write(file);
  must_be_texts(read_sheet(file));
}

/// Reads the file as one kind of configuration; that it is none is a right answer.
template <typename Read>
void as(Read read) {
  try {
    read();
  } catch (const Error& error) {
    must(error.kind() != ErrorKind::internal, error.message());
    must(is_utf8(error.message()), "a message about TOML is not UTF-8");
  }
}

void toml(std::string_view bytes) {
  const std::filesystem::path file = scratch_file("delo.toml", bytes);
  as([&] { read_validate_config(file); });
  as([&] { read_collections(file); });
  as([&] { ColumnMapping::read(file); });
  as([&] {
    const ArchiveTable table = ArchiveTable::parse(bytes, "delo.toml");
    for (const Archive& row : table.rows())
      must(table.find(row.code), "an archive is not found by its code");
  });
}

void format_list(std::string_view bytes) {
  const FormatList list = read_format_list(bytes, "formats");
  must(std::is_sorted(list.entries.begin(), list.entries.end(),
                      [](const FormatEntry& a, const FormatEntry& b) { return a.path < b.path; }),
       "a list of formats is not in its order");
}

constexpr std::array kTargets{
    Target{"sheet_csv", sheet_csv, "rows in order, cells and problems in UTF-8"},
    Target{"sheet_xlsx", sheet_xlsx, "rows in order, cells and problems in UTF-8"},
    Target{"sheet_xlsx_part", sheet_xlsx_part, "rows in order, cells and problems in UTF-8"},
    Target{"toml", toml, "archives are found by their codes, messages are UTF-8"},
    Target{"format_list", format_list, "entries in order"},
};

} // namespace

std::span<const Target> table_targets() {
  return kTargets;
}

} // namespace delo::fuzz
