#include "delo/ops/pass.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/container/container_rules.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <utility>

namespace delo {
namespace {

/// Puts findings straight into a report, as many as are to be kept.
class ReportSink final : public FindingSink {
public:
  ReportSink(PackageReport& report, std::uint64_t most) : report_(report), cap_(most) {}
  void report(Finding finding) override {
    if (cap_.has_room(*finding.rule, finding.severity()))
      report_.findings.push_back(std::move(finding));
  }
  void count_more(const Rule& rule, Severity severity, std::uint64_t count) override {
    cap_.count_more(rule, severity, count);
  }
  void settle(const Rule& rule, RuleOutcome outcome) override {
    report_.rules.push_back({&rule, outcome});
  }

  /// Puts the numbers of those that were not kept beside the others.
  void finish() { report_.more = cap_.more(); }

private:
  PackageReport& report_;
  FindingCap cap_;
};

/// What is computed of every file of a stream: the algorithms that the standards are used with.
const AlgorithmSet kOfStreams{Algorithm::md5, Algorithm::sha1, Algorithm::sha256, Algorithm::sha384,
                              Algorithm::sha512};

constexpr std::string_view kBrokenOff = "the archive could not be read to its end";

class Pass {
public:
  Pass(PackageSource& source, std::span<Inspector* const> inspectors, PackageReport& report,
       ReportSink& sink, const PassOptions& options)
      : source_(source), inspectors_(inspectors), report_(report), sink_(sink), options_(options),
        pipeline_({.stop = options.stop}) {}

  PassOutcome run() {
    Listing listing;
    // First: an archive learns its top folder from them.
    listing.top_names = options_.top_names ? options_.top_names : source_.top_names();
    listing.root_name = source_.root_name();
    for (Inspector* inspector : inspectors_)
      inspector->begin(listing);
    try {
      while (const auto entry = source_.next())
        meet(*entry);
      pipeline_.finish();
    } catch (const ContainerDamaged& damage) {
      pipeline_.finish();
      break_off(damage);
    }
    for (const std::string& warning : source_.container_warnings())
      container_warning(warning, sink_);
    outcome_.root_name = source_.root_name();
    return std::move(outcome_);
  }

private:
  void meet(const Entry& entry) {
    PathFault fault = PathFault::none;
    auto path = RelPath::parse(entry.name, &fault);
    for (Inspector* inspector : inspectors_)
      inspector->on_entry(entry, path ? &*path : nullptr, fault);
    if (entry.kind == EntryKind::unreadable) {
      report_.unreadable.push_back({entry.name, entry.trouble, "check its permissions"});
      outcome_.complete = false;
      outcome_.shortfall = "a folder could not be listed";
    }
    if (entry.kind != EntryKind::file || !path || entry.outside_root)
      return;
    // Of two entries with one name the first is read; that there is a second is a finding.
    if (source_.has_independent_readers() || is_new(*path))
      read_or_pass_by(entry, std::move(*path));
  }

  void read_or_pass_by(const Entry& entry, RelPath path) {
    if (options_.depth == Depth::full || !entry.size || is_wanted(path))
      return read(std::move(path));
    outcome_.bytes += *entry.size;
    outcome_.seen.add(path, {*entry.size, {}, true});
    in_flight_.erase(path);
  }

  /// Whether a file is read although the package is not to be read whole.
  bool is_wanted(const RelPath& path) const {
    static const RelPath kPayload("data");
    return !path.is_below(kPayload) &&
           std::any_of(inspectors_.begin(), inspectors_.end(), [&path](Inspector* inspector) {
             return inspector->interest_in(path).bytes;
           });
  }

  bool is_new(const RelPath& path) {
    return !outcome_.seen.contains(path) && in_flight_.insert(path).second;
  }

  void read(RelPath path) {
    HashJob job;
    job.read_here = !source_.has_independent_readers();
    std::vector<Inspector*> listeners;
    for (Inspector* inspector : inspectors_) {
      const Interest interest = inspector->interest_in(path);
      job.algorithms.insert(interest.algorithms);
      job.head = std::max(job.head, interest.head);
      if (interest.bytes)
        listeners.push_back(inspector);
    }
    if (!source_.can_be_read_again()) // whatever a manifest asks for later must be known by then
      job.algorithms.insert(kOfStreams);
    job.open = source_.opener();
    // What stands at the top says how others are to be read: it is judged before their bytes come.
    if (!listeners.empty() && path.is_at_top())
      pipeline_.finish();
    if (!listeners.empty())
      job.tee = [path, listeners](std::string_view bytes) {
        for (Inspector* listener : listeners)
          listener->on_bytes(path, bytes);
      };
    job.done = [this](HashResult result) { next_file_done(std::move(result)); };
    waiting_.push_back(std::move(path));
    pipeline_.add(std::move(job));
  }

  /// Results come in the order of adding.
  void next_file_done(HashResult result) {
    const RelPath path = std::move(waiting_.front());
    waiting_.pop_front();
    file_done(path, std::move(result));
  }

