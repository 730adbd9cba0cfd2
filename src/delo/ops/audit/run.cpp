#include "delo/base/as_error.hpp"
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/check.hpp"
#include "delo/ops/audit/checkpoints.hpp"
#include "delo/ops/audit/discovery.hpp"
#include "delo/ops/audit/lanes.hpp"
#include "delo/ops/audit/moved_package.hpp"
#include "delo/ops/audit/outlook.hpp"
#include "delo/ops/audit/plan.hpp"
#include "delo/ops/audit/reference.hpp"
#include "delo/ops/audit/steady_flush.hpp"
#include "delo/ops/audit/stores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace delo {
namespace {

constexpr std::size_t kDoubtfulShown = 10;

class Run {
public:
  Run(Catalogue& catalogue, const AuditRunOptions& options)
      : catalogue_(catalogue), options_(options), report_(empty_report(options)), place_(begin()),
        lanes_(catalogue, options, place_.origin),
        stores_([&catalogue](const std::string& folder) { return catalogue.paths_in(folder); }),
        pipeline_({.readers = std::max(1U, options.jobs),
                   .hashers = std::max(1U, options.jobs),
                   .stop = options.stop}) {
    report_.run = place_.id;
    report_.holdings = lanes_.packages();
    report_.continues = place_.continues;
  }

  AuditReport all() {
    try {
      prepare();
      while (Lane* lane = lanes_.next())
        look_after(*lane);
      for (Lane& lane : lanes_.all())
        judge(lane);
      finish();
    } catch (const std::exception& trouble) {
      end_early(as_error(trouble));
      throw;
    }
    return std::move(report_);
  }

private:
  RunPlace begin() {
    for (const Collection& collection : options_.declared)
      catalogue_.put(collection, report_.started);
    if (catalogue_.flush_log())
      report_.notices.push_back("the last line of the event log was torn by a run that was killed; "
                                "it was written again");
    return catalogue_.begin_run(
        {report_.started, report_.host, report_.version, selection_of(options_), options_.anew});
  }

  /// What is known before the first byte is read.
  void prepare() {
    catalogue_.drop_held_of_others(place_);
    for (Lane& lane : lanes_.all()) {
      if (const auto reason = why_root_is_away(lane.collection(), lane.settings()))
        leave_out(lane, *reason);
      else if (!options_.stop.stop_requested())
        discover(lane);
    }
    for (const HeldCheck& held : catalogue_.held(place_)) // by the run that this one continues
      if (Lane* lane = lane_of(held.package))
        lane->doubt.add(held.check, failed_before(held.package));
  }

  Lane* lane_of(const CatalogueEntry& package) {
    for (Lane& lane : lanes_.all())
      if (lane.collection().id == package.collection)
        return &lane;
    return nullptr;
  }

  /// The whole collection is away; its packages keep what was known of them.
  void leave_out(Lane& lane, const std::string& reason) {
    lane.close();
    lane.is_stopped = true;
    const std::uint64_t count = lane.totals().count();
    if (count == 0)
      return;
    report_.counts.add(AuditOutcome::not_run, count);
    report_.stores_away.push_back({lane.collection().root, reason, count, {}});
    catalogue_.record_stop(place_.id, lane.collection().name, reason, count, options_.clock.now());
  }

