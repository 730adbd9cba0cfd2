// Everything that can be changed behind the back of an audit, one at a time.
#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/checkpoints.hpp"
#include "delo/ops/audit/evidence.hpp"
#include "delo/ops/audit/logged_packages.hpp"
#include "delo/report/audit_evidence.hpp"
#include "unit/support/evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace delo {
namespace {

namespace fs = std::filesystem;
using test::bytes_of;
using test::write_file;
using testing::HasSubstr;

class VerifyLog : public test::EvidenceTest {
protected:
  void SetUp() override {
    make_bag("one");
    make_bag("two");
    add();
    run();
    run();
  }
  LogCheck verify() const { return audit_verify_log({catalogue(), clock_}); }
  /// The faults that are found, in order, each told once.
  static std::vector<LogFault> faults(const LogCheck& check) {
    std::vector<LogFault> list;
    for (const LogDifference& each : check.differences)
      list.push_back(each.fault);
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    return list;
  }
  std::vector<LogFault> faults() const { return faults(verify()); }
  fs::path note() const { return checkpoint_of(catalogue(), 1); }
  /// As after a kill behind the commit: the catalogue has the line, and the file has not.
  std::string last_line_waits() const {
    auto lines = log_lines();
    std::string last = lines.back();
    lines.pop_back();
    write_log(lines);
    const auto bytes = std::to_string(fs::file_size(log_file()));
    sql("insert into outbox values (" + std::to_string(lines.size() + 1) + ", '" + last + "')");
    sql("update ledger set file_bytes = " + bytes + " where id = 1");
    return last;
  }
};

using Faults = std::vector<LogFault>;

TEST_F(VerifyLog, finds_nothing_when_all_is_well) {
  const LogCheck check = verify();
  EXPECT_EQ(exit_code(check), ExitCode::good) << evidence_text(check);
  EXPECT_EQ(check.packages, 2U);
  EXPECT_EQ(check.checkpoints, 2U);
  EXPECT_EQ(check.lines, log_lines().size());
  EXPECT_EQ(evidence_json(check)["differences"].size(), 0U);
}

TEST_F(VerifyLog, names_the_line_behind_one_that_was_changed) {
  auto lines = log_lines();
  const auto changed = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
    return line.find("\"check\"") != std::string::npos;
  });
  ASSERT_NE(changed, lines.end());
  changed->replace(changed->find("passed"), 6, "failed");
  const auto number = static_cast<std::uint64_t>(changed - lines.begin()) + 1;
  write_log(lines);
  const LogCheck check = verify();
  EXPECT_EQ(check.bad_line, number + 1);
  EXPECT_EQ(exit_code(check), ExitCode::bad);
  EXPECT_THAT(evidence_text(check), HasSubstr("BAD LINE"));
}

TEST_F(VerifyLog, names_the_place_of_a_line_that_was_dropped_or_put_in_twice) {
  const auto lines = log_lines();
  auto dropped = lines;
  dropped.erase(dropped.begin() + 1);
  write_log(dropped);
  EXPECT_EQ(verify().bad_line, 2U);
  auto twice = lines;
  twice.insert(twice.begin() + 1, twice[0]);
  write_log(twice);
  EXPECT_EQ(verify().bad_line, 2U);
}

TEST_F(VerifyLog, finds_a_last_line_that_was_changed_or_cut_off) {
  auto lines = log_lines();
  auto& last = lines.back();
  last.replace(last.find("\"exit\":0"), 8, "\"exit\":1");
  write_log(lines);
  EXPECT_EQ(faults(), (Faults{LogFault::head, LogFault::root}));
  lines.pop_back();
  write_log(lines);
  EXPECT_EQ(faults(), (Faults{LogFault::lines}));
}

