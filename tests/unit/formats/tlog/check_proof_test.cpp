// docs/check-proof.py, the checker for readers without delo, agrees with delo about proofs.
#include "delo/base/json.hpp"
#include "delo/base/shell_word.hpp"
#include "delo/formats/tlog/checkpoint.hpp"
#include "delo/formats/tlog/merkle.hpp"
#include "unit/support/files.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace delo {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string line_of(std::uint64_t i) {
  return fmt::format("{{\"line\":{},\"name\":\"письмо\"}}", i);
}

NextLeaf log_lines() {
  return [next = std::uint64_t{0}]() mutable { return std::optional(leaf_hash(line_of(next++))); };
}

std::string root_of(std::uint64_t size) {
  MerkleRange range;
  for (std::uint64_t i = 0; i < size; ++i)
    range.add(leaf_hash(line_of(i)));
  return hash_text(range.root());
}

Json texts_of(const std::vector<TreeHash>& hashes) {
  Json list = Json::array();
  for (const TreeHash& hash : hashes)
    list.push_back(hash_text(hash));
  return list;
}

Json proof_of(std::uint64_t index, std::uint64_t size, std::uint64_t old_size = 0) {
  static const SigningKey kKey = SigningKey::generate("archive.example/audit");
  Json proof;
  proof["line"] = line_of(index);
  proof["index"] = index;
  proof["size"] = size;
  proof["root"] = root_of(size);
  proof["proof"] = texts_of(prove_inclusion(index, size, log_lines()).value().hashes);
  proof["checkpoint"] =
      sign_checkpoint({"archive.example/audit", size, hash_from_text(root_of(size)).value()}, kKey);
  if (old_size != 0) {
    Json& older = proof["consistency"];
    older["size"] = old_size;
    older["root"] = root_of(old_size);
    older["proof"] = texts_of(prove_consistency(old_size, size, log_lines()).value());
  }
  return proof;
}

class CheckProof : public testing::Test {
protected:
  void SetUp() override {
    if (std::system("command -v python3 >/dev/null 2>&1") != 0)
      GTEST_SKIP() << "no python3 to run docs/check-proof.py";
  }

  struct Told {
    int status;
    std::string text;
  };
  Told check(const std::string& file) {
    test::write_file(folder_ / "proof.json", file);
    const std::string command = fmt::format(
        "python3 {}/check-proof.py {} >{} 2>&1", shell_word(DELO_DOCS_DIR),
        shell_word((folder_ / "proof.json").native()), shell_word((folder_ / "told").native()));
    const int status = std::system(command.c_str());
    return {WEXITSTATUS(status), test::bytes_of(folder_ / "told")};
  }
  Told check(const Json& proof) { return check(proof.dump()); }

  test::TempDir folder_;
};

TEST_F(CheckProof, finds_the_proofs_of_delo_good) {
  for (const auto& [index, size] : std::vector<std::pair<std::uint64_t, std::uint64_t>>{
           {0, 1}, {0, 2}, {1, 2}, {2, 3}, {6, 7}, {3, 8}, {8, 9}, {12, 21}, {20, 21}}) {
    const Told told = check(proof_of(index, size));
    EXPECT_EQ(told.status, 0) << told.text;
    EXPECT_EQ(told.text, fmt::format("good: line {} is in the log 'archive.example/audit' of {} "
                                     "(no signature was checked)\n",
                                     index, size));
  }
}

TEST_F(CheckProof, finds_the_growth_of_a_log_good) {
  for (const auto& [old_size, size] :
       std::vector<std::pair<std::uint64_t, std::uint64_t>>{{1, 1},
                                                            {1, 2},
                                                            {2, 3},
                                                            {3, 4},
                                                            {3, 7},
                                                            {4, 7},
                                                            {6, 7},
                                                            {7, 7},
                                                            {6, 8},
                                                            {8, 8},
                                                            {12, 21}}) {
    const Told told = check(proof_of(0, size, old_size));
    EXPECT_EQ(told.status, 0) << old_size << " to " << size << ": " << told.text;
    EXPECT_THAT(told.text,
                HasSubstr(fmt::format(", which begins with the older one of {} (", old_size)));
  }
}

