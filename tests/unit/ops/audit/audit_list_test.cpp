// Collections of the kind list: the files that a list of digests names, and no others.
#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/reading.hpp"
#include "unit/formats/ocfl/ocfl_object.hpp"
#include "unit/support/files.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace delo {
namespace {

namespace fs = std::filesystem;
using test::hex_of;
using test::write_file;

class AuditList : public testing::Test {
protected:
  AuditList() {
    write_file(root() / "a.txt", "alpha");
    write_file(root() / "папка/б.txt", "beta");
  }

  fs::path root() const { return folder_ / "root"; }
  fs::path list() const { return folder_ / "list"; }
  fs::path catalogue() const { return folder_ / "catalogue"; }

  static std::string line(const std::string& name, const std::string& bytes,
                          Algorithm algorithm = Algorithm::sha256) {
    return hex_of(algorithm, bytes) + "  " + name + "\n";
  }
  static std::string both() { return line("a.txt", "alpha") + line("./папка/б.txt", "beta"); }

  AuditAddResult add(const std::string& text) const {
    write_file(list(), text);
    return add_list(list());
  }
  AuditAddResult add_list(const fs::path& file) const {
    AuditAddOptions options{catalogue(), {}, clock_};
    options.collection =
        Collection{0, "tapes", CollectionKind::list, root().native(), file.native(), {}};
    return audit_add(options);
  }
  AuditReport run() const {
    AuditRunOptions options{catalogue(), clock_};
    options.agrees_with_itself = agreement_by({});
    return audit_run(options);
  }
  using Lines = std::vector<std::string>;
  Lines told() const {
    Lines lines;
    for (const AuditEvent& event : run().events)
      lines.push_back(std::string(to_word(event.outcome)) + " " + event.path);
    std::sort(lines.begin(), lines.end());
    return lines;
  }
  void expect_refused(const std::string& text, const std::string& words) const {
    const AuditAddResult result = add(text);
    EXPECT_TRUE(result.added.empty());
    ASSERT_EQ(result.refused.size(), 1U);
    EXPECT_FALSE(result.refused[0].unreadable) << result.refused[0].reason;
    EXPECT_NE(result.refused[0].reason.find(words), std::string::npos) << result.refused[0].reason;
    EXPECT_TRUE(audit_list(catalogue()).empty());
  }

