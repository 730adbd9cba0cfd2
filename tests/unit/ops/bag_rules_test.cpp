// What BagIt asks differs from version to version, and what is read differs from depth to depth.
#include "delo/ops/validate.hpp"
#include "unit/support/packages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace delo {
namespace {

using namespace test;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A small bag with one file, made line by line.
class BagRulesTest : public testing::Test {
protected:
  TempDir scratch_;
  fs::path bag_ = scratch_ / "bag";

  void SetUp() override {
    declare("1.0");
    write_file(bag_ / "data/a.txt", "alpha\n");
    write_file(bag_ / "manifest-sha256.txt", line("data/a.txt"));
  }

  void declare(const std::string& version, const std::string& encoding = "UTF-8") {
    write_file(bag_ / "bagit.txt",
               "BagIt-Version: " + version + "\nTag-File-Character-Encoding: " + encoding + "\n");
  }

  static std::string line(const std::string& path, const std::string& bytes = "alpha\n",
                          Algorithm algorithm = Algorithm::sha256) {
    return digest_of(algorithm, bytes) + "  " + path + "\n";
  }

  PackageReport judge(Depth depth = Depth::full, bool lenient = false) const {
    ValidateOptions options;
    options.depth = depth;
    options.lenient = lenient;
    return validate_package(bag_, options);
  }
  PackageReport judge_leniently() const { return judge(Depth::full, true); }

  /// The weight of the one rule that is broken; nothing when none is.
  static std::optional<Severity> weight(const PackageReport& report, std::string_view rule) {
    if (report.findings.empty())
      return std::nullopt;
    EXPECT_THAT(rules_of(report), ElementsAre(rule));
    return report.findings.front().severity();
  }

