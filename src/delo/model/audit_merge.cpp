#include "delo/model/audit_merge.hpp"

#include <algorithm>

namespace delo {
namespace {

bool is_unknown(const MergedShard& shard) {
  return (shard.state == MergedShard::State::unreadable && !shard.is_busy) ||
         !shard.incomplete.empty();
}

bool is_bad(const MergedShard& shard) {
  return shard.state == MergedShard::State::refused ||
         std::any_of(shard.left_out.begin(), shard.left_out.end(),
                     [](const LeftOutCheck& each) { return each.is_finding; });
}

bool is_held(const MergedShard& shard) {
  return shard.is_busy;
}

} // namespace

ExitCode exit_code(const AuditMerge& merge) {
  const auto any = [&merge](bool (*is_so)(const MergedShard&)) {
    return std::any_of(merge.shards.begin(), merge.shards.end(), is_so);
  };
  const ExitCode found = exit_code(merge.report);
  if (any(is_unknown) || found == ExitCode::could_not_finish)
    return ExitCode::could_not_finish;
  if (any(is_bad) || found == ExitCode::bad)
    return ExitCode::bad;
  if (any(is_held))
    return ExitCode::busy;
  if (!merge.missing.empty())
    return ExitCode::could_not_finish;
  const auto& standings = merge.report.standings;
  if (found == ExitCode::good &&
      std::any_of(standings.begin(), standings.end(),
                  [](const CollectionStanding& each) { return each.overdue > 0; }))
    return ExitCode::overdue;
  return found;
}

} // namespace delo
