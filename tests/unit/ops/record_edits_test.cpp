// A corrected record changes what it corrects, and nothing else.
#include "delo/formats/citation/source_fields.hpp"
#include "delo/formats/page/rights_text.hpp"
#include "delo/model/record_json.hpp"
#include "delo/ops/inspect.hpp"
#include "delo/ops/record_edits.hpp"
#include "delo/report/inspect_report.hpp"
#include "unit/support/files.hpp"
#include "unit/support/json_schema.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace delo {
namespace {

class RecordEdits : public testing::Test {
protected:
  RecordEdits()
      : page_(inspect_page(test::fixture("telegram-batumi-1946-03-05.txt"))), edited_(printed()) {}

  Json printed() const {
    Json json;
    json["schema_version"] = 1;
    json["documents"] = Json::array();
    json["documents"].push_back(
        inspect_json({page_.path, page_.shape, page_.record, page_.package_id}));
    json["errors"] = Json::array();
    return json;
  }
  Json& field(const char* name) { return edited_["documents"][0]["record"][name]; }
  DocumentRecord applied(const std::string& bytes) {
    test::write_file(folder_ / "record.json", bytes);
    DocumentRecord record = page_.record;
    apply_record_file(folder_ / "record.json", record);
    return record;
  }
  DocumentRecord applied() { return applied(to_text(edited_)); }
  std::string error_of(const std::string& bytes) {
    const auto error = test::error_of([&] { applied(bytes); });
    EXPECT_TRUE(error && error->kind() == ErrorKind::usage);
    return error ? error->message() + " | " + error->hint() : "";
  }