  static RuleOutcome outcome(const PackageReport& report, std::string_view rule) {
    const auto row =
        std::find_if(report.rules.begin(), report.rules.end(),
                     [rule](const RuleStanding& standing) { return standing.rule->id == rule; });
    return row == report.rules.end() ? RuleOutcome::not_run : row->outcome;
  }
};

TEST_F(BagRulesTest, do_not_call_a_file_lost_where_a_link_lies) {
  fs::remove(bag_ / "data/a.txt");
  fs::create_symlink("/etc/hostname", bag_ / "data/a.txt");
  const PackageReport report = judge();
  EXPECT_THAT(rules_of(report), testing::IsSupersetOf({"DELO-path-2", "BAGIT-3-1"}));
  for (const Finding& finding : report.findings)
    if (finding.rule->id == "BAGIT-3-1") {
      EXPECT_THAT(finding.message, HasSubstr("but what is there is no file"));
    }
}

TEST_F(BagRulesTest, compare_each_file_with_its_own_line_whatever_the_order_of_lines) {
  std::vector<std::string> lines{line("data/a.txt"), line("data/lost.txt")};
  for (const std::string name : {"b.txt", "box/c.txt", "box/d.txt", "box/inner/e.txt", "f/g.txt"}) {
    write_file(bag_ / "data" / name, name);
    lines.push_back(line("data/" + name, name == "box/d.txt" ? "changed" : name));
  }
  std::sort(lines.begin(), lines.end(), [](const std::string& x, const std::string& y) {
    return x.substr(x.find(' ')) < y.substr(y.find(' '));
  });
  for (std::size_t turn = 0; turn < lines.size() * 2; ++turn) {
    write_file(bag_ / "manifest-sha256.txt",
               std::accumulate(lines.begin(), lines.end(), std::string()));
    std::vector<std::string> found;
    for (const Finding& finding : judge().findings)
      found.push_back(std::string(finding.rule->id) + " " + finding.path);
    EXPECT_THAT(found, testing::UnorderedElementsAre("BAGIT-3-1 data/lost.txt",
                                                     "BAGIT-3-3 data/box/d.txt"));
    std::rotate(lines.begin(), lines.begin() + 1, lines.end());
    if (turn + 1 == lines.size())
      std::reverse(lines.begin(), lines.end());
  }
}

TEST_F(BagRulesTest, weigh_by_the_version_of_the_bag) {
  struct Case {
    std::string_view rule;
    std::optional<Severity> before;
    std::function<void(const std::string& version)> damage;
  };
  const auto add_line = [this](const std::string& text) {
    append(bag_ / "manifest-sha256.txt", text);
  };
  const std::vector<Case> cases{
      {"BAGIT-2.1.1-4", Severity::warning,
       [this](const std::string& version) {
         write_file(bag_ / "bagit.txt",
                    "BagIt-Version :  " + version + "\nTag-File-Character-Encoding: UTF-8\n");
       }},
      {"BAGIT-2.1.3-4", Severity::warning,
       [&](const std::string&) { add_line(line("data/a.txt")); }},
      {"BAGIT-2.1.3-9", std::nullopt,
       [&](const std::string&) {
         write_file(bag_ / "data/50%.txt", "half\n");
         add_line(line("data/50%.txt", "half\n"));
       }},
      {"BAGIT-3-4", std::nullopt,
       [this](const std::string&) { write_file(bag_ / "manifest-md5.txt", ""); }},
      {"BAGIT-2.2.2-2", Severity::warning,
       [this](const std::string& version) {
         write_file(bag_ / (version == "0.95" ? "package-info.txt" : "bag-info.txt"),
                    "Payload-Oxum: 6.1\nPAYLOAD-OXUM: 6.1\n");
       }},
      {"BAGIT-2.2.2-5", std::nullopt,
       [this](const std::string& version) {
         write_file(bag_ / (version == "0.95" ? "package-info.txt" : "bag-info.txt"),
                    "Contact-Name : A. Keeper\nContact-Phone:1\n");
       }},
      {"BAGIT-2.4-2", Severity::warning,
       [this](const std::string&) {
         fs::rename(bag_ / "manifest-sha256.txt", bag_ / "manifest-SHA-256.txt");
       }},
  };
  for (const Case& each : cases)
    for (const std::string version : {"0.95", "0.97", "1.0"}) {
      SCOPED_TRACE(std::string(each.rule) + " in " + version);
      fs::remove_all(bag_);
      SetUp();
      declare(version);
      each.damage(version);
      const PackageReport report = judge();
      const auto expected = version == "1.0" ? Severity::error : each.before;
      EXPECT_EQ(weight(report, each.rule), expected) << testing::PrintToString(in_full(report));
      EXPECT_EQ(report.verdict(), expected == Severity::error ? Verdict::invalid : Verdict::valid);
    }
}

TEST_F(BagRulesTest, take_two_digests_for_an_error_in_every_version) {
  declare("0.96");
  append(bag_ / "manifest-sha256.txt", line("data/a.txt", "other\n"));
  EXPECT_EQ(weight(judge(), "BAGIT-2.1.3-6"), Severity::error);
}

TEST_F(BagRulesTest, hold_bagit_txt_to_its_two_lines) {
  const std::string good = "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n";
  for (const std::string& text :
       {std::string(), std::string("BagIt-Version: 0.97\n"),
        std::string("Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 0.97\n"), good + "\n",
        good + "BagIt-Version: 0.97\n", "bagit-version" + good.substr(13)}) {
    write_file(bag_ / "bagit.txt", text);
    const PackageReport report = judge();
    EXPECT_THAT(rules_of(report), Contains("BAGIT-2.1.1-2")) << text;
    EXPECT_EQ(report.verdict(), Verdict::invalid) << text;
  }
  for (const std::string& text :
       {good, good.substr(0, good.size() - 1),
        std::string("BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8\r\n"),
        std::string("BagIt-Version: 0.97\rTag-File-Character-Encoding: utf-8\r")}) {
    write_file(bag_ / "bagit.txt", text);
    EXPECT_THAT(found(judge()), IsEmpty()) << text;
  }
}

TEST_F(BagRulesTest, read_tag_files_in_the_declared_encoding) {
  write_file(bag_ / "data/й.txt", "letter\n");
  const std::string text = line("data/a.txt") + line("data/й.txt", "letter\n");
  std::string wide("\xFF\xFE", 2);
  std::string koi8;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_short_i = text.compare(i, 2, "й") == 0;
    wide += is_short_i ? '\x39' : text[i];
    wide += is_short_i ? '\x04' : '\0';
    koi8 += is_short_i ? '\xCA' : text[i];
    i += is_short_i ? 1 : 0;
  }
  declare("0.97", "UTF-16");
  for (const std::string& bytes : {wide, wide.substr(2)}) {
    write_file(bag_ / "manifest-sha256.txt", bytes);
    EXPECT_THAT(found(judge()), ElementsAre("BAGIT-2.1.1-8 bagit.txt"));
  }
  declare("0.97", "KOI8-R");
  write_file(bag_ / "manifest-sha256.txt", koi8);
  EXPECT_THAT(found(judge()), ElementsAre("BAGIT-2.1.1-8 bagit.txt"));
  declare("0.97");
  EXPECT_THAT(rules_of(judge()), Contains("BAGIT-2.3-1")) << "these bytes are no UTF-8";
  write_file(bag_ / "manifest-sha256.txt", text);
  declare("0.97", "UTF-16");
  EXPECT_THAT(found(judge()),
              ElementsAre("BAGIT-2.1.1-8 bagit.txt", "BAGIT-2.3-1 manifest-sha256.txt"))
      << "it is UTF-8 in truth, and read as that";
}

