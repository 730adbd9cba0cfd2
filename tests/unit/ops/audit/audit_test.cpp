// Every outcome of an audit, made by doing to a stored package what it tells of. Reading that fails
// below the file system (EIO) cannot be made in here; an end-to-end test injects it.
#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "unit/support/no_permission.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <stdlib.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <map>
#include <string>

namespace delo {
namespace {

namespace fs = std::filesystem;
using test::NoPermission;

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

/// A tar of the given files below one top folder.
void write_tar(const fs::path& path, const std::map<std::string, std::string>& files) {
  archive* tar = archive_write_new();
  archive_write_set_format_ustar(tar);
  ASSERT_EQ(archive_write_open_filename(tar, path.c_str()), ARCHIVE_OK);
  for (const auto& [name, text] : files) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, ("top/" + name).c_str());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
    archive_write_header(tar, entry);
    archive_write_data(tar, text.data(), text.size());
    archive_entry_free(entry);
  }
  archive_write_free(tar);
}

class AuditTest : public testing::Test {
protected:
  AuditTest() {
    std::string name = (fs::temp_directory_path() / "delo-audit-XXXXXX").native();
    folder_ = fs::canonical(::mkdtemp(name.data()));
    store_ = folder_ / "store";
    catalogue_ = folder_ / "catalogue.db";
  }
  ~AuditTest() override { fs::remove_all(folder_); }

  fs::path make_bag(const std::string& name) const {
    const fs::path bag = store_ / name;
    write(bag / "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    write(bag / "bag-info.txt",
          "Bagging-Date: 2025-01-01\nDelo-Citation: RGASPI, f. 558,\n op. 11\n");
    write(bag / "data/a.txt", "aaaa");
    write(bag / "data/deep/b.txt", name);
    return bag;
  }
  AuditAddResult add(std::vector<fs::path> paths) const {
    return audit_add({catalogue_, std::move(paths), clock_});
  }
  AuditReport run() const { return audit_run({catalogue_, clock_}); }
  /// Takes in one bag and says where it is.
  fs::path added_bag() const {
    const fs::path bag = make_bag("bag");
    EXPECT_EQ(add({bag}).added.size(), 1U);
    return bag;
  }
  static ErrorKind kind_of(const std::function<void()>& work) {
    try {
      work();
    } catch (const Error& error) {
      return error.kind();
    }
    return ErrorKind::internal;
  }
  /// Expects exactly one event, and gives it.
  static AuditEvent only_event(const AuditReport& report, AuditOutcome outcome) {
    EXPECT_EQ(report.events.size(), 1U);
    if (report.events.size() != 1)
      return {};
    EXPECT_EQ(to_word(report.events[0].outcome), to_word(outcome));
    EXPECT_EQ(report.counts.of(outcome), 1U);
    return report.events[0];
  }

  fs::path folder_;
  fs::path store_;
  fs::path catalogue_;
  FixedClock clock_{Timestamp{1700000000}};
};

TEST_F(AuditTest, what_was_taken_in_and_is_unchanged_passes_in_silence) {
  const AuditAddResult result = add({make_bag("one"), make_bag("two")});
  ASSERT_EQ(result.added.size(), 2U);
  EXPECT_EQ(result.added[0].files, 4U);
  EXPECT_EQ(result.added[0].citation, "RGASPI, f. 558, op. 11");
  EXPECT_EQ(exit_code(result), ExitCode::good);
  const AuditReport report = run();
  EXPECT_TRUE(report.events.empty());
  EXPECT_EQ(report.counts.packages, 2U);
  EXPECT_EQ(report.counts.packages_passed, 2U);
  EXPECT_EQ(report.counts.files, 8U);
  EXPECT_EQ(report.counts.of(AuditOutcome::passed), 8U);
  EXPECT_EQ(exit_code(report), ExitCode::good);
}

TEST_F(AuditTest, a_folder_of_packages_is_taken_in_one_level_deep) {
  make_bag("b");
  make_bag("a");
  make_bag(".hidden");
  make_bag("not-itself/inner");
  write(store_ / "readme.txt", "no package");
  const AuditAddResult result = add({store_});
  ASSERT_EQ(result.added.size(), 2U);
  EXPECT_EQ(result.added[0].path, (store_ / "a").native());
  EXPECT_EQ(result.passed_over,
            (std::vector<std::string>{store_ / "not-itself", store_ / "readme.txt"}));
  EXPECT_EQ(exit_code(result), ExitCode::good);
}

