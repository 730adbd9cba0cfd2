#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/base/version.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/check.hpp"
#include "delo/ops/audit/checkpoints.hpp"
#include "delo/ops/audit/discovery.hpp"
#include "delo/ops/audit/lane.hpp"
#include "delo/ops/audit/moved_package.hpp"
#include "delo/ops/audit/reference.hpp"
#include "delo/ops/audit/stores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <limits>
#include <list>
#include <utility>

namespace delo {
namespace {

constexpr std::uint64_t kDay = 86400;
constexpr std::size_t kDoubtfulShown = 10;
/// So many lines of the log, or so long a time, may wait for their place in the file.
constexpr std::uint64_t kLinesWaiting = 1000;
constexpr std::chrono::seconds kLongestWait{1};

/// The collections a run is asked to read.
std::vector<Collection> chosen(Catalogue& catalogue, const AuditRunOptions& options) {
  std::vector<Collection> all = catalogue.collections();
  if (options.collections.empty())
    return all;
  std::vector<Collection> list;
  for (const std::string& name : options.collections) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Collection& each) { return each.name == name; });
    if (found == all.end())
      throw Error(ErrorKind::usage, fmt::format("there is no collection {}", display_name(name)),
                  "`delo audit list --collections` tells which there are");
    list.push_back(*found);
  }
  return list;
}

/// What runs of one kind are known by: those of the same words continue each other.
std::string selection_of(const AuditRunOptions& options) {
  std::vector<std::string> names = options.collections;
  std::sort(names.begin(), names.end());
  std::string text = names.empty() ? "all" : fmt::format("{}", fmt::join(names, ","));
  if (options.shard.of > 1)
    text += fmt::format(" shard {}/{}", options.shard.number, options.shard.of);
  return text;
}

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

/// The lanes of all chosen collections, and what they read of them next.
class Lanes {
public:
  Lanes(Catalogue& catalogue, const AuditRunOptions& options, std::int64_t origin)
      : budget(options.settings) {
    for (const Collection& collection : chosen(catalogue, options)) {
      lanes_.emplace_back(catalogue, collection, options, origin);
      packages_ += lanes_.back().totals().count();
    }
    constexpr std::uint64_t kWhole = 10'000;
    if (options.sample)
      most_ = (packages_ * *options.sample + kWhole - 1) / kWhole;
  }

