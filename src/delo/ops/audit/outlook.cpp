#include "delo/ops/audit/outlook.hpp"

#include <algorithm>

namespace delo {
namespace {

constexpr std::uint64_t kDay = 86400;

std::uint64_t needed_in_a_run(const CycleOutlook& outlook) {
  const double share =
      std::min(1.0, static_cast<double>(outlook.between_runs) / static_cast<double>(outlook.cycle));
  return static_cast<std::uint64_t>(static_cast<double>(outlook.bytes) * share);
}

} // namespace

std::optional<CycleOutlook> look_ahead(Catalogue& catalogue, const Lane& lane, const Budget& whole,
                                       const AuditReport& report,
                                       const std::optional<Timestamp>& before) {
  const auto cycle = lane.settings().number("cycle");
  if (!cycle)
    return std::nullopt;
  CycleOutlook outlook;
  outlook.collection = lane.collection().name;
  outlook.cycle = *cycle;
  outlook.packages = lane.totals().count();
  outlook.bytes = lane.totals().bytes;
  const std::int64_t since = before ? report.started.seconds - before->seconds : 0;
  outlook.between_runs = since > 0 ? static_cast<std::uint64_t>(since) : kDay;
  outlook.needed = needed_in_a_run(outlook);
  outlook.allowed = whole.bytes_in_all();
  if (const auto own = lane.budget.bytes_in_all())
    outlook.allowed = std::min(*own, outlook.allowed.value_or(*own));
  outlook.overdue = catalogue.overdue(
      lane.collection().id, Timestamp{report.ended.seconds - static_cast<std::int64_t>(*cycle)});
  return outlook;
}

CollectionStanding standing_of(Catalogue& catalogue, const Collection& collection,
                               std::span<const CycleOutlook> outlooks) {
  const CollectionTotals totals = catalogue.totals(collection.id);
  CollectionStanding standing;
  standing.collection = collection.name;
  standing.packages = totals.count();
  standing.bytes = totals.bytes;
  standing.never_read = totals.packages[0];
  standing.failed = totals.packages[1];
  standing.oldest = catalogue.oldest_check(collection.id);
  for (const CycleOutlook& outlook : outlooks)
    if (outlook.collection == standing.collection)
      standing.overdue = outlook.overdue;
  return standing;
}

} // namespace delo
