// What validation says of packages that are good, damaged, strange, or no packages at all.
#include "delo/ops/validate.hpp"
#include "delo/report/validate_report.hpp"
#include "unit/support/packages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace delo {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kNfc = "\xD0\xB9";
constexpr std::string_view kNfd = "\xD0\xB8\xCC\x86";

class Validate : public testing::Test {
protected:
  TempDir scratch_;

  /// A bag without METS, made by hand: payload files by name, vouched for by one algorithm.
  fs::path plain_bag(const std::vector<std::pair<std::string, std::string>>& payload,
                     std::string_view version = "1.0", std::string_view algorithm = "sha256") {
    const fs::path bag = scratch_ / "plain";
    write_file(bag / "bagit.txt",
               "BagIt-Version: " + std::string(version) + "\nTag-File-Character-Encoding: UTF-8\n");
    write_file(bag / ("manifest-" + std::string(algorithm) + ".txt"), "");
    for (const auto& [name, bytes] : payload)
      write_file(bag / "data" / name, bytes);
    seal_payload(bag);
    return bag;
  }
};

TEST_F(Validate, names_the_altered_file_with_both_digests) {
  const fs::path bag = plain_bag({{"a.txt", "alpha\n"}, {"b.txt", "beta\n"}});
  write_file(bag / "data/b.txt", "bets\n");
  const PackageReport report = validate_package(bag);
  EXPECT_THAT(found(report), ElementsAre("BAGIT-3-3 data/b.txt"));
  EXPECT_EQ(first(report, "BAGIT-3-3").expected, digest_of(Algorithm::sha256, "beta\n"));
  EXPECT_EQ(first(report, "BAGIT-3-3").actual, digest_of(Algorithm::sha256, "bets\n"));
  EXPECT_EQ(report.verdict(), Verdict::invalid);
}

TEST_F(Validate, tells_missing_extra_and_truncated_files_apart) {
  const fs::path bag = plain_bag({{"cut.txt", "all of it\n"}, {"lost.txt", "here\n"}});
  write_file(bag / "data/cut.txt", "all");
  fs::remove(bag / "data/lost.txt");
  write_file(bag / "data/new.txt", "who am I\n");
  EXPECT_THAT(
      found(validate_package(bag)),
      ElementsAre("BAGIT-3-3 data/cut.txt", "BAGIT-3-1 data/lost.txt", "BAGIT-3-2 data/new.txt"));
}

TEST_F(Validate, sees_an_empty_file_where_bytes_were) {
  const fs::path bag = plain_bag({{"a.txt", "alpha\n"}});
  write_file(bag / "data/a.txt", "");
  EXPECT_THAT(found(validate_package(bag)), ElementsAre("BAGIT-3-3 data/a.txt"));
}

TEST_F(Validate, knows_a_name_in_another_normalisation_form_either_way) {
  for (const auto& [on_disk, in_manifest] : {std::pair(kNfd, kNfc), std::pair(kNfc, kNfd)}) {
    const fs::path bag = plain_bag({{std::string(in_manifest), "the letter\n"}});
    fs::rename(bag / "data" / in_manifest, bag / "data" / on_disk);
    const PackageReport report = validate_package(bag);
    EXPECT_THAT(found(report), ElementsAre("BAGIT-6.1.1-1 data/" + std::string(on_disk)));
    EXPECT_EQ(report.verdict(), Verdict::valid);
    fs::remove_all(bag);
  }
}

TEST_F(Validate, sees_a_change_behind_a_name_in_another_normalisation_form) {
  const fs::path bag = plain_bag({{std::string(kNfc), "the letter\n"}});
  fs::remove(bag / "data" / kNfc);
  write_file(bag / "data" / kNfd, "another letter\n");
  EXPECT_THAT(rules_of(validate_package(bag)), ElementsAre("BAGIT-3-3", "BAGIT-6.1.1-1"));
}

TEST_F(Validate, compares_such_a_name_with_every_manifest) {
  const fs::path bag = plain_bag({{std::string(kNfc), "the letter\n"}});
  write_file(bag / "manifest-sha512.txt",
             std::string(128, '0') + "  data/" + std::string(kNfc) + "\n");
  fs::rename(bag / "data" / kNfc, bag / "data" / kNfd);
  EXPECT_THAT(rules_of(validate_package(bag)), ElementsAre("BAGIT-3-3", "BAGIT-6.1.1-1"));
}

