// Sheets to be filled in: what is written is read back, byte for byte.
#include "delo/formats/sheet/sheet_columns.hpp"
#include "delo/formats/sheet/sheet_reader.hpp"
#include "delo/formats/sheet/template_writer.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace delo {
namespace {

namespace fs = std::filesystem;
using test::TempDir;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Timestamp kCreated{1'000'000'000};

/// What people and pages put into cells, and spreadsheet programs like to change.
const std::vector<std::string>& odd_values() {
  static const std::vector<std::string> values{
      "О «судах» и “ships”, a\"b\"\"c; d\te",
      "two\nlines\n\nfour",
      "0005-0006",
      "2-46",
      "1E5",
      "=HYPERLINK(\"http://example.org\")",
      "+7",
      "-",
      "@SUM(A1)",
      "'=1",
      "'",
      "_x000D_ _x0041_ __x _x",
      "a\rb",
      "TRUE",
      "\xF0\x9F\x97\x83 \xE2\x80\xAE ё й й",
      "<t>&amp;</t>",
      "#REF! is text here",
      std::string(kLongestCell, 'x'),
  };
  return values;
}

std::vector<TemplateRow> rows_of_everything() {
  std::vector<TemplateRow> rows;
  for (const std::string& value : odd_values())
    rows.push_back({{"page", "страница.txt"}, {"title", value}, {"notes", value}});
  return rows;
}

/// The rows as they were read, without empty cells.
std::vector<TemplateRow> rows_in(const Sheet& sheet) {
  std::vector<TemplateRow> rows;
  for (const SheetRow& row : sheet.rows) {
    TemplateRow read;
    for (const SheetCell& cell : row.cells)
      read.emplace(cell.field, cell.value);
    rows.push_back(std::move(read));
  }
  return rows;
}

TEST(TemplateWriter, writes_xlsx_that_reads_back_the_same) {
  const TempDir folder;
  const auto rows = rows_of_everything();
  write_template_xlsx(folder / "rows.xlsx", rows, kCreated);
  const Sheet sheet = read_sheet(folder / "rows.xlsx");
  EXPECT_EQ(rows_in(sheet), rows);
  EXPECT_THAT(sheet.problems, IsEmpty());
  EXPECT_THAT(sheet.unknown_columns, IsEmpty());
}

TEST(TemplateWriter, writes_text_that_reads_back_the_same) {
  const TempDir folder;
  auto rows = rows_of_everything();
  for (const char separator : {';', '\t', ','}) {
    test::write_file(folder / "rows.csv", template_csv(rows, separator));
    const Sheet sheet = read_sheet(folder / "rows.csv");
    auto expected = rows;
    for (TemplateRow& row : expected) // line ends within cells are those of spreadsheet programs
      for (auto& [field, value] : row)
        if (value == "a\rb")
          value = "a\nb";
    EXPECT_EQ(rows_in(sheet), expected) << sheet.form;
    EXPECT_THAT(sheet.problems, IsEmpty());
  }
}

TEST(TemplateWriter, writes_the_same_bytes_for_the_same_rows_and_time) {
  const TempDir folder;
  const auto rows = rows_of_everything();
  write_template_xlsx(folder / "one.xlsx", rows, kCreated);
  fs::create_directory(folder / "deeper");
  write_template_xlsx(folder / "deeper" / "two.xlsx", rows, kCreated);
  EXPECT_EQ(test::bytes_of(folder / "one.xlsx"), test::bytes_of(folder / "deeper" / "two.xlsx"));
  write_template_xlsx(folder / "three.xlsx", rows, {kCreated.seconds + 1});
  EXPECT_NE(test::bytes_of(folder / "one.xlsx"), test::bytes_of(folder / "three.xlsx"));
}

TEST(TemplateWriter, begins_text_with_a_byte_order_mark_and_quotes_every_cell) {
  const std::string text = template_csv(std::vector<TemplateRow>{{{"title", "=1"}}}, ';');
  EXPECT_TRUE(text.starts_with("\xEF\xBB\xBF\"Page / Файл страницы\";\"Scans / Сканы\";"));
  EXPECT_THAT(text, HasSubstr("\"\";\"'=1\";\"\""));
  EXPECT_TRUE(text.ends_with("\"\r\n"));
}

TEST(TemplateWriter, knows_how_much_a_cell_takes) {
  EXPECT_TRUE(fits_into_cell(std::string(kLongestCell, 'x')));
  EXPECT_FALSE(fits_into_cell(std::string(kLongestCell + 1, 'x')));
  std::string cyrillic;
  for (std::size_t i = 0; i < kLongestCell; ++i)
    cyrillic += "я";
  EXPECT_TRUE(fits_into_cell(cyrillic));
  EXPECT_FALSE(fits_into_cell(cyrillic + "я"));
  std::string wide;
  for (std::size_t i = 0; i < kLongestCell / 2 + 1; ++i)
    wide += "\xF0\x9F\x97\x83";
  EXPECT_FALSE(fits_into_cell(wide)) << "such characters count twice";
}

TEST(TemplateColumns, are_columns_of_sheets_each_once) {
  std::set<std::string_view> seen;
  for (const TemplateColumn& column : template_columns()) {
    EXPECT_NE(find_sheet_column(column.field), nullptr) << column.field;
    EXPECT_TRUE(seen.insert(column.field).second) << column.field;
    EXPECT_EQ(field_of_heading(template_heading(column)), column.field);
    EXPECT_GT(column.width, 0);
    EXPECT_FALSE(column.english.empty());
    EXPECT_FALSE(column.russian.empty());
  }
}

} // namespace
} // namespace delo