TEST_F(BagRulesTest, read_folded_values_and_any_line_end) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    std::string text =
        "Note: a line" + end + "  and another" + end + "Payload-Oxum:" + end + "\t7.1" + end;
    write_file(bag_ / "bag-info.txt", text);
    EXPECT_THAT(found(judge()), ElementsAre("BAGIT-2.2.2-3 bag-info.txt"));
  }
}

TEST_F(BagRulesTest, know_sha3_and_blake2) {
  for (const auto& [name, algorithm] :
       {std::pair("sha3256", Algorithm::sha3_256), std::pair("blake2b512", Algorithm::blake2b512),
        std::pair("sha512256", Algorithm::sha512_256)}) {
    const fs::path manifest = bag_ / ("manifest-" + std::string(name) + ".txt");
    write_file(manifest, line("data/a.txt", "alpha\n", algorithm));
    EXPECT_THAT(found(judge()), IsEmpty()) << name;
    write_file(manifest, line("data/a.txt", "other\n", algorithm));
    EXPECT_THAT(found(judge()), ElementsAre("BAGIT-3-3 data/a.txt")) << name;
    fs::remove(manifest);
  }
}

TEST_F(BagRulesTest, do_not_pass_over_a_manifest_that_cannot_be_checked) {
  write_file(bag_ / "manifest-tiger192.txt", "00  data/a.txt\n");
  EXPECT_EQ(weight(judge(), "BAGIT-2.4-1"), Severity::warning);
  fs::remove(bag_ / "manifest-sha256.txt");
  EXPECT_EQ(judge().verdict(), Verdict::invalid);
}

TEST_F(BagRulesTest, find_a_name_of_1_0_that_was_not_encoded_or_not_decoded) {
  write_file(bag_ / "data/a%20b.txt", "beta\n");
  append(bag_ / "manifest-sha256.txt", line("data/a%20b.txt", "beta\n"));
  PackageReport report = judge();
  EXPECT_EQ(weight(report, "BAGIT-2.1.3-9"), Severity::error);
  EXPECT_THAT(report.findings.front().message, HasSubstr("as it is written"));
  write_file(bag_ / "data/a%20b.txt", "bets\n");
  EXPECT_THAT(rules_of(judge()), ElementsAre("BAGIT-2.1.3-9", "BAGIT-3-3"));
}

TEST_F(BagRulesTest, forgive_known_slips_and_name_the_tools) {
  write_file(bag_ / "data/a%20b.txt", "beta\n");
  append(bag_ / "manifest-sha256.txt", line("data\\a%20b.txt", "beta\n"));
  write_file(bag_ / "bag-info.txt", "Payload-Oxum: 1.1\n");
  write_file(bag_ / "bagit.txt", "\xEF\xBB\xBF"
                                 "BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n");
  EXPECT_EQ(judge().verdict(), Verdict::invalid);
  const PackageReport report = judge_leniently();
  EXPECT_EQ(report.verdict(), Verdict::valid);
  EXPECT_EQ(report.count(Severity::warning), 5U);
  for (const Finding& finding : report.findings)
    EXPECT_THAT(finding.message, HasSubstr("forgiven as a slip of"));
  write_file(bag_ / "data/a.txt", "alphA\n");
  EXPECT_EQ(judge_leniently().verdict(), Verdict::invalid) << "altered bytes are no slip";
}

