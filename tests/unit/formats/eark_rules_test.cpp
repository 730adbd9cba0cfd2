// Each requirement of E-ARK is broken on purpose, and found with the level that the version of the
// package gives it; the good packages have nothing against them.
#include "delo/formats/csip/eark_rule_table.hpp"
#include "delo/io/package_sink.hpp"
#include "delo/ops/validate.hpp"
#include "unit/formats/eark_breaches.hpp"
#include "unit/support/eark_package.hpp"
#include "unit/support/packages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace delo {
namespace {

using namespace test;
using testing::Contains;
using testing::IsEmpty;

ValidateOptions eark_only() {
  ValidateOptions options;
  options.families = {RuleFamily::csip, RuleFamily::sip};
  return options;
}

PackageReport judge(const EarkFiles& files, const ValidateOptions& options = eark_only()) {
  const TempDir scratch;
  return validate_package(store(eark_tree(files), scratch.path(), Container::dir), options);
}

const std::string kRep = "representations/rep1/METS.xml";

/// What only permits something cannot be broken; CSIPSTR1 is broken by an archive, below.
const std::set<std::string_view> kUnbreakable{"CSIPSTR3", "CSIPSTR8", "CSIPSTR14", "CSIP45",
                                              "SIP13",    "SIP19",    "SIP21",     "SIP25",
                                              "SIP30",    "CSIPSTR1"};

TEST(EarkRules, have_nothing_against_good_packages_of_any_version) {
  for (const std::string_view version : kEarkVersions)
    for (const EarkFiles& files : {good_eark_package(version), flat_eark_package(version)}) {
      const PackageReport report = judge(files);
      std::vector<std::string> told = in_full(report);
      if (!files.contains(kRep)) // that it lacks METS there is what the flat package is for
        std::erase_if(told, [](const std::string& line) {
          return line.find("CSIPSTR12") != std::string::npos;
        });
      EXPECT_THAT(told, IsEmpty()) << version;
      EXPECT_THAT(report.not_run, IsEmpty());
      EXPECT_EQ(report.verdict(), Verdict::valid);
    }
}

TEST(EarkRules, are_each_found_with_the_level_of_the_version_when_broken) {
  for (const Breach& breach : breaches())
    for (const std::string_view version : kEarkVersions) {
      if (version != kEarkVersions.front() &&
          eark_rules()[eark_rule_number(breach.rule)].levels.empty())
        continue; // the same in all versions
      SCOPED_TRACE(std::string(breach.rule) + " in " + std::string(version));
      EarkFiles files = breach.flat ? flat_eark_package(version) : good_eark_package(version);
      breach.change(files);
      ValidateOptions options = eark_only();
      options.csip = options.sip = version;
      const PackageReport report = judge(files, options);
      const Rule& rule = eark_rules()[eark_rule_number(breach.rule)];
      const auto level = rule.level_in(version);
      const auto rules = rules_of(report);
      if (!level) {
        EXPECT_THAT(rules, testing::Not(Contains(breach.rule)));
        continue;
      }
      EXPECT_THAT(rules, Contains(breach.rule));
      if (!testing::Value(rules, Contains(breach.rule)))
        continue;
      const Finding finding = first(report, breach.rule);
      EXPECT_LE(finding.severity(), *level);
      EXPECT_NE(finding.message, "");
      EXPECT_NE(finding.path, "");
    }
}

TEST(EarkRules, are_all_broken_by_some_package) {
  std::set<std::string_view> broken;
  for (const Breach& breach : breaches())
    broken.insert(breach.rule);
  for (const Rule& rule : eark_rules())
    EXPECT_NE(broken.contains(rule.id), kUnbreakable.contains(rule.id)) << rule.id;
}

void write_with_sink(const Tree& tree, const fs::path& folder, Container container) {
  const auto sink = open_sink(folder, "package", container);
  for (const Item& item : tree.items)
    sink->add_generated(RelPath(item.name), Timestamp{0},
                        [&item](ByteSink& out) { out.write(item.bytes); });
  sink->seal();
  sink->commit(Overwrite::no);
}

TEST(EarkRules, are_told_alike_in_every_container) {
  const TempDir scratch;
  EarkFiles files = good_eark_package();
  set_attribute("f-manual", "CHECKSUM", std::string(64, '0'))(files);
  drop_element("d-docs")(files);
  files.erase("representations/rep1/metadata/preservation/premis.xml");
  const fs::path folder = store(eark_tree(files), scratch.path(), Container::dir);
  const auto expected = in_full(validate_package(folder, eark_only()));
  EXPECT_GE(expected.size(), 5U);
  archive_folder(folder, scratch / "p.tar", ArchiveKind::tar);
  archive_folder(folder, scratch / "p.tar.gz", ArchiveKind::tar_gz);
  archive_folder(folder, scratch / "p.zip", ArchiveKind::zip);
  write_with_sink(eark_tree(files), scratch.path(), Container::tar_zst);
  for (const char* name : {"p.tar", "p.tar.gz", "package.tar.zst", "p.zip"})
    EXPECT_EQ(in_full(validate_package(scratch / name, eark_only())), expected) << name;
}

TEST(EarkRules, want_one_folder_in_an_archive) {
  const TempDir scratch;
  write_tar(eark_tree(good_eark_package()), scratch / "p.tar", {.top = ""});
  EXPECT_THAT(rules_of(validate_package(scratch / "p.tar", eark_only())), Contains("CSIPSTR1"));
}

TEST(EarkRules, find_the_package_in_a_bag) {
  const TempDir scratch;
  EarkFiles files = good_eark_package();
  drop_attribute("CREATEDATE", "CREATEDATE")(files);
  Tree bag;
  bag.put("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  for (const Item& item : eark_tree(files).items)
    bag.put("data/package/" + item.name, item.bytes);
  const fs::path path = store(bag, scratch.path(), Container::dir);
  EXPECT_EQ(found(validate_package(path, eark_only())),
            std::vector<std::string>{"CSIP7 data/package/METS.xml"});
}

TEST(EarkRules, are_asked_of_packages_that_claim_them_and_of_no_others) {
  EarkFiles files = good_eark_package();
  drop_attribute("d-meta", "ADMID")(files);
  const auto claims = [](const PackageReport& report) {
    return std::any_of(report.rules.begin(), report.rules.end(), [](const RuleStanding& row) {
      return row.rule->id == "CSIP91" && row.outcome == RuleOutcome::failed;
    });
  };
  EXPECT_TRUE(claims(judge(files, {})));
  std::string& text = files.at("METS.xml");
  for (const std::string_view word : {"DILCIS.eu/XML", "earksip", "E-ARK"})
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word))
      text.replace(at, word.size(), "x");
  EXPECT_FALSE(claims(judge(files, {})));
  EXPECT_TRUE(claims(judge(files)));
}

