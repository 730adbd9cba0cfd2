#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo {

Schedule audit_schedule(const std::filesystem::path& catalogue, const Schedule& wish) {
  Catalogue open(catalogue, Catalogue::Missing::refuse);
  Schedule schedule = wish;
  schedule.catalogue = std::filesystem::absolute(catalogue).lexically_normal().native();
  bool found = wish.collection.empty();
  for (const Collection& collection : open.collections()) {
    if (!wish.collection.empty() && collection.name != wish.collection)
      continue;
    found = true;
    const CollectionTotals totals = open.totals(collection.id);
    schedule.packages += totals.count();
    schedule.bytes += totals.bytes;
    if (!wish.collection.empty())
      schedule.root = collection.root;
  }
  if (!found)
    throw Error(ErrorKind::usage,
                fmt::format("there is no collection {}", display_name(wish.collection)),
                "`delo audit list --collections` tells which there are");
  const AuditStatus status = open.status();
  if (status.last_run && status.last_run->ended && !status.last_run->is_merge) {
    const std::int64_t seconds = std::max<std::int64_t>(
        status.last_run->ended->seconds - status.last_run->started.seconds, 1);
    if (status.last_run->counts.bytes > 0)
      schedule.pace = status.last_run->counts.bytes / static_cast<std::uint64_t>(seconds);
  }
  return schedule;
}

} // namespace delo
