// Records come back from JSON as they were, and a slip in an edited one is told exactly.
#include "delo/base/error.hpp"
#include "delo/model/record_json.hpp"
#include "unit/support/json_schema.hpp"
#include "unit/support/random_record.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

DocumentRecord read(const std::string& json) {
  return record_from_json(Json::parse(json)).record;
}

/// "message | hint" of the error.
std::string error_in(const std::string& json, const DocumentRecord& before = {}) {
  const auto error = test::error_of([&] { record_from_json(Json::parse(json), before); });
  if (!error)
    return "none";
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  return error->message() + " | " + error->hint();
}

void expect_same(const Field& a, const Field& b, std::string_view name) {
  EXPECT_EQ(a.values, b.values) << name;
  EXPECT_EQ(a.raw, b.raw) << name;
  EXPECT_EQ(a.line, b.line) << name;
  EXPECT_EQ(a.origin, b.origin) << name;
  EXPECT_EQ(a.confidence, b.confidence) << name;
}

void expect_same(const ArchivalCitation& a, const ArchivalCitation& b) {
  EXPECT_EQ(a.raw, b.raw);
  EXPECT_EQ(a.notes, b.notes);
  ASSERT_EQ(a.parts.size(), b.parts.size());
  for (std::size_t i = 0; i < a.parts.size(); ++i) {
    EXPECT_EQ(a.parts[i].level, b.parts[i].level);
    EXPECT_EQ(a.parts[i].value, b.parts[i].value);
    EXPECT_EQ(a.parts[i].raw, b.parts[i].raw);
    EXPECT_EQ(a.parts[i].confidence, b.parts[i].confidence);
    EXPECT_EQ(a.parts[i].span.begin, b.parts[i].span.begin);
    EXPECT_EQ(a.parts[i].span.end, b.parts[i].span.end);
  }
}

TEST(RecordReader, gives_back_every_record_as_it_was_written) {
  test::Random random;
  for (int i = 0; i < 300 && !testing::Test::HasFailure(); ++i) {
    DocumentRecord record = test::random_record(random);
    record.warnings = {"look", "«сюда»"};
    const std::string text = to_text(record_to_json(record));
    EXPECT_EQ(test::schema_complaint("document-record.schema.json", nlohmann::json::parse(text)),
              "");
    const DocumentRecord again = read(text);
    for (const RecordField& field : record_fields())
      expect_same(again.*field.member, record.*field.member, field.name);
    ASSERT_EQ(again.holdings.size(), record.holdings.size());
    for (std::size_t k = 0; k < record.holdings.size(); ++k)
      expect_same(again.holdings[k], record.holdings[k]);
    EXPECT_EQ(again.warnings, record.warnings);
    EXPECT_EQ(to_text(record_to_json(again)), text);
  }
}

TEST(RecordReader, takes_bare_values_as_typed) {
  const DocumentRecord record = read(R"({"record":{"title":"Т","translator":["A","B"],)"
                                     R"("summary":null,"support":""}})");
  EXPECT_EQ(record.title.values, std::vector<std::string>{"Т"});
  EXPECT_EQ(record.title.origin, Origin::typed);
  EXPECT_EQ(record.translator.values.size(), 2U);
  EXPECT_TRUE(record.summary.empty());
  EXPECT_TRUE(record.support.empty());
}

TEST(RecordReader, tells_a_field_that_is_null_from_one_that_is_not_there) {
  const ReadRecord read = record_from_json(Json::parse(R"({"record":{"summary":null}})"));
  EXPECT_TRUE(read.fields.contains("summary"));
  EXPECT_FALSE(read.fields.contains("title"));
  EXPECT_FALSE(read.has_holdings);
}

TEST(RecordReader, makes_a_holding_of_levels_alone) {
  const DocumentRecord record =
      read(R"({"record":{},"holdings":[{"archive":"РГАСПИ","delo":"99","fond":"0558"}]})");
  ASSERT_EQ(record.holdings.size(), 1U);
  EXPECT_EQ(record.holdings[0].raw, "РГАСПИ, fond 0558, delo 99") << "in the order of the levels";
  EXPECT_EQ(record.holdings[0].value(Level::fond), "0558");
}