TEST_F(BagRulesTest, weigh_a_bag_that_is_still_to_be_fetched_apart) {
  write_file(bag_ / "fetch.txt", "https://example.org/b.txt 5 data/b.txt\n");
  append(bag_ / "manifest-sha256.txt", line("data/b.txt", "beta\n"));
  EXPECT_EQ(judge().verdict(), Verdict::incomplete);
  append(bag_ / "manifest-sha256.txt", line("data/c.txt", "lost\n"));
  EXPECT_EQ(judge().verdict(), Verdict::invalid) << "nothing says where to get data/c.txt";
}

TEST_F(BagRulesTest, decode_the_paths_of_fetch_txt_since_1_0_only) {
  write_file(bag_ / "data/50%.txt", "half\n");
  append(bag_ / "manifest-sha256.txt", line("data/50%25.txt", "half\n"));
  write_file(bag_ / "fetch.txt", "https://example.org/a 5 data/50%25.txt\n");
  EXPECT_THAT(found(judge()), IsEmpty());
  fs::rename(bag_ / "data/50%.txt", bag_ / "data/50%25.txt");
  declare("0.97");
  EXPECT_THAT(found(judge()), IsEmpty());
}

TEST_F(BagRulesTest, refuse_paths_of_fetch_txt_that_would_climb_when_decoded) {
  for (const std::string version : {"0.97", "1.0"}) {
    declare(version);
    write_file(bag_ / "fetch.txt", "https://example.org/a - data/%2e%2e/%2E%2E/x\n");
    EXPECT_THAT(found(judge()), ElementsAre("BAGIT-2.2.3-5 fetch.txt"));
  }
}

TEST_F(BagRulesTest, take_files_to_be_fetched_from_one_manifest_before_1_0) {
  write_file(bag_ / "data/b.txt", "beta\n");
  write_file(bag_ / "manifest-md5.txt", line("data/b.txt", "beta\n", Algorithm::md5));
  write_file(bag_ / "fetch.txt", "https://example.org/b 5 data/b.txt\n");
  declare("0.97");
  EXPECT_THAT(found(judge()), IsEmpty());
  declare("1.0");
  EXPECT_THAT(rules_of(judge()), ElementsAre("BAGIT-2.2.3-7", "BAGIT-3-4"));
}

TEST_F(BagRulesTest, read_no_payload_when_only_completeness_is_asked_for) {
  write_file(bag_ / "data/a.txt", "alphA\n"); // altered, and of the same size
  write_file(bag_ / "bag-info.txt", "Payload-Oxum: 6.1\n");
  write_file(bag_ / "tagmanifest-sha256.txt",
             line("bagit.txt", bytes_of(bag_ / "bagit.txt")) + line("bag-info.txt", "other\n") +
                 line("manifest-sha256.txt", bytes_of(bag_ / "manifest-sha256.txt")));
  const PackageReport report = judge(Depth::structure);
  EXPECT_THAT(found(report), ElementsAre("BAGIT-3-3 bag-info.txt")) << "tag files are read";
  EXPECT_THAT(report.not_run, Contains(HasSubstr("digests of the payload")));
  write_file(bag_ / "data/b.txt", "beta\n");
  fs::remove(bag_ / "data/a.txt");
  EXPECT_THAT(rules_of(judge(Depth::structure)), testing::IsSupersetOf({"BAGIT-3-1", "BAGIT-3-2"}));
}

TEST_F(BagRulesTest, say_that_digests_were_not_compared_when_they_were_not) {
  const PackageReport report = judge(Depth::structure);
  EXPECT_EQ(report.verdict(), Verdict::valid);
  EXPECT_EQ(outcome(report, "BAGIT-3-3"), RuleOutcome::not_run);
  EXPECT_EQ(outcome(report, "BAGIT-3-1"), RuleOutcome::passed);
  EXPECT_EQ(outcome(judge(), "BAGIT-3-3"), RuleOutcome::passed);
  EXPECT_EQ(outcome(judge(), "BAGIT-2.2.3-2"), RuleOutcome::not_applicable);
}

