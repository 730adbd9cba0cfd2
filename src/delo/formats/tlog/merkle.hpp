// Merkle trees over SHA-256 as RFC 6962 2.1 has them: roots, and proofs that a line is in a log and
// that a log only grew.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// The hash of a leaf, a node or a whole tree.
using TreeHash = std::array<std::uint8_t, 32>;

/// The largest size of a tree, in leaves: what other programs keep in a signed number.
inline constexpr std::uint64_t kLargestTree = 0x7FFF'FFFF'FFFF'FFFF;

/// SHA-256 of 0x00 and the entry (RFC 6962 2.1).
TreeHash leaf_hash(std::string_view entry);
/// SHA-256 of 0x01 and both hashes (RFC 6962 2.1).
TreeHash node_hash(const TreeHash& left, const TreeHash& right);

/// A hash in standard base64, and read back; nothing when it is no hash in canonical base64.
std::string hash_text(const TreeHash& hash);
std::optional<TreeHash> hash_from_text(std::string_view text);
/// A size in decimal digits without leading zeros, at most kLargestTree; nothing for other texts.
std::optional<std::uint64_t> tree_size_from_text(std::string_view text);

/// A tree that grows leaf by leaf. Keeps one hash for each bit of its size, not the leaves.
class MerkleRange {
public:
  /// Throws Error(internal) when the tree has kLargestTree leaves.
  void add(const TreeHash& leaf);
  /// How many leaves there are.
  std::uint64_t size() const { return size_; }
  /// The Merkle Tree Hash (RFC 6962 2.1); without leaves, SHA-256 of nothing.
  TreeHash root() const;

  /// The tree as one short line, to go on in another run: "5:<base64>,<base64>", "0:" when empty.
  std::string state() const;
  /// Reads what state() writes; nothing for any other text.
  static std::optional<MerkleRange> from_state(std::string_view text);

  bool operator==(const MerkleRange&) const = default;

private:
  std::uint64_t size_ = 0;
  std::vector<TreeHash> whole_; ///< roots of complete subtrees, the largest first
};

/// Gives the leaf hashes of a log one after the other; nothing when there are no more.
using NextLeaf = std::function<std::optional<TreeHash>()>;

/// The audit path of one leaf (RFC 6962 2.1.1).
struct InclusionProof {
  std::uint64_t index = 0;      ///< of the leaf, from 0
  std::uint64_t size = 0;       ///< leaves in the tree
  std::vector<TreeHash> hashes; ///< from the leaf up to the root
};

/// The proof for the leaf `index` in the tree of the first `size` leaves, in one pass over them.
/// Nothing when the leaves end early, or `index` is not below `size`.
std::optional<InclusionProof> prove_inclusion(std::uint64_t index, std::uint64_t size,
                                              const NextLeaf& next_leaf);

/// The proof that the tree of the first `size` leaves begins with that of the first `old_size`
/// (RFC 6962 2.1.2), in one pass over the leaves. It is empty, and no leaf is asked for, when the
/// sizes are the same or the old tree is empty. Nothing when the leaves end early, or `old_size` is
/// above `size`.
std::optional<std::vector<TreeHash>> prove_consistency(std::uint64_t old_size, std::uint64_t size,
                                                       const NextLeaf& next_leaf);

/// Whether the proof leads from the leaf to the root (RFC 9162 2.1.3.2).
bool verify_inclusion(const TreeHash& leaf, const InclusionProof& proof, const TreeHash& root);

/// Whether the proof leads to both roots (RFC 9162 2.1.4.2). An old tree without leaves is the
/// beginning of every tree: it needs the root of nothing, and an empty proof.
bool verify_consistency(std::uint64_t old_size, const TreeHash& old_root, std::uint64_t size,
                        const TreeHash& root, const std::vector<TreeHash>& hashes);

} // namespace delo