TEST_F(CheckProof, finds_whatever_was_changed_bad) {
  using Change = std::function<void(Json&)>;
  const std::vector<std::pair<std::string, Change>> changes = {
      {"there is no such line", [](Json& p) { p["index"] = 21; }},
      {"there is no such line", [](Json& p) { p["index"] = -1; }},
      {"there is no such line", [](Json& p) { p["index"] = 12.5; }},
      {"the line is not in the log", [](Json& p) { p["index"] = 11; }},
      {"the line is not in the log", [](Json& p) { p["line"] = line_of(13); }},
      {"the line is not in the log", [](Json& p) { p["line"] = line_of(12) + "\n"; }},
      {"the line is not in the log", [](Json& p) { std::swap(p["proof"][0], p["proof"][1]); }},
      {"a proof is too short", [](Json& p) { p["proof"].erase(0); }},
      {"a proof is too long", [](Json& p) { p["proof"].push_back(p["root"]); }},
      {"not those of the checkpoint", [](Json& p) { p["size"] = 22; }},
      {"not those of the checkpoint", [](Json& p) { p["root"] = root_of(20); }},
      {"not those of the checkpoint",
       [](Json& p) { p["checkpoint"] = proof_of(0, 20)["checkpoint"]; }},
      {"not those of the checkpoint", [](Json& p) { p["checkpoint"] = ""; }},
      {"KeyError", [](Json& p) { p.erase("line"); }},
      {"Error", [](Json& p) { p["proof"][0] = "no base64"; }},
      {"Error", [](Json& p) { p["proof"] = 7; }},
      {"no such size", [](Json& p) { p["consistency"]["size"] = 0; }},
      {"no such size", [](Json& p) { p["consistency"]["size"] = 22; }},
      {"a proof is too short", [](Json& p) { p["consistency"]["size"] = 14; }},
      {"the log was rewritten", [](Json& p) { p["consistency"]["root"] = root_of(11); }},
      {"the log was rewritten", [](Json& p) { p["consistency"]["proof"][0] = root_of(1); }},
      {"a proof is too short", [](Json& p) { p["consistency"]["proof"] = Json::array(); }},
      {"a proof is too long", [](Json& p) { p["consistency"]["proof"].push_back(root_of(1)); }},
      {"a proof is too long", [](Json& p) { p["consistency"]["size"] = 21; }},
  };
  const Json good = proof_of(12, 21, 12);
  ASSERT_EQ(check(good).status, 0);
  for (const auto& [why, change] : changes) {
    Json changed = good;
    change(changed);
    const Told told = check(changed);
    EXPECT_EQ(told.status, 1) << told.text;
    EXPECT_THAT(told.text, StartsWith("BAD: "));
    EXPECT_THAT(told.text, testing::ContainsRegex(why)) << changed.dump();
    EXPECT_THAT(told.text, HasSubstr("(no signature was checked)\n"));
  }
}

TEST_F(CheckProof, finds_what_is_no_proof_bad) {
  for (const std::string file : {"", "{", "[]", "{}", "7", "\xFF", "null"}) {
    const Told told = check(file);
    EXPECT_EQ(told.status, 1) << told.text;
    EXPECT_THAT(told.text, StartsWith("BAD: "));
  }
}

TEST(CheckProofSize, is_short_enough_to_be_read_before_it_is_trusted) {
  const std::string script = test::bytes_of(test::fs::path(DELO_DOCS_DIR) / "check-proof.py");
  EXPECT_LE(std::count(script.begin(), script.end(), '\n'), 40);
}

} // namespace
} // namespace delo
