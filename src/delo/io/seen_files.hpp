// The files that a pass has met, with their digests: a million of them must fit into memory.
#pragma once

#include "delo/base/path_table.hpp"
#include "delo/model/digest.hpp"

#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace delo {

/// One file after its bytes have passed.
struct SeenFile {
  std::uint64_t bytes = 0;
  DigestSet digests;
  bool readable = true; ///< false: nothing is known of its content, it is neither good nor altered

  void write(FieldWriter& fields) const;
  static SeenFile read(FieldReader& fields);
};

/// Every file once, by the bytes of its path. Reads like a map of RelPath and SeenFile, whose
/// entries are made when they are looked at. Copies share what they hold.
class SeenFiles {
public:
  class Iterator;
  using value_type = std::pair<RelPath, SeenFile>;

  SeenFiles();

  /// Keeps a file, unless one of that path is known already; the number of the path.
  std::uint32_t add(const RelPath& path, const SeenFile& file);
  /// Adds digests to a file that is known.
  void add_digests(const RelPath& path, const DigestSet& digests);

  bool contains(const RelPath& path) const;
  Iterator find(const RelPath& path) const;
  /// Files are numbered from 0 in the order of their coming; nothing for one that is not there.
  std::optional<std::uint32_t> number_of(const RelPath& path) const;
  SeenFile at(const RelPath& path) const;
  /// The path of the file that has this number.
  RelPath path_of(std::uint32_t number) const;
  SeenFile file(std::uint32_t number) const;
  /// The same without its digests, which costs less.
  SeenFile glance(std::uint32_t number) const;
  /// The bytes of one of its digests, where they lie; empty when that is not known.
  std::string_view digest_bytes(std::uint32_t number, Algorithm algorithm) const;
  /// Whether this is the path of that number; false when there is no such number.
  bool is_path(std::uint32_t number, const SplitText& path) const;
  /// Whether it lies below a folder of one part.
  bool is_below(std::uint32_t number, std::string_view top) const;
  std::size_t size() const;
  bool empty() const { return size() == 0; }
  Iterator begin() const;
  Iterator end() const; // NOLINT(readability-convert-member-functions-to-static)

private:
  struct Store;
  value_type entry(std::uint32_t number) const;
  std::shared_ptr<Store> store_;
};

class SeenFiles::Iterator {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = SeenFiles::value_type;
  using difference_type = std::ptrdiff_t;
  using pointer = const value_type*;
  using reference = const value_type&;

  Iterator() = default;
  reference operator*() const { return entry(); }
  pointer operator->() const { return &entry(); }
  Iterator& operator++() {
    at_ = at_ + 1 == last_ ? nullptr : at_ + 1;
    entry_.reset();
    return *this;
  }
  Iterator operator++(int) {
    Iterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Iterator& other) const { return at_ == other.at_; }
  std::uint32_t number() const { return *at_; }

private:
  friend class SeenFiles;
  Iterator(const SeenFiles* files, const std::uint32_t* at, const std::uint32_t* last)
      : files_(files), at_(at), last_(last) {}
  const value_type& entry() const {
    if (!entry_)
      entry_ = files_->entry(*at_);
    return *entry_;
  }

  const SeenFiles* files_ = nullptr;
  const std::uint32_t* at_ = nullptr; ///< the number of a file; null at the end
  const std::uint32_t* last_ = nullptr;
  mutable std::optional<value_type> entry_;
};

} // namespace delo
