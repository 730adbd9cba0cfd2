// What a run reads, in which order, and when it does not believe what it sees.
#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/event_log.hpp"
#include "delo/ops/audit/lane.hpp"
#include "delo/ops/audit/record_json.hpp"
#include "unit/support/files.hpp"
#include "unit/support/ticking_clock.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace delo {
namespace {

namespace fs = std::filesystem;
using test::TickingClock;
using test::write_file;

class AuditRun : public testing::Test {
protected:
  fs::path store() const { return folder_ / "store"; }
  fs::path catalogue() const { return folder_ / "catalogue"; }

  fs::path make_bag(const std::string& name, std::size_t size = 100) const {
    const fs::path bag = store() / name;
    write_file(bag / "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    write_file(bag / "data/a.txt", std::string(size, 'a') + name);
    return bag;
  }
  void make_bags(std::size_t count) const {
    for (std::size_t i = 0; i < count; ++i)
      make_bag(fmt::format("bag{:02}", i));
  }
  AuditAddResult add_collection(Settings settings = {},
                                CollectionKind kind = CollectionKind::packages) const {
    AuditAddOptions options{catalogue(), {}, clock_};
    options.collection = Collection{0, "holdings", kind, store().native(), "", std::move(settings)};
    return audit_add(options);
  }
  AuditRunOptions options() const { return {catalogue(), clock_}; }
  AuditReport run() const { return audit_run(options()); }
  static void spoil(const fs::path& bag) { write_file(bag / "data/a.txt", "spoilt"); }
  static std::set<std::string> names_of(const std::vector<PlannedPackage>& planned) {
    std::set<std::string> names;
    for (const PlannedPackage& each : planned)
      names.insert(fs::path(each.path).filename());
    return names;
  }
  /// Lines of the event log, checked as a chain.
  std::vector<Json> log() const {
    std::vector<Json> lines;
    const LogVerdict verdict =
        read_log(event_log_of(catalogue()), [&](const Json& line, auto) { lines.push_back(line); });
    EXPECT_FALSE(verdict.bad_line) << verdict.problem;
    return lines;
  }

  test::TempDir folder_;
  mutable TickingClock clock_{1'700'000'000};
};

TEST_F(AuditRun, new_packages_come_first_then_failed_ones_then_the_oldest) {
  make_bags(3);
  add_collection();
  run();
  spoil(store() / "bag02");
  EXPECT_EQ(exit_code(run()), ExitCode::bad);
  make_bag("fresh");
  add_collection();
  AuditRunOptions plan = options();
  plan.is_dry_run = true;
  const AuditReport report = audit_run(plan);
  ASSERT_EQ(report.planned.size(), 4U);
  EXPECT_EQ(fs::path(report.planned[0].path).filename(), "fresh");
  EXPECT_EQ(report.planned[0].why, "never read");
  EXPECT_EQ(fs::path(report.planned[1].path).filename(), "bag02");
  EXPECT_EQ(fs::path(report.planned[2].path).filename(), "bag00");
  EXPECT_EQ(fs::path(report.planned[3].path).filename(), "bag01");
}

TEST_F(AuditRun, a_dry_run_changes_nothing) {
  make_bags(1);
  add_collection();
  const auto before = log().size();
  AuditRunOptions plan = options();
  plan.is_dry_run = true;
  audit_run(plan);
  EXPECT_EQ(log().size(), before);
  EXPECT_FALSE(audit_status(catalogue()).last_run);
}

TEST_F(AuditRun, a_run_that_was_stopped_is_continued_and_nothing_is_read_twice) {
  make_bags(5);
  add_collection();
  std::stop_source stop;
  AuditRunOptions stopped = options();
  stopped.stop = stop.get_token();
  int looks = 0;
  clock_.on_look = [&] {
    if (++looks == 9)
      stop.request_stop();
  };
  EXPECT_EQ(test::kind_of([&] { audit_run(stopped); }), ErrorKind::interrupted);
  clock_.on_look = {};
  std::size_t before = 0;
  for (const Json& line : log())
    before += line["what"] == "check" ? 1 : 0;
  ASSERT_GT(before, 0U);
  ASSERT_LT(before, 5U);
  const AuditReport rest = run();
  ASSERT_TRUE(rest.continues);
  EXPECT_EQ(rest.counts.packages, 5U - before);
  const AuditReport whole = run();
  EXPECT_FALSE(whole.continues);
  EXPECT_EQ(whole.counts.packages, 5U);
}

TEST_F(AuditRun, what_a_run_found_before_it_was_stopped_is_told_by_the_one_that_goes_on) {
  make_bags(5);
  add_collection();
  spoil(store() / "bag00");
  EXPECT_EQ(exit_code(run()), ExitCode::bad); // from now on it is read first
  std::stop_source stop;
  AuditRunOptions stopped = options();
  stopped.stop = stop.get_token();
  int looks = 0;
  clock_.on_look = [&] {
    if (++looks == 10)
      stop.request_stop();
  };
  EXPECT_EQ(test::kind_of([&] { audit_run(stopped); }), ErrorKind::interrupted);
  clock_.on_look = {};
  const AuditReport rest = run();
  ASSERT_TRUE(rest.continues);
  EXPECT_EQ(exit_code(rest), ExitCode::bad);
  ASSERT_EQ(rest.events.size(), 1U);
  EXPECT_LT(rest.counts.packages, 5U);
}

TEST(AuditParts, names_are_shared_out_evenly) {
  for (const unsigned of : {2U, 3U, 4U, 5U, 7U, 8U}) {
    std::vector<unsigned> count(of);
    for (int number = 0; number < 1000; ++number)
      for (unsigned part = 1; part <= of; ++part)
        count[part - 1] += is_in_part({part, of}, fmt::format("bag-{:05}", number)) ? 1 : 0;
    for (const unsigned each : count)
      EXPECT_GT(each, 800 / of) << of << " parts";
  }
  std::vector<bool> halves;
  for (const char* name : {"one", "two", "three", "four", "five", "six"})
    halves.push_back(is_in_part({1, 2}, name));
  EXPECT_NE(std::count(halves.begin(), halves.end(), true) % 6, 0) << "all in one half";
}

TEST_F(AuditRun, shards_share_all_packages_and_none_twice) {
  make_bags(30);
  add_collection();
  std::set<std::string> all;
  std::size_t sum = 0;
  for (unsigned i = 1; i <= 3; ++i) {
    AuditRunOptions plan = options();
    plan.is_dry_run = true;
    plan.shard = {i, 3};
    const auto names = names_of(audit_run(plan).planned);
    sum += names.size();
    all.insert(names.begin(), names.end());
  }
  EXPECT_EQ(sum, 30U);
  EXPECT_EQ(all.size(), 30U);
}

TEST_F(AuditRun, a_cycle_that_cannot_be_kept_is_told_and_overdue_packages_have_their_own_code) {
  make_bags(10);
  Settings settings;
  settings.set("cycle", "10d");
  settings.set("max-bytes", "1");
  add_collection(settings);
  run();
  clock_.go_on(5 * 86400);
  const AuditReport report = run();
  ASSERT_EQ(report.outlooks.size(), 1U);
  EXPECT_FALSE(report.outlooks[0].is_reachable());
  EXPECT_EQ(report.outlooks[0].overdue, 0U);
  EXPECT_EQ(exit_code(report), ExitCode::good);
  clock_.go_on(6 * 86400);
  const AuditReport late = run();
  EXPECT_EQ(late.outlooks[0].overdue, 8U); // three were read, the first of them too long ago
  EXPECT_EQ(exit_code(late), ExitCode::overdue);
}

TEST_F(AuditRun, quiet_hours_are_those_of_local_time) {
  make_bags(1);
  Settings settings;
  settings.set("quiet-hours", "22:00-23:00"); // the clock shows 22:13 UTC
  add_collection(settings);
  const AuditReport quiet = run();
  EXPECT_EQ(quiet.counts.packages, 0U);
  EXPECT_EQ(exit_code(quiet), ExitCode::good);
  ASSERT_EQ(quiet.notices.size(), 1U);
  AuditRunOptions elsewhere = options();
  elsewhere.utc_offset = 3 * 3600;
  EXPECT_EQ(audit_run(elsewhere).counts.packages, 1U);
}

TEST_F(AuditRun, a_lost_sentinel_means_that_the_disk_is_away) {
  make_bags(2);
  write_file(store() / ".here", "");
  Settings settings;
  settings.set("sentinel", ".here");
  add_collection(settings);
  EXPECT_EQ(exit_code(run()), ExitCode::good);
  fs::remove(store() / ".here");
  fs::remove_all(store() / "bag00");
  const AuditReport report = run();
  EXPECT_EQ(exit_code(report), ExitCode::mass_change);
  ASSERT_EQ(report.stores_away.size(), 1U);
  EXPECT_EQ(report.stores_away[0].count, 2U);
  EXPECT_TRUE(report.events.empty());
}

TEST_F(AuditRun, when_most_fail_at_once_nothing_is_marked_and_later_all_is_well_again) {
  make_bags(12);
  add_collection();
  run();
  fs::copy(store(), folder_ / "good", fs::copy_options::recursive);
  for (int i = 0; i < 12; ++i)
    spoil(store() / fmt::format("bag{:02}", i));
  const AuditReport report = run();
  EXPECT_EQ(exit_code(report), ExitCode::mass_change);
  ASSERT_EQ(report.mass_changes.size(), 1U);
  EXPECT_EQ(report.mass_changes[0].collection, "holdings");
  EXPECT_TRUE(report.events.empty());
  for (const CatalogueEntry& package : audit_list(catalogue()))
    EXPECT_EQ(package.last_outcome, AuditOutcome::passed) << package.path;
  fs::remove_all(store());
  fs::rename(folder_ / "good", store());
  EXPECT_EQ(exit_code(run()), ExitCode::good);
}

TEST_F(AuditRun, a_mass_change_that_is_believed_is_marked) {
  make_bags(12);
  add_collection();
  for (int i = 0; i < 12; ++i)
    spoil(store() / fmt::format("bag{:02}", i));
  AuditRunOptions all = options();
  all.believe = true;
  const AuditReport report = audit_run(all);
  EXPECT_EQ(exit_code(report), ExitCode::bad);
  EXPECT_EQ(report.events.size(), 12U);
}

TEST_F(AuditRun, a_few_that_fail_among_many_are_marked) {
  make_bags(60);
  add_collection();
  for (int i = 50; i < 60; ++i)
    spoil(store() / fmt::format("bag{:02}", i));
  const AuditReport report = run();
  EXPECT_EQ(exit_code(report), ExitCode::bad);
  EXPECT_EQ(report.events.size(), 10U);
}

TEST_F(AuditRun, a_burst_of_empty_files_is_a_mass_change_however_small_its_share) {
  make_bags(80);
  add_collection();
  for (int i = 70; i < 80; ++i)
    write_file(store() / fmt::format("bag{:02}", i) / "data/a.txt", "");
  EXPECT_EQ(exit_code(run()), ExitCode::mass_change);
}

TEST_F(AuditRun, what_failed_before_does_not_count_as_a_mass_change) {
  make_bags(12);
  add_collection();
  for (int i = 0; i < 12; ++i)
    spoil(store() / fmt::format("bag{:02}", i));
  AuditRunOptions all = options();
  all.believe = true;
  audit_run(all);
  EXPECT_EQ(exit_code(run()), ExitCode::bad);
}

TEST_F(AuditRun, new_packages_in_the_root_are_told_and_nothing_else) {
  make_bags(1);
  add_collection();
  make_bag("stranger");
  const AuditReport report = run();
  EXPECT_EQ(exit_code(report), ExitCode::good);
  ASSERT_EQ(report.unwatched.size(), 1U);
  EXPECT_EQ(report.unwatched[0].packages, std::vector<std::string>{store() / "stranger"});
  EXPECT_EQ(audit_list(catalogue()).size(), 1U);
}

TEST_F(AuditRun, a_package_that_was_renamed_in_its_root_is_moved_and_not_lost) {
  make_bags(2);
  add_collection();
  fs::rename(store() / "bag00", store() / "renamed");
  const AuditReport report = run();
  ASSERT_EQ(report.events.size(), 1U);
  EXPECT_EQ(report.events[0].outcome, AuditOutcome::moved);
  EXPECT_EQ(report.events[0].moved_to, store() / "renamed");
}

TEST_F(AuditRun, to_find_a_moved_package_no_stranger_is_read) {
  make_bags(3);
  add_collection();
  fs::rename(store() / "bag00", store() / "renamed");
  make_bag("a-stranger", 5000);
  const AuditReport report = run();
  ASSERT_EQ(report.events.size(), 1U);
  EXPECT_EQ(report.events[0].moved_to, store() / "renamed");
  std::uint64_t all = 0;
  for (const char* name : {"renamed", "bag01", "bag02"})
    for (const char* file : {"bagit.txt", "data/a.txt"})
      all += fs::file_size(store() / name / file);
  EXPECT_EQ(report.counts.bytes, all);
}

TEST_F(AuditRun, a_file_that_was_renamed_is_moved_and_a_lost_twin_is_missing) {
  const fs::path bag = make_bag("bag");
  write_file(bag / "data/twin1", "the same");
  write_file(bag / "data/twin2", "the same");
  write_file(bag / "data/empty", "");
  add_collection();
  fs::rename(bag / "data/a.txt", bag / "data/b.txt");
  fs::rename(bag / "data/empty", bag / "data/void");
  fs::remove(bag / "data/twin1");
  std::map<std::string, std::string> told;
  for (const AuditEvent& event : run().events)
    told[event.path] = std::string(to_word(event.outcome)) + event.moved_to;
  EXPECT_EQ(told, (std::map<std::string, std::string>{{"data/a.txt", "moveddata/b.txt"},
                                                      {"data/twin1", "missing"},
                                                      {"data/empty", "missing"},
                                                      {"data/void", "extra"}}));
}

TEST_F(AuditRun, what_is_bad_is_read_twice_and_both_readings_are_kept) {
  const fs::path bag = make_bag("bag");
  add_collection();
  spoil(bag);
  const AuditReport report = run();
  ASSERT_EQ(report.events.size(), 1U);
  ASSERT_TRUE(report.events[0].again);
  EXPECT_EQ(report.events[0].again->outcome, AuditOutcome::truncated);
  EXPECT_EQ(report.events[0].again->actual, report.events[0].actual);
  EXPECT_EQ(report.counts.bytes,
            fs::file_size(bag / "bagit.txt") + 2 * fs::file_size(bag / "data/a.txt"));
  const Json last = log().rbegin()[1];
  EXPECT_EQ(last["what"], "check");
  EXPECT_EQ(last["events"][0]["again"]["outcome"], "truncated");
}

TEST_F(AuditRun, a_folder_of_any_files_is_watched_as_one) {
  write_file(store() / "a/letter.txt", "dear");
  write_file(store() / ".hidden", "seen");
  const AuditAddResult added = add_collection({}, CollectionKind::files);
  ASSERT_EQ(added.added.size(), 1U) << (added.refused.empty() ? "" : added.refused[0].reason);
  EXPECT_EQ(exit_code(run()), ExitCode::good);
  write_file(store() / ".hidden", "gone");
  const AuditReport report = run();
  ASSERT_EQ(report.events.size(), 1U);
  EXPECT_EQ(report.events[0].path, ".hidden");
  EXPECT_EQ(report.events[0].outcome, AuditOutcome::altered);
}

TEST_F(AuditRun, only_accepting_changes_a_reference_and_the_old_digest_is_kept) {
  const fs::path bag = make_bag("bag");
  add_collection();
  spoil(bag);
  EXPECT_EQ(exit_code(run()), ExitCode::bad);
  add_collection();
  EXPECT_EQ(exit_code(run()), ExitCode::bad);
  AuditChangeOptions change{catalogue(), "bag", "", clock_};
  EXPECT_EQ(test::kind_of([&] { audit_accept(change); }), ErrorKind::usage); // no reason
  change.reason = "new edition";
  EXPECT_EQ(audit_accept(change).changed, 1U);
  const Json line = log().back();
  EXPECT_EQ(line["what"], "accepted");
  EXPECT_EQ(line["reason"], "new edition");
  ASSERT_EQ(line["changes"].size(), 1U);
  EXPECT_NE(line["changes"][0]["was"], line["changes"][0]["is"]);
  EXPECT_EQ(exit_code(run()), ExitCode::good);
  EXPECT_EQ(audit_status(catalogue()).bytes,
            fs::file_size(bag / "bagit.txt") + fs::file_size(bag / "data/a.txt"));
}

TEST_F(AuditRun, what_is_not_valid_is_not_accepted) {
  const fs::path bag = make_bag("bag");
  add_collection();
  spoil(bag);
  AuditChangeOptions change{catalogue(), "bag", "because", clock_};
  change.validate = [](const fs::path& path) {
    PackageReport report;
    report.path = path.native();
    report.is_package = false;
    return report;
  };
  EXPECT_EQ(test::kind_of([&] { audit_accept(change); }), ErrorKind::usage);
  change.validate = [](const fs::path&) {
    PackageReport report;
    report.unreadable.push_back({"data/a.txt", "Input/output error", ""});
    return report;
  };
  EXPECT_EQ(test::kind_of([&] { audit_accept(change); }), ErrorKind::io); // neither good nor bad
  EXPECT_EQ(exit_code(run()), ExitCode::bad);
}

TEST_F(AuditRun, a_package_is_watched_until_it_is_forgotten_with_a_reason) {
  make_bags(2);
  add_collection();
  run();
  AuditChangeOptions change{catalogue(), (store() / "bag00").native(), "", clock_};
  EXPECT_EQ(test::kind_of([&] { audit_forget(change); }), ErrorKind::usage);
  change.reason = "withdrawn";
  audit_forget(change);
  EXPECT_EQ(log().back()["what"], "forgotten");
  EXPECT_EQ(audit_list(catalogue()).size(), 1U);
  EXPECT_EQ(audit_status(catalogue()).packages, 1U);
  audit_add({catalogue(), {store() / "bag00"}, clock_}); // and may come back
  EXPECT_EQ(audit_list(catalogue()).size(), 2U);
  EXPECT_EQ(exit_code(run()), ExitCode::good);
}

TEST_F(AuditRun,
       a_forgotten_package_is_not_told_of_and_not_taken_in_until_another_is_in_its_place) {
  make_bags(2);
  add_collection();
  const TickingClock later(4'000'000'000);
  audit_forget({catalogue(), (store() / "bag00").native(), "withdrawn", later});
  EXPECT_TRUE(run().unwatched.empty());
  const AuditAddResult again = add_collection();
  EXPECT_TRUE(again.added.empty());
  EXPECT_EQ(again.notices.size(), 1U);

  audit_forget({catalogue(), (store() / "bag01").native(), "long ago", clock_}); // changed since
  ASSERT_EQ(run().unwatched.size(), 1U);
  EXPECT_EQ(add_collection().added.size(), 1U);
}

TEST_F(AuditRun, a_torn_line_of_the_log_is_written_again) {
  make_bags(2);
  add_collection();
  run();
  const fs::path file = event_log_of(catalogue());
  const std::string whole = test::bytes_of(file);
  { // as a run leaves it that is killed while it writes: lines wait, and the file has half of one
    Catalogue open(catalogue(), Catalogue::Missing::refuse);
    open.log("note", clock_.now(), Json{{"text", "after"}});
  }
  std::ofstream(file, std::ios::app) << R"({"line":)";
  const AuditReport report = run();
  ASSERT_EQ(report.notices.size(), 1U);
  EXPECT_TRUE(test::bytes_of(file).starts_with(whole));
  EXPECT_GT(log().size(), 4U);
}

TEST_F(AuditRun, a_log_that_does_not_belong_to_the_catalogue_ends_the_run) {
  make_bags(1);
  add_collection();
  const fs::path file = event_log_of(catalogue());
  std::ofstream(file, std::ios::app) << "{\"line\":99}\n";
  EXPECT_EQ(test::kind_of([&] { run(); }), ErrorKind::io);
  fs::resize_file(file, 10);
  EXPECT_EQ(test::kind_of([&] { run(); }), ErrorKind::io);
}

TEST_F(AuditRun, a_changed_line_of_the_log_is_found) {
  make_bags(3);
  add_collection();
  run();
  const fs::path file = event_log_of(catalogue());
  std::string text = test::bytes_of(file);
  const std::size_t at = text.find("bag01");
  text[at + 4] = '9';
  write_file(file, text);
  const LogVerdict verdict = read_log(file, [](const Json&, auto) {});
  ASSERT_TRUE(verdict.bad_line);
  const auto changed =
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  EXPECT_EQ(*verdict.bad_line, static_cast<std::uint64_t>(changed) + 1); // the next one tells
}

TEST_F(AuditRun, results_survive_their_text_form) {
  CatalogueEntry package;
  package.path = "/store/\xFF";
  PackageCheck check;
  check.outcome = AuditOutcome::altered;
  check.complete = false;
  check.started = Timestamp{5};
  check.time = Timestamp{9};
  check.counts.files = 7;
  AuditEvent event;
  event.path = "data/\xFE%";
  event.outcome = AuditOutcome::moved;
  event.moved_to = "a\nb";
  event.expected = Digest::from_hex(Algorithm::md5, std::string(32, 'a'));
  event.actual_size = 3;
  event.error_number = 5;
  event.again = SecondLook{AuditOutcome::unreadable, {}, {}, 5, "Input/output error"};
  check.events.push_back(event);
  const auto back = check_from(Json::parse(printable(check_json(check), -1)), package);
  ASSERT_TRUE(back);
  EXPECT_EQ(check_json(*back), check_json(check));
  EXPECT_EQ(back->events[0].path, event.path);
  EXPECT_EQ(back->events[0].moved_to, event.moved_to);
  EXPECT_FALSE(check_from(Json::parse("{}"), package));
  EXPECT_FALSE(check_from(Json::parse(R"({"outcome":"good"})"), package));
}

} // namespace
} // namespace delo
