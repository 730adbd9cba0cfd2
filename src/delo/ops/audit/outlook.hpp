// How a collection stands after a run, and whether it can be read within its cycle.
#pragma once

#include "delo/ops/audit/lane.hpp"

#include <span>

namespace delo {

/// Nothing when the collection has no cycle. `whole` is the budget of the run, `before` the start
/// of the run before.
std::optional<CycleOutlook> look_ahead(Catalogue& catalogue, const Lane& lane, const Budget& whole,
                                       const AuditReport& report,
                                       const std::optional<Timestamp>& before);

CollectionStanding standing_of(Catalogue& catalogue, const Collection& collection,
                               std::span<const CycleOutlook> outlooks);

} // namespace delo