DocumentRecord with_holding() {
  DocumentRecord record;
  record.holdings = {{}};
  record.holdings[0].raw = "GARF, f. 5";
  record.holdings[0].parts = {{Level::archive, "GARF", "GARF"}, {Level::fond, "5", "f. 5"}};
  return record;
}

TEST(RecordReader, understands_a_level_that_was_edited_in_one_of_its_two_places) {
  const DocumentRecord before = with_holding();
  Json json = record_to_json(before);
  json["holdings"][0]["fond"] = "6";
  json["holdings"][0]["opis"] = "1";
  ArchivalCitation holding = record_from_json(json, before).record.holdings.at(0);
  EXPECT_EQ(holding.value(Level::fond), "6");
  EXPECT_EQ(holding.value(Level::opis), "1");
  json = record_to_json(before);
  json["holdings"][0]["parts"][1]["value"] = "7";
  holding = record_from_json(json, before).record.holdings.at(0);
  EXPECT_EQ(holding.value(Level::fond), "7");
  json["holdings"][0]["fond"] = "8";
  EXPECT_EQ(error_in(json.dump(), before),
            "\"fond\" of holding 1 is \"8\" by its name and \"7\" in its parts | allowed: the same "
            "value in both, or one of them as it was");
  json = record_to_json(before);
  json["holdings"][0]["fond"] = nullptr;
  EXPECT_EQ(record_from_json(json, before).record.holdings.at(0).find(Level::fond), nullptr);
}

TEST(RecordReader, names_what_is_wrong_and_what_is_allowed) {
  const auto says = [](const std::string& json, std::string_view text) {
    EXPECT_NE(error_in(json).find(text), std::string::npos) << json << "\n" << error_in(json);
  };
  says(R"([])", "the document has no \"record\" | allowed: what delo inspect --json prints");
  says(R"({"record":{"titel":"x"}})", "\"record\" has an unknown key \"titel\" | allowed: title, ");
  says(R"({"record":{},"holding":[]})", "the document has an unknown key \"holding\"");
  says(R"({"record":{"title":5}})", "\"title\" is a number | allowed: a text, a list of texts");
  says(R"({"record":{"title":{"valeu":"x"}}})", "\"title\" has an unknown key \"valeu\"");
  says(R"({"record":{"title":{"origin":"page"}}})", "\"title\" has no \"value\"");
  says(R"({"record":{"title":["a",""]}})", "\"title\" has an item that is no text");
  says(R"({"record":{"title":"a\u0001b"}})", "\"title\" holds a control character");
  says(R"({"record":{"title":{"value":"x","origin":"guess"}}})",
       "the origin of \"title\" is \"guess\" | allowed: page, sheet, option, typed, default");
  says(R"({"record":{"title":{"value":"x","confidence":"sure"}}})",
       "allowed: certain, likely, unsure");
  says(R"({"record":{"title":{"value":"x","line":-1}}})", "the line of \"title\" is a number");
  says(R"({"record":{},"holdings":{}})", "\"holdings\" is an object | allowed: a list");
  says(R"({"record":{},"holdings":[{}]})", "holding 1 says nothing");
  says(R"({"record":{},"holdings":[{"fund":"5"}]})", "holding 1 has an unknown key \"fund\"");
  says(R"({"record":{},"holdings":[{"fond":5}]})", "\"fond\" of holding 1 is a number");
  says(R"({"record":{},"holdings":[{"parts":[{"level":"fund","value":"5"}]}]})",
       "the level of part 1 of holding 1 is \"fund\" | allowed: archive, section, fond");
  says(R"({"record":{},"holdings":[{"parts":[{"level":"fond"}]}]})", "has no \"value\"");
  says(R"({"record":{},"holdings":[{"parts":[{"level":"fond","value":"5","span":[3,1]}]}]})",
       "the span of part 1 of holding 1 ends before it begins");
}

} // namespace
} // namespace delo
