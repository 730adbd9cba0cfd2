// Bringing together what several hosts found out, each with a copy of the catalogue.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/model/audit_merge.hpp"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace delo {

struct AuditMergeOptions {
  std::filesystem::path catalogue;
  std::vector<std::filesystem::path> shards; ///< catalogues, with their event logs beside them
  const Clock& clock;
  std::stop_token stop{};
  std::string host{};
};

/// Takes the checks that shards made since they parted from the catalogue, as events of its own log
/// that name the line they come from, and as last results where no newer one is known. A check
/// comes in only when the package is watched here and has the same reference; no reference, and
/// nothing else that was changed in a shard, ever comes in. Each shard is verified first, and comes
/// in whole or not at all; what a merge has taken is never taken twice. Shards are only read.
/// Throws Error(nothing_to_check) when there is no catalogue, Error(busy) when a run holds it,
/// Error(io) when it cannot be written or its log is not good, Error(usage) when it is one of the
/// shards, Error(interrupted); shards that came in before that stay.
AuditMerge audit_merge(const AuditMergeOptions& options);

} // namespace delo
