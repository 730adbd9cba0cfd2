#include "delo/base/path_table.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace delo {
namespace {

constexpr std::uint8_t kFree = 0;

std::size_t hash_of(std::string_view path) {
  return std::hash<std::string_view>()(path);
}

/// Of the upper bits, since the lower ones say where the path stands.
std::uint8_t mark_of(std::size_t hash) {
  return static_cast<std::uint8_t>(1 + (hash >> (8 * sizeof hash - 16)) % 255);
}

} // namespace

/// The slot that holds the path, or the free one where it belongs. There is always a free one.
std::size_t PathTable::slot_of(std::string_view path, std::size_t hash) const {
  const std::size_t mask = slots_.size() - 1; // the size is a power of two
  std::size_t slot = hash & mask;
  while (marks_[slot] != kFree && (marks_[slot] != mark_of(hash) || text(slots_[slot]) != path))
    slot = (slot + 1) & mask;
  return slot;
}

void PathTable::grow() {
  slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, 0);
  marks_.assign(slots_.size(), kFree);
  for (std::uint32_t number = 0; number < paths_.size(); ++number) {
    const RelPath known = path(number);
    const std::size_t hash = hash_of(known.str());
    const std::size_t slot = slot_of(known.str(), hash);
    slots_[slot] = number;
    marks_[slot] = mark_of(hash);
  }
}

std::pair<std::uint32_t, bool> PathTable::add(const RelPath& path) {
  if (paths_.size() * 3 >= slots_.size() * 2)
    grow();
  const std::string_view text = path.str();
  const std::size_t hash = hash_of(text);
  const std::size_t slot = slot_of(text, hash);
  if (marks_[slot] != kFree)
    return {slots_[slot], false};
  std::string bytes;
  FieldWriter(store_, bytes).path(text);
  const auto number = static_cast<std::uint32_t>(paths_.size());
  paths_.push_back(store_.keep(bytes));
  slots_[slot] = number;
  marks_[slot] = mark_of(hash);
  return {number, true};
}

const std::uint32_t* PathTable::find(const RelPath& path) const {
  if (paths_.empty())
    return nullptr;
  const std::size_t slot = slot_of(path.str(), hash_of(path.str()));
  return marks_[slot] == kFree ? nullptr : &slots_[slot];
}

RelPath PathTable::path(std::uint32_t number) const {
  return RelPath(FieldReader(store_, paths_[number]).path());
}

std::span<const std::uint32_t> PathTable::sorted() const {
  if (sorted_.size() != paths_.size()) {
    sorted_.resize(paths_.size());
    std::iota(sorted_.begin(), sorted_.end(), 0U);
    std::sort(sorted_.begin(), sorted_.end(),
              [this](std::uint32_t a, std::uint32_t b) { return text(a) < text(b); });
  }
  return sorted_;
}

} // namespace delo
