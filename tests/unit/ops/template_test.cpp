// From a folder of pages to a sheet, and back.
#include "delo/formats/page/page_reader.hpp"
#include "delo/formats/sheet/sheet_reader.hpp"
#include "delo/formats/sheet/sheet_record.hpp"
#include "delo/model/record_json.hpp"
#include "delo/ops/template.hpp"
#include "unit/support/files.hpp"
#include "unit/support/packages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

namespace fs = std::filesystem;
using test::TempDir;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Two documents: a page with a scan beside it, and a folder with a page.
void lay_out(const fs::path& folder) {
  const std::string page = test::bytes_of(test::fixture("telegram-batumi-1946-03-05.txt"));
  test::write_file(folder / "телеграмма.txt", page);
  test::write_file(folder / "телеграмма.tif", "scan");
  std::string other = page;
  other.replace(other.find("d. 18"), 5, "d. 19");
  test::write_file(folder / "second" / "page.txt", other);
  test::write_file(folder / "second" / "original" / "1.tif", "one");
  test::write_file(folder / "second" / "original" / "2.tif", "two");
}

TemplateOptions options_for(const fs::path& source, const fs::path& output) {
  TemplateOptions options{.source = source, .output = output};
  options.clock = &test::fixed_clock();
  return options;
}

TEST(Template, has_a_row_for_each_document_that_changes_nothing_when_it_is_read_back) {
  const TempDir folder;
  lay_out(folder / "in");
  for (const char* name : {"rows.xlsx", "rows.csv", "rows.tsv"}) {
    const TemplateResult result = write_template(options_for(folder / "in", folder / name));
    EXPECT_EQ(result.rows, 2U);
    EXPECT_THAT(result.warnings, IsEmpty());
    const Sheet sheet = read_sheet(folder / name);
    EXPECT_THAT(sheet.problems, IsEmpty());
    ASSERT_EQ(sheet.rows.size(), 2U) << name;
    EXPECT_EQ(sheet.rows[0].value("page"), "second/page.txt");
    EXPECT_EQ(sheet.rows[0].value("original"), "second/original/1.tif; second/original/2.tif");
    EXPECT_EQ(sheet.rows[1].value("page"), "телеграмма.txt");
    EXPECT_EQ(sheet.rows[1].value("original"), "телеграмма.tif");
    for (const SheetRow& row : sheet.rows) {
      const fs::path page = folder / "in" / row.value("page");
      DocumentRecord record = read_page(test::bytes_of(page), page.native()).record;
      const auto before = to_text(record_to_json(record));
      EXPECT_THAT(compare_with_page(row, record), IsEmpty());
      apply_row(row, record);
      EXPECT_EQ(to_text(record_to_json(record)), before) << "origin and raw text included";
    }
  }
}

TEST(Template, puts_people_without_a_column_into_pairs_with_their_role) {
  const TempDir folder;
  std::string page = test::bytes_of(test::fixture("telegram-batumi-1946-03-05.txt"));
  const std::string translated = "translated for NPIHP by Oliver T. Brandreth";
  ASSERT_NE(page.find(translated), std::string::npos);
  page.replace(page.find(translated), translated.size(),
               "transcribed and edited by Oliver T. Brandreth");
  test::write_file(folder / "in" / "page.txt", page);
  const DocumentRecord record = read_page(page, "page.txt").record;
  ASSERT_EQ(record.editor.joined(), "Oliver T. Brandreth");
  for (const char* name : {"rows.xlsx", "rows.csv"}) {
    write_template(options_for(folder / "in", folder / name));
    const Sheet sheet = read_sheet(folder / name);
    EXPECT_THAT(sheet.problems, IsEmpty());
    const SheetRow& row = sheet.rows.at(0);
    EXPECT_EQ(row.value("person1"), "Oliver T. Brandreth");
    EXPECT_EQ(row.value("role1"), "transcriber / расшифровал(а)");
    EXPECT_EQ(row.value("role2"), "editor / редактор");
    DocumentRecord again = record;
    apply_row(row, again);
    EXPECT_EQ(to_text(record_to_json(again)), to_text(record_to_json(record)));
  }
}