TEST_F(Validate, keeps_the_names_of_an_archive_as_they_are_written) {
  const fs::path bag = plain_bag({{std::string(kNfd) + ".txt", "as a Mac writes it\n"}});
  for (const auto& [name, kind] :
       {std::pair("bag.tar", ArchiveKind::tar), std::pair("bag.zip", ArchiveKind::zip)}) {
    archive_folder(bag, scratch_ / name, kind);
    EXPECT_THAT(found(validate_package(scratch_ / name)), IsEmpty()) << name;
  }
}

TEST_F(Validate, checks_digests_that_a_compressed_archive_asks_for_too_late) {
  const fs::path bag = plain_bag({{"a.txt", "alpha\n"}, {"z.txt", "omega\n"}}, "1.0", "md5");
  write_file(bag / "data/a.txt", "alpha!\n");
  archive_folder(bag, scratch_ / "bag.tar.gz", ArchiveKind::tar_gz);
  EXPECT_THAT(found(validate_package(scratch_ / "bag.tar.gz")),
              ElementsAre("BAGIT-3-3 data/a.txt"));
}

TEST_F(Validate, judges_what_it_reads_and_not_the_names_that_it_was_told) {
  const fs::path bag = plain_bag({{"a.txt", "alpha\n"}, {"z.txt", "omega\n"}}, "1.0", "md5");
  write_file(bag / "data/a.txt", "alpha!\n");
  ValidateOptions options;
  options.top_names = std::vector<std::string>{"manifest-sha256.txt", "METS.xml"};
  for (const ArchiveKind kind : {ArchiveKind::tar, ArchiveKind::tar_gz, ArchiveKind::zip}) {
    archive_folder(bag, scratch_ / "bag", kind);
    EXPECT_THAT(found(validate_package(scratch_ / "bag", options)),
                ElementsAre("BAGIT-3-3 data/a.txt"));
  }
}

TEST_F(Validate, judges_a_sip_alone_and_a_bag_alone) {
  const PackageReport sip = validate_package(pack_telegram(scratch_ / "1", Layout::sip));
  EXPECT_EQ(sip.kind, "SIP");
  EXPECT_EQ(sip.verdict(), Verdict::valid);
  const PackageReport bag = validate_package(pack_telegram(scratch_ / "2", Layout::bag));
  EXPECT_EQ(bag.kind, "bag");
  EXPECT_EQ(bag.verdict(), Verdict::valid);
  const PackageReport both = validate_package(pack_telegram(scratch_ / "3"));
  EXPECT_EQ(both.kind, "bag with SIP");
  EXPECT_EQ(both.verdict(), Verdict::valid);
}

TEST_F(Validate, counts_files_and_bytes) {
  const PackageReport report = validate_package(plain_bag({{"a.txt", "12345"}}));
  EXPECT_EQ(report.files, 3U);
  EXPECT_EQ(report.bytes, 5 + fs::file_size(scratch_ / "plain/bagit.txt") +
                              fs::file_size(scratch_ / "plain/manifest-sha256.txt"));
}

TEST_F(Validate, says_that_a_plain_folder_or_file_is_no_package) {
  write_file(scratch_ / "folder/letter.txt", "Dear all\n");
  fs::create_directory(scratch_ / "empty");
  for (const fs::path& path :
       {scratch_ / "folder", scratch_ / "empty", scratch_ / "folder/letter.txt"}) {
    const PackageReport report = validate_package(path);
    EXPECT_EQ(report.verdict(), Verdict::not_a_package) << path;
    EXPECT_FALSE(report.is_package) << path;
    EXPECT_EQ(report.kind, "") << path;
  }
}

TEST_F(Validate, says_that_a_path_which_does_not_exist_is_unreadable) {
  const PackageReport report = validate_package(scratch_ / "nowhere");
  EXPECT_EQ(report.verdict(), Verdict::unreadable);
  ASSERT_EQ(report.unreadable.size(), 1U);
  EXPECT_THAT(report.unreadable.front().reason, HasSubstr("nowhere"));
}

