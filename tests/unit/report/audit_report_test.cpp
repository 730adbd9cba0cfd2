// What people and programs get to see of an audit.
#include "delo/report/audit_report.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

Digest digest(char digit) {
  return *Digest::from_hex(Algorithm::sha512, std::string(128, digit));
}

AuditReport good_report() {
  AuditReport report;
  report.catalogue = "/c.db";
  report.counts.packages = 1;
  report.counts.packages_passed = 1;
  report.counts.files = 2;
  report.counts.add(AuditOutcome::passed, 2);
  return report;
}

AuditEvent event(AuditOutcome outcome, std::string path) {
  AuditEvent event;
  event.package = "/store/bag";
  event.name = "bag";
  event.citation = "RGASPI, f. 558";
  event.path = std::move(path);
  event.outcome = outcome;
  event.expected = digest('a');
  event.expected_size = 4;
  return event;
}

AuditReport report_with(AuditEvent bad) {
  AuditReport report = good_report();
  report.counts.packages_passed = 0;
  report.counts.add(bad.outcome);
  report.events.push_back(std::move(bad));
  return report;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(AuditReportTest, is_silent_when_all_is_well) {
  EXPECT_EQ(audit_text(good_report()), "");
  const Json json = audit_json(good_report());
  EXPECT_EQ(json["schema_version"], 1);
  EXPECT_EQ(json["exit"], 0);
  EXPECT_EQ(json["counts"]["outcomes"]["passed"], 2);
  EXPECT_TRUE(json["events"].is_array());
}

TEST(AuditReportTest, tells_of_an_altered_file_all_that_is_known) {
  AuditEvent bad = event(AuditOutcome::altered, "data/a.txt");
  bad.actual = digest('b');
  bad.actual_size = 4;
  const std::string text = audit_text(report_with(bad));
  EXPECT_TRUE(contains(text, "ALTERED  bag: data/a.txt\n")) << text;
  EXPECT_TRUE(contains(text, "expected  sha512:aaaa")) << text;
  EXPECT_TRUE(contains(text, "actual    sha512:bbbb")) << text;
  EXPECT_TRUE(contains(text, "citation  RGASPI, f. 558\n")) << text;
  EXPECT_TRUE(contains(text, "hint: altered: ")) << text;
  const Json json = audit_json(report_with(bad));
  EXPECT_EQ(json["exit"], 1);
  EXPECT_EQ(json["events"][0]["outcome"], "altered");
  EXPECT_EQ(json["events"][0]["path"], "data/a.txt");
  EXPECT_EQ(json["events"][0]["package"]["path"], "/store/bag");
  EXPECT_EQ(json["events"][0]["actual"]["digest"], "sha512:" + std::string(128, 'b'));
  EXPECT_EQ(json["events"][0]["expected"]["size"], 4);
}

TEST(AuditReportTest, escapes_what_would_control_a_terminal) {
  AuditEvent bad = event(AuditOutcome::missing, "data/\x1b[2J\xFF");
  bad.reason = "\x1b[31m";
  const std::string text = audit_text(report_with(bad));
  EXPECT_FALSE(contains(text, "\x1b")) << text;
  EXPECT_TRUE(contains(text, "data/\\x1b[2J\\xff")) << text;
  const Json json = audit_json(report_with(bad));
  EXPECT_TRUE(json["events"][0].contains("path_b64"));
}

TEST(AuditReportTest, tells_a_store_that_is_away_in_one_place) {
  AuditReport report = good_report();
  report.counts.add(AuditOutcome::not_run, 2);
  report.stores_away.push_back(
      {"/mnt/disk", "the folder is empty", 2, {"/mnt/disk/a", "/mnt/disk/b"}});
  const std::string text = audit_text(report);
  EXPECT_TRUE(contains(text, "NOT RUN  /mnt/disk: 2 packages not looked at\n")) << text;
  EXPECT_TRUE(contains(text, "nothing was marked bad")) << text;
  EXPECT_FALSE(contains(text, "/mnt/disk/a")) << text;
  const Json json = audit_json(report);
  EXPECT_EQ(json["exit"], 6);
  EXPECT_EQ(json["stores_away"][0]["packages"][1]["path"], "/mnt/disk/b");
}

TEST(AuditReportTest, says_that_an_empty_catalogue_is_nothing_to_check) {
  AuditReport report;
  report.catalogue = "/c.db";
  EXPECT_TRUE(contains(audit_text(report), "nothing to check"));
}

TEST(AuditReportTest, does_not_let_one_package_bury_the_others) {
  AuditReport report = good_report();
  for (int i = 0; i < 1000; ++i) {
    report.events.push_back(event(AuditOutcome::missing, "data/" + std::to_string(i)));
    report.counts.add(AuditOutcome::missing);
  }
  AuditEvent other = event(AuditOutcome::altered, "data/x");
  other.package = "/store/other";
  report.events.push_back(other);
  report.counts.add(AuditOutcome::altered);
  const std::string text = audit_text(report);
  EXPECT_TRUE(contains(text, "and 950 more missing in /store/bag\n")) << text;
  EXPECT_TRUE(contains(text, "ALTERED"));
  EXPECT_EQ(audit_json(report)["events"].size(), 1001U);
}

TEST(AuditReportTest, unreadable_beats_bad_beats_away_beats_nothing) {
  AuditReport report;
  EXPECT_EQ(exit_code(report), ExitCode::nothing_to_check);
  report.stores_away.push_back({"/mnt", "the folder is empty", 1, {"/mnt/a"}});
  EXPECT_EQ(exit_code(report), ExitCode::mass_change);
  report.counts.add(AuditOutcome::extra);
  EXPECT_EQ(exit_code(report), ExitCode::bad);
  report.counts.add(AuditOutcome::unreadable);
  EXPECT_EQ(exit_code(report), ExitCode::could_not_finish);
}

TEST(AuditReportTest, tells_what_adding_did) {
  AuditAddResult result;
  result.added.push_back({"/store/a", "", 1, 5});
  result.already.push_back("/store/b");
  result.refused.push_back({"/store/c", "its validation says: invalid", false, PackageReport{}});
  const std::string text = audit_text(result);
  EXPECT_TRUE(contains(text, "added  /store/a (1 file, 5 bytes)\n")) << text;
  EXPECT_TRUE(contains(text, "already there  /store/b\n")) << text;
  EXPECT_TRUE(contains(text, "REFUSED  /store/c: its validation says: invalid\n")) << text;
  EXPECT_EQ(audit_json(result)["refused"][0]["path"], "/store/c");
}

TEST(AuditReportTest, tells_how_the_holdings_stand) {
  AuditStatus status;
  status.catalogue = "/c.db";
  EXPECT_TRUE(contains(audit_text(status), "last run      none yet\n"));
  EXPECT_TRUE(audit_json(status)["last_run"].is_null());
  status.packages = 1;
  status.oldest = CatalogueEntry{};
  status.oldest->path = "/store/a";
  status.oldest->last_checked = Timestamp{0};
  status.last_run = AuditRunSummary{};
  status.last_run->started = Timestamp{0};
  EXPECT_TRUE(contains(audit_text(status), "oldest check  1970-01-01T00:00:00Z: /store/a\n"));
  EXPECT_TRUE(contains(audit_text(status), "it is still going on, or was killed"));
  EXPECT_TRUE(audit_json(status)["last_run"]["ended"].is_null());
}

TEST(AuditReportTest, lists_what_is_catalogued) {
  CatalogueEntry entry;
  entry.path = "/store/a";
  entry.files = 2;
  entry.last_outcome = AuditOutcome::package_missing;
  const std::vector<CatalogueEntry> entries{entry};
  EXPECT_TRUE(contains(audit_text(entries), "never checked")) << audit_text(entries);
  EXPECT_EQ(audit_json(entries)["packages"][0]["last_outcome"], "package_missing");
  EXPECT_EQ(audit_json(entries)["packages"][0]["last_checked"], nullptr);
}

} // namespace
} // namespace delo
