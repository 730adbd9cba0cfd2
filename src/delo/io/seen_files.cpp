#include "delo/io/seen_files.hpp"

#include <deque>
#include <memory_resource>
#include <span>
#include <string_view>

namespace delo {

/// Digests lie one behind the other in bytes of their own: the algorithm, then the digest.
struct SeenFiles::Store {
  struct Record {
    std::uint64_t bytes = 0;
    const std::byte* digests = nullptr;
    std::uint8_t digest_count = 0;
    bool readable = true;
  };

  const std::byte* keep(const DigestSet& set) {
    std::size_t size = 0;
    for (const Digest& digest : set)
      size += 1 + digest.bytes().size();
    if (size == 0)
      return nullptr;
    auto* const kept = static_cast<std::byte*>(memory.allocate(size, 1));
    std::byte* end = kept;
    for (const Digest& digest : set) {
      *end++ = static_cast<std::byte>(digest.algorithm());
      end = std::copy(digest.bytes().begin(), digest.bytes().end(), end);
    }
    return kept;
  }

  static DigestSet digests_of(const Record& record) {
    DigestSet set;
    const std::byte* next = record.digests;
    for (int i = 0; i < record.digest_count; ++i) {
      const auto algorithm = static_cast<Algorithm>(*next++);
      const std::size_t size = info(algorithm).bytes;
      set.insert(Digest(algorithm, std::span(next, size)));
      next += size;
    }
    return set;
  }

  static std::uint8_t count_of(const DigestSet& set) {
    return static_cast<std::uint8_t>(std::distance(set.begin(), set.end()));
  }

  PathTable paths;
  std::deque<Record> records;
  std::pmr::monotonic_buffer_resource memory;
};

SeenFiles::SeenFiles() : store_(std::make_shared<Store>()) {}

void SeenFiles::add(const RelPath& path, const SeenFile& file) {
  if (store_->paths.add(path).second)
    store_->records.push_back(
        {file.bytes, store_->keep(file.digests), Store::count_of(file.digests), file.readable});
}

void SeenFiles::add_digests(const RelPath& path, const DigestSet& digests) {
  const std::uint32_t* const number = store_->paths.find(path);
  if (!number)
    return;
  Store::Record& record = store_->records[*number];
  DigestSet all = Store::digests_of(record);
  for (const Digest& digest : digests)
    all.insert(digest);
  record.digests = store_->keep(all);
  record.digest_count = Store::count_of(all);
}

SeenFiles::value_type SeenFiles::entry(std::uint32_t number) const {
  const Store::Record& record = store_->records[number];
  return {store_->paths.path(number), {record.bytes, Store::digests_of(record), record.readable}};
}

bool SeenFiles::contains(const RelPath& path) const {
  return store_->paths.find(path) != nullptr;
}

SeenFiles::Iterator SeenFiles::find(const RelPath& path) const {
  const std::uint32_t* const number = store_->paths.find(path);
  return number ? Iterator(this, number, number + 1) : end();
}

SeenFile SeenFiles::at(const RelPath& path) const {
  return entry(*store_->paths.find(path)).second;
}

std::size_t SeenFiles::size() const {
  return store_->paths.size();
}

SeenFiles::Iterator SeenFiles::begin() const {
  const auto sorted = store_->paths.sorted();
  return sorted.empty() ? end() : Iterator(this, sorted.data(), sorted.data() + sorted.size());
}

SeenFiles::Iterator SeenFiles::end() const {
  return {this, nullptr, nullptr};
}

} // namespace delo
