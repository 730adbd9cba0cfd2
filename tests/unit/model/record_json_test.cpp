// The JSON of records is an interface.
#include "delo/model/record_json.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

TEST(RecordJson, writes_null_alone_for_an_empty_field) {
  EXPECT_EQ(to_json(Field{}).dump(), R"({"value":null})");
}

TEST(RecordJson, writes_how_a_value_came_to_be_known) {
  Field field;
  field.values = {"Jamil"};
  field.raw = "by Jamil.";
  field.line = 41;
  field.confidence = Confidence::likely;
  EXPECT_EQ(
      to_json(field).dump(),
      R"({"value":"Jamil","origin":"page","confidence":"likely","raw":"by Jamil.","line":41})");
}

TEST(RecordJson, writes_no_line_for_what_was_not_read_from_one) {
  Field field;
  field.values = {"CNE"};
  field.origin = Origin::option;
  EXPECT_FALSE(to_json(field).contains("line"));
}

TEST(RecordJson, writes_several_values_as_a_list) {
  Field field;
  field.values = {"a", "b"};
  EXPECT_EQ(to_json(field)["value"].dump(), R"(["a","b"])");
}

TEST(RecordJson, writes_every_level_of_a_holding) {
  ArchivalCitation holding;
  holding.raw = "GARF, f. 5";
  holding.parts = {{Level::archive, "GARF", "GARF"}, {Level::fond, "5", "f. 5"}};
  holding.notes = {"1946"};
  const Json json = to_json(holding);
  EXPECT_EQ(json["archive"], "GARF");
  EXPECT_EQ(json["fond"], "5");
  EXPECT_TRUE(json["listy"].is_null());
  EXPECT_EQ(json["raw"], "GARF, f. 5");
  EXPECT_EQ(json["parts"][1].dump(),
            R"({"level":"fond","value":"5","raw":"f. 5","confidence":"certain"})");
  EXPECT_EQ(json["notes"].dump(), R"(["1946"])");
}

TEST(RecordJson, writes_all_fields_holdings_and_warnings) {
  DocumentRecord record;
  record.warnings = {"look"};
  const Json json = record_to_json(record);
  EXPECT_EQ(json["record"].size(), record_fields().size());
  EXPECT_TRUE(json["holdings"].is_array());
  EXPECT_EQ(json["warnings"].dump(), R"(["look"])");
}

} // namespace
} // namespace delo
