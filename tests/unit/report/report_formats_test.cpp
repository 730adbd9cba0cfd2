// Every form of report carries the same findings, whatever the names in them.
#include "delo/base/utf8.hpp"
#include "delo/report/report_formats.hpp"
#include "unit/support/json_schema.hpp"
#include "unit/support/reports.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

namespace delo {
namespace {

using namespace test;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const ReportOptions kOptions{.version = "0.1", .show = Show::everything, .working_folder = "/srv"};

std::string written(std::string_view format, const RunReport& report,
                    const ReportOptions& options = kOptions) {
  StringSink sink;
  find_report_format(format)->write(report, options, sink);
  return sink.take();
}

/// A run with one package that has so many findings of one rule.
RunReport many(std::size_t n) {
  RunReport run = hostile_run();
  PackageReport& package = run.packages.front();
  const Finding one = package.findings.front();
  package.findings.assign(n, one);
  return run;
}

TEST(ReportFormats, all_carry_the_same_findings) {
  const RunReport run = hostile_run();
  for (const ReportFormat& format : report_formats())
    EXPECT_EQ(read_back(format.name, written(format.name, run)), told_by(run)) << format.name;
}

TEST(ReportFormats, let_nothing_through_that_a_terminal_would_obey) {
  const RunReport run = hostile_run();
  for (const ReportFormat& format : report_formats()) {
    const std::string text = written(format.name, run);
    ASSERT_TRUE(is_utf8(text)) << format.name;
    for (std::size_t i = format.name == "csv" ? 3 : 0; i < text.size();) {
      const std::int32_t c = next_code_point(text, i);
      EXPECT_TRUE(c == '\n' || c == '\r' || !is_unsafe_to_print(c)) << format.name << " " << c;
    }
  }
}

TEST(ReportFormats, tell_of_what_has_no_verdict) {
  const RunReport run = hostile_run();
  for (const ReportFormat& format : report_formats()) {
    std::string text = written(format.name, run);
    if (format.name == "github-summary")
      continue; // its escapes are read back above
    EXPECT_THAT(ascii_lower(text), HasSubstr("input/output error")) << format.name;
    EXPECT_THAT(ascii_lower(text), HasSubstr("not a package")) << format.name;
  }
}

TEST(ReportFormats, tell_of_what_is_only_counted) {
  RunReport run = hostile_run();
  PackageReport& package = run.packages.front();
  package.more = {{package.findings[0].rule, Severity::error, 1200}};
  for (const ReportFormat& format : report_formats()) {
    const std::string text = written(format.name, run);
    const bool counts =
        text.find("1,200") != std::string::npos || text.find("1200") != std::string::npos;
    EXPECT_TRUE(counts) << format.name << "\n" << text;
  }
}

TEST(ReportFormats, have_names_that_are_found) {
  for (const ReportFormat& format : report_formats())
    EXPECT_EQ(find_report_format(format.name), &format);
  EXPECT_EQ(find_report_format("pdf"), nullptr);
}

TEST(JsonReport, keeps_its_schema) {
  RunReport run = hostile_run();
  PackageReport& package = run.packages.front();
  package.more = {{package.findings[0].rule, Severity::error, 1200, true}};
  package.ignored = {{package.findings[0].rule, 3, "--ignore X"}};
  package.gone = {{"X", "a", "m"}};
  package.findings[0].known = true;
  const std::string text = written("json", run);
  EXPECT_EQ(schema_complaint("validate-report.schema.json", nlohmann::json::parse(text)), "");
  const std::string lines = written("jsonl", run);
  std::size_t count = 0;
  for (std::size_t at = 0; at < lines.size(); ++count) {
    const std::size_t end = lines.find('\n', at);
    EXPECT_EQ(schema_complaint("validate-report-line.schema.json",
                               nlohmann::json::parse(lines.substr(at, end - at))),
              "");
    at = end + 1;
  }
  EXPECT_EQ(count, run.packages.size() + 1);
  nlohmann::json broken = nlohmann::json::parse(text);
  broken["packages"][0]["verdict"] = "fine";
  EXPECT_NE(schema_complaint("validate-report.schema.json", broken), "");
}

TEST(JsonReport, counts_rules_and_names_them) {
  const Json rules = Json::parse(written("json", hostile_run()))["packages"][0]["rules"];
  EXPECT_EQ(rules["counts"]["failed"], 3);
  EXPECT_EQ(rules["not_run"], Json::array({"METS-file-1"}));
  EXPECT_EQ(rules["passed"], Json::array());
}

TEST(JunitReport, has_a_case_for_every_rule_and_fails_for_errors_only) {
  pugi::xml_document xml;
  ASSERT_TRUE(xml.load_string(written("junit", hostile_run()).c_str()));
  const pugi::xml_node suite = xml.select_node("//testsuite[1]").node();
  EXPECT_EQ(suite.attribute("tests").as_uint(), 5U);
  EXPECT_EQ(suite.attribute("failures").as_uint(), 1U);
  EXPECT_EQ(suite.attribute("skipped").as_uint(), 1U);
  EXPECT_EQ(xml.select_nodes("//testsuite[2]/testcase").size(), 3U);
  EXPECT_EQ(xml.select_nodes("//testsuite[2]/testcase/failure").size(), 0U);
  EXPECT_EQ(xml.select_nodes("//testsuite[2]/testcase/skipped").size(), 1U);
  EXPECT_EQ(xml.select_nodes("//testsuite[3]/testcase/error").size(), 1U);
  EXPECT_EQ(xml.select_nodes("//testsuite[4]/testcase/error").size(), 1U);
}

TEST(JunitReport, holds_no_character_that_xml_forbids) {
  EXPECT_THAT(written("junit", hostile_run()), Not(HasSubstr("\xEF\xBF\xBF")));
}

TEST(JunitReport, fails_for_warnings_where_they_fail_the_run) {
  ReportOptions strict = kOptions;
  strict.fail_on = Severity::warning;
  pugi::xml_document xml;
  ASSERT_TRUE(xml.load_string(written("junit", hostile_run(), strict).c_str()));
  EXPECT_EQ(xml.select_nodes("//testsuite[1]/testcase/failure").size(), 2U);
}

TEST(SarifReport, knows_every_rule_and_points_at_it) {
  const Json run = Json::parse(written("sarif", hostile_run()))["runs"][0];
  const Json& rules = run["tool"]["driver"]["rules"];
  EXPECT_EQ(rules.size(), 4U);
  for (const Json& result : run["results"]) {
    EXPECT_EQ(rules[result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
    EXPECT_EQ(result["partialFingerprints"].size(), 1U);
    EXPECT_GE(result["locations"][0]["physicalLocation"]["region"]["startLine"], 1);
  }
  EXPECT_EQ(rules[0]["helpUri"], "https://www.rfc-editor.org/rfc/rfc8493#section-3");
  EXPECT_EQ(run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "store/%3Cb%3Ebag%20%26%20%22co%22%2C%0A%3A%3Aerror%3A%3Ax%25%20%E2%80%AE.zip");
}

TEST(SarifReport, keeps_five_thousand_results_and_counts_the_rest) {
  const std::string text = written("sarif", many(5003));
  const Json run = Json::parse(text)["runs"][0];
  EXPECT_EQ(run["results"].size(), 5000U);
  EXPECT_THAT(text, HasSubstr("3 more findings are left out here"));
}

TEST(SarifReport, says_what_is_new_and_what_is_gone_only_after_a_comparison) {
  RunReport run = hostile_run();
  EXPECT_THAT(written("sarif", run), Not(HasSubstr("baselineState")));
  run.compared = true;
  run.packages[0].findings[0].known = true;
  run.packages[0].gone = {{"X", "a", "m"}};
  const Json results = Json::parse(written("sarif", run))["runs"][0]["results"];
  EXPECT_EQ(results[0]["baselineState"], "unchanged");
  EXPECT_EQ(results[1]["baselineState"], "new");
  EXPECT_EQ(results.back()["baselineState"], "absent");
  EXPECT_EQ(results.back()["level"], "none");
}

TEST(GithubReport, shows_ten_of_a_kind_and_counts_the_rest_in_its_last_line) {
  const std::string text = written("github", many(30));
  std::size_t shown = 0;
  for (std::size_t i = 0; (i = text.find("::error file=", i)) != std::string::npos; ++i)
    shown += 1;
  EXPECT_EQ(shown, 10U);
  EXPECT_THAT(text, HasSubstr("; 22 more not shown here\n")); // two tell of what has no verdict
}

TEST(GithubSummary, stays_below_a_mebibyte_and_says_what_did_not_fit) {
  const std::string text = written("github-summary", many(20000));
  EXPECT_LE(text.size(), 1U << 20);
  EXPECT_THAT(text, HasSubstr("more rows did not fit here"));
}

TEST(CsvReport, begins_with_a_byte_order_mark_and_holds_no_formula) {
  const std::string text = written("csv", hostile_run());
  EXPECT_THAT(text, StartsWith("\xEF\xBB\xBFpackage,"));
  for (const auto& row : csv_rows(text))
    for (const std::string& cell : row)
      EXPECT_TRUE(cell.empty() || std::string("=+-@\t\r").find(cell[0]) == std::string::npos)
          << cell;
}

TEST(HtmlReport, runs_nothing_and_fetches_nothing) {
  const std::string text = written("html", hostile_run());
  for (const char* part : {"<script", "<img", "<link", " src=", "onload", "@import", "url("})
    EXPECT_THAT(text, Not(HasSubstr(part)));
  EXPECT_THAT(text, HasSubstr("<bdi>data/a\\x1b[31m\\x0a::error::b.txt</bdi>"));
}

TEST(Reports, see_absolute_paths_from_the_working_folder) {
  RunReport run = hostile_run();
  run.packages[0].path = "/srv/out/bag.zip";
  EXPECT_THAT(written("github", run), HasSubstr("file=out/bag.zip,"));
  EXPECT_THAT(written("gitlab", run), HasSubstr("\"path\": \"out/bag.zip\""));
}

TEST(Reports, point_at_the_file_itself_where_the_package_is_a_folder) {
  RunReport run = hostile_run();
  PackageReport& package = run.packages[0];
  package.path = "/srv/out/bag";
  package.is_folder = true;
  package.findings = {package.findings[1]};
  package.findings[0].path = "data/a b.txt";
  EXPECT_THAT(written("github", run), HasSubstr("file=out/bag/data/a b.txt,line=7,"));
  EXPECT_THAT(written("gitlab", run), HasSubstr("\"path\": \"out/bag/data/a b.txt\""));
  EXPECT_THAT(written("sarif", run), HasSubstr("\"uri\": \"out/bag/data/a%20b.txt\""));
}

TEST(SarifReport, bounds_its_notifications_and_counts_the_rest) {
  RunReport run = hostile_run();
  run.packages[0].not_run.assign(5000, "a check");
  const std::string text = written("sarif", run);
  const Json notices = Json::parse(text)["runs"][0]["invocations"][0]["toolExecutionNotifications"];
  EXPECT_EQ(notices.size(), 1001U);
  EXPECT_THAT(text, HasSubstr("more notifications are left out here"));
}

TEST(Reports, of_no_packages_can_be_read) {
  for (const ReportFormat& format : report_formats())
    EXPECT_TRUE(read_back(format.name, written(format.name, {})).empty()) << format.name;
}

} // namespace
} // namespace delo
