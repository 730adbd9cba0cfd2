// People and their roles in pairs of columns.
#include "delo/formats/sheet/person_roles.hpp"
#include "delo/formats/sheet/sheet_columns.hpp"
#include "delo/formats/sheet/sheet_reader.hpp"
#include "delo/formats/sheet/sheet_record.hpp"
#include "unit/support/files.hpp"
#include "unit/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

SheetCell cell(std::string field, std::string value) {
  return {field, field, "A2", std::move(value), SheetCell::Kind::text};
}

SheetRow row_of(std::vector<SheetCell> cells) {
  return {.number = 7, .cells = std::move(cells), .hidden = false};
}

std::vector<std::string> told(const std::vector<SheetProblem>& problems) {
  std::vector<std::string> texts;
  for (const SheetProblem& problem : problems)
    texts.push_back(to_text(problem));
  return texts;
}

TEST(SheetPeople, know_each_role_by_code_name_and_label) {
  for (const PersonRole& role : person_roles())
    for (const std::string& name : {std::string(role.code), std::string(role.english),
                                    std::string(role.russian), role.label()})
      EXPECT_EQ(find_person_role(name), &role) << name;
  EXPECT_EQ(find_person_role("  TRL ")->field, "translator");
  EXPECT_EQ(find_person_role("Перевёл")->field, "translator");
  EXPECT_EQ(find_person_role("friend"), nullptr);
  EXPECT_EQ(find_person_role(""), nullptr);
}

TEST(SheetPeople, have_columns_that_can_be_added_by_hand) {
  for (const char* heading : {"Other person 3", "Другое лицо 3"})
    EXPECT_EQ(field_of_heading(heading), "person3");
  for (const char* heading : {"Role of other person 4", "Роль другого лица 4"})
    EXPECT_EQ(field_of_heading(heading), "role4");
}

TEST(SheetPeople, come_into_the_field_of_their_role_with_their_provenance) {
  DocumentRecord record;
  record.editor = {{"Old Editor"}, "Old Editor", 5};
  const SheetRow row = row_of(
      {cell("translator", "Ada Weber"), cell("person1", "Bo Reed; Cy Marsh"),
       cell("role1", "translator / переводчик"), cell("person2", "Di Ford"), cell("role2", "edt")});
  EXPECT_THAT(
      told(compare_with_page(row, record)),
      ElementsAre("row 7, column \"person2\": \"Di Ford\": the page names \"Old Editor\" as "
                  "editor; the sheet's columns are used"));
  apply_row(row, record);
  EXPECT_THAT(record.translator.values, ElementsAre("Ada Weber", "Bo Reed", "Cy Marsh"));
  EXPECT_EQ(record.translator.origin, Origin::sheet);
  EXPECT_EQ(record.translator.line, 7U);
  EXPECT_EQ(record.translator.raw,
            "translator: Ada Weber; translator / переводчик: Bo Reed; Cy Marsh");
  EXPECT_THAT(record.editor.values, ElementsAre("Di Ford"));
}

TEST(SheetPeople, leave_the_page_alone_when_they_repeat_it) {
  DocumentRecord record;
  record.compiler = {{"Ada Weber", "Bo Reed"}, "compiled by Ada Weber and Bo Reed", 43};
  const SheetRow row =
      row_of({cell("person1", "Ada Weber; Bo Reed"), cell("role1", "составитель")});
  EXPECT_THAT(compare_with_page(row, record), IsEmpty());
  apply_row(row, record);
  EXPECT_EQ(record.compiler.origin, Origin::page);
  EXPECT_EQ(record.compiler.line, 43U);
}

TEST(SheetPeople, say_whom_of_the_citation_in_their_row_they_leave_out) {
  DocumentRecord record;
  const SheetRow row =
      row_of({cell("citation_raw", "RGASPI, f. 558, op. 11, d. 99, l. 5. Translated by Ada Weber."),
              cell("person1", "Bo Reed"), cell("role1", "trl")});
  EXPECT_THAT(told(compare_with_page(row, record)),
              ElementsAre(HasSubstr("the citation of the row names \"Ada Weber\" as translator")));
}

TEST(SheetPeople, need_a_role_and_a_role_needs_them) {
  const test::TempDir folder;
  test::write_file(folder / "rows.csv",
                   "Page;Other person;Role of other person;Другое лицо 2;Роль другого лица 2\n"
                   "a.txt;Ada Weber;;;\n"
                   "b.txt;;trl;;\n"
                   "c.txt;Bo Reed;cook;Cy Marsh;редактор\n");
  const Sheet sheet = read_sheet(folder / "rows.csv");
  EXPECT_THAT(sheet.unknown_columns, IsEmpty());
  EXPECT_THAT(
      told(sheet.problems),
      ElementsAre(HasSubstr("row 2, column \"Other person\": \"Ada Weber\": the column \"Role of "
                            "other person\" does not say what the person did"),
                  HasSubstr("row 3, column \"Role of other person\": \"trl\": the column \"Other "
                            "person\" names nobody"),
                  HasSubstr("row 4, column \"Role of other person\": \"cook\": no role that delo "
                            "knows")));
  EXPECT_TRUE(sheet.has_errors(2));
  EXPECT_FALSE(sheet.has_errors(3));
  EXPECT_THAT(to_text(sheet.problems[2]), HasSubstr("translator / переводчик"));
}

} // namespace
} // namespace delo
