// What the user does not want to see is counted; what was known is told apart.
#include "delo/model/finding_filter.hpp"
#include "delo/model/fingerprint.hpp"

#include <gtest/gtest.h>

#include <array>

namespace delo {
namespace {

constexpr std::array<Rule, 4> kRules{{
    {"CSIP1", Severity::error, "t", "-", "h", "f"},
    {"CSIP12", Severity::error, "t", "-", "h", "f"},
    {"XML-1", Severity::warning, "t", "-", "h", "f"},
    {"DELO-container-2", Severity::error, "t", "-", "h", "f"},
}};
constexpr std::array<std::span<const Rule>, 1> kTables{kRules};

PackageReport package(std::initializer_list<std::size_t> rules, std::string path = "store/bag") {
  PackageReport report;
  report.path = std::move(path);
  for (const std::size_t i : rules)
    report.findings.push_back({&kRules.at(i), "data/a", 0, "m" + std::to_string(i), "", ""});
  for (const Rule& rule : kRules)
    report.rules.push_back({&rule, RuleOutcome::passed});
  for (const std::size_t i : rules)
    report.rules.at(i).outcome = RuleOutcome::failed;
  fingerprint_findings(report);
  return report;
}

Baseline baseline_of(const PackageReport& report) {
  Baseline baseline;
  for (const Finding& finding : report.findings)
    baseline.add(report.path, finding.fingerprint,
                 {std::string(finding.rule->id), finding.path, finding.message});
  return baseline;
}

TEST(FindingFilter, counts_what_is_ignored_with_the_reason) {
  PackageReport report = package({0, 0, 2});
  apply_policy(report, {.ignore = {"CSIP1"}}, kTables);
  ASSERT_EQ(report.findings.size(), 1U);
  ASSERT_EQ(report.ignored.size(), 1U);
  EXPECT_EQ(report.ignored[0].count, 2U);
  EXPECT_EQ(report.ignored[0].reason, "--ignore CSIP1");
  EXPECT_EQ(report.rules[0].outcome, RuleOutcome::not_run);
  EXPECT_EQ(report.verdict(), Verdict::valid);
}

TEST(FindingFilter, takes_a_whole_id_for_that_rule_only_and_else_the_beginning) {
  PackageReport one = package({0, 1});
  apply_policy(one, {.ignore = {"CSIP1"}}, kTables);
  EXPECT_EQ(one.findings.size(), 1U);
  PackageReport both = package({0, 1});
  apply_policy(both, {.ignore = {"CSIP"}}, kTables);
  EXPECT_TRUE(both.findings.empty());
}

TEST(FindingFilter, looks_at_nothing_but_what_is_asked_for_and_at_what_guards_the_reading) {
  PackageReport report = package({0, 2, 3});
  apply_policy(report, {.only = {"XML-"}}, kTables);
  ASSERT_EQ(report.findings.size(), 2U);
  EXPECT_EQ(report.findings[1].rule->id, "DELO-container-2");
  EXPECT_EQ(report.ignored[0].reason, "--only XML-");
  EXPECT_EQ(report.rules.size(), 2U);
}

TEST(FindingFilter, never_ignores_that_an_archive_is_cut) {
  PackageReport report = package({3});
  apply_policy(report, {.ignore = {"DELO-"}}, kTables);
  EXPECT_EQ(report.verdict(), Verdict::invalid);
}

TEST(FindingFilter, folds_what_is_too_much_and_counts_it_everywhere) {
  PackageReport report = package({0, 0, 0, 2});
  apply_policy(report, {.max_findings = 1}, kTables);
  EXPECT_EQ(report.findings.size(), 2U);
  ASSERT_EQ(report.more.size(), 1U);
  EXPECT_EQ(report.more[0].count, 2U);
  EXPECT_EQ(report.count(Severity::error), 3U);
  PackageReport none = package({0});
  apply_policy(none, {.max_findings = 0}, kTables);
  EXPECT_EQ(none.verdict(), Verdict::invalid);
  EXPECT_TRUE(none.fails(Severity::error));
}

TEST(FindingFilter, adds_to_what_was_never_kept) {
  const auto capped = [] {
    PackageReport report = package({0, 0, 0, 2});
    report.more.push_back({&kRules[0], Severity::error, 40});
    report.more.push_back({&kRules[1], Severity::error, 1});
    return report;
  };
  PackageReport folded = capped();
  apply_policy(folded, {.max_findings = 1}, kTables);
  ASSERT_EQ(folded.more.size(), 2U);
  EXPECT_EQ(folded.more[0].count, 42U);
  EXPECT_EQ(folded.count(Severity::error), 44U);
  PackageReport ignored = capped();
  apply_policy(ignored, {.ignore = {"CSIP1"}}, kTables);
  ASSERT_EQ(ignored.ignored.size(), 1U);
  EXPECT_EQ(ignored.ignored[0].count, 43U);
  ASSERT_EQ(ignored.more.size(), 1U);
  EXPECT_EQ(ignored.verdict(), Verdict::invalid) << "by the finding of another rule";
}

TEST(FindingFilter, knows_what_an_earlier_report_has_wherever_the_package_lies_now) {
  const Baseline baseline = baseline_of(package({0, 0}));
  PackageReport same = package({0, 0}, "/elsewhere/bag");
  apply_policy(same, {.baseline = &baseline}, kTables);
  EXPECT_EQ(same.count_known(), 2U);
  EXPECT_FALSE(same.fails(Severity::error));
  EXPECT_EQ(same.verdict(), Verdict::invalid); // known faults are faults
  PackageReport worse = package({0, 0, 0, 2});
  apply_policy(worse, {.baseline = &baseline}, kTables);
  EXPECT_EQ(worse.count_known(), 2U);
  EXPECT_TRUE(worse.fails(Severity::error));
  PackageReport other = package({0, 0}, "store/other");
  apply_policy(other, {.baseline = &baseline}, kTables);
  EXPECT_EQ(other.count_known(), 0U);
}

TEST(FindingFilter, tells_what_is_gone_unless_it_could_not_look) {
  const Baseline baseline = baseline_of(package({0, 2}));
  PackageReport better = package({0});
  apply_policy(better, {.baseline = &baseline}, kTables);
  ASSERT_EQ(better.gone.size(), 1U);
  EXPECT_EQ(better.gone[0].rule, "XML-1");
  PackageReport away = package({});
  away.unreadable = {{"", "gone", ""}};
  apply_policy(away, {.baseline = &baseline}, kTables);
  EXPECT_TRUE(away.gone.empty());
}

TEST(FindingFilter, counts_what_is_known_apart_when_it_folds) {
  const Baseline baseline = baseline_of(package({0, 0}));
  PackageReport report = package({0, 0, 0, 0});
  apply_policy(report, {.max_findings = 1, .baseline = &baseline}, kTables);
  ASSERT_EQ(report.more.size(), 2U);
  EXPECT_TRUE(report.more[0].known);
  EXPECT_FALSE(report.more[1].known);
  EXPECT_EQ(report.count_known(), 2U);
}

TEST(Fingerprint, is_the_same_after_lines_moved_and_another_for_another_message) {
  PackageReport report = package({0});
  report.findings = {{&kRules[0], "a", 3, "line 3: no path", "", ""},
                     {&kRules[0], "b", 9, "line 9: no path", "", ""},
                     {&kRules[0], "b", 9, "line 9: no digest", "", ""}};
  PackageReport moved = report;
  moved.findings[0].line = 400;
  moved.findings[0].message = "line 400: no path";
  fingerprint_findings(report);
  fingerprint_findings(moved);
  EXPECT_EQ(report.findings[0].fingerprint, moved.findings[0].fingerprint);
  EXPECT_NE(report.findings[0].fingerprint, report.findings[1].fingerprint);
  EXPECT_NE(report.findings[1].fingerprint, report.findings[2].fingerprint);
}

TEST(Fingerprint, tells_apart_findings_that_say_the_same) {
  PackageReport report = package({0, 0, 0});
  EXPECT_NE(report.findings[0].fingerprint, report.findings[1].fingerprint);
  EXPECT_NE(report.findings[1].fingerprint, report.findings[2].fingerprint);
}

TEST(Fingerprint, takes_no_two_lists_of_texts_for_one) {
  EXPECT_NE(digest_text({"ab", "c"}), digest_text({"a", "bc"}));
  EXPECT_EQ(digest_text({"ab"}).size(), 32U);
}

TEST(ExitCodes, follow_the_threshold_and_what_is_known) {
  RunReport run{{}, {package({2})}};
  EXPECT_EQ(exit_code(run), ExitCode::good);
  EXPECT_EQ(exit_code(run, Severity::warning), ExitCode::bad);
  run.packages[0].findings[0].known = true;
  EXPECT_EQ(exit_code(run, Severity::warning), ExitCode::good);
}

} // namespace
} // namespace delo
