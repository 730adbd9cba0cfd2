#include "delo/ops/diff.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/inspector.hpp"
#include "delo/ops/pass.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace delo {
namespace {

using Sides = std::map<std::string, DiffSide>;

/// Lists everything in a package that is not a folder, with what tells its content.
class Lister final : public Inspector {
public:
  void on_entry(const Entry& entry, const RelPath* path, PathFault) override {
    if (entry.kind == EntryKind::symlink)
      sides[entry.name] = {entry.name, 0, "link to " + entry.link_target};
    else if (entry.kind == EntryKind::special)
      sides[entry.name] = {entry.name, 0, "neither file nor folder"};
    else if (entry.kind == EntryKind::file && (!path || entry.outside_root))
      sides[entry.name] = {entry.name, entry.size.value_or(0), "not read: its name cannot be used"};
  }
  Interest interest_in(const RelPath&) override { return {{Algorithm::sha512}, false}; }
  void on_file(const RelPath& path, const SeenFile& file) override {
    if (const Digest* digest = file.digests.find(Algorithm::sha512))
      sides[path.str()] = {path.str(), file.bytes, "sha512:" + digest->hex()};
  }

  Sides sides;
};

Sides list(const std::filesystem::path& path, DiffResult& result, const std::stop_token& stop,
           ExpansionLimit expansion) {
  Lister lister;
  PackageReport report;
  const PassOutcome outcome =
      run_pass([&] { return open_source(path, Details::no, expansion); },
               std::array<Inspector*, 1>{&lister}, report, PassOptions{.stop = stop});
  for (Unreadable& unreadable : report.unreadable) {
    unreadable.path = (path / unreadable.path).native();
    result.unreadable.push_back(std::move(unreadable));
  }
  if (!outcome.complete)
    for (const Finding& finding : report.findings)
      result.unreadable.push_back({path.native(), finding.message, std::string(finding.rule->fix)});
  return std::move(lister.sides);
}

/// Pairs what is on one side only with what has the same content on the other.
void pair_renamed(Sides& removed, Sides& added, std::vector<DiffEntry>& entries) {
  std::multimap<std::string, std::string> by_digest; // in the order of their names
  for (const auto& [path, side] : added)
    if (side.bytes > 0)
      by_digest.emplace(side.digest, path);
  for (auto one = removed.begin(); one != removed.end();) {
    const auto other = one->second.bytes > 0 ? by_digest.find(one->second.digest) : by_digest.end();
    if (other == by_digest.end()) {
      ++one;
      continue;
    }
    const auto twin = added.find(other->second);
    entries.push_back({Difference::renamed, one->second, twin->second});
    added.erase(twin);
    by_digest.erase(other);
    one = removed.erase(one);
  }
}

const std::string& place_of(const DiffEntry& entry) {
  return entry.before.path.empty() ? entry.after.path : entry.before.path;
}

} // namespace

DiffResult diff_packages(const std::filesystem::path& before, const std::filesystem::path& after,
                         const std::stop_token& stop, ExpansionLimit expansion) {
  DiffResult result{before.native(), after.native(), {}, 0, {}};
  Sides removed = list(before, result, stop, expansion);
  Sides added = list(after, result, stop, expansion);
  for (auto one = removed.begin(); one != removed.end();) {
    const auto other = added.find(one->first);
    if (other == added.end()) {
      ++one;
      continue;
    }
    if (one->second.digest == other->second.digest)
      ++result.same;
    else
      result.entries.push_back({Difference::changed, one->second, other->second});
    added.erase(other);
    one = removed.erase(one);
  }
  pair_renamed(removed, added, result.entries);
  for (const auto& [path, side] : removed)
    result.entries.push_back({Difference::removed, side, {}});
  for (const auto& [path, side] : added)
    result.entries.push_back({Difference::added, {}, side});
  std::stable_sort(
      result.entries.begin(), result.entries.end(),
      [](const DiffEntry& a, const DiffEntry& b) { return place_of(a) < place_of(b); });
  return result;
}

} // namespace delo
