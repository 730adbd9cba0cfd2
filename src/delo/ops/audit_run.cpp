#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit_check.hpp"
#include "delo/ops/audit_stores.hpp"
#include "delo/ops/catalogue.hpp"
#include "delo/ops/catalogue_lock.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace delo {
namespace {

class Run {
public:
  Run(Catalogue& catalogue, const AuditRunOptions& options)
      : catalogue_(catalogue), options_(options), packages_(catalogue.packages()),
        stores_(packages_), pipeline_({.stop = options.stop}) {
    report_.catalogue = options.catalogue.native();
    report_.started = options.clock.now();
    id_ = catalogue_.begin_run(report_.started);
  }

  AuditReport all() {
    try {
      for (const CatalogueEntry& package : packages_)
        look_after(package);
    } catch (const Error& error) {
      end_early(error);
      throw;
    }
    report_.ended = options_.clock.now();
    catalogue_.end_run(id_, report_.ended, report_.counts, exit_code(report_));
    return std::move(report_);
  }

private:
  void look_after(const CatalogueEntry& package) {
    if (options_.stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped on request");
    const Whereabouts where = stores_.look_for(package);
    if (where.presence == Presence::store_away)
      return leave_out(package, where.reason);
    PackageCheck check = look_into(package, where);
    check.device = where.device;
    catalogue_.record(id_, package.id, check);
    add(std::move(check));
  }

  PackageCheck look_into(const CatalogueEntry& package, const Whereabouts& where) {
    if (where.presence == Presence::gone)
      return check_without_reading(package, AuditOutcome::package_missing, where.reason,
                                   options_.clock);
    if (where.presence == Presence::unknown)
      return check_without_reading(package, AuditOutcome::unreadable, where.reason, options_.clock);
    return check_package(package, catalogue_.files_of(package.id), pipeline_, options_.clock,
                         options_.expansion);
  }

  /// A store that is away is told once; its packages keep what was known of them.
  void leave_out(const CatalogueEntry& package, const std::string& reason) {
    catalogue_.record_not_run(id_, {&package, 1}, reason, options_.clock.now());
    report_.counts.add(AuditOutcome::not_run);
    const std::string folder = Stores::folder_of(package);
    auto& away = report_.stores_away;
    auto known = std::find_if(away.begin(), away.end(),
                              [&](const StoreAway& store) { return store.folder == folder; });
    if (known == away.end())
      known = away.insert(away.end(), StoreAway{folder, reason, {}});
    known->packages.push_back(package.path);
  }

  void add(PackageCheck check) {
    AuditCounts& sum = report_.counts;
    sum.packages += check.counts.packages;
    sum.packages_passed += check.counts.packages_passed;
    sum.files += check.counts.files;
    sum.bytes += check.counts.bytes;
    for (const AuditOutcome outcome : audit_outcomes())
      sum.add(outcome, check.counts.of(outcome));
    std::move(check.events.begin(), check.events.end(), std::back_inserter(report_.events));
  }

  /// Keeps how the run ended, if the catalogue still takes anything; `error` is what gets told.
  void end_early(const Error& error) {
    const ExitCode exit =
        error.kind() == ErrorKind::interrupted ? ExitCode::interrupted : ExitCode::could_not_finish;
    try {
      catalogue_.end_run(id_, options_.clock.now(), report_.counts, exit);
    } catch (const Error&) { // most likely the very trouble that ended the run
    }
  }

  Catalogue& catalogue_;
  const AuditRunOptions& options_;
  std::vector<CatalogueEntry> packages_;
  Stores stores_;
  AuditReport report_;
  std::int64_t id_ = 0;
  HashPipeline pipeline_;
};

/// Locking would make a folder and a file where there is nothing to lock.
void require_catalogue(const std::filesystem::path& path) {
  std::error_code failure;
  if (!std::filesystem::exists(path, failure))
    Catalogue(path, Catalogue::Missing::refuse);
}

} // namespace

AuditReport audit_run(const AuditRunOptions& options) {
  require_catalogue(options.catalogue);
  const CatalogueLock lock(options.catalogue, options.clock);
  Catalogue catalogue(options.catalogue, Catalogue::Missing::refuse);
  return Run(catalogue, options).all();
}

std::vector<CatalogueEntry> audit_list(const std::filesystem::path& catalogue) {
  auto packages = Catalogue(catalogue, Catalogue::Missing::refuse).packages();
  std::sort(packages.begin(), packages.end(),
            [](const CatalogueEntry& a, const CatalogueEntry& b) { return a.path < b.path; });
  return packages;
}

AuditStatus audit_status(const std::filesystem::path& catalogue) {
  return Catalogue(catalogue, Catalogue::Missing::refuse).status();
}

} // namespace delo
