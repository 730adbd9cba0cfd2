#include "delo/ops/audit/merge.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/base/version.hpp"
#include "delo/ops/audit/checkpoints.hpp"
#include "delo/ops/audit/lanes.hpp"
#include "delo/ops/audit/outlook.hpp"
#include "delo/ops/audit/shard_checks.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

/// Nobody divides the work into more parts; a log that says so is not ours.
constexpr unsigned kMostParts = 100'000;

class Merge {
public:
  Merge(Catalogue& catalogue, const AuditMergeOptions& options)
      : catalogue_(catalogue), options_(options), was_torn_(catalogue.flush_log()),
        log_(options.catalogue) {
    AuditReport& report = merge_.report;
    report.catalogue = options.catalogue.native();
    report.host = options.host;
    report.version = library_version();
    report.started = report.ended = options.clock.now();
    if (was_torn_)
      report.notices.push_back("the last line of the event log was torn by a run that was killed; "
                               "it was written again");
  }

  AuditMerge all() {
    try {
      for (const fs::path& path : options_.shards)
        merge_.shards.push_back(one(path));
      find_missing();
      finish();
    } catch (const Error& error) {
      end_early(error);
      throw;
    }
    return std::move(merge_);
  }

private:
  MergedShard one(const fs::path& path) {
    MergedShard result;
    result.catalogue = path.native();
    const auto shard = open(path, result);
    if (!shard)
      return result;
    if (shard->facts().state != MergedShard::State::merged)
      return shard->facts();
    for (const ShardRun* run : shard->last_runs())
      if (const Selection selection = selection_from(run->selection); selection.part.of > 1)
        parts_[{selection.names, selection.part.of}].insert(selection.part.number);
    const auto take = [&] {
      result = take_shard(*shard, {catalogue_, place_ ? place_->id : 0, merge_.report,
                                   options_.clock, options_.stop});
    };
    if (!shard->facts().is_new()) {
      take();
      return result;
    }
    begin();
    catalogue_.together(take);
    catalogue_.flush_log();
    log_.add_end_of_merge(result.lines, result.head);
    return result;
  }

  /// What is wrong with a shard is told of it, and the others go on.
  std::unique_ptr<Shard> open(const fs::path& path, MergedShard& result) const {
    try {
      require_catalogue(path);
      return std::make_unique<Shard>(path, log_, options_.clock);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted || error.kind() == ErrorKind::internal)
        throw;
      result.state = MergedShard::State::unreadable;
      result.is_busy = error.kind() == ErrorKind::busy;
      result.problem = error.message();
      result.hint = error.kind() == ErrorKind::nothing_to_check
                        ? "a shard is the catalogue that a host wrote, with its event log beside it"
                        : error.hint();
      return nullptr;
    }
  }

  /// A merge that takes nothing leaves no trace.
  void begin() {
    if (place_)
      return;
    place_ = catalogue_.begin_run({merge_.report.started, options_.host, merge_.report.version,
                                   std::string(kMergeSelection), true});
    merge_.report.run = place_->id;
  }

  void find_missing() {
    for (const auto& [what, there] : parts_) {
      MissingParts missing{what.first, what.second, {}};
      for (unsigned part = 1; part <= what.second && what.second <= kMostParts; ++part)
        if (!there.contains(part))
          missing.parts.push_back(part);
      if (!missing.parts.empty())
        merge_.missing.push_back(std::move(missing));
    }
  }

  void finish() {
    AuditReport& report = merge_.report;
    report.ended = options_.clock.now();
    for (const Collection& collection : catalogue_.collections()) {
      report.standings.push_back(standing(collection));
      report.holdings += report.standings.back().packages;
    }
    if (place_) {
      catalogue_.end_run(*place_, report.ended, report.counts, exit_code(merge_));
      catalogue_.flush_log();
      report.log = sign_log(catalogue_, {options_.catalogue, options_.host, place_->id});
    } else {
      const LogState state = catalogue_.log_state();
      report.log.lines = state.lines;
      report.log.head = state.head;
    }
    report.last_success = catalogue_.last_success();
  }

  CollectionStanding standing(const Collection& collection) {
    CycleOutlook outlook;
    outlook.collection = collection.name;
    if (const auto cycle = collection.settings.number("cycle"))
      outlook.overdue =
          catalogue_.overdue(collection.id, Timestamp{merge_.report.ended.seconds -
                                                      static_cast<std::int64_t>(*cycle)});
    return standing_of(catalogue_, collection, {&outlook, 1});
  }

  /// Keeps how the merge ended, if the catalogue still takes anything; `error` is what gets told.
  void end_early(const Error& error) {
    if (!place_)
      return;
    try {
      catalogue_.end_run(*place_, options_.clock.now(), merge_.report.counts,
                         error.kind() == ErrorKind::interrupted ? ExitCode::interrupted
                                                                : ExitCode::could_not_finish,
                         Catalogue::RunEnd::broken_off);
      catalogue_.flush_log();
      sign_log(catalogue_, {options_.catalogue, options_.host, place_->id});
    } catch (const Error&) { // most likely the very trouble that ended the merge
    }
  }

  Catalogue& catalogue_;
  const AuditMergeOptions& options_;
  AuditMerge merge_;
  bool was_torn_;
  MainLog log_; ///< read when every line is in the file
  std::optional<RunPlace> place_;
  std::map<std::pair<std::string, unsigned>, std::set<unsigned>> parts_;
};

void refuse_itself(const AuditMergeOptions& options) {
  for (const fs::path& shard : options.shards) {
    std::error_code failure;
    if (fs::equivalent(shard, options.catalogue, failure))
      throw Error(ErrorKind::usage,
                  fmt::format("{} is the catalogue itself", display_name(shard.native())),
                  "name the catalogues that other hosts wrote: delo audit merge SHARD... "
                  "--catalogue MAIN");
  }
}

} // namespace

AuditMerge audit_merge(const AuditMergeOptions& options) {
  require_catalogue(options.catalogue);
  refuse_itself(options);
  const CatalogueLock lock(options.catalogue, options.clock);
  Catalogue catalogue(options.catalogue, Catalogue::Missing::refuse);
  return Merge(catalogue, options).all();
}

} // namespace delo