TEST(Template, of_a_reference_has_no_date_that_is_doubted_when_it_is_read_back) {
  const TempDir folder;
  write_template(options_for(test::fixture("letter-gagra.ris"), folder / "rows.csv"));
  const Sheet sheet = read_sheet(folder / "rows.csv");
  EXPECT_EQ(sheet.rows.at(0).value("date_display"), "1934/08/15/");
  EXPECT_THAT(sheet.problems, IsEmpty());
}

TEST(Template, lists_a_single_page_by_its_name) {
  const TempDir folder;
  write_template(options_for(test::fixture("no-rights.txt"), folder / "rows.csv"));
  const Sheet sheet = read_sheet(folder / "rows.csv");
  ASSERT_EQ(sheet.rows.size(), 1U);
  EXPECT_EQ(sheet.rows[0].value("page"), "no-rights.txt");
  EXPECT_EQ(sheet.rows[0].value("rights_uri"), "");
}

TEST(Template, is_the_same_for_the_same_folder_and_clock) {
  const TempDir folder;
  lay_out(folder / "in");
  write_template(options_for(folder / "in", folder / "one.xlsx"));
  write_template(options_for(folder / "in", folder / "two.xlsx"));
  EXPECT_EQ(test::bytes_of(folder / "one.xlsx"), test::bytes_of(folder / "two.xlsx"));
}

TEST(Template, is_not_written_over_another_file_unless_asked) {
  const TempDir folder;
  test::write_file(folder / "rows.xlsx", "filled in");
  TemplateOptions options = options_for(test::fixture("no-rights.txt"), folder / "rows.xlsx");
  EXPECT_EQ(test::kind_of([&] { write_template(options); }), ErrorKind::usage);
  EXPECT_EQ(test::bytes_of(folder / "rows.xlsx"), "filled in");
  options.overwrite = Overwrite::yes;
  write_template(options);
  EXPECT_EQ(read_sheet(folder / "rows.xlsx").rows.size(), 1U);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1) << "nothing is left over";
}

TEST(Template, refuses_what_it_cannot_make) {
  const TempDir folder;
  fs::create_directory(folder / "empty");
  const auto refused = [](const TemplateOptions& options) {
    return test::error_of([&] { write_template(options); });
  };
  const auto kind = refused(options_for(test::fixture("no-rights.txt"), folder / "rows.ods"));
  ASSERT_TRUE(kind);
  EXPECT_EQ(kind->kind(), ErrorKind::usage);
  EXPECT_THAT(kind->hint(), HasSubstr(".xlsx, .csv or .tsv"));
  const auto none = refused(options_for(folder / "empty", folder / "rows.csv"));
  ASSERT_TRUE(none);
  EXPECT_THAT(none->message(), HasSubstr("no document page was found"));
  EXPECT_FALSE(fs::exists(folder / "rows.csv"));
  const auto nowhere =
      refused(options_for(test::fixture("no-rights.txt"), folder / "no" / "rows.xlsx"));
  ASSERT_TRUE(nowhere);
  EXPECT_EQ(nowhere->kind(), ErrorKind::io);
}

TEST(Template, leaves_what_no_cell_can_hold_to_the_page) {
  const TempDir folder;
  std::string page = test::bytes_of(test::fixture("telegram-batumi-1946-03-05.txt"));
  const std::string title = "Telegram from Batumi to Moscow";
  std::string endless = title;
  for (int i = 0; i < 40'000; ++i)
    endless += "я";
  page.replace(page.find(title), title.size(), endless);
  test::write_file(folder / "in" / "page.txt", page);
  test::write_file(folder / "in" / "page; 1.tif", "scan");
  const TemplateResult result = write_template(options_for(folder / "in", folder / "rows.xlsx"));
  EXPECT_THAT(result.warnings, ::testing::Contains(HasSubstr("title is longer than a cell")));
  EXPECT_THAT(result.warnings, ::testing::Contains(HasSubstr("a name that no cell can hold")));
  const Sheet sheet = read_sheet(folder / "rows.xlsx");
  EXPECT_EQ(sheet.rows.at(0).value("title"), "");
  EXPECT_EQ(sheet.rows.at(0).value("original"), "");
}

} // namespace
} // namespace delo
