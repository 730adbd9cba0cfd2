// What a package says its files are: paths and digests (RFC 8493 2.1.3, 2.2.1).
#pragma once

#include "delo/base/path_table.hpp"
#include "delo/model/digest.hpp"

#include <cstdint>
#include <deque>
#include <memory_resource>
#include <optional>
#include <span>
#include <string_view>

namespace delo {

/// The lines of one manifest file, for one algorithm. A million of them take little more than
/// their bytes.
class Manifest {
public:
  struct Entry {
    Digest digest;
    std::uint64_t line; ///< where it stands in the manifest, 1-based
  };

  explicit Manifest(Algorithm algorithm) : algorithm_(algorithm) {}

  Algorithm algorithm() const { return algorithm_; }
  /// Keeps an entry; the one that is there already, when the path is known.
  std::optional<Entry> add(const RelPath& path, const Entry& entry);
  bool contains(const RelPath& path) const { return paths_.find(path) != nullptr; }
  std::optional<Entry> find(const RelPath& path) const;
  std::size_t size() const { return paths_.size(); }
  bool empty() const { return size() == 0; }
  /// Calls `visit(const RelPath&, const Entry&)` for every entry, by the bytes of the paths.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (const std::uint32_t number : paths_.sorted())
      visit(paths_.path(number), entry(number));
  }

  /// Entries are numbered from 0 in the order of their coming.
  RelPath path(std::uint32_t number) const { return paths_.path(number); }
  Entry entry(std::uint32_t number) const;
  /// What of it is compared with thousands of files, where it lies.
  SplitText path_text(std::uint32_t number) const { return paths_.text(number); }
  std::string_view digest_bytes(std::uint32_t number) const;
  /// Whether the path lies below a folder of one part.
  bool is_below(std::uint32_t number, std::string_view top) const {
    return paths_.is_below(number, top);
  }

private:
  struct Record {
    std::uint64_t line;
    const std::byte* digest;
  };

  Algorithm algorithm_;
  PathTable paths_;
  std::deque<Record> records_;
  std::pmr::monotonic_buffer_resource digests_;
};

} // namespace delo