  /// The lane whose package comes first; none when all is read or the budget is used up.
  Lane* next() {
    if (taken_ >= most_ || budget.is_used_up())
      return nullptr;
    Lane* first = nullptr;
    for (Lane& lane : lanes_) {
      if (!lane.head() || lane.budget.is_used_up())
        continue;
      if (!first || comes_before(*lane.head(), *first->head()))
        first = &lane;
    }
    return first;
  }
  void spend(Lane& lane, std::uint64_t bytes) {
    budget.spend(bytes);
    lane.budget.spend(bytes);
    ++taken_;
  }
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

AuditReport empty_report(const AuditRunOptions& options) {
  AuditReport report;
  report.catalogue = options.catalogue.native();
  report.host = options.host;
  report.version = library_version();
  report.started = report.ended = options.clock.now();
  return report;
}

AuditReport plan(Catalogue& catalogue, const AuditRunOptions& options) {
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
      catalogue_.commit_lazily(true);
      prepare();
      while (Lane* lane = lanes_.next())
        look_after(*lane);
      for (Lane& lane : lanes_.all())
        judge(lane);
      finish();
    } catch (const Error& error) {
      end_early(error);
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
      for (const FoundPackage& package : found.packages)
        if (!catalogue_.at(package.path.native()))
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
    flush_sometimes();
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
    report_.counts.add(AuditOutcome::not_run);
    const std::string folder = Stores::folder_of(package);
    auto& away = report_.stores_away;
    auto known = std::find_if(away.begin(), away.end(),
                              [&](const StoreAway& store) { return store.folder == folder; });
    if (known == away.end())
      known = away.insert(away.end(), StoreAway{folder, reason, 0, {}});
    ++known->count;
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

  void flush_sometimes() {
    const auto now = std::chrono::steady_clock::now();
    if (++unflushed_ < kLinesWaiting && now - flushed_ < kLongestWait)
      return;
    catalogue_.flush_log();
    unflushed_ = 0;
    flushed_ = now;
  }

  void finish() {
    report_.ended = options_.clock.now();
    for (Lane& lane : lanes_.all()) {
      if (!lane.is_stopped)
        report_.left += lane.left();
      look_ahead(lane);
    }
    if (report_.left > 0 && (lanes_.budget.is_used_up() || lanes_.is_sampled()))
      report_.notices.push_back(
          fmt::format("{} packages were not reached: {}", report_.left,
                      lanes_.is_sampled() ? "a sample was asked for" : "the budget was used up"));
    catalogue_.end_run(place_, report_.ended, report_.counts, exit_code(report_));
    tell_standing();
    catalogue_.commit_lazily(false);
    catalogue_.flush_log();
    report_.log = sign_log(catalogue_, signing());
  }

  void tell_standing() {
    for (const Lane& lane : lanes_.all()) {
      const CollectionTotals totals = catalogue_.totals(lane.collection().id);
      CollectionStanding standing;
      standing.collection = lane.collection().name;
      standing.packages = totals.count();
      standing.bytes = totals.bytes;
      standing.never_read = totals.packages[0];
      standing.failed = totals.packages[1];
      standing.oldest = catalogue_.oldest_check(lane.collection().id);
      for (const CycleOutlook& outlook : report_.outlooks)
        if (outlook.collection == standing.collection)
          standing.overdue = outlook.overdue;
      report_.standings.push_back(std::move(standing));
    }
    report_.last_success = catalogue_.last_success();
  }

  SigningPlace signing() const { return {options_.catalogue, options_.host, place_.id}; }

  /// Whether the collection can be read within its cycle at this pace.
  void look_ahead(const Lane& lane) {
    const auto cycle = lane.settings().number("cycle");
    if (!cycle)
      return;
    CycleOutlook outlook;
    outlook.collection = lane.collection().name;
    outlook.cycle = *cycle;
    outlook.packages = lane.totals().count();
    outlook.bytes = lane.totals().bytes;
    const std::int64_t since = place_.before ? report_.started.seconds - place_.before->seconds : 0;
    outlook.between_runs = since > 0 ? static_cast<std::uint64_t>(since) : kDay;
    outlook.needed = needed_in_a_run(outlook);
    outlook.allowed = lanes_.budget.bytes_in_all();
    if (const auto own = lane.budget.bytes_in_all())
      outlook.allowed = std::min(*own, outlook.allowed.value_or(*own));
    outlook.overdue = catalogue_.overdue(
        lane.collection().id, Timestamp{report_.ended.seconds - static_cast<std::int64_t>(*cycle)});
    report_.outlooks.push_back(std::move(outlook));
  }

  static std::uint64_t needed_in_a_run(const CycleOutlook& outlook) {
    const double share = std::min(1.0, static_cast<double>(outlook.between_runs) /
                                           static_cast<double>(outlook.cycle));
    return static_cast<std::uint64_t>(static_cast<double>(outlook.bytes) * share);
  }

  /// Keeps how the run ended, if the catalogue still takes anything; `error` is what gets told.
  void end_early(const Error& error) {
    const ExitCode exit =
        error.kind() == ErrorKind::interrupted ? ExitCode::interrupted : ExitCode::could_not_finish;
    try {
      catalogue_.end_run(place_, options_.clock.now(), report_.counts, exit,
                         Catalogue::RunEnd::broken_off);
      catalogue_.commit_lazily(false);
      catalogue_.flush_log();
      sign_log(catalogue_, signing());
    } catch (const Error&) { // most likely the very trouble that ended the run
    }
  }

  Catalogue& catalogue_;
  const AuditRunOptions& options_;
  AuditReport report_;
  RunPlace place_;
  Lanes lanes_;
  Stores stores_;
  HashPipeline pipeline_;
  std::uint64_t unflushed_ = 0;
  std::chrono::steady_clock::time_point flushed_ = std::chrono::steady_clock::now();
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
  if (options.is_dry_run) {
    Catalogue catalogue(options.catalogue, Catalogue::Missing::refuse);
    return plan(catalogue, options);
  }
  const CatalogueLock lock(options.catalogue, options.clock);
  Catalogue catalogue(options.catalogue, Catalogue::Missing::refuse);
  return Run(catalogue, options).all();
}

} // namespace delo
