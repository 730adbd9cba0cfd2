// The inspection report shows each value with its evidence.
#include "delo/report/inspect_report.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

class InspectReport : public testing::Test {
protected:
  InspectReport() {
    record.title = {{"A Title"}, "  A Title ", 5, Origin::page, Confidence::certain};
    ArchivalCitation holding;
    holding.raw = "GARF, f. 5";
    holding.parts = {{Level::archive, "GARF", "GARF"},
                     {Level::fond, "5", "f. 5", Confidence::likely}};
    holding.notes = {"1946"};
    record.holdings = {holding};
    record.warnings = {"look here"};
  }

  std::string text() const { return inspect_text({"page.txt", "L1", record, id}); }
  bool shows(std::string_view part) const { return text().find(part) != std::string::npos; }

  DocumentRecord record;
  std::optional<std::string> id = "GARF-f5";
};

TEST_F(InspectReport, shows_a_value_above_its_verbatim_line) {
  EXPECT_TRUE(shows("title         A Title (page, certain)\n  line 5: \"  A Title \"\n")) << text();
}

TEST_F(InspectReport, shows_an_empty_field_as_a_dash) {
  EXPECT_TRUE(shows("record_id     -\n")) << text();
}

TEST_F(InspectReport, breaks_holdings_down_by_level) {
  EXPECT_TRUE(shows("holding 1: \"GARF, f. 5\"\n")) << text();
  EXPECT_TRUE(shows("  fond        5 (likely) from \"f. 5\"\n")) << text();
  EXPECT_TRUE(shows("  note        1946\n")) << text();
}

TEST_F(InspectReport, ends_with_the_warnings) {
  EXPECT_TRUE(text().ends_with("\nwarning: look here\n")) << text();
}

TEST_F(InspectReport, escapes_control_characters) {
  record.title.values = {"A\x1B[31m"};
  EXPECT_TRUE(shows("A\\x1b[31m")) << text();
}

TEST_F(InspectReport, shortens_a_line_between_characters) {
  record.title.raw = "x";
  for (int i = 0; i < 100; ++i)
    record.title.raw += "ы";
  std::string shown = "x";
  for (int i = 0; i < 49; ++i)
    shown += "ы";
  EXPECT_TRUE(shows("line 5: \"" + shown + "…\"\n")) << text();
}

TEST_F(InspectReport, gives_the_same_as_json) {
  const Json json = inspect_json({"page.txt", "L1", record, id});
  EXPECT_EQ(json["path"], "page.txt");
  EXPECT_EQ(json["shape"], "L1");
  EXPECT_EQ(json["package_id"], "GARF-f5");
  EXPECT_EQ(json["record"]["title"]["value"], "A Title");
  EXPECT_EQ(json["holdings"][0]["fond"], "5");
}

TEST_F(InspectReport, says_when_there_is_no_package_id) {
  id.reset();
  EXPECT_TRUE(shows("package id: -\n")) << text();
  EXPECT_TRUE(inspect_json({"page.txt", "L1", record, id})["package_id"].is_null());
}

} // namespace
} // namespace delo