TEST_F(AuditTest, what_is_no_package_is_told_and_not_taken_in) {
  write(store_ / "readme.txt", "no package");
  const AuditAddResult result = add({store_, store_ / "readme.txt"});
  EXPECT_EQ(result.not_packages.size(), 2U);
  EXPECT_EQ(exit_code(result), ExitCode::nothing_to_check);
}

TEST_F(AuditTest, adding_again_never_changes_the_reference) {
  const fs::path bag = added_bag();
  write(bag / "data/a.txt", "aaab");
  const AuditAddResult again = add({bag, store_});
  EXPECT_EQ(again.already.size(), 2U);
  EXPECT_TRUE(again.added.empty());
  EXPECT_EQ(exit_code(run()), ExitCode::bad);
}

TEST_F(AuditTest, a_package_that_does_not_validate_is_refused_with_its_report) {
  const fs::path bag = make_bag("bag");
  const auto result = audit_add({catalogue_, {bag}, clock_, {}, [](const fs::path& path) {
                                   PackageReport report;
                                   report.path = path.native();
                                   report.is_package = false;
                                   return report;
                                 }});
  ASSERT_EQ(result.refused.size(), 1U);
  EXPECT_TRUE(result.refused[0].report);
  EXPECT_EQ(exit_code(result), ExitCode::bad);
  EXPECT_TRUE(audit_list(catalogue_).empty());
}

TEST_F(AuditTest, a_package_with_a_link_is_refused) {
  const fs::path bag = make_bag("bag");
  fs::create_symlink("a.txt", bag / "data/link");
  const AuditAddResult result = add({bag});
  ASSERT_EQ(result.refused.size(), 1U);
  EXPECT_FALSE(result.refused[0].unreadable);
}

TEST_F(AuditTest, one_changed_byte_is_altered) {
  const fs::path bag = added_bag();
  write(bag / "data/a.txt", "aaab");
  const AuditReport report = run();
  const AuditEvent event = only_event(report, AuditOutcome::altered);
  EXPECT_EQ(event.path, "data/a.txt");
  EXPECT_EQ(event.name, "bag");
  EXPECT_EQ(event.citation, "RGASPI, f. 558, op. 11");
  ASSERT_TRUE(event.expected && event.actual);
  EXPECT_NE(*event.expected, *event.actual);
  EXPECT_EQ(event.expected->algorithm(), Algorithm::sha512);
  EXPECT_EQ(event.bytes_read, 4U);
  EXPECT_EQ(exit_code(report), ExitCode::bad);
}

TEST_F(AuditTest, a_shorter_file_is_truncated) {
  write(added_bag() / "data/a.txt", "aa");
  const AuditEvent event = only_event(run(), AuditOutcome::truncated);
  EXPECT_EQ(event.expected_size, 4U);
  EXPECT_EQ(event.actual_size, 2U);
}

TEST_F(AuditTest, an_emptied_file_is_truncated) {
  write(added_bag() / "data/a.txt", "");
  EXPECT_EQ(only_event(run(), AuditOutcome::truncated).actual_size, 0U);
}

TEST_F(AuditTest, a_longer_file_is_extended) {
  write(added_bag() / "data/a.txt", "aaaab");
  EXPECT_EQ(only_event(run(), AuditOutcome::extended).actual_size, 5U);
}

TEST_F(AuditTest, a_removed_file_is_missing) {
  fs::remove(added_bag() / "data/a.txt");
  const AuditEvent event = only_event(run(), AuditOutcome::missing);
  EXPECT_EQ(event.path, "data/a.txt");
  EXPECT_TRUE(event.expected);
  EXPECT_FALSE(event.actual);
}

TEST_F(AuditTest, a_new_file_is_extra) {
  write(added_bag() / "data/c.txt", "new");
  EXPECT_EQ(only_event(run(), AuditOutcome::extra).path, "data/c.txt");
}

