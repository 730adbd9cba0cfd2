// What other tools that watch over stored files have done to their users, one test for each fear.
// What only the command line can show is in tests/cli/audit_fears.sh; a disk that truly fails in
// audit_loop_image.sh, audit_faults_ptrace.sh.
#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/event_log.hpp"
#include "delo/report/audit_report.hpp"
#include "unit/support/files.hpp"
#include "unit/support/no_permission.hpp"
#include "unit/support/ticking_clock.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <csignal>
#include <map>
#include <string>
#include <vector>

namespace delo {
namespace {

namespace fs = std::filesystem;
using test::kind_of;
using test::NoPermission;
using test::write_file;

using Told = std::map<std::string, std::string>; ///< the outcome of each path that did not pass

class AuditFears : public testing::Test {
protected:
  fs::path bag(const std::string& name) const { return folder_ / "store" / name; }
  fs::path catalogue() const { return folder_ / "catalogue"; }
  fs::path page(const std::string& name = "bag") const { return bag(name) / "data/page.txt"; }

  void make_bag(const std::string& name) const {
    write_file(bag(name) / "bagit.txt", "BagIt-Version: 1.0\n");
    write_file(page(name), "the page of " + name);
  }
  void make_bags(int count) const {
    for (int i = 0; i < count; ++i)
      make_bag(fmt::format("bag{:02}", i));
  }
  AuditAddResult add(Collection collection) const {
    AuditAddOptions options{catalogue(), {}, clock_};
    options.collection = std::move(collection);
    return audit_add(options);
  }
  AuditAddResult add(Settings settings = {}) const {
    return add(Collection{0, "holdings", CollectionKind::packages, (folder_ / "store").native(), "",
                          std::move(settings)});
  }
  /// Makes and takes in one bag.
  void add_bag() const {
    make_bag("bag");
    add();
  }
  AuditRunOptions options() const { return {catalogue(), clock_}; }
  AuditReport run() const { return audit_run(options()); }
  /// A run that is stopped at one of its looks at the clock.
  void run_until(int look) const {
    std::stop_source stop;
    AuditRunOptions stopped = options();
    stopped.stop = stop.get_token();
    clock_.on_look = [&stop, &look] {
      if (--look == 0)
        stop.request_stop();
    };
    test::error_of([&] { audit_run(stopped); });
    clock_.on_look = {};
  }
  static Told told(const AuditReport& report) {
    Told told;
    for (const AuditEvent& event : report.events)
      told[event.path] = to_word(event.outcome);
    return told;
  }
  std::vector<Json> checks() const {
    std::vector<Json> checks;
    const LogVerdict verdict =
        read_log(event_log_of(catalogue()), [&checks](const Json& line, auto) {
          if (line["what"] == "check")
            checks.push_back(line);
        });
    EXPECT_FALSE(verdict.bad_line) << verdict.problem;
    return checks;
  }

