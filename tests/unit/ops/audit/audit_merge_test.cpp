// What several hosts found out, each with a copy of the catalogue, comes together.
#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/evidence.hpp"
#include "delo/ops/audit/merge.hpp"
#include "delo/ops/audit/premis.hpp"
#include "delo/ops/audit/repair.hpp"
#include "delo/ops/soci.hpp"
#include "delo/report/audit_evidence.hpp"
#include "delo/report/merge_report.hpp"
#include "unit/support/files.hpp"
#include "unit/support/ticking_clock.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

namespace delo {
namespace {

namespace fs = std::filesystem;
using test::bytes_of;
using test::write_file;
using testing::HasSubstr;
using State = MergedShard::State;

class AuditMerged : public testing::Test {
protected:
  AuditMerged() {
    for (int i = 0; i < 4; ++i)
      make_bag(fmt::format("p{}", i)); // p0 and p2 are in one half, p1 and p3 in the other
    audit_add({main(), {store()}, clock_});
  }

  fs::path store() const { return folder_ / "store"; }
  fs::path main() const { return folder_ / "main"; }
  fs::path package(int number) const { return store() / fmt::format("p{}", number); }
  fs::path make_bag(const std::string& name) const {
    const fs::path bag = store() / name;
    write_file(bag / "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    write_file(bag / "data/a.txt", "content of " + name);
    return bag;
  }
  static void spoil(const fs::path& bag) { write_file(bag / "data/a.txt", "spoilt"); }

  fs::path copied(const std::string& name) const {
    const fs::path shard = folder_ / name;
    fs::copy(main(), shard);
    fs::copy(event_log_of(main()), event_log_of(shard));
    return shard;
  }
  fs::path imported(const std::string& name) const {
    StringSink out;
    audit_export(main(), clock_, out);
    write_file(folder_ / "export", out.take());
    audit_import(folder_ / name, folder_ / "export", clock_);
    return folder_ / name;
  }
  AuditRunOptions options(const fs::path& catalogue, unsigned number = 1, unsigned of = 1) const {
    AuditRunOptions options{catalogue, clock_};
    options.host = "host" + std::to_string(number);
    options.shard = {number, of};
    return options;
  }
  AuditReport run(const fs::path& catalogue, unsigned number = 1, unsigned of = 1) const {
    return audit_run(options(catalogue, number, of));
  }
  /// A copy that has read its part.
  fs::path shard(unsigned number, unsigned of = 2) const {
    const fs::path catalogue = copied(fmt::format("shard-{}", number));
    run(catalogue, number, of);
    return catalogue;
  }
  AuditMerge merge(const std::vector<fs::path>& shards) const {
    return audit_merge({main(), shards, clock_, {}, "mainhost"});
  }

  CatalogueEntry entry(int number) const {
    return Catalogue(main(), Catalogue::Missing::refuse).at(package(number).native()).value();
  }
  std::vector<Json> log(std::string_view what) const {
    std::vector<Json> lines;
    read_log(event_log_of(main()), [&](const Json& line, auto) {
      if (line["what"] == what)
        lines.push_back(line);
    });
    return lines;
  }
  void sql(const fs::path& catalogue, const std::string& statement) const {
    soci::session session(soci::sqlite3, "dbname=\"" + catalogue.native() + "\"");
    session << statement;
  }
  void expect_good_log() const {
    const LogCheck check = audit_verify_log({main(), clock_});
    EXPECT_EQ(exit_code(check), ExitCode::good) << evidence_text(check);
  }

  test::TempDir folder_;
  mutable test::TickingClock clock_{1'700'000'000};
};

TEST_F(AuditMerged, the_premis_of_a_package_names_the_host_that_read_it) {
  merge({shard(1), shard(2)});
  StringSink out;
  audit_premis(main(), package(1).native(), out);
  EXPECT_THAT(out.str(), HasSubstr("machine: host2"));
  EXPECT_THAT(out.str(), testing::Not(HasSubstr("mainhost")));
}

TEST_F(AuditMerged, checks_of_copies_and_of_imports_become_the_last_results) {
  const fs::path one = copied("one");
  const fs::path two = imported("two");
  spoil(package(1));
  run(one, 1, 2);
  run(two, 2, 2);
  const AuditMerge merged = merge({one, two});
  EXPECT_EQ(exit_code(merged), ExitCode::bad);
  EXPECT_EQ(merged.report.counts.packages, 4U);
  EXPECT_EQ(merged.report.counts.packages_passed, 3U);
  ASSERT_EQ(merged.report.events.size(), 1U);
  EXPECT_EQ(merged.report.events[0].package, package(1).native());
  EXPECT_TRUE(merged.report.events[0].again) << "both readings";
  EXPECT_EQ(entry(0).last_outcome, AuditOutcome::passed);
  EXPECT_EQ(entry(1).last_outcome, AuditOutcome::truncated);
  EXPECT_EQ(audit_status(main()).never_checked, 0U);
  EXPECT_FALSE(merged.report.log.checkpoint.empty());
  expect_good_log();
}

TEST_F(AuditMerged, a_merge_in_which_all_is_well_is_silent) {
  const AuditMerge merged = merge({shard(1), shard(2)});
  EXPECT_EQ(exit_code(merged), ExitCode::good);
  EXPECT_EQ(merge_text(merged), "");
  EXPECT_THAT(merge_text(merged, AuditDetail::summary), HasSubstr("2 checks taken in"));
}

TEST_F(AuditMerged, a_line_says_who_found_it_when_and_where_that_is_written) {
  const fs::path one = shard(1);
  clock_.go_on(1000);
  merge({one});
  const auto checks = log("check");
  ASSERT_EQ(checks.size(), 2U);
  std::vector<std::string> source;
  std::vector<Json> there;
  read_log(event_log_of(one), [&](const Json& line, std::string_view text) {
    source.emplace_back(text);
    there.push_back(line);
  });
  const Json& place = checks[0]["source"];
  const std::size_t index = place["line"].get<std::size_t>() - 1;
  EXPECT_EQ(place["digest"], digest_of_line(source.at(index)));
  EXPECT_EQ(place["head"], digest_of_line(source.back()));
  EXPECT_EQ(place["shard"], one.native());
  for (const char* key : {"time", "package", "outcome", "started", "ended", "bytes"})
    EXPECT_EQ(checks[0][key], there[index][key]) << key;
  EXPECT_EQ(checks[0]["host"], "host1");
  ASSERT_EQ(log("merged run").size(), 1U);
  EXPECT_EQ(log("merged run")[0]["selection"], "all shard 1/2");
}

TEST_F(AuditMerged, the_same_shard_twice_changes_nothing_and_tells_again_what_is_bad) {
  const fs::path one = copied("one");
  spoil(package(0));
  run(one);
  merge({one});
  const std::string before = bytes_of(event_log_of(main()));
  const AuditMerge again = merge({one, one});
  EXPECT_EQ(bytes_of(event_log_of(main())), before);
  EXPECT_EQ(exit_code(again), ExitCode::bad);
  EXPECT_THAT(merge_text(again), HasSubstr("nothing new"));
  write_file(package(0) / "data/a.txt", "content of p0");
  run(main());
  EXPECT_EQ(exit_code(merge({one})), ExitCode::good) << "it is not bad any more";
}

TEST_F(AuditMerged, a_shard_that_goes_on_brings_only_what_is_new) {
  const fs::path one = shard(1, 1);
  merge({one});
  run(one);
  const AuditMerge merged = merge({one});
  EXPECT_EQ(merged.shards[0].checks, 4U);
  EXPECT_EQ(log("check").size(), 8U);
  EXPECT_EQ(log("merged run").size(), 2U);
  expect_good_log();
}

TEST_F(AuditMerged, an_older_check_is_history_and_replaces_nothing) {
  const fs::path one = copied("one");
  spoil(package(0));
  run(one);
  write_file(package(0) / "data/a.txt", "content of p0");
  run(main());
  const auto checked = entry(0).last_checked;
  const AuditMerge merged = merge({one});
  EXPECT_EQ(merged.shards[0].older, 4U);
  EXPECT_EQ(merged.shards[0].checks, 0U);
  EXPECT_EQ(entry(0).last_outcome, AuditOutcome::passed);
  EXPECT_EQ(entry(0).last_checked, checked);
  EXPECT_EQ(log("older check").size(), 4U);
  expect_good_log();
}

TEST_F(AuditMerged, an_older_good_check_does_not_replace_a_newer_one_that_read_nothing) {
  const fs::path one = shard(1, 1);
  fs::remove_all(package(0));
  run(main());
  ASSERT_EQ(entry(0).last_outcome, AuditOutcome::package_missing);
  merge({one});
  EXPECT_EQ(entry(0).last_outcome, AuditOutcome::package_missing);
  expect_good_log();
}

TEST_F(AuditMerged, what_was_accepted_in_a_shard_stays_there) {
  const fs::path one = copied("one");
  const std::string reference = entry(0).reference;
  spoil(package(0));
  audit_accept({one, package(0).native(), "edited", clock_});
  run(one);
  const AuditMerge merged = merge({one});
  EXPECT_EQ(exit_code(merged), ExitCode::bad);
  EXPECT_EQ(entry(0).reference, reference);
  EXPECT_FALSE(entry(0).last_outcome);
  EXPECT_EQ(merged.shards[0].checks, 3U);
  ASSERT_EQ(merged.shards[0].left_out.size(), 1U);
  ASSERT_EQ(merged.shards[0].changes.size(), 1U);
  EXPECT_EQ(merged.shards[0].changes[0].what, "accepted");
  EXPECT_THAT(merge_text(merged), testing::AllOf(HasSubstr("NOT TAKEN IN"), HasSubstr("edited")));
  expect_good_log();
}

TEST_F(AuditMerged, a_check_against_what_was_the_reference_before_stays_out) {
  const fs::path one = shard(1, 1);
  spoil(package(0));
  audit_accept({main(), package(0).native(), "edited", clock_});
  const AuditMerge merged = merge({one});
  ASSERT_EQ(merged.shards[0].left_out.size(), 1U);
  EXPECT_FALSE(entry(0).last_outcome);
  EXPECT_EQ(entry(1).last_outcome, AuditOutcome::passed);
  expect_good_log();
}

TEST_F(AuditMerged, packages_that_only_one_of_the_two_watches_are_told_and_not_taken) {
  const fs::path one = copied("one");
  audit_add({one, {make_bag("new")}, clock_});
  audit_forget({one, package(1).native(), "withdrawn", clock_});
  audit_forget({main(), package(2).native(), "given away", clock_});
  run(one);
  const AuditMerge merged = merge({one});
  EXPECT_EQ(exit_code(merged), ExitCode::good) << merge_text(merged);
  EXPECT_EQ(merged.shards[0].left_out.size(), 2U);
  EXPECT_EQ(merged.shards[0].changes.size(), 2U);
  EXPECT_THAT(merge_text(merged), testing::AllOf(HasSubstr("withdrawn"), HasSubstr("added")));
  EXPECT_EQ(audit_list(main()).size(), 3U);
  EXPECT_FALSE(entry(1).last_outcome);
  expect_good_log();
}

TEST_F(AuditMerged, damage_in_a_package_that_is_not_watched_here_is_a_finding) {
  const fs::path one = copied("one");
  audit_forget({main(), package(2).native(), "given away", clock_});
  spoil(package(2));
  run(one);
  EXPECT_EQ(exit_code(merge({one})), ExitCode::bad);
}

TEST_F(AuditMerged, a_package_that_lies_elsewhere_here_is_known_by_its_name) {
  const fs::path one = shard(1, 1);
  fs::create_directories(folder_ / "other");
  fs::rename(package(0), folder_ / "other/p0");
  audit_add({main(), {folder_ / "other/p0"}, clock_});
  const AuditMerge merged = merge({one});
  EXPECT_EQ(merged.shards[0].checks, 4U);
  EXPECT_TRUE(merged.shards[0].left_out.empty());
  expect_good_log();
}

TEST_F(AuditMerged, a_shard_whose_log_was_changed_is_refused_and_the_others_come_in) {
  const fs::path one = shard(1);
  const fs::path two = shard(2);
  std::string text = bytes_of(event_log_of(one));
  text.replace(text.rfind("passed\":"), 6, "failed");
  write_file(event_log_of(one), text);
  const AuditMerge merged = merge({one, two});
  EXPECT_EQ(exit_code(merged), ExitCode::bad);
  EXPECT_EQ(merged.shards[0].state, State::refused);
  EXPECT_EQ(merged.shards[1].checks, 2U);
  EXPECT_THAT(merge_text(merged), HasSubstr("REFUSED"));
  expect_good_log();
}

TEST_F(AuditMerged, a_shard_whose_database_was_changed_is_refused) {
  const fs::path one = shard(1, 1);
  sql(one, "update package set last_outcome = 'altered' where id = 1");
  const AuditMerge merged = merge({one});
  EXPECT_EQ(merged.shards[0].state, State::refused);
  EXPECT_TRUE(log("merge").empty());
}

TEST_F(AuditMerged, a_catalogue_of_other_holdings_is_refused) {
  const fs::path other = folder_ / "other";
  audit_add({other, {store()}, clock_});
  run(other);
  const AuditMerge merged = merge({other});
  EXPECT_EQ(merged.shards[0].state, State::refused);
  EXPECT_THAT(merge_text(merged), HasSubstr("other holdings"));
}

TEST_F(AuditMerged, a_shard_that_is_not_there_or_in_use_is_told_and_the_others_come_in) {
  const fs::path one = shard(1);
  const fs::path two = shard(2);
  const AuditMerge merged = merge({folder_ / "nowhere", two});
  EXPECT_EQ(exit_code(merged), ExitCode::could_not_finish);
  EXPECT_EQ(merged.shards[0].state, State::unreadable);
  EXPECT_EQ(merged.shards[1].checks, 2U);
  EXPECT_FALSE(fs::exists(folder_ / "nowhere.lock"));
  const CatalogueLock lock(one, clock_);
  EXPECT_EQ(exit_code(merge({one})), ExitCode::busy);
}

TEST_F(AuditMerged, the_catalogue_itself_is_no_shard) {
  EXPECT_EQ(test::kind_of([&] { merge({main()}); }), ErrorKind::usage);
  const CatalogueLock lock(main(), clock_);
  EXPECT_EQ(test::kind_of([&] { merge({copied("one")}); }), ErrorKind::busy);
}

TEST_F(AuditMerged, lines_that_wait_in_a_shard_or_are_torn_come_in) {
  const fs::path one = shard(1, 1);
  std::string text = bytes_of(event_log_of(one));
  const std::size_t last = text.rfind('\n', text.size() - 2) + 1;
  const std::string line = text.substr(last, text.size() - last - 1);
  sql(one, "insert into outbox select lines, '" + line + "' from ledger");
  write_file(event_log_of(one), text.substr(0, last + 7));
  const AuditMerge merged = merge({one});
  EXPECT_EQ(exit_code(merged), ExitCode::good) << merge_text(merged);
  EXPECT_EQ(merged.shards[0].checks, 4U);
  EXPECT_EQ(bytes_of(event_log_of(one)).size(), last + 7) << "a shard is only read";
}

TEST_F(AuditMerged, a_shard_whose_run_was_broken_off_does_not_look_like_a_clean_one) {
  const fs::path one = copied("one");
  std::stop_source stop;
  AuditRunOptions stopped = options(one);
  stopped.stop = stop.get_token();
  int looks = 0;
  clock_.on_look = [&] {
    if (++looks == 7)
      stop.request_stop();
  };
  EXPECT_EQ(test::kind_of([&] { audit_run(stopped); }), ErrorKind::interrupted);
  clock_.on_look = {};
  const AuditMerge merged = merge({one});
  EXPECT_EQ(exit_code(merged), ExitCode::could_not_finish);
  EXPECT_GT(merged.shards[0].unread, 0U);
  EXPECT_THAT(merge_text(merged), testing::AllOf(HasSubstr("INCOMPLETE"), HasSubstr("NOT READ")));
  run(one);
  EXPECT_EQ(exit_code(merge({one})), ExitCode::good);
  EXPECT_EQ(audit_status(main()).never_checked, 0U);
}

TEST_F(AuditMerged, a_killed_run_and_what_it_holds_back_are_told) {
  const fs::path one = copied("one");
  spoil(package(0));
  run(one);
  sql(one, "insert into held values (1, 1, '{}')");
  EXPECT_THAT(merge_text(merge({one})), HasSubstr("wait in it for the end of a run"));
}

TEST_F(AuditMerged, a_shard_in_which_nothing_ran_is_incomplete) {
  const AuditMerge merged = merge({copied("one")});
  EXPECT_EQ(exit_code(merged), ExitCode::could_not_finish);
  EXPECT_TRUE(log("merge").empty());
}

TEST_F(AuditMerged, what_a_budget_did_not_reach_is_told) {
  const fs::path one = copied("one");
  AuditRunOptions small = options(one);
  small.settings.set("max-bytes", "60");
  audit_run(small);
  const AuditMerge merged = merge({one});
  EXPECT_EQ(exit_code(merged), ExitCode::good);
  EXPECT_EQ(merged.shards[0].unread, 3U);
  EXPECT_THAT(merge_text(merged), HasSubstr("3 packages of its part"));
}

TEST_F(AuditMerged, a_store_that_was_away_or_doubted_is_told_and_marks_nothing) {
  for (int i = 4; i < 14; ++i)
    make_bag(fmt::format("p{}", i));
  audit_add({main(), {store()}, clock_});
  run(main());
  const fs::path one = copied("one");
  const fs::path two = copied("two");
  for (int i = 0; i < 14; ++i)
    spoil(package(i));
  ASSERT_EQ(exit_code(run(one)), ExitCode::mass_change);
  AuditMerge merged = merge({one});
  EXPECT_EQ(exit_code(merged), ExitCode::mass_change);
  EXPECT_THAT(merge_text(merged), HasSubstr("MASS CHANGE"));
  EXPECT_EQ(exit_code(merge({one})), ExitCode::mass_change) << "it is still so";
  fs::remove_all(store());
  ASSERT_EQ(exit_code(run(two)), ExitCode::mass_change);
  merged = merge({two});
  EXPECT_EQ(exit_code(merged), ExitCode::mass_change);
  EXPECT_EQ(merged.report.counts.of(AuditOutcome::not_run), 14U);
  EXPECT_EQ(entry(0).last_outcome, AuditOutcome::passed);
  EXPECT_EQ(audit_period(main(), parse_period("2023").value()).stops.size(), 1U);
  expect_good_log();
}

TEST_F(AuditMerged, a_part_that_nobody_brought_is_named) {
  const fs::path one = shard(1, 3);
  const fs::path three = shard(3, 3);
  const AuditMerge merged = merge({one, three});
  EXPECT_EQ(exit_code(merged), ExitCode::could_not_finish);
  ASSERT_EQ(merged.missing.size(), 1U);
  EXPECT_EQ(merged.missing[0].parts, std::vector<unsigned>{2});
  EXPECT_THAT(merge_text(merged), HasSubstr("the part 2/3"));
}

TEST_F(AuditMerged, one_catalogue_may_bring_several_parts) {
  const fs::path one = copied("one");
  run(one, 1, 3); // then the work was divided anew
  run(one, 1, 2);
  run(one, 2, 2);
  const AuditMerge merged = merge({one});
  EXPECT_TRUE(merged.missing.empty());
  EXPECT_EQ(merged.shards[0].unread, 0U);
}

TEST_F(AuditMerged, a_merge_that_ends_in_the_middle_keeps_whole_shards_and_the_next_completes_it) {
  const fs::path one = shard(1);
  const fs::path two = shard(2);
  std::stop_source stop;
  int looks = 0;
  clock_.on_look = [&] {
    if (++looks == 5) // the end of the first
      stop.request_stop();
  };
  AuditMergeOptions options{main(), {one, two}, clock_, stop.get_token(), "mainhost"};
  EXPECT_EQ(test::kind_of([&] { audit_merge(options); }), ErrorKind::interrupted);
  clock_.on_look = {};
  EXPECT_EQ(log("check").size(), 2U);
  EXPECT_EQ(log("merged").size(), 1U);
  expect_good_log();
  const AuditMerge rest = merge({one, two});
  EXPECT_FALSE(rest.shards[0].is_new());
  EXPECT_EQ(rest.shards[1].checks, 2U);
  EXPECT_EQ(log("check").size(), 4U);
  expect_good_log();
}

TEST_F(AuditMerged, the_report_of_a_period_counts_runs_and_checks_when_they_were) {
  const fs::path one = copied("one");
  clock_.go_on(1'704'067'200 - 1'700'000'000 - 100); // shortly before the year 2024
  run(one, 1, 2);
  clock_.go_on(1000);
  run(one, 2, 2);
  merge({one});
  const AuditPeriod old = audit_period(main(), parse_period("2023").value());
  EXPECT_EQ(old.runs, 1U);
  EXPECT_EQ(old.checks, 2U);
  EXPECT_EQ(old.broken_off, 0U);
  const AuditPeriod young = audit_period(main(), parse_period("2024").value());
  EXPECT_EQ(young.runs, 1U);
  EXPECT_EQ(young.exits.at(0), 1U);
  EXPECT_EQ(young.checks, 2U);
  EXPECT_EQ(young.clock_jumps, 0U);
}

TEST_F(AuditMerged, a_repair_that_a_host_made_is_part_of_the_evidence_here) {
  const fs::path one = copied("one");
  fs::create_directories(folder_ / "replica");
  fs::copy(package(0), folder_ / "replica/p0", fs::copy_options::recursive);
  spoil(package(0));
  run(one);
  audit_repair({one, package(0).native(), folder_ / "replica", clock_});
  run(one);
  EXPECT_EQ(exit_code(merge({one})), ExitCode::bad) << "what was found stays found";
  EXPECT_EQ(entry(0).last_outcome, AuditOutcome::passed);
  ASSERT_EQ(log("repaired").size(), 1U);
  const AuditPeriod period = audit_period(main(), parse_period("2023").value());
  EXPECT_EQ(period.failures.size(), 1U);
  EXPECT_EQ(period.repairs.size(), 2U);
  expect_good_log();
}

TEST_F(AuditMerged, the_next_run_here_trusts_its_own_devices_and_reads_all) {
  const fs::path one = shard(1, 1);
  sql(main(), "update package set device = 4711");
  merge({one});
  EXPECT_EQ(entry(0).device, 4711U);
  EXPECT_EQ(run(main()).counts.packages, 4U);
}

TEST_F(AuditMerged, packages_that_nobody_read_in_time_are_overdue) {
  AuditAddOptions options{main(), {}, clock_};
  Settings settings;
  settings.set("cycle", "1d");
  options.collection = Collection{
      1, std::string(kDefaultCollection), CollectionKind::packages, store().native(), "", settings};
  audit_add(options);
  clock_.go_on(200'000);
  EXPECT_EQ(exit_code(merge({shard(1), shard(2)})), ExitCode::good);
  clock_.go_on(200'000);
  const AuditMerge merged = merge({folder_ / "shard-1", folder_ / "shard-2"});
  EXPECT_EQ(exit_code(merged), ExitCode::overdue);
  EXPECT_THAT(merge_text(merged), HasSubstr("OVERDUE"));
}

TEST_F(AuditMerged, what_a_shard_has_from_a_merge_comes_from_where_it_was_found) {
  const fs::path one = copied("one");
  const fs::path two = shard(2);
  audit_merge({one, {two}, clock_, {}, "host1"});
  const AuditMerge merged = merge({one, two});
  EXPECT_EQ(merged.shards[0].left_out.size(), 2U);
  EXPECT_EQ(merged.shards[1].checks, 2U);
  EXPECT_EQ(log("check").size(), 2U);
}

TEST_F(AuditMerged, a_catalogue_that_was_brought_back_knows_of_the_merge_by_its_log) {
  const fs::path before = copied("before");
  merge({shard(1), shard(2)});
  for (const char* ending : {"", "-wal", "-shm"})
    fs::remove(main().native() + ending);
  fs::copy(before, main());
  audit_doctor({main(), clock_, true});
  expect_good_log();
  EXPECT_EQ(exit_code(run(main())), ExitCode::good) << "its checkpoint has a number of its own";
  expect_good_log();
}

TEST_F(AuditMerged, the_pace_of_a_merge_is_not_that_of_a_run) {
  merge({shard(1), shard(2)});
  EXPECT_TRUE(audit_status(main()).last_run->is_merge);
  EXPECT_FALSE(audit_schedule(main(), {}).pace);
}

} // namespace
} // namespace delo
