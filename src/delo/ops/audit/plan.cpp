#include "delo/ops/audit/plan.hpp"

#include "delo/base/version.hpp"
#include "delo/ops/audit/lanes.hpp"

#include <fmt/format.h>

#include <limits>

namespace delo {
namespace {

std::string why_now(const CatalogueEntry& package) {
  switch (package.rank) {
  case PackageRank::never_read:
    return "never read";
  case PackageRank::failed:
    return package.last_outcome ? fmt::format("{} before", to_word(*package.last_outcome))
                                : "failed before";
  default:
    return package.last_checked ? "read last on " + to_date(*package.last_checked) : "";
  }
}

} // namespace

AuditReport empty_report(const AuditRunOptions& options) {
  AuditReport report;
  report.catalogue = options.catalogue.native();
  report.host = options.host;
  report.version = library_version();
  report.started = report.ended = options.clock.now();
  return report;
}

AuditReport plan_run(Catalogue& catalogue, const AuditRunOptions& options) {
  AuditReport report = empty_report(options);
  report.is_dry_run = true;
  Lanes lanes(catalogue, options, std::numeric_limits<std::int64_t>::max());
  while (Lane* lane = lanes.next()) {
    const CatalogueEntry& package = *lane->head();
    report.planned.push_back(
        {package.path, lane->collection().name, package.bytes, why_now(package)});
    lanes.spend(*lane, package.bytes);
    lane->advance();
  }
  report.left = lanes.packages() - report.planned.size();
  return report;
}

} // namespace delo