TEST_F(BagRulesTest, count_the_payload_and_nothing_else_when_that_is_asked_for) {
  write_file(bag_ / "bag-info.txt", "Payload-Oxum: 6.1\n");
  write_file(bag_ / "data/a.txt", "alphA\n");
  write_file(bag_ / "manifest-sha256.txt", "garbage\n");
  PackageReport report = judge(Depth::oxum);
  EXPECT_EQ(report.verdict(), Verdict::valid);
  EXPECT_THAT(report.not_run, Contains(HasSubstr("manifests")));
  EXPECT_EQ(outcome(report, "BAGIT-2.2.2-3"), RuleOutcome::passed);
  EXPECT_EQ(outcome(report, "BAGIT-3-1"), RuleOutcome::not_run);
  write_file(bag_ / "data/a.txt", "alpha and more\n");
  EXPECT_THAT(found(judge(Depth::oxum)), ElementsAre("BAGIT-2.2.2-3 bag-info.txt"));
  write_file(bag_ / "bag-info.txt", "Contact-Name: A. Keeper\n");
  EXPECT_THAT(found(judge(Depth::oxum)), ElementsAre("DELO-bag-5 bag-info.txt"));
  fs::remove(bag_ / "bag-info.txt");
  EXPECT_EQ(judge(Depth::oxum).verdict(), Verdict::invalid) << "nothing was checked";
}

TEST_F(BagRulesTest, call_a_bag_incomplete_when_counting_finds_files_to_be_fetched) {
  write_file(bag_ / "bag-info.txt", "Payload-Oxum: 11.2\n");
  write_file(bag_ / "fetch.txt", "https://example.org/b.txt 5 data/b.txt\n");
  EXPECT_EQ(judge(Depth::oxum).verdict(), Verdict::incomplete);
}

TEST_F(BagRulesTest, judge_archives_alike_at_every_depth) {
  write_file(bag_ / "data/a.txt", "alphA\n");
  write_file(bag_ / "bag-info.txt", "Payload-Oxum: 6.1\n");
  for (const ArchiveKind kind : {ArchiveKind::tar, ArchiveKind::tar_gz, ArchiveKind::zip}) {
    archive_folder(bag_, scratch_ / "bag.archive", kind);
    for (const Depth depth : {Depth::full, Depth::structure, Depth::oxum}) {
      ValidateOptions options;
      options.depth = depth;
      const PackageReport report = validate_package(scratch_ / "bag.archive", options);
      EXPECT_EQ(in_full(report), in_full(judge(depth)));
      EXPECT_EQ(report.verdict(), depth == Depth::full ? Verdict::invalid : Verdict::valid);
    }
  }
}

TEST_F(BagRulesTest, are_no_fault_of_a_sip_that_is_read_in_part) {
  for (const Layout layout : {Layout::bag_with_sip, Layout::sip}) {
    const TempDir place;
    const fs::path package = pack_telegram(place.path(), layout);
    ValidateOptions options;
    options.depth = Depth::structure;
    const PackageReport report = validate_package(package, options);
    EXPECT_THAT(in_full(report), IsEmpty()) << to_word(layout);
    EXPECT_THAT(report.not_run, testing::Not(IsEmpty()));
    EXPECT_EQ(outcome(report, "METS-file-3"), RuleOutcome::not_run);
  }
}

TEST_F(BagRulesTest, refuse_the_private_layout_of_one_library) {
  fs::create_directory(bag_ / ".bagit");
  write_file(bag_ / ".bagit/bagit.txt", "BagIt-Version: 2.0\n");
  fs::remove(bag_ / "bagit.txt");
  fs::remove(bag_ / "manifest-sha256.txt");
  const PackageReport report = judge();
  EXPECT_THAT(rules_of(report), Contains("DELO-bag-2"));
  EXPECT_EQ(report.verdict(), Verdict::invalid);
}

TEST_F(BagRulesTest, find_each_side_of_a_normalisation_form) {
  constexpr std::string_view kNfc = "data/\xD0\xB9.txt";
  constexpr std::string_view kNfd = "data/\xD0\xB8\xCC\x86.txt";
  for (const auto& [here, listed] : {std::pair(kNfc, kNfd), std::pair(kNfd, kNfc)}) {
    fs::remove(bag_ / kNfc);
    write_file(bag_ / here, "letter\n");
    write_file(bag_ / "manifest-sha256.txt",
               line("data/a.txt") + line(std::string(listed), "letter\n"));
    EXPECT_EQ(weight(judge(), "BAGIT-6.1.1-1"), Severity::warning);
  }
}

} // namespace
} // namespace delo
