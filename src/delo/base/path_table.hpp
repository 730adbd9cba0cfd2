// Many paths in little memory: each is kept once, and their folders are kept once for all of them.
#pragma once

#include "delo/base/compact_store.hpp"
#include "delo/base/rel_path.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace delo {

/// Numbers paths from 0 in the order of their coming. Beside the last part of a path it takes about
/// 35 bytes for each; a std::map would take three times as many and the whole path. At most 2^32 -
/// 1 paths.
class PathTable {
public:
  PathTable() = default;
  PathTable(PathTable&&) = delete;

  /// The number of a path, and whether it is new.
  std::pair<std::uint32_t, bool> add(const RelPath& path);
  /// Where the number of a path stands; null when it is not there. Good until the next add().
  const std::uint32_t* find(const RelPath& path) const;
  std::size_t size() const { return paths_.size(); }
  RelPath path(std::uint32_t number) const;
  /// Its text, where it lies.
  SplitText text(std::uint32_t number) const {
    return FieldReader(store_, paths_[number]).split_path();
  }
  /// Whether the path of that number lies below a folder of one part.
  bool is_below(std::uint32_t number, std::string_view top) const;
  /// All numbers, in the order of the bytes of their paths. Good until the next add().
  std::span<const std::uint32_t> sorted() const;

private:
  static constexpr std::uint32_t kFree = 0xFFFFFFFF;
  /// With the hash of the path: the path itself, which lies somewhere else in memory, is looked at
  /// only when that is the same.
  struct Slot {
    std::uint32_t number = kFree;
    std::uint32_t hash = 0;
  };

  std::size_t slot_of(std::string_view path, std::uint32_t hash) const;
  void grow();

  CompactStore store_;
  std::deque<const char*> paths_;
  std::string record_;      ///< of the path that is being added
  std::vector<Slot> slots_; ///< open addressing
  mutable std::vector<std::uint32_t> sorted_;
};

} // namespace delo
