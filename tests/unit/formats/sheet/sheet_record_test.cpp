// Rows over pages: what wins, what stays, what spreadsheet programs lost.
#include "delo/formats/citation/source_fields.hpp"
#include "delo/formats/sheet/cell_checks.hpp"
#include "delo/formats/sheet/sheet_dates.hpp"
#include "delo/formats/sheet/sheet_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

SheetCell cell(std::string field, std::string value, SheetCell::Kind kind = SheetCell::Kind::text) {
  std::string column = field.empty() ? "Colour" : field;
  return {std::move(field), std::move(column), "A2", std::move(value), kind};
}

SheetRow row_of(std::vector<SheetCell> cells) {
  return {.number = 7, .cells = std::move(cells), .hidden = false};
}

/// A page with all that a source line gives.
DocumentRecord page() {
  DocumentRecord record;
  record.title = {{"On Ships"}, "On Ships", 5};
  record.date_display = {{"March 5, 1946"}, "March 5, 1946", 3};
  record.date_iso = {{"1946-03-05"}, "March 5, 1946", 3};
  record.record_id = {{"0113636"}, "0113636", 50};
  apply_source_line(
      {{"AVPRF, f. 094, op. 37, p. 362, d. 18, ll. 0041-0043ob. Contributed by Ketevan "
        "M. Saralidze and translated by Oliver T. Brandreth."},
       {},
       43},
      record);
  record.warnings.clear();
  return record;
}

std::vector<std::string> warnings(const SheetRow& row, const DocumentRecord& record) {
  std::vector<std::string> texts;
  for (const SheetProblem& problem : compare_with_page(row, record)) {
    EXPECT_EQ(problem.weight, SheetProblem::Weight::warning);
    EXPECT_EQ(problem.row, 7U);
    texts.push_back(to_text(problem));
  }
  return texts;
}

TEST(SheetRecord, keeps_letters_of_the_page_that_a_code_page_lost) {
  for (const char* lost : {"Harbour of Troms?", "Harbour of Tromso"}) {
    DocumentRecord record = page();
    record.title = {{"Harbour of Tromsø"}, "Harbour of Tromsø", 5};
    record.translator = {{"Jörg Müller", "Łucja Żak"}, "", 43};
    const SheetRow row =
        row_of({cell("title", lost), cell("translator", "Jorg M?ller; Lucja Zak")});
    EXPECT_THAT(warnings(row, record), ::testing::Contains(HasSubstr(
                                           "lost letters: the page says \"Harbour of Tromsø\"")));
    apply_row(row, record);
    EXPECT_EQ(record.title.joined(), "Harbour of Tromsø");
    EXPECT_EQ(record.title.origin, Origin::page);
    EXPECT_THAT(record.translator.values, ElementsAre("Jörg Müller", "Łucja Żak"));
  }
  DocumentRecord mixed = page();
  mixed.title = {{"Cаse"}, "Cаse", 5}; // the second letter is Cyrillic
  apply_row(row_of({cell("title", "Case")}), mixed);
  EXPECT_EQ(mixed.title.origin, Origin::sheet) << "letters of one shape are no loss";
  // Another word, a letter more, or a question is what somebody typed.
  for (const char* typed : {"Harbour of Tromsa", "Harbour of Troms??", "Harbour of Bergen?"}) {
    DocumentRecord record = page();
    record.title = {{"Harbour of Tromsø"}, "Harbour of Tromsø", 5};
    apply_row(row_of({cell("title", typed)}), record);
    EXPECT_EQ(record.title.joined(), typed);
  }
}

TEST(SheetRecord, puts_cells_over_the_page_with_their_provenance) {
  DocumentRecord record = page();
  apply_row(row_of({cell("title", "On Three Ships"), cell("rights_uri", "cc by"),
                    cell("people", "A; B\nC"), cell("access", "до 2030-01-01"),
                    cell("personal_data", "да"), cell("", "red")}),
            record);
  EXPECT_EQ(record.title.joined(), "On Three Ships");
  EXPECT_EQ(record.title.origin, Origin::sheet);
  EXPECT_EQ(record.title.line, 7U);
  EXPECT_EQ(record.title.raw, "On Three Ships");
  EXPECT_EQ(record.rights_uri.joined(), "https://creativecommons.org/licenses/by/4.0/");
  EXPECT_EQ(record.rights_uri.raw, "cc by");
  EXPECT_THAT(record.people.values, ElementsAre("A", "B", "C"));
  EXPECT_EQ(record.access.joined(), "until 2030-01-01");
  EXPECT_EQ(record.personal_data.joined(), "yes");
  EXPECT_THAT(record.notes.values, ElementsAre("Colour: red"));
}

