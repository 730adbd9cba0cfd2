// Spreadsheets as text, as they really come.
#include "delo/formats/sheet/sheet_columns.hpp"
#include "delo/formats/sheet/sheet_reader.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using test::TempDir;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Sheet read(std::string_view bytes, const SheetOptions& options = {}) {
  const TempDir folder;
  test::write_file(folder / "rows.csv", bytes);
  return read_sheet(folder / "rows.csv", options);
}

std::string refusal(std::string_view bytes) {
  const auto error = test::error_of([&] { read(bytes); });
  return error ? error->message() + " | " + error->hint() : "it was read";
}

std::vector<std::string> problems(const Sheet& sheet) {
  std::vector<std::string> texts;
  for (const SheetProblem& problem : sheet.problems)
    texts.push_back((problem.weight == SheetProblem::Weight::error ? "error " : "warning ") +
                    to_text(problem));
  return texts;
}

/// "row: field=value|field=value" for each row.
std::vector<std::string> rows(const Sheet& sheet) {
  std::vector<std::string> texts;
  for (const SheetRow& row : sheet.rows) {
    std::string text = std::to_string(row.number) + ":";
    for (const SheetCell& cell : row.cells)
      text += " " + (cell.field.empty() ? "?" + cell.column : cell.field) + "=" + cell.value;
    texts.push_back(text);
  }
  return texts;
}

TEST(SheetText, reads_commas_semicolons_and_tabs) {
  for (const char separator : {',', ';', '\t'}) {
    std::string text = "Title,Date,Page\n\"On, \"\"Ships\"\"; and\tcargo\",1946,a.txt\n";
    for (char& c : text)
      if (c == ',' && &c < &text[16])
        c = separator;
    const std::size_t row = text.find('\n') + 1;
    for (std::size_t i = text.rfind('"') + 1; i < text.size(); ++i)
      if (text[i] == ',')
        text[i] = separator;
    ASSERT_LT(row, text.size());
    const Sheet sheet = read(text);
    EXPECT_THAT(rows(sheet),
                ElementsAre("2: title=On, \"Ships\"; and\tcargo date_display=1946 page=a.txt"))
        << text;
    EXPECT_THAT(problems(sheet), IsEmpty());
  }
}

TEST(SheetText, honours_a_first_line_that_names_the_separator) {
  const Sheet sheet = read("sep=;\r\nTitle;Date\r\nA, B, C, D;1946\r\n");
  EXPECT_THAT(rows(sheet), ElementsAre("2: title=A, B, C, D date_display=1946"));
}

TEST(SheetText, keeps_row_numbers_over_empty_rows_and_quoted_line_breaks) {
  const Sheet sheet = read("Title,Summary\r\n\r\nA,\"one\r\ntwo\"\r\n,\r\n\r\nB,three\r\n");
  EXPECT_THAT(rows(sheet), ElementsAre("3: title=A summary=one\ntwo", "6: title=B summary=three"));
  EXPECT_THAT(problems(sheet), ElementsAre());
}

TEST(SheetText, takes_lone_carriage_returns_as_line_ends) {
  EXPECT_THAT(rows(read("Title,Date\rA,1946\rB,1947")),
              ElementsAre("2: title=A date_display=1946", "3: title=B date_display=1947"));
}

TEST(SheetText, reads_a_byte_order_mark_and_finds_headings_below_a_title) {
  const Sheet sheet = read("\xEF\xBB\xBFОпись документов,,\n,,\nНазвание*,Дата документа,Архивный "
                           "шифр\nО судах,1946-03-05,\"АВП РФ, ф. 094\"\n");
  EXPECT_THAT(rows(sheet), ElementsAre("4: title=О судах date_display=1946-03-05 "
                                       "citation_raw=АВП РФ, ф. 094"));
}

TEST(SheetText, reads_the_unicode_text_and_the_russian_csv_of_excel) {
  const std::string utf8 = "Название;Дата;Права\r\nО судах;05.03.1946;CNE\r\n";
  std::string utf16 = "\xFF\xFE";
  std::string cp1251;
  for (std::size_t i = 0; i < utf8.size();) {
    unsigned c = static_cast<unsigned char>(utf8[i++]);
    if (c >= 0xC0)
      c = ((c & 0x1FU) << 6U) | (static_cast<unsigned char>(utf8[i++]) & 0x3FU);
    const char tab_or_c = c == ';' ? '\t' : static_cast<char>(c & 0xFFU);
    utf16 += c < 0x80 ? tab_or_c : static_cast<char>(c & 0xFFU);
    utf16 += static_cast<char>(c >> 8U);
    cp1251 += static_cast<char>(c < 0x80 ? c : c == 0x451 ? 0xB8 : c - 0x410 + 0xC0);
  }
  for (const std::string& bytes : {utf16, cp1251}) {
    const Sheet sheet = read(bytes);
    EXPECT_THAT(rows(sheet), ElementsAre("2: title=О судах date_display=05.03.1946 rights_uri=CNE"))
        << sheet.form;
  }
  SheetOptions options;
  options.encoding = "windows-1251";
  EXPECT_EQ(read(cp1251, options).form, "text, windows-1251, semicolons");
}

