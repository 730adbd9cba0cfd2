// Workbooks of Excel and of other programs, broken ones, hostile ones.
#include "delo/formats/sheet/number_format.hpp"
#include "delo/formats/sheet/sheet_reader.hpp"
#include "delo/formats/sheet/xlsx_parts.hpp"
#include "unit/support/files.hpp"
#include "unit/support/packages.hpp"
#include "unit/support/workbooks.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using test::TempDir;
using test::Workbook;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A row with inline texts from column A on; other cells as XML.
std::string row(int number, const std::vector<std::string>& cells) {
  std::string xml = fmt::format(R"(<row r="{}">)", number);
  char column = 'A';
  for (const std::string& cell : cells) {
    if (cell.starts_with("<c"))
      xml += fmt::format(R"(<c r="{}{}"{})", column, number, cell.substr(2));
    else if (!cell.empty())
      xml +=
          fmt::format(R"(<c r="{}{}" t="inlineStr"><is><t>{}</t></is></c>)", column, number, cell);
    ++column;
  }
  return xml + "</row>";
}

std::string number_cell(std::string_view value, int style = 0) {
  return fmt::format(R"(<c s="{}"><v>{}</v></c>)", style, value);
}

Sheet read(const Workbook& workbook) {
  const TempDir folder;
  workbook.write(folder / "rows.xlsx");
  return read_sheet(folder / "rows.xlsx");
}

std::string refusal(const Workbook& workbook) {
  const auto error = test::error_of([&] { read(workbook); });
  EXPECT_TRUE(!error || error->kind() == ErrorKind::io);
  return error ? error->message() + " | " + error->hint() : "it was read";
}

std::vector<std::string> rows(const Sheet& sheet) {
  std::vector<std::string> texts;
  for (const SheetRow& line : sheet.rows) {
    std::string text = std::to_string(line.number) + ":";
    for (const SheetCell& cell : line.cells)
      text += " " + (cell.field.empty() ? "?" + cell.column : cell.field) + "=" + cell.value;
    texts.push_back(text);
  }
  return texts;
}

std::vector<std::string> problems(const Sheet& sheet) {
  std::vector<std::string> texts;
  for (const SheetProblem& problem : sheet.problems)
    texts.push_back((problem.weight == SheetProblem::Weight::error ? "error " : "warning ") +
                    to_text(problem));
  return texts;
}

/// The value of the one cell below a heading, with a number format.
std::string shown(const std::string& heading, const std::string& value, const std::string& format,
                  bool from_1904 = false) {
  Workbook workbook(row(1, {heading}) + row(2, {number_cell(value, 1)}));
  workbook.formats({format});
  if (from_1904)
    workbook.edit("xl/workbook.xml", "<workbookPr/>", R"(<workbookPr date1904="1"/>)");
  const Sheet sheet = read(workbook);
  return sheet.rows.empty() ? problems(sheet).at(0) : sheet.rows.at(0).cells.at(0).value;
}

TEST(SheetXlsx, reads_shared_and_inline_texts) {
  Workbook workbook(
      R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)"
      R"(<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="inlineStr"><is><r><t>a </t></r>)"
      R"(<r><t>b</t></r></is></c></row>)");
  workbook.texts(R"(<si><t>Название</t></si><si><r><rPr><b/></rPr><t>Архи</t></r>)"
                 R"(<r><t>в</t></r><rPh sb="0" eb="1"><t>noise</t></rPh></si>)"
                 R"(<si><t xml:space="preserve">О «судах»_x000A_и & <![CDATA[<b>]]></t></si>)");
  workbook.edit("xl/sharedStrings.xml", "и & ", "и &amp; ");
  EXPECT_THAT(rows(read(workbook)), ElementsAre("3: title=О «судах»\nи & <b> archive=a b"));
}

TEST(SheetXlsx, keeps_spaces_that_are_all_a_run_holds) {
  Workbook workbook(row(1, {"Title"}) +
                    R"(<row r="2"><c r="A2" t="inlineStr"><is><r><t>On</t></r>)"
                    R"(<r><t xml:space="preserve"> </t></r><r><t>Ships</t></r></is></c></row>)");
  EXPECT_THAT(rows(read(workbook)), ElementsAre("2: title=On Ships"));
}