TEST(SheetRecord, leaves_the_provenance_of_what_the_page_says_too) {
  DocumentRecord record = page();
  apply_row(row_of({cell("title", "On Ships"), cell("translator", "Oliver T. Brandreth"),
                    cell("citation_raw", record.citation_raw.joined()),
                    cell("date_display", "1946-03-05", SheetCell::Kind::date)}),
            record);
  for (const Field* field : {&record.title, &record.translator, &record.citation_raw,
                             &record.date_display, &record.date_iso})
    EXPECT_EQ(field->origin, Origin::page) << field->joined();
  EXPECT_EQ(record.date_display.joined(), "March 5, 1946");
}

TEST(SheetRecord, reads_a_citation_and_keeps_the_credits_of_the_page) {
  DocumentRecord record = page();
  const SheetRow row =
      row_of({cell("citation_raw", "AVPRF, f. 094, op. 37, p. 362, d. 19, l. 41")});
  EXPECT_THAT(warnings(row, record),
              ElementsAre(HasSubstr("the level delo is \"19\" here and \"18\" on the page"),
                          HasSubstr("the level listy is \"41\" here and \"0041-0043ob\"")));
  apply_row(row, record);
  ASSERT_EQ(record.holdings.size(), 1U);
  EXPECT_EQ(record.holdings[0].value(Level::delo), "19");
  EXPECT_EQ(record.holdings[0].value(Level::listy), "41");
  EXPECT_EQ(record.citation_raw.origin, Origin::sheet);
  EXPECT_EQ(record.contributor.joined(), "Ketevan M. Saralidze");
  EXPECT_EQ(record.contributor.origin, Origin::page);
}

TEST(SheetRecord, keeps_the_zeros_of_the_page_where_excel_lost_them) {
  DocumentRecord record = page();
  const SheetRow row = row_of({cell("fond", "94"), cell("opis", "37"), cell("listy", "41-43об"),
                               cell("record_id", "113636", SheetCell::Kind::number)});
  EXPECT_THAT(
      warnings(row, record),
      ElementsAre(HasSubstr("column \"fond\": \"94\": leading zeros are lost: the page says "
                            "\"094\", and \"094\" is kept"),
                  HasSubstr("the page says \"0041-0043ob\""),
                  HasSubstr("column \"record_id\": \"113636\": leading zeros are lost")));
  apply_row(row, record);
  EXPECT_EQ(record.holdings[0].value(Level::fond), "094");
  EXPECT_EQ(record.citation_raw.origin, Origin::page);
  EXPECT_EQ(record.record_id.joined(), "0113636");
}

TEST(SheetRecord, never_uses_what_became_a_date_or_a_power_of_ten) {
  for (const SheetCell& damaged :
       {cell("opis", "фев.46"), cell("opis", "2-Feb"), cell("opis", "05.06.2024"),
        cell("opis", "1946-02-01", SheetCell::Kind::date), cell("opis", "3,7E+01"),
        cell("opis", "37.0"), cell("opis", "37,00")}) {
    DocumentRecord record = page();
    const SheetRow row = row_of({damaged, cell("record_id", "1.13636E+05")});
    EXPECT_THAT(warnings(row, record),
                ElementsAre(HasSubstr("the page says \"37\", and \"37\" is kept"),
                            HasSubstr("the page says \"0113636\"")));
    apply_row(row, record);
    EXPECT_EQ(record.holdings[0].value(Level::opis), "37");
    EXPECT_EQ(record.record_id.joined(), "0113636");

    DocumentRecord empty;
    const SheetRow alone = row_of({cell("archive", "RGASPI"), cell("fond", "558"), damaged,
                                   cell("delo", "99"), cell("record_id", "1.13636E+05")});
    EXPECT_THAT(warnings(alone, empty), ::testing::Contains(HasSubstr("no citation is made")));
    apply_row(alone, empty);
    EXPECT_THAT(empty.holdings, IsEmpty()) << damaged.value;
    EXPECT_TRUE(empty.citation_raw.empty());
    EXPECT_TRUE(empty.record_id.empty());
  }
  EXPECT_EQ(damage_of(cell("opis", "2-46"), CellRule::number_part), Damage::none);
  EXPECT_EQ(damage_of(cell("fond", "8/8/15"), CellRule::number_part), Damage::none);
  EXPECT_EQ(damage_of(cell("delo", "4E+"), CellRule::number_part), Damage::none);
  EXPECT_EQ(damage_of(cell("listy", "5,6"), CellRule::number_part), Damage::none);
  EXPECT_EQ(damage_of(cell("listy", "5,"), CellRule::number_part), Damage::none);
}

