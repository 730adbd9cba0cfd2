// What people and programs get to see of a validation.
#include "delo/report/validate_report.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

constexpr Rule kError{"X-1", Severity::error, "a title", "RFC 1", "it matters", "mend it"};
constexpr Rule kWarning{"X-2", Severity::warning, "a title", "-", "it may matter", "look at it"};

class ValidateReportTest : public testing::Test {
protected:
  PackageReport& package(std::string path = "store/bag") {
    PackageReport added;
    added.path = std::move(path);
    added.kind = "bag";
    added.files = 1;
    added.bytes = 2;
    report_.packages.push_back(std::move(added));
    return report_.packages.back();
  }
  std::string text(Show show = Show::all) const { return validate_text(report_, show); }
  Json json() const { return validate_json(report_, "0.1"); }
  bool says(std::string_view part) const { return text().find(part) != std::string::npos; }

  RunReport report_{Timestamp{1000000000}, {}};
};

TEST_F(ValidateReportTest, says_one_line_of_a_good_package) {
  package();
  EXPECT_EQ(text(), "store/bag: valid (bag, 1 file, 2 bytes)\n");
  EXPECT_EQ(text(Show::only_troubled), "");
}

TEST_F(ValidateReportTest, tells_a_finding_with_its_place_values_reason_and_remedy) {
  package().findings = {{&kError, "data/a\x1B.txt", 7, "it differs", "aa", "bb"}};
  EXPECT_EQ(text(), "store/bag/data/a\\x1b.txt:7: error[X-1]: it differs\n"
                    "    expected  aa\n"
                    "    actual    bb\n"
                    "    why: it matters (RFC 1)\n"
                    "    fix: mend it\n"
                    "store/bag: INVALID, 1 error, 0 warnings (bag, 1 file, 2 bytes)\n");
}

TEST_F(ValidateReportTest, explains_a_rule_only_once) {
  package("a").findings = {{&kError, "x", 0, "m", "", ""}, {&kError, "y", 0, "m", "", ""}};
  package("b").findings = {{&kError, "z", 0, "m", "", ""}};
  const std::string all = text();
  EXPECT_EQ(all.find("why:"), all.rfind("why:"));
}

TEST_F(ValidateReportTest, calls_a_package_with_warnings_valid) {
  package().findings = {{&kWarning, "", 0, "hm", "", ""}};
  EXPECT_TRUE(says("store/bag: warning[X-2]: hm\n")) << text();
  EXPECT_TRUE(says("store/bag: valid, 0 errors, 1 warning (bag, 1 file, 2 bytes)\n")) << text();
}

TEST_F(ValidateReportTest, leaves_warnings_out_when_only_trouble_is_asked_for) {
  package().findings = {{&kWarning, "", 0, "hm", "", ""}, {&kError, "x", 0, "it differs", "", ""}};
  const std::string troubled = text(Show::only_troubled);
  EXPECT_EQ(troubled.find("hm"), std::string::npos) << troubled;
  EXPECT_NE(troubled.find("it differs"), std::string::npos) << troubled;
}

TEST_F(ValidateReportTest, never_calls_an_unfinished_package_valid_or_invalid) {
  PackageReport& bad = package();
  bad.unreadable = {{"data/x", "Input/output error", "ask the disk"}};
  bad.findings = {{&kError, "y", 0, "m", "", ""}};
  EXPECT_TRUE(says("store/bag/data/x: unreadable: Input/output error\n    hint: ask the disk\n"));
  EXPECT_TRUE(says("COULD NOT FINISH, 1 file unreadable; besides: 1 error, 0 warnings\n"));
  EXPECT_FALSE(says("INVALID"));
  EXPECT_EQ(json()["packages"][0]["verdict"], "could not finish");
}

TEST_F(ValidateReportTest, says_what_is_no_package_and_what_was_not_checked) {
  PackageReport& none = package();
  none.is_package = false;
  none.not_run = {"schema of x: none"};
  EXPECT_TRUE(says("store/bag: NOT A PACKAGE"));
  EXPECT_TRUE(says("store/bag: not checked: schema of x: none\n"));
  EXPECT_NE(text(Show::only_troubled), "");
}

TEST_F(ValidateReportTest, tells_programs_everything_with_exact_names) {
  PackageReport& bad = package();
  bad.findings = {{&kError, "data/\xFF", 7, "m", "aa", "bb"}, {&kWarning, "", 0, "hm", "", ""}};
  bad.unreadable = {{"data/\xFE", "gone", ""}};
  bad.not_run = {"something"};
  const Json all = json();
  EXPECT_EQ(all["schema_version"], 1);
  EXPECT_EQ(all["tool"]["version"], "0.1");
  EXPECT_EQ(all["started"], "2001-09-09T01:46:40Z");
  const Json& found = all["packages"][0]["findings"][0];
  EXPECT_EQ(found["rule"], "X-1");
  EXPECT_EQ(found["severity"], "error");
  EXPECT_EQ(found["path"], "data/\\xff");
  EXPECT_EQ(found["path_b64"], "ZGF0YS//");
  EXPECT_EQ(found["line"], 7);
  EXPECT_EQ(found["expected"], "aa");
  EXPECT_EQ(found["actual"], "bb");
  EXPECT_FALSE(all["packages"][0]["findings"][1].contains("line"));
  EXPECT_FALSE(all["packages"][0]["findings"][1].contains("expected"));
  EXPECT_EQ(all["packages"][0]["unreadable"][0]["path_b64"], "ZGF0YS/+");
  EXPECT_EQ(all["packages"][0]["not_run"][0], "something");
}

TEST_F(ValidateReportTest, of_no_packages_is_an_empty_list) {
  EXPECT_EQ(text(), "");
  EXPECT_TRUE(json()["packages"].is_array());
}

} // namespace
} // namespace delo
