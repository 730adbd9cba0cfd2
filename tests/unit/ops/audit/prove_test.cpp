// Proofs hold for what they are about, and are not made of a log that is not the signed one.
#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/checkpoints.hpp"
#include "delo/ops/audit/evidence.hpp"
#include "delo/report/audit_evidence.hpp"
#include "unit/support/evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using testing::HasSubstr;

class Prove : public test::EvidenceTest {
protected:
  void SetUp() override {
    make_bag("one");
    make_bag("two");
    add();
  }
  AuditProof prove(const test::fs::path& since = {}) const {
    return audit_prove({catalogue(), (store() / "one").native(), since});
  }
  test::fs::path note(std::int64_t run) const { return checkpoint_of(catalogue(), run); }
  static std::vector<TreeHash> hashes(const std::vector<std::string>& texts) {
    std::vector<TreeHash> list;
    for (const std::string& text : texts)
      list.push_back(hash_from_text(text).value());
    return list;
  }
};

TEST_F(Prove, the_last_check_is_in_the_signed_log) {
  run();
  run();
  const AuditProof proof = prove();
  EXPECT_EQ(proof.problem, "");
  EXPECT_EQ(proof.run, 2);
  EXPECT_EQ(Json::parse(proof.line)["what"], "check");
  EXPECT_EQ(Json::parse(proof.line)["run"], 2);
  EXPECT_EQ(Json::parse(proof.line)["package"], (store() / "one").native());
  EXPECT_EQ(proof.checkpoint, test::bytes_of(note(2)));
  EXPECT_TRUE(verify_inclusion(leaf_hash(proof.line),
                               {proof.index, proof.size, hashes(proof.hashes)},
                               hash_from_text(proof.root).value()));
}

TEST_F(Prove, the_log_only_grew_since_an_older_checkpoint) {
  run();
  run();
  const AuditProof proof = prove(note(1));
  ASSERT_TRUE(proof.consistency) << proof.problem;
  EXPECT_TRUE(verify_consistency(
      proof.consistency->size, hash_from_text(proof.consistency->root).value(), proof.size,
      hash_from_text(proof.root).value(), hashes(proof.consistency->hashes)));
  EXPECT_EQ(evidence_json(proof)["consistency"]["size"], proof.consistency->size);
}

TEST_F(Prove, nothing_is_proven_before_a_run_signed_a_check) {
  EXPECT_EQ(test::kind_of([&] { prove(); }), ErrorKind::nothing_to_check);
  AuditRunOptions options{catalogue(), clock_};
  options.sample = 1; // one package, and it is not this one
  audit_run(options);
  const auto unread = audit_list(catalogue());
  for (const CatalogueEntry& entry : unread) {
    if (entry.last_checked)
      continue;
    EXPECT_EQ(test::kind_of([&] {
                audit_prove({catalogue(), entry.path});
              }),
              ErrorKind::nothing_to_check);
  }
  EXPECT_EQ(test::kind_of([&] { audit_prove({catalogue(), "/nowhere"}); }), ErrorKind::usage);
}

TEST_F(Prove, a_log_that_was_changed_proves_nothing) {
  run();
  auto lines = log_lines();
  lines.back() += " ";
  write_log(lines);
  EXPECT_THAT(prove().problem, HasSubstr("not the one that was signed"));
  EXPECT_EQ(exit_code(prove()), ExitCode::bad);
}

TEST_F(Prove, an_older_checkpoint_of_another_log_or_key_proves_nothing) {
  run();
  run();
  const auto old = parse_checkpoint(test::bytes_of(note(1)))->checkpoint;
  const auto write = [&](const Checkpoint& checkpoint, const SigningKey& key) {
    test::write_file(folder_ / "old", sign_checkpoint(checkpoint, key));
    return prove(folder_ / "old").problem;
  };
  const SigningKey ours = signing_key_for(catalogue(), "");
  EXPECT_EQ(write(old, ours), "");
  EXPECT_THAT(write(old, SigningKey::generate(ours.name())), HasSubstr("not signed by the key"));
  Checkpoint other = old;
  other.origin = "other";
  EXPECT_THAT(write(other, ours), HasSubstr("of another log"));
  other = old;
  other.root[0] ^= 1;
  EXPECT_THAT(write(other, ours), HasSubstr("rewritten"));
  other = old;
  other.size = 1000;
  EXPECT_THAT(write(other, ours), HasSubstr("about 1000 lines"));
  test::write_file(folder_ / "old", "no note");
  EXPECT_EQ(test::kind_of([&] { prove(folder_ / "old"); }), ErrorKind::usage);
}

} // namespace
} // namespace delo