TEST(SheetText, reports_ragged_rows) {
  const Sheet sheet = read("Title,Date,Page\nA,1946\nB,1947,b.txt,,\nC,1948,c.txt,more\n");
  EXPECT_THAT(problems(sheet),
              ElementsAre(HasSubstr("warning row 2: the row has only 2 cells under 3 headings"),
                          HasSubstr("error row 4: the row has 4 cells under 3 headings"),
                          HasSubstr("column D")));
  EXPECT_FALSE(sheet.has_errors(3));
  EXPECT_TRUE(sheet.has_errors(4));
}

TEST(SheetText, names_the_row_of_a_quotation_mark_that_is_not_closed) {
  EXPECT_THAT(refusal("Title,Date\nA,1946\n\"B,1947\nC,1948\n"),
              HasSubstr("row 3 has a quotation"));
  EXPECT_THAT(refusal("Title,Date\nA,1946\n\"B\" x,1947\nC,1948\n"),
              HasSubstr("row 3 has a quotation"));
  EXPECT_THAT(rows(read("Title,Date\nOn \"Ships\" again,1946\n")),
              ElementsAre("2: title=On \"Ships\" again date_display=1946"));
}

TEST(SheetText, makes_notes_of_unknown_columns_and_says_so) {
  const Sheet sheet = read("Title,Shelf colour,\nA,red,7\n");
  EXPECT_THAT(rows(sheet), ElementsAre("2: title=A ?Shelf colour=red ?column C=7"));
  EXPECT_THAT(sheet.unknown_columns, ElementsAre("Shelf colour", "column C"));
}

TEST(SheetText, names_both_of_two_columns_that_mean_the_same) {
  const Sheet sheet = read("Title,Date,Название\nA,1946,B\n");
  EXPECT_THAT(problems(sheet),
              ElementsAre(HasSubstr("error the sheet, column \"Название\": column C means the same "
                                    "as Title (A)")));
  EXPECT_TRUE(sheet.has_errors(2)) << "nothing of the sheet may be packed";
  EXPECT_THAT(problems(read("Title,Colour,colour\nA,1,2\n")),
              ::testing::Contains(HasSubstr("column C means the same as Colour (B)")));
}

TEST(SheetText, refuses_what_is_no_spreadsheet) {
  EXPECT_THAT(refusal(""), HasSubstr("it is empty"));
  EXPECT_THAT(refusal(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(600, 'x')),
              HasSubstr("old Excel file (.xls) | open it in a spreadsheet program and save it"));
  EXPECT_THAT(refusal(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) +
                      std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32)),
              HasSubstr("protected by a password"));
  EXPECT_THAT(refusal("  <html><body><table>"), HasSubstr("it is a web page"));
  EXPECT_THAT(refusal("%PDF-1.7"), HasSubstr("it is a PDF"));
  EXPECT_THAT(refusal(std::string("Title,Date\nA\0,1\n", 16)), HasSubstr("not text"));
}

TEST(SheetText, says_when_no_heading_is_known) {
  const Sheet sheet = read("one,two\n1,2\n");
  EXPECT_THAT(problems(sheet), ElementsAre(HasSubstr("no row of headings was found")));
  EXPECT_TRUE(sheet.has_errors(2));
  EXPECT_THAT(problems(read("A list,\nof,notes\n1,2\n")),
              ElementsAre(HasSubstr("no row of headings was found")))
      << "one known word is no row of headings";
}

TEST(SheetText, takes_the_apostrophe_off_that_keeps_formulas_harmless) {
  EXPECT_THAT(rows(read("Title;Page\n'=1+1;'-a.txt\n''@x;'quoted'\n")),
              ElementsAre("2: title==1+1 page=-a.txt", "3: title='@x page='quoted'"));
}

