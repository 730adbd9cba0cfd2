#include "delo/ops/pass.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/container/container_rules.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace delo {
namespace {

/// Puts findings straight into a report.
class ReportSink final : public FindingSink {
public:
  explicit ReportSink(PackageReport& report) : report_(report) {}
  void report(Finding finding) override { report_.findings.push_back(std::move(finding)); }
  void settle(const Rule& rule, RuleOutcome outcome) override {
    report_.rules.push_back({&rule, outcome});
  }

private:
  PackageReport& report_;
};

class Pass {
public:
  Pass(PackageSource& source, std::span<Inspector* const> inspectors, PackageReport& report,
       const std::stop_token& stop, Depth depth)
      : source_(source), inspectors_(inspectors), report_(report), depth_(depth),
        pipeline_({.stop = stop}) {}

  PassOutcome run() {
    Listing listing;
    listing.top_names = source_.top_names(); // first: an archive learns its top folder from them
    listing.root_name = source_.root_name();
    for (Inspector* inspector : inspectors_)
      inspector->begin(listing);
    try {
      while (const auto entry = source_.next())
        meet(*entry);
      pipeline_.finish();
    } catch (const ContainerDamaged& damage) {
      pipeline_.finish();
      break_off(damage.what());
    }
    for (const std::string& warning : source_.container_warnings())
      container_warning(warning, ReportSink(report_));
    outcome_.root_name = source_.root_name();
    return std::move(outcome_);
  }

private:
  void meet(const Entry& entry) {
    PathFault fault = PathFault::none;
    const auto path = RelPath::parse(entry.name, &fault);
    for (Inspector* inspector : inspectors_)
      inspector->on_entry(entry, path ? &*path : nullptr, fault);
    if (entry.kind == EntryKind::unreadable)
      report_.unreadable.push_back({entry.name, entry.trouble, "check its permissions"});
    if (entry.kind != EntryKind::file || !path || entry.outside_root)
      return;
    // Of two entries with one name the first is read; that there is a second is a finding.
    if (source_.has_independent_readers() || is_new(*path))
      read_or_pass_by(entry, *path);
  }

  void read_or_pass_by(const Entry& entry, const RelPath& path) {
    if (depth_ == Depth::full || !entry.size || is_wanted(path))
      return read(path);
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

  void read(const RelPath& path) {
    HashJob job;
    job.read_here = !source_.has_independent_readers();
    std::vector<Inspector*> listeners;
    for (Inspector* inspector : inspectors_) {
      const Interest interest = inspector->interest_in(path);
      job.algorithms.insert(interest.algorithms);
      if (interest.bytes)
        listeners.push_back(inspector);
    }
    job.open = open_now();
    if (!listeners.empty())
      job.tee = [path, listeners](std::string_view bytes) {
        for (Inspector* listener : listeners)
          listener->on_bytes(path, bytes);
      };
    job.done = [this, path](HashResult result) { file_done(path, std::move(result)); };
    pipeline_.add(std::move(job));
  }

  /// Opens here and now, because the source goes on to its next entry; trouble keeps until the
  /// job is read.
  std::function<std::unique_ptr<EntryReader>()> open_now() {
    try {
      auto reader = std::make_shared<std::unique_ptr<EntryReader>>(source_.open());
      return [reader] { return std::move(*reader); };
    } catch (const Error& error) {
      return [error]() -> std::unique_ptr<EntryReader> { throw error; };
    }
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
    outcome_.seen.add(path, seen);
    in_flight_.erase(path);
    for (Inspector* inspector : inspectors_)
      inspector->on_file(path, seen);
  }

  /// The container ends in the middle: a fault of the package, told once.
  void break_off(const std::string& reason) {
    if (std::exchange(outcome_.complete, false))
      container_damaged(reason, ReportSink(report_));
  }

  PackageSource& source_;
  std::span<Inspector* const> inspectors_;
  PackageReport& report_;
  Depth depth_;
  PassOutcome outcome_;
  std::set<RelPath> in_flight_; ///< of an archive, whose names may repeat: few, and not seen yet
  HashPipeline pipeline_;
};

/// Reads once more the few files whose digests were asked for too late.
void read_late(const std::filesystem::path& path, const DigestNeeds& needs, PassOutcome& outcome,
               PackageReport& report, const std::stop_token& stop) {
  const auto source = open_source(path);
  HashPipeline pipeline({.stop = stop});
  while (const auto entry = source->next()) {
    const auto name = RelPath::parse(entry->name);
    const auto need = name ? needs.find(*name) : needs.end();
    if (need == needs.end() || entry->kind != EntryKind::file || entry->outside_root)
      continue;
    HashJob job;
    job.read_here = true;
    job.algorithms = need->second;
    job.open = [&source] { return source->open(); };
    job.done = [&report, &found = need->first, &outcome](HashResult result) {
      if (result.unreadable)
        report.unreadable.push_back(
            {found.str(), result.unreadable->message(), result.unreadable->hint()});
      if (result.damaged)
        report.not_run.push_back(display_name(found.str()) + ": " + *result.damaged);
      outcome.seen.add_digests(found, result.digests);
    };
    pipeline.add(std::move(job));
  }
  pipeline.finish();
}

} // namespace

PassOutcome run_pass(const std::filesystem::path& path, std::span<Inspector* const> inspectors,
                     PackageReport& report, const std::stop_token& stop, Depth depth) {
  PassOutcome outcome;
  try {
    const auto source = open_source(path, depth == Depth::full ? Details::no : Details::yes);
    outcome = Pass(*source, inspectors, report, stop, depth).run();
  } catch (const ContainerDamaged& damage) { // not even the beginning makes sense
    outcome.complete = false;
    container_damaged(damage.what(), ReportSink(report));
  }
  DigestNeeds needs;
  if (outcome.complete)
    for (Inspector* inspector : inspectors)
      inspector->still_needed(outcome, needs);
  if (depth != Depth::full) // what was passed by stays so
    std::erase_if(needs, [&outcome](const auto& need) {
      return outcome.seen.at(need.first).digests.empty();
    });
  if (!needs.empty())
    read_late(path, needs, outcome, report, stop);
  ReportSink sink(report);
  for (Inspector* inspector : inspectors)
    inspector->at_end(outcome, sink, report.not_run);
  report.files = outcome.seen.size();
  report.bytes = outcome.bytes;
  return outcome;
}

} // namespace delo
