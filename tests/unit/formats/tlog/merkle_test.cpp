// Hash trees, compared with the recursive definitions of RFC 6962 2.1 written down as they stand
// there, for every tree of up to 130 leaves.
#include "delo/base/error.hpp"
#include "delo/formats/tlog/merkle.hpp"
#include "delo/io/hasher.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace delo {
namespace {

using Leaves = std::span<const TreeHash>;
using Hashes = std::vector<TreeHash>;

constexpr std::size_t kSizes = 130;

TreeHash sha256(const std::string& bytes) {
  Hasher hasher;
  hasher.start({Algorithm::sha256});
  hasher.update(bytes);
  const DigestSet digests = hasher.finish();
  TreeHash hash{};
  std::size_t at = 0;
  for (const std::byte byte : digests.find(Algorithm::sha256)->bytes())
    hash[at++] = std::to_integer<std::uint8_t>(byte);
  return hash;
}

std::string text_of(const TreeHash& hash) {
  return {hash.begin(), hash.end()};
}

std::string entry(std::size_t i) {
  return "entry " + std::to_string(i);
}

/// Leaves made without the code that is tested.
Hashes leaves_of(std::size_t size) {
  Hashes leaves;
  for (std::size_t i = 0; i < size; ++i)
    leaves.push_back(sha256(std::string(1, '\0') + entry(i)));
  return leaves;
}

std::size_t split(std::size_t size) {
  std::size_t k = 1;
  while (2 * k < size)
    k *= 2;
  return k;
}

TreeHash naive_root(Leaves d) {
  if (d.empty())
    return sha256("");
  if (d.size() == 1)
    return d[0];
  const std::size_t k = split(d.size());
  return sha256("\1" + text_of(naive_root(d.first(k))) + text_of(naive_root(d.subspan(k))));
}

Hashes with(Hashes hashes, const TreeHash& last) {
  hashes.push_back(last);
  return hashes;
}

Hashes naive_path(std::size_t m, Leaves d) {
  if (d.size() == 1)
    return {};
  const std::size_t k = split(d.size());
  return m < k ? with(naive_path(m, d.first(k)), naive_root(d.subspan(k)))
               : with(naive_path(m - k, d.subspan(k)), naive_root(d.first(k)));
}

Hashes naive_subproof(std::size_t m, Leaves d, bool is_whole) {
  if (m == d.size())
    return is_whole ? Hashes{} : Hashes{naive_root(d)};
  const std::size_t k = split(d.size());
  return m <= k ? with(naive_subproof(m, d.first(k), is_whole), naive_root(d.subspan(k)))
                : with(naive_subproof(m - k, d.subspan(k), false), naive_root(d.first(k)));
}

NextLeaf stream(Leaves leaves) {
  return [leaves, at = std::size_t{0}]() mutable -> std::optional<TreeHash> {
    return at < leaves.size() ? std::optional(leaves[at++]) : std::nullopt;
  };
}

TreeHash flipped(TreeHash hash, std::size_t bit) {
  hash[bit / 8] = static_cast<std::uint8_t>(hash[bit / 8] ^ (1U << (bit % 8)));
  return hash;
}

/// Every proof that is another one: a bit of each hash turned, a hash less, twice, swapped, added.
std::vector<Hashes> mutations(const Hashes& proof) {
  std::vector<Hashes> changed;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    changed.push_back(proof);
    changed.back()[i] = flipped(proof[i], (i * 37) % 256);
    changed.push_back(proof);
    changed.back().erase(changed.back().begin() + static_cast<std::ptrdiff_t>(i));
    changed.push_back(proof);
    changed.back().insert(changed.back().begin() + static_cast<std::ptrdiff_t>(i), proof[i]);
    if (i == 0 || proof[i] == proof[i - 1])
      continue;
    changed.push_back(proof);
    std::swap(changed.back()[i], changed.back()[i - 1]);
  }
  changed.push_back(with(proof, TreeHash{}));
  return changed;
}

class MerkleTree : public testing::Test {
protected:
  MerkleTree() : leaves_(leaves_of(kSizes + 1)) {
    for (std::size_t size = 0; size <= kSizes; ++size)
      roots_.push_back(naive_root(first(size)));
  }
  Leaves first(std::size_t size) const { return Leaves(leaves_).first(size); }

