#include "delo/base/path_table.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace delo {
namespace {

std::uint32_t hash_of(std::string_view path) {
  const std::uint64_t hash = std::hash<std::string_view>()(path);
  return static_cast<std::uint32_t>(hash ^ hash >> 32U);
}

} // namespace

/// The slot that holds the path, or the free one where it belongs. There is always a free one.
std::size_t PathTable::slot_of(std::string_view path, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1; // the size is a power of two
  std::size_t slot = hash & mask;
  while (slots_[slot].number != kFree &&
         (slots_[slot].hash != hash || text(slots_[slot].number) != path))
    slot = (slot + 1) & mask;
  return slot;
}

/// Without a look at the paths, which lie all over the memory.
void PathTable::grow() {
  std::vector<Slot> before(slots_.empty() ? 64 : slots_.size() * 2);
  before.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& known : before) {
    if (known.number == kFree)
      continue;
    std::size_t slot = known.hash & mask;
    while (slots_[slot].number != kFree)
      slot = (slot + 1) & mask;
    slots_[slot] = known;
  }
}

std::pair<std::uint32_t, bool> PathTable::add(const RelPath& path) {
  if (paths_.size() * 3 >= slots_.size() * 2)
    grow();
  const std::string_view text = path.str();
  const std::uint32_t hash = hash_of(text);
  Slot& slot = slots_[slot_of(text, hash)];
  if (slot.number != kFree)
    return {slot.number, false};
  record_.clear();
  FieldWriter(store_, record_).path(text);
  const auto number = static_cast<std::uint32_t>(paths_.size());
  paths_.push_back(store_.keep(record_));
  slot = {number, hash};
  return {number, true};
}

const std::uint32_t* PathTable::find(const RelPath& path) const {
  if (paths_.empty())
    return nullptr;
  const Slot& slot = slots_[slot_of(path.str(), hash_of(path.str()))];
  return slot.number == kFree ? nullptr : &slot.number;
}

RelPath PathTable::path(std::uint32_t number) const {
  const SplitText split = text(number);
  RelPath path;
  path.text_.reserve(split.head.size() + split.tail.size());
  (path.text_ = split.head) += split.tail;
  return path;
}

bool PathTable::is_below(std::uint32_t number, std::string_view top) const {
  const std::string_view folder = FieldReader(store_, paths_[number]).word(); // with its slash
  return folder.size() > top.size() && folder.starts_with(top) && folder[top.size()] == '/';
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