  test::TempDir folder_;
  mutable test::TickingClock clock_{1'700'000'000};
};

#define NEEDS(denied)                                                                              \
  if (!(denied).works())                                                                           \
  GTEST_SKIP() << "root's rights cannot be given up here"

// Of a workflow system: a status that was not known became the exit code 0.
TEST_F(AuditFears, what_could_not_be_checked_is_never_exit_0) {
  add_bag();
  const NoPermission denied(folder_.path(), page());
  NEEDS(denied);
  EXPECT_EQ(exit_code(run()), ExitCode::could_not_finish);
}

// Of the same: an exception of one package was logged, and the whole was called a success.
TEST_F(AuditFears, one_package_in_trouble_is_not_lost_among_many_that_pass) {
  make_bags(5);
  add();
  const NoPermission denied(folder_.path(), page("bag02"));
  NEEDS(denied);
  const AuditReport report = run();
  EXPECT_EQ(exit_code(report), ExitCode::could_not_finish);
  EXPECT_EQ(report.counts.packages_passed, 4U);
}

// Of the same: all results were kept at the end, so that a kill lost them all.
TEST_F(AuditFears, a_killed_run_keeps_its_results) {
  make_bags(5);
  add();
  EXPECT_EXIT(
      {
        int look = 9;
        clock_.on_look = [&look] {
          if (--look == 0)
            std::raise(SIGKILL);
        };
        run();
      },
      testing::KilledBySignal(SIGKILL), "");
  const AuditReport rest = run();
  EXPECT_TRUE(rest.continues);
  EXPECT_GT(rest.counts.packages, 0U);
  EXPECT_LT(rest.counts.packages, 5U);
  EXPECT_EQ(checks().size(), 5U);
}

// Of a repository: whatever went wrong with reading was told as "not found".
TEST_F(AuditFears, an_unreadable_disk_is_never_reported_as_missing) {
  add_bag();
  const NoPermission denied(folder_.path(), bag("bag") / "data");
  NEEDS(denied);
  const AuditReport report = run();
  EXPECT_EQ(told(report), (Told{{"data", "unreadable"}}));
  EXPECT_EQ(report.counts.of(AuditOutcome::missing), 0U);
}

// Of the same: what had an error once was not looked at any more.
TEST_F(AuditFears, a_package_is_not_dropped_after_an_error) {
  make_bags(3);
  add();
  {
    const NoPermission denied(folder_.path(), page("bag01"));
    NEEDS(denied);
    run();
  }
  AuditRunOptions plan = options();
  plan.is_dry_run = true;
  EXPECT_EQ(audit_run(plan).planned.at(0).path, bag("bag01").native());
  const AuditReport report = run();
  EXPECT_EQ(report.counts.packages_passed, 3U);
}

// Of the same: what was new counted as checked, with the time of its arrival.
TEST_F(AuditFears, a_new_package_is_not_passed_before_it_was_read) {
  add_bag();
  EXPECT_EQ(audit_status(catalogue()).never_checked, 1U);
  EXPECT_FALSE(audit_list(catalogue()).at(0).last_checked);
  EXPECT_FALSE(audit_list(catalogue()).at(0).last_outcome);
  EXPECT_TRUE(checks().empty());
}

// Of the same, and of others: what differed was printed, and the exit code was 0.
TEST_F(AuditFears, what_differs_is_never_exit_0) {
  add_bag();
  write_file(page(), "The page of bag");
  EXPECT_EQ(exit_code(run()), ExitCode::bad);
}

// Of the same: MD5 was all that was kept. These two files have one MD5.
TEST_F(AuditFears, a_weak_digest_that_came_along_is_not_the_only_one) {
  const std::string_view digits =
      "d131dd02c5e6eec4693d9a0698aff95c2fcab58712467eab4004583eb8fb7f89"
      "55ad340609f4b30283e488832571415a085125e8f7cdc99fd91dbdf280373c5b"
      "d8823e3156348f5bae6dacd436c919c6dd53e2b487da03fd02396306d248cda0"
      "e99f33420f577ee8ce54b67080a80d1ec69821bcb6a8839396f9652b6ff72a70";
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  const fs::path file = folder_ / "store/file";
  const fs::path list = folder_ / "list.md5";
  write_file(file, bytes);
  write_file(list, "79054025255fb1a26e4bc422aef54eb4  file\n");
  add({0, "listed", CollectionKind::list, (folder_ / "store").native(), list.native(), {}});
  EXPECT_EQ(exit_code(run()), ExitCode::good);
  for (const std::size_t at : {19U, 45U, 59U, 83U, 109U, 123U}) // the twin
    bytes[at] = static_cast<char>(bytes[at] ^ 0x80);
  write_file(file, bytes);
  EXPECT_EQ(told(run()), (Told{{"file", "altered"}}));
}

// Of a digital archive: when listing failed, the package went through as a success.
TEST_F(AuditFears, a_folder_that_cannot_be_listed_is_no_success) {
  make_bag("bag");
  write_file(bag("bag") / "data/deep/sheet.txt", "deep");
  add();
  const NoPermission denied(folder_.path(), bag("bag") / "data/deep");
  NEEDS(denied);
  const AuditReport report = run();
  EXPECT_EQ(exit_code(report), ExitCode::could_not_finish);
  EXPECT_EQ(report.counts.packages_passed, 0U);
}

// Of the same: what was found in the outermost folder never reached the verdict.
TEST_F(AuditFears, a_fault_counts_wherever_in_the_package_it_is) {
  make_bag("bag");
  write_file(bag("bag") / "data/deep/er/sheet.txt", "deep");
  add();
  for (const char* file : {"bagit.txt", "data/page.txt", "data/deep/er/sheet.txt"}) {
    const std::string good = test::bytes_of(bag("bag") / file);
    write_file(bag("bag") / file, good + "!");
    EXPECT_EQ(told(run()), (Told{{file, "extended"}}));
    write_file(bag("bag") / file, good);
  }
}

// Of the same: what had no content was left out of the audit.
TEST_F(AuditFears, a_package_without_content_is_not_skipped) {
  write_file(bag("bag") / "bagit.txt", "BagIt-Version: 1.0\n");
  ASSERT_EQ(add().added.size(), 1U);
  EXPECT_EQ(run().counts.packages_passed, 1U);
  write_file(bag("bag") / "bagit.txt", "BagIt-Version: 2.0\n");
  EXPECT_EQ(told(run()), (Told{{"bagit.txt", "altered"}}));
}

// Of a service for cloud stores: it told of the difference, and took the store's digest over.
TEST_F(AuditFears, the_stores_digest_never_replaces_ours) {
  add_bag();
  write_file(page(), "The page of bag");
  const AuditReport first = run();
  add(); // once more
  const AuditReport second = run();
  ASSERT_EQ(first.events.size(), 1U);
  ASSERT_EQ(second.events.size(), 1U);
  EXPECT_EQ(second.events[0].expected, first.events[0].expected);
}

// Of a forensic tool: what could not be read was "not found", with the exit code of a change.
TEST_F(AuditFears, unreadable_and_altered_have_exit_codes_of_their_own) {
  make_bags(2);
  add();
  write_file(page("bag00"), "The page of bag00");
  const ExitCode altered = exit_code(run());
  make_bag("bag00");
  const NoPermission denied(folder_.path(), page("bag01"));
  NEEDS(denied);
  const ExitCode unreadable = exit_code(run());
  EXPECT_EQ(altered, ExitCode::bad);
  EXPECT_EQ(unreadable, ExitCode::could_not_finish);
}

// Of a backup tool: a check of a part compared lengths and weak sums only.
TEST_F(AuditFears, a_run_over_a_part_reads_every_byte_of_it) {
  make_bags(3);
  write_file(page("bag00"), std::string(3'000'000, 'a'));
  add();
  write_file(page("bag00"), std::string(2'999'999, 'a') + "b");
  AuditRunOptions part = options();
  part.settings.set("max-bytes", "1");
  const AuditReport report = audit_run(part);
  EXPECT_EQ(report.left, 2U);
  EXPECT_EQ(told(report), (Told{{"data/page.txt", "altered"}}));
}

// Of another: parts are drawn, and nobody remembers which were read.
TEST_F(AuditFears, drawing_samples_reads_everything_in_the_end) {
  make_bags(10);
  add();
  AuditRunOptions sample = options();
  sample.sample = 2000; // a fifth
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(audit_run(sample).counts.packages, 2U);
  EXPECT_EQ(audit_status(catalogue()).never_checked, 0U);
}

// A tape robot that is away kept everything else from its audit.
TEST_F(AuditFears, one_store_that_is_away_does_not_hinder_another) {
  add_bag();
  write_file(folder_ / "tapes/reel", "tape");
  add(Collection{0, "tapes", CollectionKind::files, (folder_ / "tapes").native(), "", {}});
  fs::remove_all(folder_ / "tapes");
  EXPECT_EQ(run().counts.packages_passed, 1U);
  AuditRunOptions chosen = options();
  chosen.collections = {"holdings"};
  EXPECT_EQ(exit_code(audit_run(chosen)), ExitCode::good);
}

// Everything had one interval, whatever it was worth.
TEST_F(AuditFears, each_store_has_a_cycle_of_its_own) {
  Settings often;
  often.set("cycle", "2d");
  make_bags(2);
  add(often);
  write_file(folder_ / "tapes/reel", "tape");
  Settings rarely;
  rarely.set("cycle", "90d");
  add(Collection{0, "tapes", CollectionKind::files, (folder_ / "tapes").native(), "", rarely});
  run();
  clock_.go_on(3 * 86400);
  AuditRunOptions little = options();
  little.settings.set("max-bytes", "1");
  std::map<std::string, std::uint64_t> overdue;
  for (const CycleOutlook& outlook : audit_run(little).outlooks)
    overdue[outlook.collection] = outlook.overdue;
  EXPECT_EQ(overdue, (std::map<std::string, std::uint64_t>{{"holdings", 1}, {"tapes", 0}}));
}

// A file that was gone passed, since it was the old digest that was looked at.
TEST_F(AuditFears, a_missing_file_does_not_pass_with_its_old_digest) {
  add_bag();
  run();
  fs::remove(page());
  EXPECT_EQ(told(run()), (Told{{"data/page.txt", "missing"}}));
}

// The place was kept only where a time limit struck: who was stopped otherwise began anew each
// time.
TEST_F(AuditFears, runs_that_are_always_broken_off_come_round_all_the_same) {
  make_bags(6);
  add();
  for (int i = 0; i < 20 && audit_status(catalogue()).never_checked > 0; ++i)
    run_until(8);
  EXPECT_EQ(audit_status(catalogue()).never_checked, 0U);
  EXPECT_EQ(checks().size(), 6U);
}

// A store takes days to be read, and the check can only be had whole.
TEST_F(AuditFears, a_large_store_can_be_read_in_slices) {
  make_bags(4);
  add();
  AuditRunOptions slice = options();
  slice.settings.set("max-bytes", "40"); // a package is begun while something is left
  const AuditReport first = audit_run(slice);
  EXPECT_EQ(first.counts.packages, 2U);
  EXPECT_EQ(first.left, 2U);
  EXPECT_EQ(audit_run(slice).counts.packages, 2U);
  EXPECT_EQ(audit_status(catalogue()).never_checked, 0U);
}

// What came in yesterday waited for its turn behind ten years of holdings.
TEST_F(AuditFears, what_is_new_is_read_before_what_is_old) {
  make_bags(3);
  add();
  run();
  make_bag("new");
  add();
  AuditRunOptions plan = options();
  plan.is_dry_run = true;
  EXPECT_EQ(audit_run(plan).planned.at(0).path, bag("new").native());
}

// The report ended with the first that was broken.
TEST_F(AuditFears, every_bad_file_is_listed) {
  make_bag("bag");
  for (int i = 0; i < 300; ++i)
    write_file(bag("bag") / fmt::format("data/{}", i), "good");
  add();
  for (int i = 0; i < 300; ++i)
    write_file(bag("bag") / fmt::format("data/{}", i), "evil");
  EXPECT_EQ(run().events.size(), 300U);
}

// "Processed 0 objects" looked like a success.
TEST_F(AuditFears, zero_packages_does_not_look_like_success) {
  audit_add({catalogue(), {}, clock_});
  const AuditReport report = run();
  EXPECT_EQ(exit_code(report), ExitCode::nothing_to_check);
  EXPECT_NE(audit_text(report, AuditDetail::silent), "");
}

// Of two files with one content the wrong one was named, or none.
TEST_F(AuditFears, two_equal_files_one_removed_is_missing_not_moved) {
  make_bag("bag");
  write_file(bag("bag") / "data/twin1", "the same");
  write_file(bag("bag") / "data/twin2", "the same");
  add();
  fs::remove(bag("bag") / "data/twin2");
  EXPECT_EQ(told(run()), (Told{{"data/twin2", "missing"}}));
}

// A line feed in a name broke the list of digests.
TEST_F(AuditFears, a_newline_in_a_name_breaks_nothing) {
  make_bag("two\nlines");
  const std::string name = "data/three\nmore\nlines";
  write_file(bag("two\nlines") / name, "good");
  add();
  EXPECT_EQ(exit_code(run()), ExitCode::good);
  write_file(bag("two\nlines") / name, "evil");
  const AuditReport report = run();
  EXPECT_EQ(told(report), (Told{{name, "altered"}}));
  EXPECT_EQ(audit_text(report, AuditDetail::silent).find("more\nlines"), std::string::npos);
  EXPECT_EQ(checks().size(), 2U);
}

// Nobody knew what "known file not used" asks for.
TEST_F(AuditFears, every_outcome_says_what_to_do) {
  for (const AuditOutcome outcome : audit_outcomes()) {
    if (outcome == AuditOutcome::passed || outcome == AuditOutcome::not_run)
      continue; // nothing to do; told for the store and not for its packages
    AuditReport report;
    report.events.resize(1);
    report.events[0].outcome = outcome;
    report.counts.add(outcome);
    const std::string hint = fmt::format("hint: {}: ", to_word(outcome));
    EXPECT_NE(audit_text(report, AuditDetail::silent).find(hint), std::string::npos) << hint;
  }
}

// The first run by night sent four thousand false alarms.
TEST_F(AuditFears, a_lost_disk_is_told_once_and_not_for_each_package) {
  make_bags(40);
  add();
  run();
  fs::rename(folder_ / "store", folder_ / "elsewhere");
  fs::create_directory(folder_ / "store"); // where it was mounted
  const AuditReport report = run();
  EXPECT_EQ(exit_code(report), ExitCode::mass_change);
  EXPECT_TRUE(report.events.empty());
  ASSERT_EQ(report.stores_away.size(), 1U);
  EXPECT_EQ(report.stores_away[0].count, 40U);
  fs::remove(folder_ / "store");
  fs::rename(folder_ / "elsewhere", folder_ / "store");
  EXPECT_EQ(exit_code(run()), ExitCode::good);
}

// The next run began while the first was at work.
TEST_F(AuditFears, the_next_run_does_not_start_while_the_first_is_at_work) {
  add_bag();
  const CatalogueLock first(catalogue(), clock_);
  EXPECT_EQ(kind_of([this] { run(); }), ErrorKind::busy);
}

// A part each night left some behind, and nobody saw it.
TEST_F(AuditFears, stragglers_are_counted_as_overdue) {
  make_bags(4);
  Settings settings;
  settings.set("cycle", "2d");
  settings.set("max-bytes", "1");
  add(settings);
  for (int night = 0; night < 3; ++night) {
    run();
    clock_.go_on(86400);
  }
  const AuditReport report = run();
  ASSERT_EQ(report.outlooks.size(), 1U);
  EXPECT_GT(report.outlooks[0].overdue, 0U);
  EXPECT_EQ(exit_code(report), ExitCode::overdue);
}

// Reading was left out by default, since it costs; the dates of the files were believed.
TEST_F(AuditFears, a_change_that_keeps_size_and_times_is_found) {
  add_bag();
  run();
  const auto time = fs::last_write_time(page());
  write_file(page(), "The page of bag");
  fs::last_write_time(page(), time);
  EXPECT_EQ(told(run()), (Told{{"data/page.txt", "altered"}}));
}

// The digest was compared with the one of today, so that it always agreed.
TEST_F(AuditFears, a_change_with_its_manifest_does_not_pass) {
  make_bag("bag");
  write_file(bag("bag") / "manifest-sha512.txt", "old  data/page.txt\n");
  add();
  write_file(page(), "The page of bag");
  write_file(bag("bag") / "manifest-sha512.txt", "new  data/page.txt\n");
  EXPECT_EQ(run().counts.of(AuditOutcome::altered), 2U);
}

} // namespace
} // namespace delo