  test::TempDir folder_;
  FixedClock clock_{Timestamp{1'700'000'000}};
};

TEST_F(AuditList, files_that_are_what_the_list_says_are_taken_in_and_pass) {
  const AuditAddResult result = add(both());
  ASSERT_EQ(result.added.size(), 1U);
  EXPECT_EQ(result.added[0].files, 2U);
  EXPECT_EQ(result.added[0].bytes, 9U);
  EXPECT_TRUE(result.notices.empty());
  EXPECT_EQ(audit_list(catalogue()).at(0).kind, PackageKind::list);
  EXPECT_TRUE(run().events.empty());
}

TEST_F(AuditList, a_wrong_digest_is_refused_with_its_line) {
  expect_refused(line("a.txt", "alpha") + line("папка/б.txt", "other"),
                 "line 2: папка/б.txt: its SHA-256 is " + hex_of(Algorithm::sha256, "beta"));
}

TEST_F(AuditList, each_of_several_algorithms_counts) {
  expect_refused(both() + line("a.txt", "omega", Algorithm::md5), "a.txt: its MD5 is");
  EXPECT_EQ(add(both() + line("a.txt", "alpha", Algorithm::md5)).added.size(), 1U);
}

TEST_F(AuditList, a_listed_file_that_is_missing_is_refused) {
  expect_refused(both() + line("gone", ""), "line 3: gone is missing");
}

TEST_F(AuditList, a_name_that_climbs_out_of_the_root_is_refused) {
  write_file(folder_ / "outside", "x");
  expect_refused(line("a/../../outside", "x"), "line 1: a/../../outside: it lies outside");
  expect_refused(line("/outside", "x"), "line 1: /outside: it lies outside");
  expect_refused(line(root().native() + "-2/a.txt", "alpha"), "it lies outside");
}

TEST_F(AuditList, the_root_itself_is_no_file) {
  expect_refused(line("./", ""), "line 1: ./: it is the name of a folder");
}

TEST_F(AuditList, absolute_names_below_the_root_are_taken) {
  EXPECT_EQ(add(line(root().native() + "/a.txt", "alpha")).added.size(), 1U);
  write_file(root() / "a.txt", "ALPHA");
  EXPECT_EQ(told(), Lines{"altered a.txt"});
}

TEST_F(AuditList, absolute_names_may_lead_to_the_root_by_a_link) {
  fs::create_directory_symlink(root(), folder_ / "link");
  EXPECT_EQ(add(line((folder_ / "link").native() + "/папка/б.txt", "beta")).added.size(), 1U);
}

TEST_F(AuditList, a_line_that_makes_no_sense_is_refused) {
  expect_refused(both() + "no digest\n", "line 3: it is no line of a list of digests");
}

TEST_F(AuditList, two_ways_to_write_a_name_must_agree) {
  expect_refused(both() + line("./a.txt", "omega"), "line 3: ./a.txt has another digest");
  EXPECT_EQ(add(both() + line(".//a.txt", "alpha")).added.size(), 1U);
}

TEST_F(AuditList, a_list_that_names_nothing_is_refused) {
  expect_refused("# nothing\n", "it names no file");
}

TEST_F(AuditList, a_list_of_hashdeep_counts_with_its_sizes) {
  const auto text = [this](std::size_t size) {
    return fmt::format("%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n## a comment\n"
                       "{},{},{},{}/a.txt\n",
                       size, hex_of(Algorithm::md5, "alpha"), hex_of(Algorithm::sha256, "alpha"),
                       root().native());
  };
  expect_refused(text(6), "line 4: a.txt has 5 bytes, not 6");
  EXPECT_EQ(add(text(5)).added.size(), 1U);
}

TEST_F(AuditList, a_list_as_bsd_writes_it_counts) {
  EXPECT_EQ(add("SHA512 (a.txt) = " + hex_of(Algorithm::sha512, "alpha") + "\n").added.size(), 1U);
}

TEST_F(AuditList, names_with_a_newline_or_no_utf8_are_watched) {
  write_file(root() / "a\nb", "1");
  write_file(root() / "\xFF", "2");
  ASSERT_EQ(add("\\" + line("a\\nb", "1") + line("\xFF", "2")).added.size(), 1U);
  EXPECT_TRUE(run().events.empty());
  write_file(root() / "a\nb", "X");
  fs::remove(root() / "\xFF");
  EXPECT_EQ(told(), (Lines{"altered a\nb", "missing \xFF"}));
}

TEST_F(AuditList, files_that_are_not_listed_are_told_of_once_and_not_watched) {
  write_file(root() / "z1", "1");
  write_file(root() / "z2", "2");
  const AuditAddResult result = add(both());
  ASSERT_EQ(result.added.size(), 1U);
  EXPECT_EQ(result.added[0].files, 2U);
  ASSERT_EQ(result.notices.size(), 1U);
  EXPECT_NE(result.notices[0].find("not in the list: 2 files, first z1"), std::string::npos);
  write_file(root() / "z2", "changed");
  write_file(root() / "z3", "new");
  EXPECT_TRUE(told().empty());
}

TEST_F(AuditList, files_that_are_not_listed_are_not_opened) {
  write_file(root() / "locked", "x");
  fs::create_directories(root() / "closed");
  fs::permissions(root() / "locked", fs::perms::none);
  fs::permissions(root() / "closed", fs::perms::none);
  fs::permissions(folder_.path(), fs::perms::all);
  write_file(list(), both());
  AuditAddResult result;
  AuditReport report;
  {
    const test::WithoutPrivileges ordinary;
    result = add_list(list());
    report = run();
  }
  fs::permissions(root() / "closed", fs::perms::owner_all);
  EXPECT_EQ(result.added.size(), 1U) << (result.refused.empty() ? "" : result.refused[0].reason);
  EXPECT_TRUE(report.events.empty());
}

TEST_F(AuditList, a_folder_with_listed_files_that_cannot_be_listed_is_unreadable) {
  fs::permissions(folder_.path(), fs::perms::all);
  write_file(list(), both());
  const auto lock = [this] { fs::permissions(root() / "папка", fs::perms::none); };
  const auto unlock = [this] { fs::permissions(root() / "папка", fs::perms::owner_all); };
  lock();
  AuditAddResult refused;
  {
    const test::WithoutPrivileges ordinary;
    refused = add_list(list());
  }
  ASSERT_EQ(refused.refused.size(), 1U);
  EXPECT_TRUE(refused.refused[0].unreadable);
  unlock();
  ASSERT_EQ(add_list(list()).added.size(), 1U);
  lock();
  fs::permissions(catalogue(), fs::perms::all);
  for (const std::string end : {".lock", ".events.jsonl"})
    fs::permissions(catalogue().native() + end, fs::perms::all);
  Lines lines;
  {
    const test::WithoutPrivileges ordinary;
    lines = told();
  }
  unlock();
  EXPECT_EQ(lines, Lines{"unreadable папка"});
}

TEST_F(AuditList, a_listed_link_is_refused) {
  fs::create_symlink("a.txt", root() / "link");
  expect_refused(line("link", "alpha"), "link is a link");
}

TEST_F(AuditList, of_duplicate_contents_the_one_that_is_removed_is_missing) {
  write_file(root() / "twin", "alpha");
  ASSERT_EQ(add(both() + line("twin", "alpha")).added.size(), 1U);
  fs::remove(root() / "twin");
  EXPECT_EQ(told(), Lines{"missing twin"});
}

TEST_F(AuditList, a_list_below_the_root_is_watched_as_well) {
  write_file(root() / "SHA256SUMS", both());
  const AuditAddResult result = add_list(root() / "SHA256SUMS");
  ASSERT_EQ(result.added.size(), 1U);
  EXPECT_EQ(result.added[0].files, 3U);
  EXPECT_TRUE(result.notices.empty());
  write_file(root() / "SHA256SUMS", both() + line("b", ""));
  EXPECT_EQ(told(), Lines{"extended SHA256SUMS"});
}

TEST_F(AuditList, what_a_list_says_of_itself_is_passed_over) {
  write_file(root() / "SHA256SUMS", both() + line("./SHA256SUMS", ""));
  const AuditAddResult result = add_list(root() / "SHA256SUMS");
  EXPECT_EQ(result.added.size(), 1U);
  ASSERT_EQ(result.notices.size(), 1U);
  EXPECT_NE(result.notices[0].find("names itself"), std::string::npos);
}

TEST_F(AuditList, a_list_that_is_no_file_is_told_at_once) {
  const AuditAddResult result = add_list("/dev/zero");
  ASSERT_EQ(result.refused.size(), 1U);
  EXPECT_TRUE(result.refused[0].unreadable);
}

TEST_F(AuditList, a_change_is_accepted_with_a_list_that_fits_and_refused_without) {
  add(both());
  write_file(root() / "a.txt", "omega");
  const auto accept = [this] {
    return audit_accept({catalogue(), root().native(), "edited", clock_});
  };
  EXPECT_EQ(test::kind_of([&] { accept(); }), ErrorKind::usage);
  write_file(list(), line("a.txt", "omega") + line("папка/б.txt", "beta"));
  EXPECT_EQ(accept().changed, 1U);
  EXPECT_TRUE(told().empty());
}

} // namespace
} // namespace delo