TEST(SheetRecord, makes_a_citation_of_columns) {
  DocumentRecord record;
  apply_row(row_of({cell("archive", "РГАСПИ"), cell("fond", "Ф. 558"), cell("opis", "11"),
                    cell("delo", "99"), cell("listy", "5–6 об.")}),
            record);
  EXPECT_EQ(record.citation_raw.joined(), "РГАСПИ, Ф. 558, оп. 11, д. 99, лл. 5–6 об.");
  EXPECT_EQ(record.citation_raw.raw,
            "archive: РГАСПИ; fond: Ф. 558; opis: 11; delo: 99; listy: 5–6 об.");
  ASSERT_EQ(record.holdings.size(), 1U);
  EXPECT_EQ(record.holdings[0].value(Level::fond), "558");
  EXPECT_EQ(record.holdings[0].value(Level::delo), "99");

  DocumentRecord latin;
  apply_row(row_of({cell("archive", "GARF"), cell("fond", "R-9478"), cell("delo", "12")}), latin);
  EXPECT_EQ(latin.citation_raw.joined(), "GARF, f. R-9478, d. 12");
  EXPECT_EQ(latin.holdings.at(0).value(Level::fond), "R-9478");

  DocumentRecord changed = page();
  apply_row(row_of({cell("delo", "19")}), changed);
  EXPECT_EQ(changed.holdings.at(0).value(Level::delo), "19");
  EXPECT_EQ(changed.holdings.at(0).value(Level::listy), "0041-0043ob");
  EXPECT_EQ(changed.translator.joined(), "Oliver T. Brandreth");
}

TEST(SheetRecord, tells_when_columns_and_citation_of_a_row_disagree) {
  const SheetRow row = row_of({cell("citation_raw", "RGASPI, f. 558, op. 11, d. 99, ll. 0005-0006"),
                               cell("listy", "5-6"), cell("delo", "98")});
  EXPECT_THAT(warnings(row, {}),
              ElementsAre(HasSubstr("the citation of the row says \"99\"; the citation is used"),
                          HasSubstr("leading zeros are lost: the citation of the row says")));
}

TEST(SheetRecord, gives_dates_their_exact_form_or_none) {
  DocumentRecord record = page();
  apply_row(row_of({cell("date_display", "7 March 1946")}), record);
  EXPECT_EQ(record.date_iso.joined(), "1946-03-07");
  apply_row(row_of({cell("date_display", "in the spring, it seems")}), record);
  EXPECT_TRUE(record.date_iso.empty()) << "the page's date is no longer what the sheet says";
  apply_row(row_of({cell("date_display", "spring 1946"), cell("date_iso", "1946-21")}), record);
  EXPECT_EQ(record.date_iso.joined(), "1946-21");
  EXPECT_EQ(record.date_display.joined(), "spring 1946");
}

TEST(SheetRecord, does_not_use_an_exact_date_that_belongs_to_the_old_one) {
  for (const auto& [typed, exact] :
       {std::pair{"7 March 1946", "1946-03-07"}, std::pair{"in the spring, it seems", ""}}) {
    DocumentRecord record = page();
    const SheetRow row = row_of({cell("date_display", typed), cell("date_iso", "1946-03-05")});
    EXPECT_THAT(warnings(row, record), ElementsAre(HasSubstr("belongs to the date that was on")));
    apply_row(row, record);
    EXPECT_EQ(record.date_display.joined(), typed);
    EXPECT_EQ(record.date_iso.joined(), exact);
  }
  DocumentRecord record = page();
  const SheetRow row =
      row_of({cell("date_display", "7 March 1946"), cell("date_iso", "1946-03-08")});
  EXPECT_THAT(warnings(row, record),
              ElementsAre(HasSubstr("the printed date is \"7 March 1946\"")));
  apply_row(row, record);
  EXPECT_EQ(record.date_iso.joined(), "1946-03-08");
}

TEST(SheetRecord, knows_an_archive_by_its_other_names) {
  DocumentRecord record = page();
  const SheetRow row = row_of({cell("archive", "АВП РФ"), cell("fond", "94")});
  EXPECT_THAT(warnings(row, record), ElementsAre(HasSubstr("\"094\" is kept")));
  apply_row(row, record);
  EXPECT_EQ(record.citation_raw.origin, Origin::page);
  const SheetRow other = row_of({cell("archive", "ГАРФ")});
  EXPECT_THAT(warnings(other, record), ElementsAre(HasSubstr("the page says \"AVPRF\"")));
}

TEST(SheetRecord, tells_when_a_column_and_the_citation_credit_others) {
  const SheetRow row =
      row_of({cell("citation_raw", "RGASPI, f. 558, op. 11, d. 99, l. 5. Translated "
                                   "by Oliver T. Brandreth."),
              cell("translator", "Ketevan M. Saralidze")});
  EXPECT_THAT(warnings(row, {}),
              ElementsAre(HasSubstr("the citation of the row names \"Oliver T. Brandreth\"")));
  DocumentRecord record;
  apply_row(row, record);
  EXPECT_EQ(record.translator.joined(), "Ketevan M. Saralidze");
}