TEST(SheetText, knows_how_people_keep_zeros_and_how_excel_says_that_it_failed) {
  const Sheet sheet = read("Title;Sheets;Notes\n#Н/Д;=\"0005\";#REF!\n");
  EXPECT_THAT(rows(sheet), ElementsAre("2: listy=0005"));
  EXPECT_THAT(problems(sheet),
              ElementsAre(HasSubstr("error row 2, column \"Title\": \"#Н/Д\": an error"),
                          HasSubstr("error row 2, column \"Notes\": \"#REF!\": an error")));
}

TEST(ColumnMapping, wins_over_the_usual_names) {
  const TempDir folder;
  test::write_file(folder / "map.toml", "[columns]\n\"Описание\" = \"title\"\nTitle = \"ignore\"\n"
                                        "Absent = \"notes\"\n");
  SheetOptions options;
  options.mapping = folder / "map.toml";
  const Sheet sheet = read("Title,описание,Date\nA,B,1946\n", options);
  EXPECT_THAT(rows(sheet), ElementsAre("2: title=B date_display=1946"));
  EXPECT_THAT(problems(sheet), ElementsAre(HasSubstr("column \"Absent\": the mapping file")));
}

TEST(ColumnMapping, is_refused_with_its_line) {
  const TempDir folder;
  SheetOptions options;
  options.mapping = folder / "map.toml";
  const auto refused = [&](std::string_view toml) {
    test::write_file(folder / "map.toml", toml);
    const auto error = test::error_of([&] { read("Title\nA\n", options); });
    EXPECT_TRUE(error && error->kind() == ErrorKind::usage) << toml;
    return error ? error->message() : "";
  };
  EXPECT_THAT(refused("[columns]\nA = \"colour\"\n"),
              HasSubstr("line 2: \"A\" is given a field that does not exist"));
  EXPECT_THAT(refused("[columns]\nA = 7\n"), HasSubstr("line 2"));
  EXPECT_THAT(refused("[columns]\nA = \"title\"\n\"a.\" = \"notes\"\n"), HasSubstr("there twice"));
  EXPECT_THAT(refused("[columns\n"), HasSubstr("line 1"));
  EXPECT_THAT(refused("[other]\n"), HasSubstr("no table [columns]"));
}

TEST(SheetColumns, are_known_by_every_heading_they_have) {
  std::map<std::string, std::string_view> seen;
  for (const SheetColumn& column : sheet_columns()) {
    std::string headings = std::string(column.field) + "|" + std::string(column.heading) + "|" +
                           std::string(column.heading_ru) + "|" + std::string(column.synonyms);
    for (std::size_t at = 0; at < headings.size();) {
      const std::size_t end = std::min(headings.find('|', at), headings.size());
      const std::string heading = headings.substr(at, end - at);
      at = end + 1;
      if (heading.empty())
        continue;
      const auto [known, is_new] = seen.emplace(heading_key(heading), column.field);
      EXPECT_EQ(known->second, column.field) << heading << " means two fields";
      EXPECT_EQ(field_of_heading(heading), column.field) << heading;
    }
    EXPECT_EQ(
        field_of_heading(std::string(column.heading) + " / " + std::string(column.heading_ru)),
        column.field);
  }
}

TEST(SheetColumns, overlook_case_punctuation_and_remarks) {
  EXPECT_EQ(field_of_heading("  * НАЗВАНИЕ документа: "), "title");
  EXPECT_EQ(field_of_heading("Кто перевёл"), "translator");
  EXPECT_EQ(field_of_heading("date_iso"), "date_iso");
  EXPECT_EQ(field_of_heading("Date (as in the document)"), "date_display");
  EXPECT_EQ(field_of_heading("dc.title[en]"), "title");
  EXPECT_EQ(field_of_heading("dcterms:created"), "date_iso");
  EXPECT_EQ(field_of_heading("bag-info.txt/Source-Organization"), "submitter");
  EXPECT_EQ(field_of_heading("Bag-Group-Identifier"), "group");
  EXPECT_EQ(field_of_heading("Contributors"), "") << "people in the document, on some pages";
  EXPECT_EQ(field_of_heading("Scan / Translation"), "") << "means two things";
  EXPECT_EQ(field_of_heading(""), "");
}

TEST(SheetColumns, split_cells_at_semicolons_and_line_breaks_only) {
  EXPECT_THAT(split_cell("Gary Goldberg, Jr.; A and B\n C ;\n"),
              ElementsAre("Gary Goldberg, Jr.", "A and B", "C"));
}

} // namespace
} // namespace delo
