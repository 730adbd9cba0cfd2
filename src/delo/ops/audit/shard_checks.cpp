#include "delo/ops/audit/shard_checks.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/audit/check.hpp"
#include "delo/ops/audit/record_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace delo {
namespace {

constexpr std::string_view kUnknown = "neither its path nor its name is that of a package here";
constexpr std::string_view kOtherReference =
    "its reference there is not the one here: a change was accepted, there or here";
constexpr std::string_view kSecondHand =
    "it came there with a merge: merge the catalogue that it comes from";
constexpr std::string_view kNoCheck = "this delo cannot read it: a newer one wrote it";

class Taking {
public:
  Taking(Shard& shard, const ShardTarget& target)
      : shard_(shard), to_(target), result_(shard.facts()), last_runs_(shard.last_runs()) {}

  MergedShard all() {
    shard_.each_line([this](const Shard::Line& line) { take(line); });
    tell_again();
    look_for_gaps();
    if (result_.is_new())
      log_end();
    return std::move(result_);
  }

private:
  void take(const Shard::Line& line) {
    if (to_.stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped on request");
    const std::string what = text_in_line(line.json, "what");
    const std::string path = text_in_line(line.json, "package");
    if (what == "check") {
      read_.insert(path);
      check(line, path);
    } else if (what == "not run" && is_of_last_run(line)) {
      CatalogueEntry package;
      package.path = name_in_line(line.json, "package");
      add_away(to_.report, package, name_in_line(line.json, "reason"));
    } else if (what == "mass change") {
      stop(line);
    } else if (what == "repaired") {
      repaired(line);
    } else if (what == "moved" && read_.contains(path)) {
      read_.insert(text_in_line(line.json, "to"));
    }
    if (is_new(line))
      if (auto change = change_in_line(line.json))
        result_.changes.push_back(*std::move(change));
  }

  bool is_new(const Shard::Line& line) const { return line.number > result_.merged_before; }

  bool is_of_last_run(const Shard::Line& line) const {
    return std::any_of(last_runs_.begin(), last_runs_.end(), [&](const ShardRun* run) {
      return line.number > run->first_line && line.number <= run->last_line;
    });
  }

  void check(const Shard::Line& line, const std::string& path_text) {
    const auto package = package_here(name_in_line(line.json, "package"));
    if (line.json.contains("source"))
      return leave_out(line, kSecondHand, false);
    if (!package)
      return leave_out(line, kUnknown, text_in_line(line.json, "outcome") != "passed");
    const auto known = line.packages.all().find(path_text);
    if (known == line.packages.all().end() || known->second.reference != reference_here(*package))
      return leave_out(line, kOtherReference, true);
    const auto check = check_from(line.json, *package);
    if (!check)
      return leave_out(line, kNoCheck, true);
    if (!is_new(line)) {
      if (!check->events.empty())
        known_.push_back(*check);
    } else if (to_.catalogue.take_over(to_.run, *package, *check, body_of(line, *check))) {
      ++result_.checks;
      add_check(to_.report, *check);
    } else {
      ++result_.older;
    }
  }

  std::optional<CatalogueEntry> package_here(const std::string& path) {
    if (auto entry = to_.catalogue.at(path))
      return entry;
    const auto name = shard_.name_of(path);
    if (!name)
      return std::nullopt;
    std::vector<CatalogueEntry> called = to_.catalogue.find(*name);
    std::erase_if(called, [&](const CatalogueEntry& each) { return each.name != *name; });
    return called.size() == 1 ? std::optional(std::move(called.front())) : std::nullopt;
  }

  /// A package that is older than the log has none yet.
  std::string reference_here(const CatalogueEntry& package) {
    return package.reference.empty() ? reference_of(to_.catalogue.files_of(package.id))
                                     : package.reference;
  }

  void leave_out(const Shard::Line& line, std::string_view reason, bool is_finding) {
    if (is_new(line))
      result_.left_out.push_back({name_in_line(line.json, "package"),
                                  text_in_line(line.json, "outcome"), std::string(reason),
                                  is_finding});
  }

  /// A merge that was killed may have told nobody of what it took: what still stands is told again.
  void tell_again() {
    for (const PackageCheck& check : known_) {
      const auto package = to_.catalogue.at(check.events.front().package);
      if (!package || package->last_outcome != check.outcome ||
          to_.catalogue.last_result(*package) != check.time)
        continue;
      for (const AuditEvent& event : check.events) {
        to_.report.counts.add(event.outcome);
        to_.report.events.push_back(event);
      }
    }
  }

  /// Nothing was marked there, and nothing is here; whoever reads this log is to know it, too.
  void stop(const Shard::Line& line) {
    const std::string reason = name_in_line(line.json, "reason");
    const std::string collection =
        fmt::format("{} in {}", name_in_line(line.json, "collection"), result_.catalogue);
    const std::uint64_t packages = number_in_line(line.json, "packages");
    if (is_of_last_run(line)) {
      to_.report.counts.add(AuditOutcome::not_run, packages);
      to_.report.mass_changes.push_back({collection, reason, packages, {}});
    }
    if (!is_new(line))
      return;
    Json body;
    body["collection"] = to_catalogue_text(collection);
    body["packages"] = packages;
    body["reason"] = to_catalogue_text(reason);
    log_as_there(line, std::move(body));
  }

  /// A repair changes no digest; the checks behind it are not understood without it.
  void repaired(const Shard::Line& line) {
    const auto package = package_here(name_in_line(line.json, "package"));
    if (!package || !is_new(line))
      return;
    Json body;
    body["package"] = to_catalogue_text(package->path);
    for (const char* key : {"from", "aside"})
      if (std::string text = text_in_line(line.json, key); !text.empty())
        body[key] = std::move(text);
    if (const auto files = line.json.find("files"); files != line.json.end())
      body["files"] = *files;
    log_as_there(line, std::move(body));
  }

  /// A line of the same kind and time.
  void log_as_there(const Shard::Line& line, Json body) {
    body["run"] = to_.run;
    body["source"] = place_of(line.number, line.text);
    to_.catalogue.log(text_in_line(line.json, "what"), time_of(line), body);
  }

  Timestamp time_of(const Shard::Line& line) const {
    return parse_rfc3339(text_in_line(line.json, "time")).value_or(to_.clock.now());
  }

  /// Where in the shard's log something stands.
  Json place_of(std::uint64_t number, std::string_view text) const {
    Json place;
    place["shard"] = to_catalogue_text(result_.catalogue);
    place["head"] = result_.head;
    place["line"] = number;
    if (!text.empty())
      place["digest"] = digest_of_line(text);
    return place;
  }

  Json body_of(const Shard::Line& line, const PackageCheck& check) {
    Json body = check_json(check);
    const auto& runs = result_.runs;
    const auto behind = std::find_if(runs.begin(), runs.end(), [&](const ShardRun& run) {
      return run.first_line > line.number;
    });
    if (behind != runs.begin()) {
      body["host"] = std::prev(behind)->host;
      body["version"] = std::prev(behind)->version;
    }
    body["source"] = place_of(line.number, line.text);
    return body;
  }

  /// What a shard does not say of its part.
  void look_for_gaps() {
    if (result_.runs.empty())
      result_.incomplete.emplace_back(
          "no run has read anything in it since it parted from this catalogue");
    for (const ShardRun* run : last_runs_)
      if (!run->ended || run->is_broken_off)
        result_.incomplete.push_back(
            fmt::format("its run \"{}\" of {} was {}", display_name(run->selection),
                        to_rfc3339(run->started), run->ended ? "broken off" : "killed"));
    if (const std::uint64_t held = shard_.count_held(); held > 0)
      result_.incomplete.push_back(
          fmt::format("results of {} packages that failed wait in it for the end of a run", held));
    const std::vector<CatalogueEntry> packages = shard_.packages_in_turn();
    result_.unread = static_cast<std::uint64_t>(
        std::count_if(packages.begin(), packages.end(), [this](const CatalogueEntry& package) {
          return !read_.contains(to_catalogue_text(package.path));
        }));
  }

  void log_end() {
    for (const ShardRun& run : result_.runs)
      if (result_.is_new(run))
        log_run(run);
    Json body;
    body["run"] = to_.run;
    body["shard"] = to_catalogue_text(result_.catalogue);
    body["lines"] = result_.lines;
    body["head"] = result_.head;
    body["parted"] = result_.parted;
    body["merged_before"] = result_.merged_before;
    body["checks"] = result_.checks;
    body["older"] = result_.older;
    body["left_out"] = result_.left_out.size();
    body["unread"] = result_.unread;
    to_.catalogue.log("merged", to_.clock.now(), body);
  }

  void log_run(const ShardRun& run) {
    Json body;
    body["run"] = to_.run;
    body["host"] = run.host;
    body["version"] = run.version;
    body["selection"] = run.selection;
    if (run.ended) {
      body["ended"] = to_rfc3339(*run.ended);
      body["exit"] = run.exit;
    }
    if (run.is_broken_off)
      body["broken_off"] = true;
    body["source"] = place_of(run.first_line, {});
    to_.catalogue.log("merged run", run.started, body);
  }

  Shard& shard_;
  const ShardTarget& to_;
  MergedShard result_;
  std::vector<const ShardRun*> last_runs_;
  std::vector<PackageCheck> known_;         ///< bad ones that came in before
  std::set<std::string, std::less<>> read_; ///< paths, as the catalogue writes them
};

} // namespace

MergedShard take_shard(Shard& shard, const ShardTarget& target) {
  return Taking(shard, target).all();
}

} // namespace delo