TEST_F(AuditTest, a_link_in_the_place_of_a_file_is_altered_and_not_followed) {
  const fs::path bag = added_bag();
  fs::rename(bag / "data/a.txt", folder_ / "a.txt");
  fs::create_symlink(folder_ / "a.txt", bag / "data/a.txt");
  EXPECT_EQ(only_event(run(), AuditOutcome::altered).reason, "is now a link");
}

TEST_F(AuditTest, a_folder_in_the_place_of_a_file_is_altered) {
  const fs::path bag = added_bag();
  fs::remove(bag / "data/a.txt");
  fs::create_directory(bag / "data/a.txt");
  EXPECT_EQ(only_event(run(), AuditOutcome::altered).reason, "is now a folder");
}

TEST_F(AuditTest, names_that_are_not_utf8_are_told_byte_for_byte) {
  const fs::path bag = make_bag("bag\xFF");
  write(bag / "data/\xC3(\n%.txt", "x");
  add({bag});
  EXPECT_EQ(exit_code(run()), ExitCode::good);
  write(bag / "data/\xC3(\n%.txt", "y");
  const AuditReport report = run();
  const AuditEvent event = only_event(report, AuditOutcome::altered);
  EXPECT_EQ(event.path, "data/\xC3(\n%.txt");
  EXPECT_EQ(event.package, bag.native());
}

TEST_F(AuditTest, a_package_that_is_gone_is_one_event) {
  const fs::path bag = added_bag();
  make_bag("other");
  add({store_});
  fs::remove_all(bag);
  const AuditReport report = run();
  const AuditEvent event = only_event(report, AuditOutcome::package_missing);
  EXPECT_EQ(event.package, bag.native());
  EXPECT_EQ(event.path, "");
  EXPECT_EQ(exit_code(report), ExitCode::bad);
  EXPECT_EQ(report.counts.packages_passed, 1U);
}

TEST_F(AuditTest, a_package_that_was_moved_is_known_again_by_its_content) {
  const fs::path bag = added_bag();
  make_bag("other");
  add({store_});
  const fs::path there = folder_ / "new place" / "bag";
  fs::create_directories(there.parent_path());
  fs::rename(bag, there);
  const AuditAddResult result = add({there});
  ASSERT_EQ(result.moved.size(), 1U);
  EXPECT_EQ(result.moved[0].from, bag.native());
  EXPECT_TRUE(result.added.empty());
  EXPECT_EQ(exit_code(run()), ExitCode::good);
  EXPECT_EQ(audit_list(catalogue_).size(), 2U);
}

TEST_F(AuditTest, a_copy_is_a_package_of_its_own) {
  const fs::path bag = added_bag();
  fs::create_directories(folder_ / "copies");
  fs::copy(bag, folder_ / "copies" / "bag", fs::copy_options::recursive);
  EXPECT_EQ(add({folder_ / "copies"}).added.size(), 1U);
}

TEST_F(AuditTest, a_store_that_was_emptied_is_away_and_nothing_is_marked_bad) {
  make_bag("one");
  make_bag("two");
  add({store_});
  run();
  fs::remove_all(store_);
  fs::create_directory(store_);
  write(store_ / ".nfs", "");
  const AuditReport report = run();
  EXPECT_TRUE(report.events.empty());
  ASSERT_EQ(report.stores_away.size(), 1U);
  EXPECT_EQ(report.stores_away[0].folder, store_.native());
  EXPECT_EQ(report.stores_away[0].packages.size(), 2U);
  EXPECT_EQ(report.counts.of(AuditOutcome::not_run), 2U);
  EXPECT_EQ(exit_code(report), ExitCode::mass_change);
  EXPECT_EQ(audit_list(catalogue_)[0].last_outcome, AuditOutcome::passed);
}

TEST_F(AuditTest, a_store_whose_folder_is_gone_is_away) {
  added_bag();
  fs::remove_all(store_);
  EXPECT_EQ(exit_code(run()), ExitCode::mass_change);
}

TEST_F(AuditTest, an_emptied_store_does_not_hide_damage_in_another) {
  const fs::path bag = added_bag();
  write(folder_ / "other" / "x" / "bagit.txt", "x");
  add({folder_ / "other"});
  fs::remove_all(folder_ / "other");
  write(bag / "data/a.txt", "bbbb");
  const AuditReport report = run();
  EXPECT_EQ(report.stores_away.size(), 1U);
  EXPECT_EQ(exit_code(report), ExitCode::bad);
}