TEST_F(Validate, computes_the_digests_that_only_mets_asks_for) {
  const fs::path package = pack_telegram(scratch_.path());
  const fs::path sip = package / "data/telegram";
  const std::string page = "documentation/source/telegram-batumi-1946-03-05.txt";
  const std::string text = bytes_of(sip / page);
  const std::string good = digest_of(Algorithm::sha512, text);
  for (const auto& [algorithm, word] :
       {std::pair(Algorithm::md5, "MD5"), std::pair(Algorithm::sha256, "SHA-256")})
    for (const bool right : {true, false}) {
      const fs::path copy = scratch_ / "copy";
      fs::copy(package, copy, fs::copy_options::recursive);
      std::string digest = digest_of(algorithm, text);
      if (!right)
        digest.front() = digest.front() == '0' ? '1' : '0';
      const fs::path mets = copy / "data/telegram/METS.xml";
      replace_in(mets, good + "\" CHECKSUMTYPE=\"SHA-512\"",
                 digest + "\" CHECKSUMTYPE=\"" + word + "\"");
      seal(copy);
      archive_folder(copy, scratch_ / "copy.tar", ArchiveKind::tar);
      for (const fs::path& path : {copy, scratch_ / "copy.tar"}) {
        const PackageReport report = validate_package(path);
        if (right) {
          EXPECT_THAT(found(report), IsEmpty()) << path << word;
          continue;
        }
        EXPECT_THAT(found(report), ElementsAre("METS-file-3 data/telegram/" + page))
            << path << word;
        EXPECT_EQ(first(report, "METS-file-3").expected, digest);
        EXPECT_EQ(first(report, "METS-file-3").actual, digest_of(algorithm, text));
      }
      fs::remove_all(copy);
    }
}

TEST_F(Validate, says_when_mets_asks_for_a_digest_that_cannot_be_computed) {
  const fs::path sip = pack_telegram(scratch_.path(), Layout::sip);
  replace_in(sip / "METS.xml", "CHECKSUMTYPE=\"SHA-512\"", "CHECKSUMTYPE=\"HAVAL\"");
  const PackageReport report = validate_package(sip);
  EXPECT_THAT(found(report), IsEmpty());
  EXPECT_THAT(report.not_run, ElementsAre(HasSubstr("HAVAL")));
}

TEST_F(Validate, leaves_a_folder_called_metadata_alone_where_there_is_no_mets) {
  const fs::path bag = plain_bag({{"metadata/broken.xml", "<open>"}, {"x/metadata/b.xml", "<"}});
  EXPECT_THAT(found(validate_package(bag)), IsEmpty());
}

TEST_F(Validate, looks_at_the_metadata_of_a_sip) {
  const fs::path sip = pack_telegram(scratch_.path(), Layout::sip);
  replace_in(sip / "metadata/descriptive/mods.xml", "<mods ", "<mods COLOUR=\"red\" ");
  const PackageReport report = validate_package(sip);
  EXPECT_THAT(rules_of(report), ElementsAre("METS-file-2", "METS-file-3", "XML-3"));
  EXPECT_EQ(first(report, "XML-3").path, "metadata/descriptive/mods.xml");
}

TEST_F(Validate, says_that_it_has_no_schema_for_other_documents) {
  const fs::path bag = pack_telegram(scratch_.path());
  const fs::path sip = bag / "data/telegram";
  write_file(sip / "metadata/preservation/premis.xml", "<other/>");
  const PackageReport report = validate_package(bag);
  EXPECT_THAT(report.not_run, ElementsAre(HasSubstr("premis.xml")));
}

TEST_F(Validate, leaves_the_mets_of_another_maker_deep_in_the_payload_alone) {
  for (const Layout layout : {Layout::bag, Layout::bag_with_sip}) {
    const TempDir scratch;
    write_file(scratch / "scans/deep/METS.xml", "<mets>never closed");
    const fs::path package = pack_telegram(scratch / "out", layout, [&](PackOptions& options) {
      options.representations = {{"original", {scratch / "scans"}}};
    });
    EXPECT_THAT(found(validate_package(package)), IsEmpty());
  }
}

TEST_F(Validate, takes_percent_signs_by_the_version_of_the_bag) {
  const fs::path old = plain_bag({{"100%25.txt", "plain\n"}, {"50%.txt", "plain\n"}}, "0.97");
  std::string manifest;
  for (const std::string name : {"100%25.txt", "50%.txt"})
    manifest += digest_of(Algorithm::sha256, "plain\n") + "  data/" + name + "\n";
  write_file(old / "manifest-sha256.txt", manifest); // as they are called: nothing is encoded
  EXPECT_THAT(found(validate_package(old)), IsEmpty());
  replace_in(old / "bagit.txt", "0.97", "1.0"); // now %25 stands for %, and is tried as written
  EXPECT_THAT(found(validate_package(old)),
              ElementsAre("BAGIT-2.1.3-9 data/100%25.txt", "BAGIT-2.1.3-9 manifest-sha256.txt"));
}

