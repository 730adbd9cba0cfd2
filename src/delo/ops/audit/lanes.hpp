// All collections of a run together: which package is read next, and for how long.
#pragma once

#include "delo/ops/audit/lane.hpp"

#include <cstdint>
#include <limits>
#include <list>
#include <string>
#include <vector>

namespace delo {

/// What runs of one kind are known by: those of the same words continue each other.
std::string selection_of(const AuditRunOptions& options);

/// What such words say.
struct Selection {
  std::string names; ///< of collections, with commas between; "all": of all
  AuditRunOptions::Shard part;
  bool has(const std::string& collection) const;
};
Selection selection_from(std::string_view text);

/// The lanes of the collections that a run is asked to read. Refers to the catalogue, which must
/// outlive it.
class Lanes {
public:
  /// Throws Error(usage) for a collection that is not there.
  Lanes(Catalogue& catalogue, const AuditRunOptions& options, std::int64_t origin);

  /// The lane whose package comes first; none when all is read or the budget is used up.
  Lane* next();
  void spend(Lane& lane, std::uint64_t bytes);
  std::list<Lane>& all() { return lanes_; }
  std::uint64_t packages() const { return packages_; }
  bool is_sampled() const { return most_ != std::numeric_limits<std::uint64_t>::max(); }

  Budget budget; ///< of the whole run

private:
  std::list<Lane> lanes_;
  std::uint64_t packages_ = 0;
  std::uint64_t taken_ = 0;
  std::uint64_t most_ = std::numeric_limits<std::uint64_t>::max();
};

} // namespace delo