TEST_F(AuditTest, a_file_that_cannot_be_opened_is_unreadable_and_never_altered_or_missing) {
  const fs::path bag = added_bag();
  const NoPermission denied(folder_, bag / "data/a.txt");
  if (!denied.works())
    GTEST_SKIP() << "root's rights cannot be given up here";
  const AuditReport report = run();
  const AuditEvent event = only_event(report, AuditOutcome::unreadable);
  EXPECT_EQ(event.path, "data/a.txt");
  EXPECT_NE(event.reason.find("Permission denied"), std::string::npos) << event.reason;
  EXPECT_FALSE(event.actual);
  EXPECT_EQ(report.counts.of(AuditOutcome::passed), 3U);
  EXPECT_EQ(exit_code(report), ExitCode::could_not_finish);
  EXPECT_FALSE(audit_list(catalogue_)[0].last_checked); // not every byte was read
}

TEST_F(AuditTest, files_below_a_folder_that_cannot_be_listed_are_not_missing) {
  const fs::path bag = added_bag();
  const NoPermission denied(folder_, bag / "data/deep");
  if (!denied.works())
    GTEST_SKIP() << "root's rights cannot be given up here";
  const AuditReport report = run();
  const AuditEvent event = only_event(report, AuditOutcome::unreadable);
  EXPECT_EQ(event.path, "data/deep");
  EXPECT_NE(event.reason.find("not checked: 1"), std::string::npos) << event.reason;
}

TEST_F(AuditTest, unreadable_beats_altered_and_the_report_holds_both) {
  const fs::path bag = added_bag();
  write(bag / "data/deep/b.txt", "BAG");
  const NoPermission denied(folder_, bag / "data/a.txt");
  if (!denied.works())
    GTEST_SKIP() << "root's rights cannot be given up here";
  const AuditReport report = run();
  EXPECT_EQ(report.counts.of(AuditOutcome::altered), 1U);
  EXPECT_EQ(report.counts.of(AuditOutcome::unreadable), 1U);
  EXPECT_EQ(exit_code(report), ExitCode::could_not_finish);
}

TEST_F(AuditTest, a_package_that_cannot_be_read_is_not_taken_in) {
  const fs::path bag = make_bag("bag");
  const NoPermission denied(folder_, bag / "data/a.txt");
  if (!denied.works())
    GTEST_SKIP() << "root's rights cannot be given up here";
  const AuditAddResult result = add({bag});
  ASSERT_EQ(result.refused.size(), 1U);
  EXPECT_TRUE(result.refused[0].unreadable);
  EXPECT_EQ(exit_code(result), ExitCode::could_not_finish);
}

TEST_F(AuditTest, an_archive_passes_when_its_own_bytes_are_unchanged) {
  fs::create_directories(store_);
  write_tar(store_ / "bag.tar",
            {{"bag-info.txt", "Delo-Citation: GARF\n"}, {"data/a.txt", "aaaa"}});
  const AuditAddResult result = add({store_});
  ASSERT_EQ(result.added.size(), 1U);
  EXPECT_EQ(result.added[0].citation, "GARF");
  EXPECT_EQ(result.added[0].files, 2U);
  EXPECT_EQ(result.added[0].bytes, fs::file_size(store_ / "bag.tar"));
  const AuditReport report = run();
  EXPECT_TRUE(report.events.empty());
  EXPECT_EQ(report.counts.files, 2U);
}

TEST_F(AuditTest, a_changed_archive_names_the_entries_that_changed) {
  fs::create_directories(store_);
  write_tar(store_ / "bag.tar", {{"a", "aaaa"}, {"b", "bbbb"}, {"c", "cccc"}, {"d", "dddd"}});
  add({store_});
  write_tar(store_ / "bag.tar", {{"a", "aaaX"}, {"b", "bb"}, {"c", "ccccc"}, {"e", "eeee"}});
  std::map<std::string, std::string> told;
  const AuditReport report = run();
  for (const AuditEvent& event : report.events)
    told[event.path] = to_word(event.outcome);
  const std::map<std::string, std::string> expected{{".", "altered"},   {"a", "altered"},
                                                    {"b", "truncated"}, {"c", "extended"},
                                                    {"d", "missing"},   {"e", "extra"}};
  EXPECT_EQ(told, expected);
}

