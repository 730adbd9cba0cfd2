#include "delo/formats/tlog/merkle.hpp"

#include "delo/base/base64.hpp"
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <initializer_list>
#include <memory>
#include <system_error>
#include <utility>

namespace delo {
namespace {

void check(bool ok) {
  if (!ok)
    throw Error(ErrorKind::internal, "the crypto library could not compute SHA-256");
}

/// One context for each thread, used again: a log has millions of leaves of a few bytes, and making
/// a context takes longer than hashing one of them.
TreeHash sha256(std::initializer_list<std::string_view> parts) {
  static EVP_MD* const kFetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  thread_local const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context{EVP_MD_CTX_new(),
                                                                                EVP_MD_CTX_free};
  check(kFetched && context && EVP_DigestInit_ex2(context.get(), kFetched, nullptr) == 1);
  for (const std::string_view part : parts)
    check(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1);
  TreeHash hash{};
  check(EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) == 1);
  return hash;
}

std::string_view bytes_of(const TreeHash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

/// Leaves from `begin` to before `end`, whose root stands in a proof.
struct Span {
  std::uint64_t begin;
  std::uint64_t end;
};

/// Where a tree of more than one leaf is parted: the largest power of two below its size.
std::uint64_t split_of(std::uint64_t begin, std::uint64_t end) {
  return begin + std::bit_floor(end - begin - 1);
}

/// PATH of RFC 6962 2.1.1, from the root down.
std::vector<Span> inclusion_spans(std::uint64_t index, std::uint64_t size) {
  std::vector<Span> spans;
  std::uint64_t begin = 0;
  for (std::uint64_t end = size; end - begin > 1;) {
    const std::uint64_t split = split_of(begin, end);
    if (index < split) {
      spans.push_back({split, end});
      end = split;
    } else {
      spans.push_back({begin, split});
      begin = split;
    }
  }
  return spans;
}

/// SUBPROOF of RFC 6962 2.1.2, from the root down; 0 < old_size < size.
std::vector<Span> consistency_spans(std::uint64_t old_size, std::uint64_t size) {
  std::vector<Span> spans;
  std::uint64_t begin = 0;
  std::uint64_t end = size;
  while (end != old_size) {
    const std::uint64_t split = split_of(begin, end);
    if (old_size <= split) {
      spans.push_back({split, end});
      end = split;
    } else {
      spans.push_back({begin, split});
      begin = split;
    }
  }
  if (begin != 0) // otherwise this is the old root, which the reader has
    spans.push_back({begin, end});
  return spans;
}

/// The roots of the spans, from the last to the first. They lie apart, so that one pass over the
/// leaves is enough, and one growing tree.
std::optional<std::vector<TreeHash>> roots_of(const std::vector<Span>& spans, std::uint64_t size,
                                              const NextLeaf& next_leaf) {
  std::vector<std::size_t> order(spans.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = i;
  std::sort(order.begin(), order.end(),
            [&spans](std::size_t a, std::size_t b) { return spans[a].begin < spans[b].begin; });
  std::vector<TreeHash> roots(spans.size());
  MerkleRange range;
  auto current = order.begin();
  for (std::uint64_t at = 0; at < size; ++at) {
    const std::optional<TreeHash> leaf = next_leaf();
    if (!leaf)
      return std::nullopt;
    if (current == order.end() || at < spans[*current].begin)
      continue;
    range.add(*leaf);
    if (at + 1 == spans[*current].end) {
      roots[spans.size() - 1 - *current] = range.root();
      range = {};
      ++current;
    }
  }
  return roots;
}

/// The place of a node on its level, and of the last node of that level (`fn` and `sn` of RFC
/// 9162), while a proof is climbed.
struct Climb {
  std::uint64_t node;
  std::uint64_t last;

  bool is_at_root() const { return last == 0; }
  bool is_right() const { return (node & 1U) != 0; }
  void up() {
    node >>= 1U;
    last >>= 1U;
  }
  /// Whether the hash beside the node stands to its left. Then levels on which the node is alone
  /// are passed over: they have no hash in the proof.
  bool takes_left() {
    if (!is_right() && node != last)
      return false;
    while (!is_right() && node != 0)
      up();
    return true;
  }
};

} // namespace

TreeHash leaf_hash(std::string_view entry) {
  return sha256({std::string_view("\0", 1), entry});
}

TreeHash node_hash(const TreeHash& left, const TreeHash& right) {
  return sha256({"\1", bytes_of(left), bytes_of(right)});
}

std::string hash_text(const TreeHash& hash) {
  return base64(bytes_of(hash));
}

std::optional<TreeHash> hash_from_text(std::string_view text) {
  TreeHash hash{};
  if (text.size() != (hash.size() + 2) / 3 * 4)
    return std::nullopt;
  const std::optional<std::string> bytes = from_base64(text);
  if (!bytes || bytes->size() != hash.size())
    return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), hash.begin());
  return hash;
}