  test::TempDir folder_;
  InspectedDocument page_;
  Json edited_;
};

TEST_F(RecordEdits, of_nothing_change_nothing) {
  EXPECT_EQ(to_text(record_to_json(applied())), to_text(record_to_json(page_.record)));
}

TEST_F(RecordEdits, take_what_inspect_prints_which_keeps_to_its_schema) {
  for (const char* name :
       {"telegram-batumi-1946-03-05.txt", "unparsed-citation.txt", "no-rights.txt"}) {
    page_ = inspect_page(test::fixture(name));
    EXPECT_EQ(test::schema_complaint("document-record.schema.json",
                                     nlohmann::json::parse(printed()["documents"][0].dump())),
              "")
        << name;
    EXPECT_EQ(to_text(record_to_json(applied(to_text(printed())))),
              to_text(record_to_json(page_.record)));
  }
}

TEST_F(RecordEdits, take_one_document_or_the_record_alone) {
  const std::string title = R"({"record":{"title":"Another"}})";
  EXPECT_EQ(applied(title).title.joined(), "Another");
  EXPECT_EQ(applied(edited_["documents"][0].dump()).title.joined(), page_.record.title.joined());
  EXPECT_EQ(applied(title).translator.joined(), page_.record.translator.joined());
}

TEST_F(RecordEdits, mark_what_they_change_as_typed_and_leave_the_rest) {
  field("title")["value"] = "Телеграмма из Батуми";
  const DocumentRecord record = applied();
  EXPECT_EQ(record.title.joined(), "Телеграмма из Батуми");
  EXPECT_EQ(record.title.origin, Origin::typed);
  EXPECT_EQ(record.title.confidence, Confidence::certain);
  EXPECT_EQ(record.title.line, 0U) << "it stands on no line of the page";
  EXPECT_EQ(record.date_iso.origin, Origin::page);
  EXPECT_EQ(record.date_iso.line, page_.record.date_iso.line);
  EXPECT_EQ(record.rights_uri.origin, Origin::defaulted);
}

TEST_F(RecordEdits, empty_a_field_with_null) {
  field("translator") = {{"value", nullptr}};
  field("support") = nullptr;
  EXPECT_TRUE(applied().translator.empty());
  EXPECT_EQ(applied().translator.origin, Origin::typed) << "somebody took it away";
  EXPECT_EQ(to_json(applied().translator).dump(), R"({"value":null,"origin":"typed"})");
  EXPECT_TRUE(applied().support.empty());
}

TEST_F(RecordEdits, of_the_source_line_are_parsed_again) {
  field("citation_raw")["value"] =
      "RGASPI, f. 17, op. 162, d. 18, l. 140. Translated by Ann B. Lee.";
  const DocumentRecord record = applied();
  ASSERT_EQ(record.holdings.size(), 1U);
  EXPECT_EQ(record.holdings[0].value(Level::fond), "17");
  EXPECT_EQ(record.translator.joined(), "Ann B. Lee");
  EXPECT_EQ(record.translator.origin, Origin::typed);
  EXPECT_TRUE(record.contributor.empty()) << "the new line names none";
}

TEST_F(RecordEdits, of_a_field_hold_against_a_new_source_line) {
  field("citation_raw")["value"] =
      "RGASPI, f. 17, op. 162, d. 18, l. 140. Translated by Ann B. Lee.";
  field("translator")["value"] = "Bo Lee";
  EXPECT_EQ(applied().translator.joined(), "Bo Lee");
}

TEST_F(RecordEdits, of_the_holdings_hold_against_a_new_source_line) {
  field("citation_raw")["value"] = "RGASPI, f. 17, op. 162, d. 18, l. 140.";
  edited_["documents"][0]["holdings"][0]["fond"] = "095";
  const DocumentRecord record = applied();
  EXPECT_EQ(record.citation_raw.joined(), "RGASPI, f. 17, op. 162, d. 18, l. 140.");
  EXPECT_EQ(record.holdings.at(0).value(Level::fond), "095");
  EXPECT_EQ(record.holdings.at(0).value(Level::archive), "AVPRF");
  EXPECT_EQ(record.holdings_origin, Origin::typed);
  EXPECT_EQ(record.contributor.joined(), page_.record.contributor.joined());
}

TEST_F(RecordEdits, of_a_source_line_that_was_not_understood_take_its_warnings_away) {
  page_ = inspect_page(test::fixture("unparsed-citation.txt"));
  DocumentRecord alone;
  apply_source_line(page_.record.citation_raw, alone);
  ASSERT_FALSE(alone.warnings.empty());
  const DocumentRecord record =
      applied(R"({"record":{"citation_raw":"RGASPI, f. 17, op. 162, d. 18, l. 140."}})");
  for (const std::string& warning : alone.warnings)
    EXPECT_EQ(std::count(record.warnings.begin(), record.warnings.end(), warning), 0) << warning;
}

TEST_F(RecordEdits, keep_to_the_forms_that_some_fields_have) {
  const DocumentRecord record = applied(
      R"({"record":{"rights_uri":"cc-by","access":"закрыт до 31.01.2040","personal_data":"yes"}})");
  EXPECT_EQ(record.rights_uri.joined(), "https://creativecommons.org/licenses/by/4.0/");
  EXPECT_EQ(record.rights_uri.origin, Origin::typed);
  EXPECT_EQ(record.access.joined(), "until 2040-01-31");
  EXPECT_EQ(record.access.raw, "закрыт до 31.01.2040") << "what was typed stays beside it";
  EXPECT_NE(
      error_of(R"({"record":{"access":"secret"}})").find("\"access\" is \"secret\" | give open"),
      std::string::npos);
  for (const char* date : {"1946-03-05", "1946-03", "1946", "1950~", "1947/1948"})
    EXPECT_EQ(
        applied(R"({"record":{"date_iso":")" + std::string(date) + R"("}})").date_iso.joined(),
        date);
  EXPECT_NE(error_of(R"({"record":{"date_iso":"some day"}})").find("give a date in EDTF"),
            std::string::npos);
  EXPECT_NE(error_of(R"({"record":{"rights_uri":"mine"}})").find("\"rights_uri\" is \"mine\""),
            std::string::npos);
  EXPECT_NE(error_of(R"({"record":{"personal_data":"maybe"}})").find("give yes or no"),
            std::string::npos);
}

TEST_F(RecordEdits, of_the_rights_text_take_away_what_was_derived_from_the_old_one) {
  ASSERT_FALSE(page_.record.rights_type.empty());
  const DocumentRecord other = applied(R"({"record":{"rights_text":"All rights reserved."}})");
  EXPECT_TRUE(other.rights_type.empty());
  EXPECT_TRUE(other.rights_uri.empty()) << "a default that rested on the old text";
  EXPECT_EQ(other.rights_text.origin, Origin::typed);
  const DocumentRecord licence = applied(R"({"record":{"rights_text":"Under CC BY 4.0."}})");
  EXPECT_EQ(licence.rights_uri.joined(), "https://creativecommons.org/licenses/by/4.0/");
  EXPECT_EQ(licence.rights_uri.origin, Origin::typed);
  const DocumentRecord none = applied(R"({"record":{"rights_text":null}})");
  EXPECT_TRUE(none.rights_uri.empty());
  const DocumentRecord both =
      applied(R"({"record":{"rights_text":"Ask the keeper.","rights_uri":"InC"}})");
  EXPECT_EQ(both.rights_uri.joined(), "http://rightsstatements.org/vocab/InC/1.0/");
}

TEST_F(RecordEdits, of_the_printed_date_give_its_exact_form_or_none) {
  const auto exact = [this](const std::string& printed) {
    return applied(R"({"record":{"date_display":")" + printed + R"("}})").date_iso;
  };
  EXPECT_EQ(exact("April 7, 1946").joined(), "1946-04-07");
  EXPECT_EQ(exact("April 7, 1946").origin, Origin::typed);
  EXPECT_TRUE(exact("after the storm").empty()) << "the page's date is no longer said";
  EXPECT_EQ(
      applied(R"({"record":{"date_display":"in spring","date_iso":"1946-21"}})").date_iso.joined(),
      "1946-21");
}

TEST_F(RecordEdits, are_refused_with_the_name_of_the_file) {
  EXPECT_NE(error_of("{").find("cannot use the record " + (folder_ / "record.json").native() +
                               ": it is no JSON"),
            std::string::npos);
  EXPECT_NE(error_of(R"({"record":1e999})").find("a number that is too large"), std::string::npos);
  EXPECT_NE(error_of(R"({"documents":[]})").find("holds 0 documents"), std::string::npos);
  EXPECT_NE(error_of(R"({"documents":[{},{}]})").find("holds 2 documents"), std::string::npos);
  DocumentRecord record;
  EXPECT_EQ(test::kind_of([&] { apply_record_file(folder_ / "none.json", record); }),
            ErrorKind::io);
}

TEST(RightsOption, fills_only_what_nobody_has_stated) {
  DocumentRecord record;
  record.warnings = {std::string(kRightsNotStated)};
  apply_rights_option("CC BY 4.0", record);
  EXPECT_EQ(record.rights_uri.joined(), "https://creativecommons.org/licenses/by/4.0/");
  EXPECT_EQ(record.rights_uri.origin, Origin::option);
  EXPECT_TRUE(record.warnings.empty());
  for (const Origin origin : {Origin::page, Origin::sheet, Origin::typed, Origin::defaulted}) {
    DocumentRecord stated;
    stated.rights_uri.values = {"http://rightsstatements.org/vocab/InC/1.0/"};
    stated.rights_uri.origin = origin;
    apply_rights_option("CC0", stated);
    EXPECT_EQ(stated.rights_uri.origin, origin);
    EXPECT_EQ(stated.warnings.size(), 1U);
  }
  DocumentRecord with_text;
  with_text.rights_text.values = {"Ask the keeper."};
  apply_rights_option("CC0", with_text);
  EXPECT_TRUE(with_text.rights_uri.empty());
}

TEST(RightsOption, is_refused_when_it_names_nothing) {
  DocumentRecord record;
  EXPECT_EQ(test::kind_of([&] { apply_rights_option("as you like", record); }), ErrorKind::usage);
}

} // namespace
} // namespace delo