TEST(SheetXlsx, reads_rows_and_cells_without_references) {
  Workbook workbook("<row><c t='str'><v>Title</v></c><c t='str'><v>Delo</v></c></row><row/>"
                    "<row><c t='str'><v>A</v></c><c><v>99</v></c></row>");
  EXPECT_THAT(rows(read(workbook)), ElementsAre("3: title=A delo=99"));
}

TEST(SheetXlsx, reads_prefixed_names_the_strict_form_and_other_targets) {
  Workbook workbook("");
  const std::string strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
  workbook.parts["_rels/.rels"] =
      "<p:Relationships xmlns:p='x'><p:Relationship Id='a' Target='/XL/Book.xml' Type='" + strict +
      "/officeDocument'/></p:Relationships>";
  workbook.parts["xl/book.xml"] = "<x:workbook xmlns:x='y' xmlns:q='z'><x:sheets><x:sheet name='S' "
                                  "q:id='r'/></x:sheets></x:workbook>";
  workbook.parts["xl/_rels/book.xml.rels"] =
      "<Relationships><Relationship Id='e' TargetMode='External' Target='http://example.org/' "
      "Type='" +
      strict + "/worksheet'/><Relationship Id='r' Target='../tabs/./one.xml' Type='" + strict +
      "/worksheet'/></Relationships>";
  workbook.parts["tabs/one.xml"] =
      "<x:worksheet xmlns:x='y'><x:sheetData><x:row r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>Date"
      "</x:t></x:is></x:c></x:row><x:row r='2'><x:c r='A2' t='d'><x:v>1945-11-20T00:00:00</x:v>"
      "</x:c></x:row></x:sheetData></x:worksheet>";
  EXPECT_THAT(rows(read(workbook)), ElementsAre("2: date_display=1945-11-20"));
}

TEST(SheetXlsx, shows_numbers_without_noise_and_with_their_zeros) {
  EXPECT_EQ(shown("Record ID", "113636", "General"), "113636");
  EXPECT_EQ(shown("Record ID", "1.13636E5", "General"), "113636");
  EXPECT_EQ(shown("Notes", "0.29999999999999999", "General"), "0.3");
  EXPECT_EQ(shown("Notes", "-0", "General"), "0");
  EXPECT_EQ(shown("Fond", "94", "000"), "094");
  EXPECT_EQ(shown("Sheets", "5", "0000"), "0005");
  EXPECT_EQ(shown("Sheets", "12345", "0000"), "12345");
  EXPECT_THAT(shown("Record ID", "1234567890123456789", "0"), HasSubstr("more than 15 digits"));
  EXPECT_THAT(shown("Record ID", "NaN", "0"), HasSubstr("error row 2"));
  EXPECT_THAT(shown("Record ID", "12x", "0"), HasSubstr("no number"));
}

TEST(SheetXlsx, shows_dates_as_exactly_as_their_format) {
  EXPECT_EQ(shown("Date", "16761", "14"), "1945-11-20");
  EXPECT_EQ(shown("Date", "16761.75", "22"), "1945-11-20");
  EXPECT_EQ(shown("Date", "16761", "dd\\.mm\\.yyyy;@"), "1945-11-20");
  EXPECT_EQ(shown("Date", "16761", "[$-419]d\\ mmmm\\ yyyy&quot; г.&quot;"), "1945-11-20");
  EXPECT_EQ(shown("Date", "18111", "17"), "1949-08") << "August 1949 is no day";
  EXPECT_EQ(shown("Date", "18111", "mmmm\\ yyyy"), "1949-08");
  EXPECT_EQ(shown("Date", "18111", "yyyy"), "1949");
  EXPECT_THAT(shown("Date", "45337", "d\\-mmm"), HasSubstr("shown without a year"));
  EXPECT_THAT(shown("Date", "45337", "16"), HasSubstr("shown without a year"));
  EXPECT_EQ(shown("Date", "1949", "General"), "1949");
  EXPECT_EQ(shown("Notes", "0.5", "h:mm"), "12:00:00");
  EXPECT_EQ(shown("Notes", "1.5", "[h]:mm"), "1.5");
  EXPECT_EQ(shown("Notes", "7", "0&quot; days&quot;"), "7");
}