TEST(EarkRules, take_a_folder_without_mets_for_a_package_when_they_are_asked_for) {
  const PackageReport asked = judge({{"notes.txt", "x"}});
  EXPECT_TRUE(asked.is_package);
  EXPECT_THAT(rules_of(asked), Contains("CSIPSTR4"));
  EXPECT_FALSE(judge({{"notes.txt", "x"}}, {}).is_package);
  const PackageReport obvious =
      judge({{"metadata/a.xml", "<a/>"}, {"representations/r/data/p", "x"}}, {});
  EXPECT_THAT(rules_of(obvious), Contains("CSIPSTR4"));
}

TEST(EarkRules, judge_a_package_that_lies_one_folder_too_deep) {
  EarkFiles files = good_eark_package();
  drop_attribute("CREATEDATE", "CREATEDATE")(files);
  Tree tree;
  for (const Item& item : eark_tree(files).items)
    tree.put("package/" + item.name, item.bytes);
  const TempDir scratch;
  const fs::path path = store(tree, scratch.path(), Container::dir);
  EXPECT_THAT(found(validate_package(path, eark_only())),
              testing::ElementsAre("CSIPSTR4 package", "CSIP7 package/METS.xml"));
  EXPECT_FALSE(validate_package(path).is_package);
}

TEST(EarkRules, leave_bytes_to_the_checks_of_mets_but_count_as_failed) {
  EarkFiles files = good_eark_package();
  set_attribute("f-manual", "CHECKSUM", std::string(64, '0'))(files);
  const PackageReport report = judge(files, {});
  EXPECT_THAT(rules_of(report), Contains("METS-file-3"));
  EXPECT_THAT(rules_of(report), testing::Not(Contains("CSIP71")));
  const auto row = std::find_if(report.rules.begin(), report.rules.end(),
                                [](const RuleStanding& r) { return r.rule->id == "CSIP71"; });
  ASSERT_NE(row, report.rules.end());
  EXPECT_EQ(row->outcome, RuleOutcome::failed);
}