  /// Packages that nobody has taken in are told of and nothing else.
  void discover(Lane& lane) {
    const Collection& collection = lane.collection();
    if (collection.root.empty() || collection.kind == CollectionKind::files ||
        collection.kind == CollectionKind::list)
      return;
    Unwatched unwatched{collection.name, {}};
    try {
      const std::vector<std::string> watched = catalogue_.paths_in(collection.root);
      const FoundPackages found =
          find_packages(collection, KnownPaths(watched.begin(), watched.end()));
      const ForgottenPaths forgotten = catalogue_.forgotten(collection.id);
      for (const FoundPackage& package : found.packages)
        if (!catalogue_.at(package.path.native()) && !is_forgotten(package.path, forgotten))
          unwatched.packages.push_back(package.path.native());
      for (const AuditRefusal& trouble : found.troubles)
        if (!catalogue_.at(trouble.path))
          report_.notices.push_back(fmt::format("{} was not searched for new packages: {}",
                                                display_name(trouble.path), trouble.reason));
    } catch (const CannotTake& trouble) {
      report_.notices.push_back(fmt::format("{} was not searched for new packages: {}",
                                            display_name(collection.root), trouble.reason));
    }
    if (!unwatched.packages.empty())
      report_.unwatched.push_back(std::move(unwatched));
  }

