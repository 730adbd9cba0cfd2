// What people and programs get to see of a packing.
#include "delo/report/pack_report.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

class PackReportTest : public testing::Test {
protected:
  PackReportTest() {
    PackPlan& plan = result_.plan;
    plan.id = {"RGASPI-f558", Origin::page, "citation", ""};
    plan.target = "out/RGASPI-f558";
    plan.container = "dir";
    plan.algorithms = {Algorithm::sha512, Algorithm::sha256};
    plan.representations = {"original", "translation"};
    plan.files = {
        {RelPath("bagit.txt"), FileRole::bag_declaration, "", 0, {}, "", Algorithm::sha512},
        {RelPath("data/x/scan.tif"),
         FileRole::representation_data,
         "in/scan\x1B.tif",
         5,
         {},
         "original",
         Algorithm::sha512}};
    plan.content_files = {{"original", 1}};
    plan.warnings = {"look here"};
    result_.files = 2;
    result_.bytes = 60;
  }
  PackResult result_;
};

TEST_F(PackReportTest, shows_the_plan_after_a_dry_run) {
  EXPECT_EQ(pack_text(result_), "would pack out/RGASPI-f558\n"
                                "  id      RGASPI-f558 (from citation)\n"
                                "  layout  bag+sip as dir, sha256, sha512\n"
                                "              bagit.txt\n"
                                "           5  data/x/scan.tif  from in/scan\\x1b.tif\n"
                                "nothing was written\n");
}

TEST_F(PackReportTest, tells_in_a_few_lines_what_was_written) {
  result_.written = true;
  EXPECT_EQ(pack_text(result_), "packed out/RGASPI-f558\n"
                                "  2 files, 60 bytes, sha256, sha512; read back and verified\n"
                                "  original: 1 file\n"
                                "  translation: 0 files\n");
}

Json json_of(const PackResult& result) {
  StringSink sink;
  JsonWriter json(sink);
  json.open_object();
  write_pack(json, result);
  json.close().finish();
  return Json::parse(sink.str());
}

TEST_F(PackReportTest, tells_programs_everything) {
  const Json plan = json_of(result_);
  EXPECT_EQ(plan["written"], false);
  EXPECT_EQ(plan["path"], "out/RGASPI-f558");
  EXPECT_EQ(plan["id"]["value"], "RGASPI-f558");
  EXPECT_EQ(plan["id"]["origin"], "page");
  EXPECT_EQ(plan["algorithms"], Json({"sha256", "sha512"}));
  EXPECT_EQ(plan["files"].size(), 2U);
  EXPECT_EQ(plan["files"][1]["size"], 5);
  EXPECT_FALSE(plan["files"][0].contains("size"));
  EXPECT_EQ(plan["warnings"], Json({"look here"}));
  EXPECT_FALSE(plan.contains("bytes"));
  result_.written = true;
  EXPECT_EQ(json_of(result_)["bytes"], 60);
}

} // namespace
} // namespace delo