TEST(EarkRules, say_which_rows_had_nothing_to_judge) {
  EarkFiles files = good_eark_package();
  drop_element("rightsMD ID")(files);
  replace_text("rights premis", "premis")(files);
  const PackageReport report = judge(files);
  for (const RuleStanding& row : report.rules)
    if (row.rule->id == "CSIP46" || row.rule->id == "CSIP3" || row.rule->id == "CSIP86") {
      EXPECT_EQ(row.outcome, RuleOutcome::not_applicable) << row.rule->id;
    } else if (row.rule->id == "CSIP33" || row.rule->id == "CSIP1") {
      EXPECT_EQ(row.outcome, RuleOutcome::passed) << row.rule->id;
    }
}

TEST(EarkRules, say_that_the_newest_version_was_taken_when_profile_names_none) {
  EarkFiles files = good_eark_package();
  set_attribute("OBJID", "PROFILE", "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml")(files);
  const PackageReport report = judge(files);
  EXPECT_THAT(in_full(report), IsEmpty());
  ASSERT_EQ(report.not_run.size(), 1U);
  EXPECT_NE(report.not_run.front().find("2.2.0"), std::string::npos);
}

TEST(EarkRules, hint_at_what_an_older_version_asks_when_profile_names_none) {
  EarkFiles files = good_eark_package();
  set_attribute("OBJID", "PROFILE", "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml")(files);
  set_attribute("d-top", "LABEL", "other")(files);
  const PackageReport report = judge(files);
  EXPECT_THAT(rules_of(report), testing::ElementsAre("CSIP86"));
  EXPECT_EQ(report.findings.front().severity(), Severity::info);
  EXPECT_THAT(rules_of(judge(files, {})), testing::Not(Contains("CSIP86")));
}

TEST(EarkRules, report_every_fault_with_its_line) {
  EarkFiles files = good_eark_package();
  for (const char* name : {"SIZE", "CREATED", "MIMETYPE", "CHECKSUM"})
    drop_attribute("f-manual", name)(files);
  const PackageReport report = judge(files);
  EXPECT_EQ(report.findings.size(), 4U);
  for (const Finding& finding : report.findings)
    EXPECT_EQ(finding.line, first(report, "CSIP69").line);
}

TEST(EarkRules, compare_metadata_that_is_there_in_other_letters) {
  EarkFiles files = good_eark_package();
  rename_file("metadata/descriptive/dc.xml", "metadata/descriptive/DC.xml")(files);
  std::string& text = files.at("METS.xml");
  text.replace(text.find("@size:metadata/descriptive/dc.xml@"), 34, "6");
  text.replace(text.find("@digest:metadata/descriptive/dc.xml@"), 36, std::string(64, '0'));
  EXPECT_THAT(rules_of(judge(files)), testing::ElementsAre("CSIP24", "CSIP29"));
}

TEST(EarkRules, judge_no_group_within_a_group_by_its_use) {
  EarkFiles files = good_eark_package();
  replace_text("      <file ID=\"f-manual\"",
               "<fileGrp ID=\"g-in\">\n<file ID=\"f-manual\"")(files);
  replace_text("    </fileGrp>", "</fileGrp>    </fileGrp>")(files);
  EXPECT_THAT(in_full(judge(files)), IsEmpty());
}

} // namespace
} // namespace delo