  void look_after(Lane& lane) {
    if (options_.stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped on request");
    if (lane.is_quiet(options_.clock.now())) {
      report_.notices.push_back(fmt::format("{} is left alone in its quiet hours, {}",
                                            display_name(lane.collection().name),
                                            lane.settings().text("quiet-hours")));
      return lane.close();
    }
    const CatalogueEntry package = *lane.head();
    const Whereabouts where = stores_.look_for(package);
    if (where.presence == Presence::store_away) {
      leave_out(package, where.reason);
    } else {
      PackageCheck check = look_into(lane, package, where);
      check.device = where.device;
      lanes_.spend(lane, check.counts.bytes);
      report_.maybe_cached += check.maybe_cached;
      keep(lane, package, std::move(check));
    }
    if (!lane.is_stopped)
      lane.advance();
    flush_.after_package();
  }

  PackageCheck look_into(const Lane& lane, const CatalogueEntry& package,
                         const Whereabouts& where) {
    if (where.presence == Presence::gone)
      return look_elsewhere(lane, package, where);
    if (where.presence == Presence::unknown)
      return check_without_reading(package, AuditOutcome::unreadable, where.reason, options_.clock);
    const CataloguedFiles files = catalogue_.files_of(package.id);
    if (package.reference.empty())
      catalogue_.adopt(package, files, options_.clock.now());
    return check_package(package, files, tools(lane));
  }

  /// A package that is gone may lie in the same store under another name: one that nobody has taken
  /// in and that has its bytes.
  PackageCheck look_elsewhere(const Lane& lane, const CatalogueEntry& package,
                              const Whereabouts& where) {
    std::uint64_t bytes = 0;
    std::optional<std::string> place;
    for (const Unwatched& unwatched : report_.unwatched)
      if (unwatched.collection == lane.collection().name)
        place = find_moved_package(package, catalogue_.files_of(package.id), unwatched.packages,
                                   tools(lane), bytes);
    PackageCheck check = check_without_reading(
        package, place ? AuditOutcome::moved : AuditOutcome::package_missing,
        place ? "every byte of it is in its new place" : where.reason, options_.clock);
    check.events.back().moved_to = place.value_or("");
    check.counts.bytes = bytes;
    return check;
  }

  CheckTools tools(const Lane& lane) {
    return {pipeline_,
            options_.clock,
            options_.expansion,
            {lane.rate(), options_.direct},
            options_.agrees_with_itself};
  }

  static bool failed_before(const CatalogueEntry& package) {
    return package.rank == PackageRank::failed;
  }

  /// What fails waits until the collection was gone through, also when this run is killed before:
  /// then the run that continues it tells of it.
  void keep(Lane& lane, const CatalogueEntry& package, PackageCheck check) {
    lane.doubt.add(check, failed_before(package));
    if (check.outcome == AuditOutcome::passed) {
      catalogue_.record(place_.id, package, check);
      return add(std::move(check));
    }
    catalogue_.hold(place_, package, check);
    if (!options_.believe && lane.doubt.reason()) {
      lane.is_stopped = true;
      lane.close();
    }
  }

  /// The end of a collection: what was held back counts, or the store is doubted. What failed
  /// before counts in any case.
  void judge(Lane& lane) {
    std::optional<std::string> reason;
    if (!options_.believe) {
      reason = why_root_is_away(lane.collection(), lane.settings());
      if (!reason)
        reason = lane.doubt.reason();
    }
    MassChange change{lane.collection().name, reason.value_or(""), 0, {}};
    for (HeldCheck& held : catalogue_.held(place_)) {
      if (held.package.collection != lane.collection().id)
        continue;
      if (reason && !failed_before(held.package)) {
        doubt(change, std::move(held.check));
      } else {
        catalogue_.record(place_.id, held.package, held.check);
        add(std::move(held.check));
      }
      catalogue_.drop_held(held.package.id);
    }
    if (change.packages == 0)
      return;
    catalogue_.record_stop(place_.id, change.collection, change.reason, change.packages,
                           options_.clock.now());
    report_.counts.add(AuditOutcome::not_run, change.packages);
    report_.mass_changes.push_back(std::move(change));
  }

  static void doubt(MassChange& change, PackageCheck check) {
    ++change.packages;
    for (AuditEvent& event : check.events)
      if (change.events.size() < kDoubtfulShown)
        change.events.push_back(std::move(event));
  }

  /// A store that is away is told once; its packages keep what was known of them.
  void leave_out(const CatalogueEntry& package, const std::string& reason) {
    catalogue_.record_not_run(place_.id, {&package, 1}, reason, options_.clock.now());
    add_away(report_, package, reason);
  }

  void add(PackageCheck check) { add_check(report_, std::move(check)); }

  void finish() {
    report_.ended = options_.clock.now();
    for (Lane& lane : lanes_.all()) {
      if (!lane.is_stopped)
        report_.left += lane.left();
      if (auto outlook = look_ahead(catalogue_, lane, lanes_.budget, report_, place_.before))
        report_.outlooks.push_back(*std::move(outlook));
    }
    if (report_.left > 0 && (lanes_.budget.is_used_up() || lanes_.is_sampled()))
      report_.notices.push_back(
          fmt::format("{} packages were not reached: {}", report_.left,
                      lanes_.is_sampled() ? "a sample was asked for" : "the budget was used up"));
    catalogue_.end_run(place_, report_.ended, report_.counts, exit_code(report_));
    for (const Lane& lane : lanes_.all())
      report_.standings.push_back(standing_of(catalogue_, lane.collection(), report_.outlooks));
    report_.last_success = catalogue_.last_success();
    flush_.finish();
    report_.log = sign_log(catalogue_, signing());
  }

  SigningPlace signing() const { return {options_.catalogue, options_.host, place_.id}; }

  /// Keeps how the run ended, if the catalogue still takes anything; `error` is what gets told.
  void end_early(const Error& error) {
    const ExitCode exit =
        error.kind() == ErrorKind::interrupted ? ExitCode::interrupted : ExitCode::could_not_finish;
    try {
      catalogue_.end_run(place_, options_.clock.now(), report_.counts, exit,
                         Catalogue::RunEnd::broken_off);
      flush_.finish();
      sign_log(catalogue_, signing());
    } catch (const std::exception&) { // most likely the very trouble that ended the run
    }
  }

  Catalogue& catalogue_;
  const AuditRunOptions& options_;
  AuditReport report_;
  RunPlace place_;
  Lanes lanes_;
  Stores stores_;
  HashPipeline pipeline_;
  SteadyFlush flush_{catalogue_};
};

} // namespace

AuditReport audit_run(const AuditRunOptions& options) {
  require_catalogue(options.catalogue);
  if (options.is_dry_run) {
    Catalogue catalogue(options.catalogue, Catalogue::Missing::refuse);
    return plan_run(catalogue, options);
  }
  const CatalogueLock lock(options.catalogue, options.clock);
  Catalogue catalogue(options.catalogue, Catalogue::Missing::refuse);
  return Run(catalogue, options).all();
}

} // namespace delo
