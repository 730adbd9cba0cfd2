// Numbers by hashes, for millions of them, in one piece of memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace delo {

/// Open addressing; 16 bytes for each place, of which two thirds at most are taken. Hashes are all
/// that it knows, so that two texts of one hash are one to it.
class HashTable {
public:
  /// What is kept for `hash`: the value of the first add().
  std::uint64_t add(std::uint64_t hash, std::uint64_t value) {
    if (hash == kFree)
      hash = 1; // as good as any other
    if (count_ * 3 >= places_.size() * 2)
      grow();
    Place& place = places_[place_of(hash)];
    was_known_ = place.hash == hash;
    if (was_known_)
      return place.value;
    place = {hash, value};
    ++count_;
    return value;
  }
  bool contains(std::uint64_t hash) const {
    hash = hash == kFree ? 1 : hash;
    return !places_.empty() && places_[place_of(hash)].hash == hash;
  }
  /// Whether the last add() found something.
  bool was_known() const { return was_known_; }

private:
  static constexpr std::uint64_t kFree = 0;
  struct Place {
    std::uint64_t hash = kFree;
    std::uint64_t value = 0;
  };

  std::size_t place_of(std::uint64_t hash) const {
    const std::size_t mask = places_.size() - 1; // the size is a power of two
    std::size_t at = static_cast<std::size_t>(hash) & mask;
    while (places_[at].hash != kFree && places_[at].hash != hash)
      at = (at + 1) & mask;
    return at;
  }

  void grow() {
    std::vector<Place> before(places_.empty() ? 64 : places_.size() * 2);
    before.swap(places_);
    for (const Place& place : before)
      if (place.hash != kFree)
        places_[place_of(place.hash)] = place;
  }

  std::vector<Place> places_;
  std::size_t count_ = 0;
  bool was_known_ = false;
};

} // namespace delo