TEST_F(VerifyLog, finds_a_log_that_was_rewritten_with_the_catalogue_by_its_checkpoints) {
  LogState state;
  std::vector<std::string> lines;
  for (const std::string& text : log_lines()) { // a chain that is whole, of another time
    Json body = Json::parse(text);
    const std::string what = body["what"];
    for (const char* key : {"line", "prev", "time", "what"})
      body.erase(key);
    lines.push_back(next_line(state, Timestamp{1}, what, body));
    state = after_line(state, lines.back());
  }
  write_log(lines);
  sql("update ledger set head = '" + state.head + "', tree = '" + state.tree + "'");
  const LogCheck check = verify();
  EXPECT_EQ(faults(check), (Faults{LogFault::root}));
  EXPECT_EQ(check.differences.size(), 2U) << "one for each checkpoint";
}

TEST_F(VerifyLog, tells_of_a_torn_last_line_and_does_not_call_it_bad) {
  std::ofstream(log_file(), std::ios::app) << "{\"line\":";
  const LogCheck check = verify();
  EXPECT_TRUE(check.is_torn);
  EXPECT_EQ(exit_code(check), ExitCode::good);
}

TEST_F(VerifyLog, takes_lines_that_wait_in_the_catalogue_for_lines) {
  last_line_waits();
  const LogCheck check = verify();
  EXPECT_EQ(exit_code(check), ExitCode::good) << evidence_text(check);
  EXPECT_EQ(check.waiting, 1U);
}

TEST_F(VerifyLog, finds_a_reference_that_was_changed_in_the_database) {
  sql("update file set digest = replace(digest, substr(digest, 1, 1), 'e') where package = 1");
  EXPECT_EQ(faults(), (Faults{LogFault::reference}));
}

TEST_F(VerifyLog, finds_it_when_the_digest_over_the_list_was_changed_as_well) {
  sql("update file set size = size + 1 where package = 1");
  const std::string digest =
      reference_of(Catalogue(catalogue(), Catalogue::Missing::refuse).files_of(1));
  sql("update package set reference = '" + digest + "' where id = 1");
  const LogCheck check = verify();
  EXPECT_EQ(faults(check), (Faults{LogFault::reference}));
  ASSERT_EQ(check.differences.size(), 1U);
  EXPECT_EQ(check.differences[0].where, (store() / "one").native());
}

TEST_F(VerifyLog, finds_a_last_result_that_was_changed) {
  sql("update package set last_outcome = 'altered' where id = 1");
  EXPECT_EQ(faults(), (Faults{LogFault::outcome}));
  sql("update package set last_outcome = 'passed', last_checked = '2001-01-01T00:00:00Z'");
  EXPECT_EQ(verify().differences.size(), 2U);
}

TEST_F(VerifyLog, lists_packages_that_only_one_of_the_two_knows) {
  sql("update package set forgotten = '2001-01-01T00:00:00Z' where id = 1");
  EXPECT_EQ(faults(), (Faults{LogFault::not_in_catalogue}));
  sql("update package set forgotten = '', path = '/elsewhere' where id = 1");
  EXPECT_EQ(faults(), (Faults{LogFault::not_in_catalogue, LogFault::not_in_log}));
}

TEST_F(VerifyLog, lists_all_that_differs_also_where_the_database_is_not_ours_any_more) {
  sql("update file set digest = 'x' where package = 1");
  sql("update package set last_outcome = 'missing' where id = 2");
  EXPECT_EQ(faults(), (Faults{LogFault::outcome, LogFault::damaged}));
}

TEST_F(VerifyLog, follows_packages_that_were_accepted_and_forgotten) {
  write_file(store() / "one/data/a.txt", "another edition");
  audit_accept({catalogue(), (store() / "one").native(), "new edition", clock_});
  audit_forget({catalogue(), (store() / "two").native(), "withdrawn", clock_});
  EXPECT_EQ(faults(), Faults{});
  run();
  EXPECT_EQ(faults(), Faults{});
}