std::optional<std::uint64_t> tree_size_from_text(std::string_view text) {
  std::uint64_t size = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, trouble] = std::from_chars(text.data(), end, size);
  if (trouble != std::errc() || rest != end || (text.size() > 1 && text.front() == '0') ||
      size > kLargestTree)
    return std::nullopt;
  return size;
}

void MerkleRange::add(const TreeHash& leaf) {
  if (size_ == kLargestTree)
    throw Error(ErrorKind::internal, "the hash tree cannot hold another leaf");
  TreeHash node = leaf;
  for (std::uint64_t rest = size_; (rest & 1U) != 0; rest >>= 1U) {
    node = node_hash(whole_.back(), node);
    whole_.pop_back();
  }
  whole_.push_back(node);
  ++size_;
}

TreeHash MerkleRange::root() const {
  if (whole_.empty())
    return sha256({});
  TreeHash root = whole_.back();
  for (auto left = whole_.rbegin() + 1; left != whole_.rend(); ++left)
    root = node_hash(*left, root);
  return root;
}

std::string MerkleRange::state() const {
  std::string text = fmt::format("{}:", size_);
  for (std::size_t i = 0; i < whole_.size(); ++i)
    text += (i == 0 ? "" : ",") + hash_text(whole_[i]);
  return text;
}

std::optional<MerkleRange> MerkleRange::from_state(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos)
    return std::nullopt;
  const std::optional<std::uint64_t> size = tree_size_from_text(text.substr(0, colon));
  if (!size)
    return std::nullopt;
  MerkleRange range;
  range.size_ = *size;
  std::string_view rest = text.substr(colon + 1);
  for (int left = std::popcount(*size); left > 0; --left) {
    const std::size_t comma = left > 1 ? rest.find(',') : rest.size();
    const std::optional<TreeHash> hash = hash_from_text(rest.substr(0, comma));
    if (!hash || comma == std::string_view::npos)
      return std::nullopt;
    range.whole_.push_back(*hash);
    rest.remove_prefix(left > 1 ? comma + 1 : comma);
  }
  return rest.empty() ? std::optional(range) : std::nullopt;
}

std::optional<InclusionProof> prove_inclusion(std::uint64_t index, std::uint64_t size,
                                              const NextLeaf& next_leaf) {
  if (index >= size)
    return std::nullopt;
  std::optional<std::vector<TreeHash>> roots =
      roots_of(inclusion_spans(index, size), size, next_leaf);
  if (!roots)
    return std::nullopt;
  return InclusionProof{index, size, std::move(*roots)};
}

std::optional<std::vector<TreeHash>> prove_consistency(std::uint64_t old_size, std::uint64_t size,
                                                       const NextLeaf& next_leaf) {
  if (old_size > size)
    return std::nullopt;
  if (old_size == 0 || old_size == size)
    return std::vector<TreeHash>{};
  return roots_of(consistency_spans(old_size, size), size, next_leaf);
}

bool verify_inclusion(const TreeHash& leaf, const InclusionProof& proof, const TreeHash& root) {
  if (proof.index >= proof.size)
    return false;
  Climb climb{proof.index, proof.size - 1};
  TreeHash hash = leaf;
  for (const TreeHash& beside : proof.hashes) {
    if (climb.is_at_root())
      return false;
    hash = climb.takes_left() ? node_hash(beside, hash) : node_hash(hash, beside);
    climb.up();
  }
  return climb.is_at_root() && hash == root;
}

bool verify_consistency(std::uint64_t old_size, const TreeHash& old_root, std::uint64_t size,
                        const TreeHash& root, const std::vector<TreeHash>& hashes) {
  if (old_size > size)
    return false;
  if (old_size == size)
    return hashes.empty() && old_root == root && (size != 0 || root == MerkleRange().root());
  if (old_size == 0)
    return hashes.empty() && old_root == MerkleRange().root();
  // Of a whole power of two the proof leaves out the old root.
  const bool begins_with_root = std::has_single_bit(old_size);
  if (hashes.empty())
    return false;
  Climb climb{old_size - 1, size - 1};
  while (climb.is_right())
    climb.up();
  TreeHash old_hash = begins_with_root ? old_root : hashes.front();
  TreeHash hash = old_hash;
  for (std::size_t i = begins_with_root ? 0 : 1; i < hashes.size(); ++i) {
    if (climb.is_at_root())
      return false;
    if (climb.takes_left()) {
      old_hash = node_hash(hashes[i], old_hash);
      hash = node_hash(hashes[i], hash);
    } else {
      hash = node_hash(hash, hashes[i]);
    }
    climb.up();
  }
  return climb.is_at_root() && old_hash == old_root && hash == root;
}

} // namespace delo