TEST_F(AuditTest, a_cut_archive_is_truncated_and_what_follows_the_cut_is_not_missing) {
  fs::create_directories(store_);
  write_tar(store_ / "bag.tar", {{"a", std::string(5000, 'a')}, {"b", std::string(5000, 'b')}});
  add({store_});
  fs::resize_file(store_ / "bag.tar", 2000);
  const AuditEvent event = only_event(run(), AuditOutcome::truncated);
  EXPECT_EQ(event.path, ".");
  EXPECT_EQ(event.actual_size, 2000U);
  EXPECT_NE(event.reason.find("breaks off"), std::string::npos) << event.reason;
}

TEST_F(AuditTest, an_archive_that_is_no_archive_any_more_is_altered) {
  fs::create_directories(store_);
  write_tar(store_ / "bag.tar", {{"a", "aaaa"}});
  add({store_});
  write(store_ / "bag.tar", std::string(fs::file_size(store_ / "bag.tar"), 'x'));
  EXPECT_EQ(only_event(run(), AuditOutcome::altered).path, ".");
}

TEST_F(AuditTest, a_folder_that_became_a_file_is_one_event) {
  const fs::path bag = added_bag();
  fs::remove_all(bag);
  write(bag, "a file");
  EXPECT_EQ(only_event(run(), AuditOutcome::altered).path, "");
}

TEST_F(AuditTest, a_second_run_at_the_same_time_is_refused_as_busy) {
  added_bag();
  const CatalogueLock other(catalogue_, clock_);
  EXPECT_EQ(kind_of([&] { run(); }), ErrorKind::busy);
  EXPECT_EQ(kind_of([&] { add({store_}); }), ErrorKind::busy);
  EXPECT_EQ(audit_list(catalogue_).size(), 1U); // looking is free
}

TEST_F(AuditTest, a_missing_catalogue_is_nothing_to_check_and_is_not_made) {
  EXPECT_EQ(kind_of([&] { run(); }), ErrorKind::nothing_to_check);
  EXPECT_EQ(kind_of([&] { audit_list(catalogue_); }), ErrorKind::nothing_to_check);
  EXPECT_EQ(kind_of([&] { audit_status(catalogue_); }), ErrorKind::nothing_to_check);
  EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(AuditTest, a_run_that_is_stopped_says_so_and_is_remembered) {
  added_bag();
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(kind_of([&] {
              audit_run({catalogue_, clock_, stop.get_token()});
            }),
            ErrorKind::interrupted);
  const AuditStatus status = audit_status(catalogue_);
  ASSERT_TRUE(status.last_run);
  EXPECT_EQ(status.last_run->exit, static_cast<int>(ExitCode::interrupted));
  EXPECT_EQ(status.never_checked, 1U);
}

TEST_F(AuditTest, the_status_tells_the_last_run_and_the_oldest_check) {
  make_bag("one");
  add({store_});
  run();
  const FixedClock later(Timestamp{1700000000 + 86400});
  make_bag("two");
  fs::rename(store_ / "one", folder_ / "one"); // the first cannot be checked the second time
  audit_add({catalogue_, {store_ / "two"}, later});
  audit_run({catalogue_, later});
  const AuditStatus status = audit_status(catalogue_);
  EXPECT_EQ(status.packages, 2U);
  EXPECT_EQ(status.never_checked, 0U);
  ASSERT_TRUE(status.oldest);
  EXPECT_EQ(status.oldest->name, "one");
  EXPECT_EQ(status.oldest->last_checked, Timestamp{1700000000});
  EXPECT_EQ(status.oldest->last_outcome, AuditOutcome::package_missing);
  ASSERT_TRUE(status.last_run);
  EXPECT_EQ(status.last_run->ended, later.now());
  EXPECT_EQ(status.last_run->exit, 1);
  EXPECT_EQ(status.last_run->counts.of(AuditOutcome::package_missing), 1U);
  EXPECT_EQ(status.last_run->counts.of(AuditOutcome::passed), 4U);
}

} // namespace
} // namespace delo