TEST_F(Validate, lets_manifests_share_the_payload_before_1_0) {
  const fs::path bag = plain_bag({{"a.txt", "alpha\n"}}, "0.97");
  write_file(bag / "data/b.txt", "beta\n");
  write_file(bag / "manifest-md5.txt", digest_of(Algorithm::md5, "beta\n") + "  data/b.txt\n");
  EXPECT_THAT(found(validate_package(bag)), IsEmpty());
}

TEST_F(Validate, takes_md5sum_stars_and_dots_before_paths) {
  const fs::path bag = plain_bag({{"a.txt", "alpha\n"}});
  replace_in(bag / "manifest-sha256.txt", "  data", " *./data");
  const PackageReport report = validate_package(bag);
  EXPECT_THAT(found(report), ElementsAre("BAGIT-6.1.3-1 manifest-sha256.txt",
                                         "BAGIT-2.1.3-10 manifest-sha256.txt"));
  EXPECT_EQ(report.verdict(), Verdict::valid);
}

TEST_F(Validate, takes_hard_reading_order_in_archives) {
  const fs::path bag = plain_bag({{"a.txt", "alpha\n"}});
  for (const bool backwards : {false, true}) {
    auto items = items_of(bag);
    if (backwards)
      std::reverse(items.begin(), items.end());
    write_archive(scratch_ / "bag.tar", ArchiveKind::tar, items);
    const PackageReport report = validate_package(scratch_ / "bag.tar");
    EXPECT_THAT(found(report), IsEmpty());
    EXPECT_EQ(report.kind, "bag");
  }
}

TEST_F(Validate, takes_an_archive_that_was_made_inside_the_folder) {
  auto items = items_of(plain_bag({{"a.txt", "alpha\n"}})); // as "tar -cf bag.tar ." writes it
  for (ArchiveItem& item : items)
    item.name.replace(0, std::string("plain").size(), ".");
  write_archive(scratch_ / "bag.tar", ArchiveKind::tar, items);
  const PackageReport report = validate_package(scratch_ / "bag.tar");
  EXPECT_EQ(report.kind, "bag");
  EXPECT_EQ(report.count(Severity::error), 0U) << testing::PrintToString(in_full(report));
}

TEST_F(Validate, judges_an_archive_without_a_top_folder_alike_in_any_order) {
  auto items = items_of(plain_bag({{"a.txt", "alpha\n"}}));
  std::erase_if(items, [](const ArchiveItem& item) { return item.name == "plain"; });
  for (ArchiveItem& item : items)
    item.name.erase(0, std::string("plain/").size());
  std::vector<PackageReport> reports;
  for (const std::string_view name : {"as-sorted.tar", "data-first.tar"}) {
    write_archive(scratch_ / name, ArchiveKind::tar, items);
    reports.push_back(validate_package(scratch_ / name));
    std::stable_partition(items.begin(), items.end(),
                          [](const ArchiveItem& item) { return item.name.starts_with("data"); });
  }
  EXPECT_EQ(reports.front().kind, "bag");
  EXPECT_EQ(reports.back().kind, "bag");
  EXPECT_EQ(in_full(reports.front()), in_full(reports.back()));
}

TEST_F(Validate, shows_names_and_values_of_a_hostile_package_escaped) {
  const fs::path sip = pack_telegram(scratch_.path(), Layout::sip);
  write_file(sip / "metadata/preservation/a\nb.xml", "<other/>");
  replace_in(sip / "METS.xml", "SIZE=\"", "SIZE=\"\xE2\x80\xAE"); // turns the writing direction
  const std::string text = validate_text({{}, {validate_package(sip)}});
  EXPECT_THAT(text, testing::Not(HasSubstr("a\nb.xml")));
  EXPECT_THAT(text, testing::Not(HasSubstr("\xE2\x80\xAE")));
}

TEST_F(Validate, reads_a_manifest_once_when_its_name_occurs_twice) {
  auto items = items_of(plain_bag({{"a.txt", "alpha\n"}}));
  const auto manifest = std::find_if(items.begin(), items.end(), [](const ArchiveItem& item) {
    return item.name.ends_with("manifest-sha256.txt");
  });
  items.push_back(ArchiveItem(*manifest));
  write_archive(scratch_ / "bag.tar", ArchiveKind::tar, items);
  EXPECT_THAT(found(validate_package(scratch_ / "bag.tar")),
              ElementsAre("DELO-path-4 manifest-sha256.txt"));
}