TEST(SheetRecord, takes_back_a_flag) {
  DocumentRecord record;
  record.personal_data = {{"yes"}, "yes", 1};
  apply_row(row_of({cell("personal_data", "нет")}), record);
  EXPECT_TRUE(record.personal_data.empty());
}

TEST(SheetDates, have_one_meaning_or_none) {
  struct Case {
    std::string_view text;
    std::string_view edtf;
    CellDate::Doubt doubt;
  };
  using enum CellDate::Doubt;
  for (const Case& c : std::initializer_list<Case>{
           {"1945-11-20", "1945-11-20", none},
           {"1945-11", "1945-11", none},
           {"1945", "1945", none},
           {"1945~", "1945~", none},
           {"194X", "194X", none},
           {"1945-XX", "1945-XX", none},
           {"1947/1948", "1947/1948", none},
           {"1947/..", "1947/..", none},
           {"20.11.1945", "1945-11-20", none},
           {"20.11.1945 г.", "1945-11-20", none},
           {"05.05.1946", "1946-05-05", none},
           {"03.05.1946", "1946-05-03", day_first},
           {"11/20/1945", "1945-11-20", none},
           {"20/11/1945", "1945-11-20", none},
           {"5/5/1946", "1946-05-05", none},
           {"03/05/1946", "", day_or_month},
           {"1945/11/20", "1945-11-20", none},
           {"20.11.45", "", short_year},
           {"November 20, 1945", "1945-11-20", none},
           {"20 November 1945", "1945-11-20", none},
           {"31.02.1945", "", no_date},
           {"13.13.1945", "", no_date},
           {"1945-13", "", no_date},
           {"1945-02-30", "", no_date},
           {"1948/1947", "", no_date},
           {"X945", "", no_date},
           {"19X5", "", no_date},
           {"/", "", no_date},
           {"2-46", "", no_date},
           {"", "", no_date},
           {"today", "", no_date},
       }) {
    const CellDate date = read_cell_date(c.text);
    EXPECT_EQ(date.edtf, c.edtf) << c.text;
    EXPECT_EQ(date.doubt, c.doubt) << c.text;
  }
}

TEST(CellChecks, name_what_is_wrong_and_what_is_allowed) {
  const auto said = [](const char* field, const char* value) {
    const SheetCell checked = cell(field, value);
    const auto problem = check_cell(checked, find_sheet_column(field)->rule);
    return problem ? to_text(*problem) : std::string();
  };
  EXPECT_THAT(said("rights_uri", "mine"), HasSubstr("allowed: an address (http…), or one of InC"));
  EXPECT_THAT(said("rights_uri", "Public Domain"), IsEmpty());
  EXPECT_THAT(said("rights_uri", "https://example.org/terms"), IsEmpty());
  EXPECT_THAT(said("access", "until 03/05/2030"), HasSubstr("allowed: open, closed, or until"));
  EXPECT_THAT(said("access", "restricted"), HasSubstr("no access status"));
  EXPECT_THAT(said("access", "Закрыт до 2030"), IsEmpty());
  EXPECT_THAT(said("language", "Russian; английский"), IsEmpty());
  EXPECT_THAT(said("language", "Russian; Klingonian"), HasSubstr("\"Klingonian\" is no language"));
  EXPECT_THAT(said("personal_data", "maybe"), HasSubstr("allowed: yes or no"));
  EXPECT_THAT(said("personal_data", "ИСТИНА"), IsEmpty());
  EXPECT_THAT(said("id", "a/b"), HasSubstr("cannot name a package"));
  EXPECT_THAT(said("url", "example.org"), HasSubstr("no web address"));
  EXPECT_THAT(said("date_iso", "circa"),
              HasSubstr("no date that delo knows; allowed: a date such"));
  EXPECT_THAT(said("date_display", "03/05/1946"), HasSubstr("day and month cannot be told apart"));
  EXPECT_THAT(said("date_display", "16761"), HasSubstr("(Excel shows 1945-11-20 for it)"));
  EXPECT_THAT(said("date_display", "1945.0"), HasSubstr("a bare number of the spreadsheet"));
  EXPECT_THAT(said("date_display", "n. d."), HasSubstr("kept as printed"));
  EXPECT_THAT(said("citation_raw", "https://example.org/1"),
              HasSubstr("an address is no citation"));
  EXPECT_THAT(said("opis", "фев.46"), HasSubstr("took this for a date"));
  EXPECT_THAT(said("title", "anything: фев.46"), IsEmpty());
  const auto date =
      check_cell(cell("access", "2030-01-01", SheetCell::Kind::date), CellRule::access);
  ASSERT_TRUE(date);
  EXPECT_EQ(date->weight, SheetProblem::Weight::error) << "or a closed document would be open";
}

} // namespace
} // namespace delo
