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

TEST_F(InspectReport, tells_how_the_bytes_were_read) {
  const EncodingView encoding{"KOI8-R", Confidence::likely, "detected"};
  const InspectedView view{"page.html", "L2", record, id, encoding, true};
  EXPECT_TRUE(inspect_text(view).starts_with("page.html: document page, layout L2, HTML\n"
                                             "encoding: KOI8-R (detected, likely)\n"));
  const Json json = inspect_json(view);
  EXPECT_EQ(json["encoding"]["name"], "KOI8-R");
  EXPECT_EQ(json["encoding"]["confidence"], "likely");
  EXPECT_EQ(json["encoding"]["origin"], "detected");
  EXPECT_EQ(json["format"], "html");
}

TEST_F(InspectReport, ends_a_folder_with_what_to_type_next) {
  const std::vector<FoundProblem> not_pages{
      {ErrorKind::usage, "in/a.doc", "in/a.doc is no page", ""}};
  const std::vector<LeftOut> left_out{{"in/Thumbs.db", "made by Windows"}};
  EXPECT_EQ(inspect_folder_text({"in", 2, 1, not_pages, left_out}),
            "in/a.doc is no page\nleft out: in/Thumbs.db: made by Windows\n\n"
            "in: 2 pages, 1 file beside them, 1 not understood, 1 left out\n"
            "next: delo template in -o rows.xlsx\n");
  EXPECT_EQ(inspect_folder_text({"in", 0, 0, {}, {}}),
            "in: 0 pages, 0 files beside them, 0 not understood, 0 left out\n");
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