TEST_F(Validate, sorts_many_findings_by_path) {
  std::vector<std::pair<std::string, std::string>> payload;
  for (int i = 0; i < 300; ++i)
    payload.emplace_back("folder" + std::to_string(i % 7) + "/" + std::to_string(i), "x");
  const fs::path bag = plain_bag(payload);
  for (const auto& [name, bytes] : payload)
    write_file(bag / "data" / name, "y");
  write_file(bag / "data/a", "extra");
  const PackageReport report = validate_package(bag);
  EXPECT_EQ(report.findings.size(), 301U);
  EXPECT_TRUE(std::is_sorted(report.findings.begin(), report.findings.end(),
                             [](const Finding& a, const Finding& b) { return a.path < b.path; }));
  EXPECT_EQ(in_full(report), in_full(validate_package(bag)));
}

TEST_F(Validate, stops_when_it_is_asked_to) {
  std::stop_source stop;
  stop.request_stop();
  const fs::path bag = plain_bag({{"a.txt", "alpha\n"}});
  EXPECT_EQ(kind_of([&] { validate_package(bag, {.stop = stop.get_token()}); }),
            ErrorKind::interrupted);
}

TEST_F(Validate, says_nothing_of_missing_files_when_an_archive_breaks_off) {
  const fs::path bag =
      plain_bag({{"a.txt", std::string(5000, 'a')}, {"b.txt", std::string(5000, 'b')}});
  archive_folder(bag, scratch_ / "bag.tar", ArchiveKind::tar);
  fs::resize_file(scratch_ / "bag.tar", bytes_of(scratch_ / "bag.tar").find("bbbbb") + 100);
  const PackageReport report = validate_package(scratch_ / "bag.tar");
  EXPECT_THAT(rules_of(report), ElementsAre("DELO-container-2"));
  EXPECT_EQ(report.verdict(), Verdict::invalid);
  EXPECT_THAT(report.not_run, testing::Not(IsEmpty()));
}

TEST_F(Validate, never_calls_an_unreadable_file_good_or_altered) {
  const fs::path bag = plain_bag({{"a.txt", "alpha\n"}, {"b.txt", "beta\n"}});
  fs::permissions(bag / "data/a.txt", fs::perms::none);
  const WithoutPrivileges plain_user;
  const PackageReport report = validate_package(bag);
  EXPECT_THAT(found(report), IsEmpty());
  EXPECT_EQ(report.verdict(), Verdict::unreadable);
  ASSERT_EQ(report.unreadable.size(), 1U);
  EXPECT_EQ(report.unreadable.front().path, "data/a.txt");
}

// Verdicts and how a run ends.

const Rule kError{"T-1", Severity::error, "", "", "", ""};
const Rule kWarning{"T-2", Severity::warning, "", "", "", ""};

PackageReport report_with(Verdict verdict) {
  PackageReport report;
  report.is_package = verdict != Verdict::not_a_package;
  if (verdict == Verdict::invalid)
    report.findings.push_back({&kError, {}, 0, {}, {}, {}});
  if (verdict == Verdict::unreadable)
    report.unreadable.push_back({"a", "Input/output error", ""});
  return report;
}

ExitCode exit_of(const std::vector<Verdict>& verdicts) {
  RunReport run;
  for (const Verdict verdict : verdicts)
    run.packages.push_back(report_with(verdict));
  return exit_code(run);
}

TEST(Verdicts, are_of_the_worst_that_was_found) {
  using enum Verdict;
  for (const Verdict verdict : {valid, invalid, not_a_package, unreadable})
    EXPECT_EQ(report_with(verdict).verdict(), verdict);
  PackageReport warned = report_with(valid);
  warned.findings.push_back({&kWarning, {}, 0, {}, {}, {}});
  EXPECT_EQ(warned.verdict(), valid);
  PackageReport both = report_with(invalid);
  both.unreadable.push_back({"a", "Input/output error", ""});
  EXPECT_EQ(both.verdict(), unreadable);
}

TEST(Verdicts, end_a_run_with_3_before_1_before_4_before_0) {
  using enum Verdict;
  EXPECT_EQ(exit_of({valid, valid}), ExitCode::good);
  EXPECT_EQ(exit_of({valid, not_a_package}), ExitCode::nothing_to_check);
  EXPECT_EQ(exit_of({}), ExitCode::nothing_to_check);
  EXPECT_EQ(exit_of({valid, invalid, not_a_package}), ExitCode::bad);
  EXPECT_EQ(exit_of({invalid, unreadable, not_a_package, valid}), ExitCode::could_not_finish);
  EXPECT_EQ(static_cast<int>(ExitCode::could_not_finish), 3);
  EXPECT_EQ(static_cast<int>(ExitCode::bad), 1);
  EXPECT_EQ(static_cast<int>(ExitCode::nothing_to_check), 4);
}

} // namespace
} // namespace delo
