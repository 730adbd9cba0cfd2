// Many paths in little memory: each is kept once, in one piece with its neighbours.
#pragma once

#include "delo/base/rel_path.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory_resource>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace delo {

/// Numbers paths from 0 in the order of their coming. Beside the bytes of a path it takes about 30
/// bytes for each; a std::map would take three times as many. At most 2^32 - 1 paths.
class PathTable {
public:
  PathTable() = default;
  PathTable(PathTable&&) = delete;

  /// The number of a path, and whether it is new.
  std::pair<std::uint32_t, bool> add(const RelPath& path);
  /// Where the number of a path stands; null when it is not there. Good until the next add().
  const std::uint32_t* find(const RelPath& path) const;
  std::size_t size() const { return paths_.size(); }
  RelPath path(std::uint32_t number) const { return RelPath(paths_[number]); }
  std::string_view text(std::uint32_t number) const { return paths_[number]; }
  /// All numbers, in the order of the bytes of their paths. Good until the next add().
  std::span<const std::uint32_t> sorted() const;

private:
  std::size_t slot_of(std::string_view path) const;
  void grow();

  std::pmr::monotonic_buffer_resource bytes_;
  std::deque<std::string_view> paths_;
  std::vector<std::uint32_t> slots_; ///< open addressing: a number, or kFree
  mutable std::vector<std::uint32_t> sorted_;
};

} // namespace delo
