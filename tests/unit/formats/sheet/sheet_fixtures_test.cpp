// Whole files, in the encodings and with the separators of real programs.
#include "delo/formats/citation/source_fields.hpp"
#include "delo/formats/sheet/sheet_reader.hpp"
#include "delo/formats/sheet/sheet_record.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace delo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::filesystem::path sheet(std::string_view name) {
  return std::filesystem::path(DELO_FIXTURES_DIR) / "sheets" / name;
}

DocumentRecord record_of(const SheetRow& row) {
  DocumentRecord record;
  apply_row(row, record);
  return record;
}

TEST(SheetFixtures, say_the_same_in_every_encoding) {
  for (const char* name :
       {"russian-excel-windows-1251.csv", "unicode-text-utf-16.txt", "utf-8-commas.csv"}) {
    const Sheet read = read_sheet(sheet(name));
    SCOPED_TRACE(read.form);
    EXPECT_THAT(read.unknown_columns, ElementsAre("Цвет папки"));
    ASSERT_EQ(read.rows.size(), 2U);
    const DocumentRecord first = record_of(read.rows[0]);
    EXPECT_EQ(first.title.joined(), "Телеграмма «О судах»");
    EXPECT_EQ(first.date_iso.joined(), "1946-03-05");
    EXPECT_EQ(first.date_iso.confidence, Confidence::likely) << "day or month first?";
    EXPECT_THAT(first.translator.values, ElementsAre("О. Т. Брандрет", "К. М. Саралидзе"));
    EXPECT_EQ(first.holdings.at(0).value(Level::listy), "0041-0043об");
    EXPECT_EQ(first.access.joined(), "open");
    EXPECT_THAT(first.notes.values, ElementsAre("Цвет папки: синяя"));
    const DocumentRecord second = record_of(read.rows[1]);
    EXPECT_EQ(second.date_display.joined(), "март 1947");
    EXPECT_EQ(second.date_iso.joined(), "1947-03");
    EXPECT_EQ(second.holdings.at(0).value(Level::fond), "Р-9478");
    EXPECT_EQ(second.access.joined(), "until 2040-01-01");
    for (const SheetProblem& problem : read.problems)
      EXPECT_EQ(problem.weight, SheetProblem::Weight::warning) << to_text(problem);
  }
}

TEST(SheetFixtures, in_dublin_core_are_understood_as_far_as_they_have_one_meaning) {
  const Sheet read = read_sheet(sheet("dublin-core.csv"));
  EXPECT_THAT(read.unknown_columns, ElementsAre("dc.contributor"));
  const DocumentRecord record = record_of(read.rows.at(0));
  EXPECT_EQ(record.title.joined(), "Telegram \"On Ships\"");
  EXPECT_EQ(record.date_iso.joined(), "1946-03-05");
  EXPECT_THAT(record.subjects.values, ElementsAre("ships", "Turkey"));
  EXPECT_EQ(record.holdings.at(0).value(Level::delo), "18");
  EXPECT_TRUE(record.contributor.empty());
}

TEST(SheetFixtures, that_excel_damaged_do_not_change_what_the_page_says) {
  const Sheet read = read_sheet(sheet("excel-damage.csv"));
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[0].number, 4U);
  EXPECT_EQ(read.rows[1].number, 6U);
  DocumentRecord page;
  apply_source_line({{"AVPRF, f. 094, op. 37, p. 362, d. 18, ll. 0041-0043ob"}, {}, 43}, page);
  page.record_id = {{"113636"}, "113636", 50};
  std::vector<std::string> warnings;
  for (const SheetProblem& problem : compare_with_page(read.rows[0], page))
    warnings.push_back(to_text(problem));
  EXPECT_THAT(warnings, ElementsAre(HasSubstr("\"094\" is kept"),
                                    HasSubstr("\"0041-0043ob\" is "
                                              "kept"),
                                    HasSubstr("\"113636\" is kept")));
  DocumentRecord record = page;
  apply_row(read.rows[0], record);
  EXPECT_EQ(record.citation_raw.origin, Origin::page);
  EXPECT_EQ(record.record_id.joined(), "113636");
  EXPECT_TRUE(record_of(read.rows[1]).holdings.empty()) << "its opis is not known";
}

TEST(SheetFixtures, are_read_by_the_mapping_of_the_user) {
  SheetOptions options;
  options.mapping = sheet("mapping.toml");
  const Sheet read = read_sheet(sheet("utf-8-commas.csv"), options);
  EXPECT_TRUE(read.unknown_columns.empty());
  EXPECT_EQ(read.rows.at(0).value("notes"), "Телеграмма «О судах»");
  EXPECT_EQ(read.rows.at(0).value("title"), "");
}

} // namespace
} // namespace delo
