// What a run signs at its end, and what it does when it cannot.
#include "delo/base/utf8.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/checkpoints.hpp"
#include "delo/ops/soci.hpp"
#include "unit/support/evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Checkpoints : public test::EvidenceTest {};

TEST_F(Checkpoints, a_run_signs_all_lines_of_the_log) {
  make_bag("one");
  add();
  const AuditReport report = run();
  const LogVerdict log = read_log(event_log_of(catalogue()), [](const Json&, auto) {});
  EXPECT_EQ(report.log.lines, log.state.lines);
  EXPECT_EQ(report.log.head, log.state.head);
  EXPECT_EQ(report.log.checkpoint, checkpoint_of(catalogue(), 1));
  const std::string note = test::bytes_of(report.log.checkpoint);
  EXPECT_EQ(verify_checkpoint(note, public_key_for(catalogue())), NoteVerdict::good);
  const Checkpoint checkpoint = parse_checkpoint(note)->checkpoint;
  EXPECT_EQ(checkpoint.origin, "delo/archive/catalogue.db");
  EXPECT_EQ(checkpoint.size, log.state.lines);
  EXPECT_EQ(hash_text(checkpoint.root), report.log.root);
  const auto kept = Catalogue(catalogue(), Catalogue::Missing::refuse).checkpoints();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].note, note);
}

TEST_F(Checkpoints, the_tree_of_the_catalogue_is_that_of_the_lines) {
  make_bag("one");
  add();
  run();
  MerkleRange tree;
  read_log(event_log_of(catalogue()),
           [&](const Json&, std::string_view text) { tree.add(leaf_hash(text)); });
  EXPECT_EQ(Catalogue(catalogue(), Catalogue::Missing::refuse).log_state().tree, tree.state());
}

TEST_F(Checkpoints, a_catalogue_without_a_tree_gets_it_from_its_log) {
  make_bag("one");
  add();
  run();
  sql("update ledger set tree = ''");
  const AuditReport report = run();
  EXPECT_EQ(report.log.trouble, "");
  MerkleRange tree;
  read_log(event_log_of(catalogue()),
           [&](const Json&, std::string_view text) { tree.add(leaf_hash(text)); });
  EXPECT_EQ(report.log.root, hash_text(tree.root()));
}

TEST_F(Checkpoints, the_key_stays_and_keeps_its_name_on_another_host) {
  make_bag("one");
  add();
  run();
  const std::string key = test::bytes_of(public_key_of(catalogue()));
  AuditRunOptions elsewhere{catalogue(), clock_};
  elsewhere.host = "other";
  audit_run(elsewhere);
  EXPECT_EQ(test::bytes_of(public_key_of(catalogue())), key);
  EXPECT_EQ(parse_checkpoint(test::bytes_of(checkpoint_of(catalogue(), 2)))->checkpoint.origin,
            "delo/archive/catalogue.db");
}

TEST_F(Checkpoints, a_run_that_cannot_sign_tells_all_the_rest_and_does_not_end_well) {
  make_bag("one");
  add();
  run();
  fs::remove(signing_key_of(catalogue()));
  const AuditReport report = run();
  EXPECT_EQ(report.counts.packages_passed, 1U);
  EXPECT_EQ(report.log.checkpoint, "");
  EXPECT_THAT(report.log.trouble, HasSubstr("is gone"));
  EXPECT_EQ(exit_code(report), ExitCode::could_not_finish);
}

TEST_F(Checkpoints, a_checkpoint_is_never_replaced) {
  make_bag("one");
  add();
  test::write_file(checkpoint_of(catalogue(), 1), "evidence");
  EXPECT_NE(run().log.trouble, "");
  EXPECT_EQ(test::bytes_of(checkpoint_of(catalogue(), 1)), "evidence");
}

TEST_F(Checkpoints, a_run_that_is_stopped_signs_as_well) {
  make_bag("one");
  add();
  AuditRunOptions options{catalogue(), clock_};
  std::stop_source stop;
  stop.request_stop();
  options.stop = stop.get_token();
  EXPECT_EQ(test::kind_of([&] { audit_run(options); }), ErrorKind::interrupted);
  EXPECT_TRUE(fs::exists(checkpoint_of(catalogue(), 1)));
}

TEST(LogName, is_one_that_a_key_may_have) {
  EXPECT_EQ(log_name("my host", "/x/a +\xFF.db"), "delo/my-host/a---.db");
  EXPECT_EQ(log_name("", "/x/архив.db"), "delo/-/архив.db");
}

} // namespace
} // namespace delo