// Killed between the catalogue and the log: whoever types the command again finds nothing to do.
TEST_F(VerifyLog, has_the_line_of_a_change_that_is_made_a_second_time) {
  write_file(store() / "one/data/a.txt", "another edition");
  const AuditChangeOptions accept{catalogue(), (store() / "one").native(), "new edition", clock_};
  audit_accept(accept);
  const std::string accepted = last_line_waits();
  EXPECT_EQ(audit_accept(accept).changed, 0U);
  EXPECT_EQ(log_lines().back(), accepted);
  const AuditChangeOptions forget{catalogue(), (store() / "two").native(), "withdrawn", clock_};
  audit_forget(forget);
  const std::string forgotten = last_line_waits();
  EXPECT_EQ(test::kind_of([&] { audit_forget(forget); }), ErrorKind::usage);
  EXPECT_EQ(log_lines().back(), forgotten);
  EXPECT_EQ(faults(), Faults{});
}

TEST_F(VerifyLog, follows_packages_that_were_moved) {
  fs::rename(store() / "one", store() / "three");
  add();
  EXPECT_EQ(faults(), Faults{});
  run();
  EXPECT_EQ(faults(), Faults{});
}

TEST_F(VerifyLog, finds_checkpoints_that_were_exchanged_or_are_gone) {
  const std::string first = bytes_of(note());
  write_file(note(), bytes_of(checkpoint_of(catalogue(), 2)));
  EXPECT_EQ(faults(), (Faults{LogFault::checkpoint}));
  fs::remove(note());
  EXPECT_EQ(faults(), (Faults{LogFault::checkpoint}));
  write_file(note(), "no checkpoint");
  EXPECT_EQ(faults(), (Faults{LogFault::checkpoint}));
}

TEST_F(VerifyLog, finds_checkpoints_of_another_key) {
  const SigningKey other = SigningKey::generate(public_key_for(catalogue()).name());
  const std::string forged = sign_checkpoint(parse_checkpoint(bytes_of(note()))->checkpoint, other);
  write_file(note(), forged);
  sql("update run set checkpoint = '" + forged + "' where id = 1");
  EXPECT_EQ(faults(), (Faults{LogFault::signature}));
  VerifyLogOptions options{catalogue(), clock_};
  options.key = other.verifier().text();
  EXPECT_EQ(audit_verify_log(options).differences.size(), 1U) << "that of the second run";
}

TEST_F(VerifyLog, tells_when_there_is_no_key_any_more) {
  fs::remove(public_key_of(catalogue()));
  EXPECT_EQ(faults(), (Faults{LogFault::signature}));
}

TEST_F(VerifyLog, tells_a_restored_older_catalogue_by_the_longer_log) {
  const fs::path copy = folder_ / "copy";
  sql("vacuum into '" + copy.native() + "'");
  run();
  for (const char* ending : {"-wal", "-shm"})
    fs::remove(catalogue().native() + ending);
  this->copy(copy, catalogue());
  EXPECT_EQ(faults(), (Faults{LogFault::older_catalogue}));
}

TEST_F(VerifyLog, checks_a_copy_of_the_log_with_a_checkpoint_and_a_key_and_no_catalogue) {
  VerifyLogOptions options{{}, clock_};
  options.log = log_file();
  options.checkpoint = note();
  EXPECT_EQ(test::kind_of([&] { audit_verify_log(options); }), ErrorKind::usage) << "no key";
  options.key = public_key_of(catalogue());
  const LogCheck check = audit_verify_log(options);
  EXPECT_EQ(exit_code(check), ExitCode::good);
  EXPECT_EQ(check.checkpoints, 1U);
  options.key = SigningKey::generate("other").verifier().text();
  EXPECT_EQ(faults(audit_verify_log(options)), (Faults{LogFault::signature}));
}

TEST_F(VerifyLog, throws_when_the_log_is_not_there) {
  fs::remove(log_file());
  EXPECT_EQ(test::kind_of([&] { verify(); }), ErrorKind::io);
}

TEST(LoggedPackages, takes_lines_of_any_form) {
  LoggedPackages packages;
  for (const char* text : {R"({"what":7})", R"([])", R"("moved")", R"({"what":"check"})",
                           R"({"what":"moved","package":"a","to":"a"})",
                           R"({"what":"check","package":"a","outcome":[],"complete":3})"})
    packages.take(Json::parse(text));
  EXPECT_EQ(packages.all().count("a"), 1U);
}

} // namespace
} // namespace delo
