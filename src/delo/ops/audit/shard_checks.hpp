// What one shard found out, on its way into the main catalogue.
#pragma once

#include "delo/ops/audit/shard.hpp"

#include <stop_token>

namespace delo {

/// Where checks of a shard come to.
struct ShardTarget {
  Catalogue& catalogue;
  std::int64_t run = 0; ///< of the merge
  AuditReport& report;  ///< hears of what came in, and of what came in before and is still bad
  const Clock& clock;
  std::stop_token stop;
};

/// Keeps the new checks of a shard, and lines of the log that say which runs made them and how far
/// the shard was read; one of which nothing is new is only told of. Call it within
/// Catalogue::together(). Throws Error(interrupted), and otherwise as Catalogue does.
MergedShard take_shard(Shard& shard, const ShardTarget& target);

} // namespace delo