TEST(SheetXlsx, knows_both_calendars_of_excel) {
  EXPECT_EQ(shown("Date", "1", "14"), "1900-01-01");
  EXPECT_EQ(shown("Date", "59", "14"), "1900-02-28");
  EXPECT_THAT(shown("Date", "60", "14"), HasSubstr("29 February 1900 never was"));
  EXPECT_EQ(shown("Date", "61", "14"), "1900-03-01");
  EXPECT_EQ(shown("Date", "15299", "14", true), "1945-11-20");
  EXPECT_EQ(shown("Date", "0", "14", true), "1904-01-01");
  EXPECT_THAT(shown("Date", "-1", "14"), HasSubstr("out of the range of dates"));
  EXPECT_THAT(shown("Date", "99999999", "14"), HasSubstr("out of the range of dates"));
}

TEST(SheetXlsx, takes_booleans_and_cached_values_and_reports_the_rest) {
  Workbook workbook(row(1, {"Title", "Personal data", "Notes", "Summary", "Places"}) +
                    row(2, {R"(<c t="str"><f>A1&amp;"x"</f><v>computed</v></c>)",
                            R"(<c t="b"><v>1</v></c>)", R"(<c t="e"><v>#REF!</v></c>)",
                            R"(<c><f>SUM(1,2)</f></c>)", R"(<c><f>SUM(1,2)</f><v></v></c>)"}));
  const Sheet sheet = read(workbook);
  EXPECT_THAT(rows(sheet), ElementsAre("2: title=computed personal_data=true"));
  EXPECT_THAT(problems(sheet),
              ElementsAre(HasSubstr(R"(error row 2, column "Notes": "#REF!": an error)"),
                          HasSubstr("\"Summary\": a formula without a saved value"),
                          HasSubstr("\"Places\": a formula without a saved value")));
}

TEST(SheetXlsx, chooses_the_sheet_with_known_headings_and_names_the_others) {
  Workbook workbook(row(1, {"Remarks about everything"}));
  workbook.add_sheet("Документы", row(1, {"Название", "Дата"}) + row(2, {"О судах", "1946"}))
      .add_sheet("Old", row(1, {"Название", "Дата"}), "hidden")
      .add_sheet("Empty", "");
  const Sheet sheet = read(workbook);
  EXPECT_EQ(sheet.form, "XLSX, sheet Документы");
  EXPECT_THAT(rows(sheet), ElementsAre("2: title=О судах date_display=1946"));
  EXPECT_THAT(problems(sheet),
              ElementsAre(HasSubstr("its sheet \"Sheet1\" was not read"),
                          HasSubstr("its sheet \"Old\" is hidden, and was not read")));
  Workbook all_hidden(row(1, {"Title"}));
  all_hidden.edit("xl/workbook.xml", R"(sheetId="1")", R"(sheetId="1" state="veryHidden")");
  EXPECT_THAT(refusal(all_hidden), HasSubstr("no sheet that is not hidden"));
}

TEST(SheetXlsx, reads_hidden_rows_and_columns_and_says_so) {
  Workbook workbook(row(1, {"Title", "Date"}) + row(2, {"A", "1946"}) + row(3, {"B", "1947"}));
  workbook.before_rows(R"(<cols><col min="2" max="5" hidden="1"/></cols>)")
      .edit("xl/worksheets/sheet1.xml", R"(<row r="3">)", R"(<row r="3" hidden="1">)");
  const Sheet sheet = read(workbook);
  EXPECT_EQ(sheet.rows.size(), 2U);
  EXPECT_TRUE(sheet.rows.at(1).hidden);
  EXPECT_THAT(problems(sheet), ElementsAre(HasSubstr("row 3: the row is hidden"),
                                           HasSubstr("column \"Date\": the column is hidden")));
}

TEST(SheetXlsx, reports_merged_cells_below_the_headings) {
  Workbook workbook(row(1, {"A list of documents"}) + row(2, {"Title", "Archive"}) +
                    row(3, {"A", "GARF"}) + row(4, {"B"}));
  workbook.after_rows(
      R"(<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B3:B4"/></mergeCells>)");
  EXPECT_THAT(problems(read(workbook)),
              ElementsAre(HasSubstr("the headings stand in row 2"),
                          HasSubstr("row 3: the cells B3:B4 are merged")));
}

TEST(SheetXlsx, refuses_broken_workbooks_with_what_is_broken) {
  const std::string good = row(1, {"Title"}) + row(2, {"A"});
  EXPECT_THAT(refusal(Workbook(good + row(2, {"B"}))), HasSubstr("row 2 follows row 2"));
  EXPECT_THAT(refusal(Workbook("<row r='1'><c r='A2'/></row>")), HasSubstr("A2 is out of place"));
  EXPECT_THAT(refusal(Workbook("<row r='1'><c r='XFE1'/></row>")), HasSubstr("out of place"));
  EXPECT_THAT(refusal(Workbook("<row r='1'><c r='B1'/><c r='A1'/></row>")),
              HasSubstr("A1 is out of place"));
  EXPECT_THAT(refusal(Workbook("<row r='9999999'/>")), HasSubstr("row 9999999"));
  EXPECT_THAT(refusal(Workbook("<row r='1'><c t='s'><v>7</v></c></row>")),
              HasSubstr("refers to the text 7, which is not there"));
  EXPECT_THAT(refusal(Workbook("<row></c></row>")), HasSubstr("sheet1.xml is broken at byte"));
  EXPECT_THAT(refusal(Workbook("<row r='1'><c t='str'><v>\xFF\xFE</v></c></row>")),
              HasSubstr("not UTF-8"));
  Workbook no_sheet(good);
  no_sheet.parts.erase("xl/worksheets/sheet1.xml");
  EXPECT_THAT(refusal(no_sheet), HasSubstr("worksheets/sheet1.xml is missing"));
  Workbook no_relation(good);
  no_relation.parts.erase("xl/_rels/workbook.xml.rels");
  EXPECT_THAT(refusal(no_relation), HasSubstr("its sheet \"Sheet1\" is not to be found"));
  Workbook doctype(good);
  doctype.parts["xl/worksheets/sheet1.xml"].insert(
      0, "<!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]>");
  EXPECT_THAT(refusal(doctype), HasSubstr("holds a DOCTYPE"));
  Workbook two(good);
  two.parts["XL/workbook.xml"] = two.parts["xl/workbook.xml"];
  EXPECT_THAT(refusal(two), HasSubstr("two of its parts are named"));
}

TEST(SheetXlsx, refuses_other_documents_by_their_names) {
  const auto said = [](const std::string& part, const std::string& bytes) {
    Workbook workbook("");
    workbook.parts = {{part, bytes}};
    return refusal(workbook);
  };
  EXPECT_THAT(said("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
              HasSubstr("OpenDocument spreadsheet (.ods) | open it in a spreadsheet program"));
  EXPECT_THAT(said("word/document.xml", "<d/>"), HasSubstr("it is a Word document"));
  EXPECT_THAT(said("xl/workbook.bin", "x"), HasSubstr("binary workbook (.xlsb)"));
  EXPECT_THAT(said("photo.jpg", "x"), HasSubstr("it is a zip file, but no workbook"));
}

TEST(SheetXlsx, refuses_zip_bombs_by_size_ratio_and_count) {
  Workbook large(row(1, {"Title"}));
  large.parts["xl/other.xml"] = std::string(3U << 20U, ' ');
  EXPECT_THAT(refusal(large), HasSubstr("unpacks to 200 times its size"));
  Workbook many(row(1, {"Title"}));
  for (std::size_t i = 0; i < kMostParts; ++i)
    many.parts[fmt::format("docs/{}.txt", i)] = "";
  EXPECT_THAT(refusal(many), HasSubstr("more than 4096 parts"));
}

TEST(SheetXlsx, refuses_a_cut_zip_file) {
  const TempDir folder;
  Workbook(row(1, {"Title"}) + row(2, {"A"})).write(folder / "rows.xlsx");
  const std::string bytes = test::bytes_of(folder / "rows.xlsx");
  test::write_file(folder / "cut.xlsx", std::string_view(bytes).substr(0, bytes.size() / 2));
  const auto error = test::error_of([&] { read_sheet(folder / "cut.xlsx"); });
  ASSERT_TRUE(error);
  EXPECT_THAT(error->message(), HasSubstr("cannot read"));
}

TEST(SheetXlsx, decodes_only_what_is_an_escape) {
  Workbook workbook(row(1, {"Title"}) + row(2, {"a_x0041_b_x005F_x0041_ _xZZZZ_ _xD800_ _x00"}));
  EXPECT_THAT(rows(read(workbook)), ElementsAre("2: title=aAb_x0041_ _xZZZZ_ _xD800_ _x00"));
}

} // namespace
} // namespace delo