  Hashes leaves_;
  Hashes roots_; ///< by size
};

TEST_F(MerkleTree, hashes_leaves_and_nodes_with_their_own_prefixes) {
  EXPECT_EQ(leaf_hash(""), sha256(std::string(1, '\0')));
  for (std::size_t i = 0; i < leaves_.size(); ++i)
    EXPECT_EQ(leaf_hash(entry(i)), leaves_[i]);
  EXPECT_EQ(node_hash(leaves_[0], leaves_[1]),
            sha256("\1" + text_of(leaves_[0]) + text_of(leaves_[1])));
  EXPECT_NE(node_hash(leaves_[0], leaves_[1]), node_hash(leaves_[1], leaves_[0]));
}

TEST_F(MerkleTree, has_the_root_of_nothing_when_it_is_empty) {
  EXPECT_EQ(MerkleRange().size(), 0U);
  EXPECT_EQ(hash_text(MerkleRange().root()), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

TEST_F(MerkleTree, has_the_root_of_the_standard_at_every_size) {
  MerkleRange range;
  for (std::size_t size = 0; size <= kSizes; ++size) {
    EXPECT_EQ(range.size(), size);
    EXPECT_EQ(range.root(), roots_[size]) << size;
    range.add(leaves_[size]);
  }
}

TEST_F(MerkleTree, goes_on_from_its_state_at_every_size) {
  MerkleRange range;
  for (std::size_t size = 0; size <= kSizes; ++size) {
    const std::string state = range.state();
    std::optional<MerkleRange> again = MerkleRange::from_state(state);
    ASSERT_TRUE(again) << state;
    EXPECT_EQ(*again, range);
    EXPECT_EQ(again->state(), state);
    again->add(leaves_[size]);
    range.add(leaves_[size]);
    EXPECT_EQ(again->root(), range.root());
  }
}

TEST_F(MerkleTree, has_a_state_of_one_short_line) {
  MerkleRange range;
  EXPECT_EQ(range.state(), "0:");
  for (std::size_t i = 0; i < 3; ++i)
    range.add(leaves_[i]);
  EXPECT_EQ(range.state(),
            "3:" + hash_text(node_hash(leaves_[0], leaves_[1])) + "," + hash_text(leaves_[2]));
}

TEST_F(MerkleTree, takes_no_state_that_it_would_not_write) {
  const std::string hash = hash_text(leaves_[0]);
  const std::vector<std::string> wrong = {
      "",
      ":",
      "0",
      "00:",
      "0:" + hash,
      "0:,",
      "1:",
      "1:" + hash + ",",
      "1:" + hash + "\n",
      "1:" + hash + "," + hash,
      "1:," + hash,
      "01:" + hash,
      "+1:" + hash,
      " 1:" + hash,
      "-1:" + hash,
      "1 :" + hash,
      "2:" + hash + "," + hash,
      "3:" + hash,
      "3:" + hash + "," + hash + "," + hash,
      "3:" + hash + ";" + hash,
      "3:" + hash + hash,
      "1:" + hash.substr(1),
      "1:" + hash.substr(0, hash.size() - 1),
      "1:" + hash.substr(0, hash.size() - 2) + "B=",
      "9223372036854775808:" + hash,
      "18446744073709551617:" + hash,
      hash,
  };
  for (const std::string& text : wrong)
    EXPECT_FALSE(MerkleRange::from_state(text)) << text;
}

TEST_F(MerkleTree, is_never_larger_than_others_can_count) {
  std::string state = std::to_string(kLargestTree) + ":";
  for (int bit = 0; bit < 63; ++bit)
    state += (bit == 0 ? "" : ",") + hash_text(leaves_[0]);
  std::optional<MerkleRange> full = MerkleRange::from_state(state);
  ASSERT_TRUE(full);
  EXPECT_EQ(test::kind_of([&full, this] { full->add(leaves_[0]); }), ErrorKind::internal);
}

TEST_F(MerkleTree, survives_any_state) {
  test::Random random;
  MerkleRange range;
  for (std::size_t i = 0; i < 11; ++i)
    range.add(leaves_[i]);
  const std::string good = range.state();
  for (int round = 0; round < 2000; ++round) {
    std::string text = good;
    text[random.below(text.size())] = static_cast<char>(random.below(256));
    const std::optional<MerkleRange> read = MerkleRange::from_state(text);
    if (read) {
      EXPECT_EQ(read->state(), text);
    }
  }
}

TEST_F(MerkleTree, proves_every_leaf_of_every_tree_with_the_path_of_the_standard) {
  for (std::size_t size = 1; size <= kSizes; ++size)
    for (std::size_t index = 0; index < size; ++index) {
      const auto proof = prove_inclusion(index, size, stream(leaves_));
      ASSERT_TRUE(proof);
      ASSERT_EQ(proof->index, index);
      ASSERT_EQ(proof->size, size);
      ASSERT_EQ(proof->hashes, naive_path(index, first(size))) << index << " of " << size;
      ASSERT_TRUE(verify_inclusion(leaves_[index], *proof, roots_[size]))
          << index << " of " << size;
    }
}

TEST_F(MerkleTree, proves_the_growth_from_every_size_to_every_size) {
  for (std::size_t size = 1; size <= kSizes; ++size)
    for (std::size_t old_size = 1; old_size <= size; ++old_size) {
      const auto proof = prove_consistency(old_size, size, stream(leaves_));
      ASSERT_TRUE(proof);
      ASSERT_EQ(*proof, naive_subproof(old_size, first(size), true)) << old_size << " to " << size;
      ASSERT_TRUE(verify_consistency(old_size, roots_[old_size], size, roots_[size], *proof))
          << old_size << " to " << size;
    }
}

TEST_F(MerkleTree, grows_from_nothing_without_a_proof) {
  for (std::size_t size = 0; size <= 9; ++size) {
    EXPECT_EQ(prove_consistency(0, size, stream({})), Hashes{});
    EXPECT_TRUE(verify_consistency(0, roots_[0], size, roots_[size], {}));
    EXPECT_FALSE(verify_consistency(0, roots_[1], size, roots_[size], {}));
    EXPECT_FALSE(verify_consistency(0, roots_[0], size, roots_[size], {leaves_[0]}));
  }
  EXPECT_FALSE(verify_consistency(0, leaves_[0], 0, leaves_[0], {}));
}

TEST_F(MerkleTree, proves_nothing_that_is_not_there) {
  EXPECT_FALSE(prove_inclusion(0, 0, stream(leaves_)));
  EXPECT_FALSE(prove_inclusion(5, 5, stream(leaves_)));
  EXPECT_FALSE(prove_consistency(6, 5, stream(leaves_)));
}

TEST_F(MerkleTree, proves_nothing_when_the_leaves_end_early) {
  for (std::size_t size = 2; size <= 20; ++size)
    for (std::size_t there = 0; there < size; ++there) {
      EXPECT_FALSE(prove_inclusion(0, size, stream(first(there))));
      EXPECT_FALSE(prove_inclusion(size - 1, size, stream(first(there))));
      EXPECT_FALSE(prove_consistency(1, size, stream(first(there))));
    }
}

TEST_F(MerkleTree, reads_each_leaf_once_and_none_behind_its_size) {
  std::size_t asked = 0;
  const auto counted = [&asked, this]() -> std::optional<TreeHash> { return leaves_[asked++]; };
  EXPECT_TRUE(prove_inclusion(3, 21, counted));
  EXPECT_EQ(asked, 21U);
  asked = 0;
  EXPECT_TRUE(prove_consistency(6, 21, counted));
  EXPECT_EQ(asked, 21U);
}

TEST_F(MerkleTree, refuses_a_changed_proof_of_a_leaf) {
  for (std::size_t size = 1; size <= 40; ++size)
    for (std::size_t index = 0; index < size; ++index) {
      const InclusionProof good{index, size, naive_path(index, first(size))};
      for (const Hashes& hashes : mutations(good.hashes))
        ASSERT_FALSE(verify_inclusion(leaves_[index], {index, size, hashes}, roots_[size]));
      ASSERT_FALSE(verify_inclusion(flipped(leaves_[index], index), good, roots_[size]));
      ASSERT_FALSE(verify_inclusion(leaves_[index], good, flipped(roots_[size], size)));
      ASSERT_FALSE(verify_inclusion(leaves_[index + 1], good, roots_[size]));
      for (std::size_t other = 0; other < size + 2; ++other) {
        if (other != index) {
          ASSERT_FALSE(verify_inclusion(leaves_[index], {other, size, good.hashes}, roots_[size]));
        }
      }
    }
}

TEST_F(MerkleTree, refuses_a_changed_proof_of_growth) {
  for (std::size_t size = 2; size <= 40; ++size)
    for (std::size_t old_size = 1; old_size < size; ++old_size) {
      const Hashes good = naive_subproof(old_size, first(size), true);
      const TreeHash& before = roots_[old_size];
      const TreeHash& after = roots_[size];
      for (const Hashes& hashes : mutations(good))
        ASSERT_FALSE(verify_consistency(old_size, before, size, after, hashes))
            << old_size << " to " << size;
      ASSERT_FALSE(verify_consistency(old_size, flipped(before, old_size), size, after, good));
      ASSERT_FALSE(verify_consistency(old_size, before, size, flipped(after, size), good));
      ASSERT_FALSE(verify_consistency(size, after, old_size, before, good));
      ASSERT_FALSE(verify_consistency(old_size, before, size, after, {}));
    }
}

TEST_F(MerkleTree, refuses_hashes_above_the_root_even_where_they_fit) {
  const TreeHash more = leaves_[9];
  EXPECT_FALSE(verify_inclusion(leaves_[0], {0, 1, {more}}, node_hash(more, leaves_[0])));
  const Hashes proof = naive_subproof(3, first(4), true);
  EXPECT_FALSE(verify_consistency(3, node_hash(more, roots_[3]), 4, node_hash(more, roots_[4]),
                                  with(proof, more)));
}

TEST_F(MerkleTree, refuses_a_proof_that_ends_below_the_root_of_the_size_it_is_for) {
  EXPECT_FALSE(verify_inclusion(leaves_[1], {1, 8, naive_path(1, first(4))}, roots_[4]));
  EXPECT_FALSE(verify_consistency(3, roots_[3], 8, roots_[4], naive_subproof(3, first(4), true)));
}

TEST_F(MerkleTree, has_grown_in_no_way_when_the_sizes_are_the_same) {
  EXPECT_TRUE(verify_consistency(7, roots_[7], 7, roots_[7], {}));
  EXPECT_FALSE(verify_consistency(7, roots_[7], 7, roots_[6], {}));
  EXPECT_FALSE(verify_consistency(7, roots_[7], 7, roots_[7], {leaves_[0]}));
}

TEST_F(MerkleTree, refuses_proofs_of_the_longest_sizes_in_bounded_time) {
  const Hashes many(10'000);
  EXPECT_FALSE(verify_inclusion(leaves_[0], {0, kLargestTree, many}, roots_[1]));
  EXPECT_FALSE(
      verify_inclusion(leaves_[0], {~std::uint64_t{0} - 1, ~std::uint64_t{0}, many}, roots_[1]));
  EXPECT_FALSE(verify_consistency(1, roots_[1], ~std::uint64_t{0}, roots_[2], many));
  EXPECT_FALSE(
      verify_consistency(~std::uint64_t{0} - 1, roots_[1], ~std::uint64_t{0}, roots_[2], many));
}

TEST(TreeText, reads_the_hashes_that_it_writes_and_no_others) {
  const TreeHash hash = leaf_hash("a");
  EXPECT_EQ(hash_from_text(hash_text(hash)), hash);
  EXPECT_FALSE(hash_from_text(""));
  EXPECT_FALSE(hash_from_text("Zm9v"));
  EXPECT_FALSE(hash_from_text(std::string(44, 'A')));
  EXPECT_FALSE(hash_from_text(hash_text(hash) + "\n"));
}

TEST(TreeText, reads_sizes_without_leading_zeros_and_signs) {
  EXPECT_EQ(tree_size_from_text("0"), 0U);
  EXPECT_EQ(tree_size_from_text("10"), 10U);
  EXPECT_EQ(tree_size_from_text("9223372036854775807"), kLargestTree);
  for (const std::string_view text : {"", "00", "01", "+1", "-1", "-0", " 1", "1 ", "1\n", "0x1",
                                      "1e3", "9223372036854775808", "18446744073709551616", "a"})
    EXPECT_FALSE(tree_size_from_text(text)) << text;
}

} // namespace
} // namespace delo