  void file_done(const RelPath& path, HashResult result) {
    if (result.damaged)
      break_off(*result.damaged);
    if (result.unreadable)
      report_.unreadable.push_back(
          {path.str(), result.unreadable->message(), result.unreadable->hint()});
    const bool readable = !result.unreadable && !result.damaged;
    outcome_.bytes += result.bytes;
    const SeenFile seen{result.bytes, std::move(result.digests), readable};
    const std::uint32_t number = outcome_.seen.add(path, seen);
    in_flight_.erase(path);
    if (options_.progress)
      options_.progress({.phase = Phase::verifying,
                         .files_done = outcome_.seen.size(),
                         .bytes_done = outcome_.bytes,
                         .current = path.str()});
    for (Inspector* inspector : inspectors_) {
      inspector->on_head(number, result.head);
      inspector->on_file(path, seen);
    }
  }

  /// The container ends in the middle: a fault of the package, told once.
  void break_off(const ContainerDamaged& damage) {
    if (std::exchange(outcome_.complete, false))
      container_damaged(damage, sink_);
    outcome_.shortfall = kBrokenOff;
  }

  PackageSource& source_;
  std::span<Inspector* const> inspectors_;
  PackageReport& report_;
  ReportSink& sink_;
  const PassOptions& options_;
  PassOutcome outcome_;
  std::deque<RelPath> waiting_; ///< for their results
  std::set<RelPath> in_flight_; ///< of an archive, whose names may repeat: few, and not seen yet
  HashPipeline pipeline_;
};

/// Reads once more the few files of which more was asked too late.
class LateReading {
public:
  LateReading(std::span<Inspector* const> inspectors, PassOutcome& outcome, PackageReport& report)
      : inspectors_(inspectors), outcome_(outcome), report_(report) {}

  /// Whether everything could be read.
  bool run(PackageSource& source, const LateNeeds& needs, const std::stop_token& stop) {
    HashPipeline pipeline({.stop = stop});
    while (const auto entry = source.next()) {
      const auto name = RelPath::parse(entry->name);
      const auto need = name ? needs.find(*name) : needs.end();
      if (need != needs.end() && entry->kind == EntryKind::file && !entry->outside_root)
        pipeline.add(job_for(source, need->first, need->second));
    }
    pipeline.finish();
    return !trouble_;
  }

private:
  HashJob job_for(PackageSource& source, const RelPath& path, const Interest& need) {
    HashJob job;
    job.read_here = true;
    job.algorithms = need.algorithms;
    job.open = [&source] { return source.open(); };
    if (need.bytes)
      job.tee = [this, &path](std::string_view bytes) {
        for (Inspector* inspector : inspectors_)
          if (inspector->interest_in(path).bytes)
            inspector->on_bytes(path, bytes);
      };
    job.done = [this, &path, bytes = need.bytes](HashResult result) {
      done(path, bytes, std::move(result));
    };
    return job;
  }

  void done(const RelPath& path, bool heard, HashResult result) {
    if (result.unreadable)
      report_.unreadable.push_back(
          {path.str(), result.unreadable->message(), result.unreadable->hint()});
    if (result.damaged)
      report_.not_run.push_back(display_name(path.str()) + ": " + result.damaged->what());
    outcome_.seen.add_digests(path, result.digests);
    const bool readable = !result.unreadable && !result.damaged;
    trouble_ = trouble_ || !readable;
    if (heard)
      for (Inspector* inspector : inspectors_)
        inspector->on_late_file(path, {result.bytes, std::move(result.digests), readable});
  }

  std::span<Inspector* const> inspectors_;
  PassOutcome& outcome_;
  PackageReport& report_;
  bool trouble_ = false;
};

/// What the inspectors lack, until they lack nothing: a document that is read late may ask for
/// more.
void read_late(const SourceOpener& open, std::span<Inspector* const> inspectors,
               PassOutcome& outcome, PackageReport& report, const PassOptions& options) {
  constexpr int kMostRounds = 3;
  for (int round = 0; round < kMostRounds; ++round) {
    LateNeeds needs;
    for (Inspector* inspector : inspectors)
      inspector->still_needed(outcome, needs);
    if (options.depth != Depth::full) // what was passed by stays so
      std::erase_if(needs, [&outcome](const auto& need) {
        return outcome.seen.at(need.first).digests.empty();
      });
    if (needs.empty() ||
        !LateReading(inspectors, outcome, report).run(*open(), needs, options.stop))
      return;
  }
}

} // namespace

PassOutcome run_pass(const std::filesystem::path& path, std::span<Inspector* const> inspectors,
                     PackageReport& report, const std::stop_token& stop) {
  return run_pass([&path] { return open_source(path); }, inspectors, report,
                  PassOptions{.stop = stop});
}

PassOutcome run_pass(const SourceOpener& open, std::span<Inspector* const> inspectors,
                     PackageReport& report, const PassOptions& options) {
  PassOutcome outcome;
  ReportSink sink(report, options.max_findings);
  bool can_be_read_again = false;
  try {
    const auto source = open();
    can_be_read_again = source->can_be_read_again();
    outcome = Pass(*source, inspectors, report, sink, options).run();
  } catch (const ContainerDamaged& damage) { // not even the beginning makes sense
    outcome.complete = false;
    outcome.shortfall = kBrokenOff;
    container_damaged(damage, sink);
  }
  if (outcome.shortfall != kBrokenOff && can_be_read_again)
    read_late(open, inspectors, outcome, report, options);
  for (Inspector* inspector : inspectors)
    inspector->at_end(outcome, sink, report.not_run);
  sink.finish();
  report.files = outcome.seen.size();
  report.bytes = outcome.bytes;
  return outcome;
}

} // namespace delo
