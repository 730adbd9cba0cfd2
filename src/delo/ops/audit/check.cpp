#include "delo/ops/audit/check.hpp"

#include "delo/ops/audit/compare.hpp"
#include "delo/ops/audit/second_look.hpp"
#include "delo/ops/audit/stores.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

namespace delo {
namespace {

using Steady = std::chrono::steady_clock;

class Check {
public:
  Check(const CatalogueEntry& package, const CataloguedFiles& files, const CheckTools& tools)
      : package_(package), files_(files), tools_(tools) {
    check_.started = tools.clock.now();
  }

  PackageCheck run() {
    try {
      if (is_folder_now() != (package_.kind != PackageKind::archive))
        tell_whole(AuditOutcome::altered, package_.kind == PackageKind::archive
                                              ? "the file is now a folder"
                                              : "the folder is now a file");
      else if (package_.kind == PackageKind::archive)
        check_archive();
      else
        check_folder();
      find_moved(package_, check_, tools_);
      look_again(package_, files_, check_, tools_);
      find_altered_manifests(package_, check_, tools_);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io || is_of_environment(error))
        throw;
      tell_whole(AuditOutcome::unreadable, error.message());
      check_.events.back().error_number = error.error_number();
    }
    return finish();
  }

  void tell_whole(AuditOutcome outcome, std::string reason) {
    comparison_.event("", outcome).reason = std::move(reason);
  }

  PackageCheck finish() {
    check_.time = tools_.clock.now();
    check_.milliseconds = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - begin_).count());
    check_.counts.packages = 1;
    check_.counts.packages_passed = check_.events.empty() ? 1 : 0;
    for (AuditEvent& event : check_.events) {
      event.time = check_.time;
      check_.outcome = graver(check_.outcome, event.outcome);
      check_.counts.add(event.outcome);
      // An event for the whole package means that its files were not read.
      if (standing(event.outcome) == Standing::unproven || event.path.empty())
        check_.complete = false;
    }
    return std::move(check_);
  }

private:
  bool is_folder_now() const {
    struct stat status {};
    if (::stat(package_.path.c_str(), &status) != 0)
      throw io_error("open", package_.path, errno);
    return S_ISDIR(status.st_mode);
  }

  void check_folder() {
    ReadingPlan plan;
    plan.limit = [this](std::string_view name,
                        std::optional<std::uint64_t>) -> std::optional<std::uint64_t> {
      if (files_.contains(name))
        return std::numeric_limits<std::uint64_t>::max();
      return std::nullopt;
    };
    plan.manner = tools_.manner;
    comparison_.compare(read_stored(package_.path, package_.kind, tools_.pipeline, plan));
  }

  /// An archive passes when the file itself is what it was; its entries are looked at only to tell
  /// what changed, which takes a second reading.
  void check_archive() {
    const auto known = files_.find(kContainer);
    if (known == files_.end())
      throw Error(ErrorKind::io, "the catalogue knows no digest of the archive itself");
    const StoredItem container = read_container(package_.path, tools_.pipeline, tools_.manner);
    check_.counts.bytes += container.bytes;
    if (comparison_.judge(container, known->second)) {
      check_.counts.files += files_.size() - 1; // proven together with their archive
      check_.counts.add(AuditOutcome::passed, files_.size() - 1);
    } else if (check_.events.back().outcome != AuditOutcome::unreadable) {
      compare_entries();
    }
  }

  /// Says in the event of the archive itself how much of it is different.
  void compare_entries() {
    const std::size_t whole = check_.events.size() - 1;
    ReadingPlan plan;
    std::set<std::uint64_t> sizes; // of what may lie under another name
    for (const auto& [name, file] : files_)
      sizes.insert(file.size);
    plan.limit = [this,
                  &sizes](std::string_view name,
                          std::optional<std::uint64_t> said_size) -> std::optional<std::uint64_t> {
      if (const auto entry = files_.find(name); entry != files_.end())
        return entry->second.size + 1;
      return said_size && sizes.contains(*said_size) ? said_size : std::nullopt;
    };
    plan.expansion = tools_.expansion;
    plan.manner = tools_.manner;
    const StoredPackage found = read_stored(package_.path, package_.kind, tools_.pipeline, plan);
    comparison_.compare(found);
    const std::size_t changed = check_.events.size() - whole - 1;
    if (found.damage)
      check_.events[whole].reason = "the archive breaks off: " + *found.damage;
    else if (changed == 0)
      check_.events[whole].reason = "its entries are what they were";
    else
      check_.events[whole].reason = fmt::format("entries that differ: {}", changed);
  }

  const CatalogueEntry& package_;
  const CataloguedFiles& files_;
  const CheckTools& tools_;
  Steady::time_point begin_ = Steady::now();
  PackageCheck check_;
  Comparison comparison_{package_, files_, check_};
};

} // namespace

PackageCheck check_package(const CatalogueEntry& package, const CataloguedFiles& files,
                           const CheckTools& tools) {
  return Check(package, files, tools).run();
}

PackageCheck check_without_reading(const CatalogueEntry& package, AuditOutcome outcome,
                                   std::string reason, const Clock& clock) {
  PackageCheck check;
  CataloguedFiles none;
  Comparison(package, none, check).event("", outcome).reason = std::move(reason);
  check.started = check.time = clock.now();
  check.events.back().time = check.time;
  check.outcome = outcome;
  check.complete = false;
  check.counts.packages = 1;
  check.counts.add(outcome);
  return check;
}

void add_check(AuditReport& report, PackageCheck check) {
  AuditCounts& sum = report.counts;
  sum.packages += check.counts.packages;
  sum.packages_passed += check.counts.packages_passed;
  sum.files += check.counts.files;
  sum.bytes += check.counts.bytes;
  for (const AuditOutcome outcome : audit_outcomes())
    sum.add(outcome, check.counts.of(outcome));
  std::move(check.events.begin(), check.events.end(), std::back_inserter(report.events));
}

void add_away(AuditReport& report, const CatalogueEntry& package, const std::string& reason) {
  report.counts.add(AuditOutcome::not_run);
  const std::string folder = Stores::folder_of(package);
  auto& away = report.stores_away;
  auto known = std::find_if(away.begin(), away.end(),
                            [&](const StoreAway& store) { return store.folder == folder; });
  if (known == away.end())
    known = away.insert(away.end(), StoreAway{folder, reason, 0, {}});
  ++known->count;
  known->packages.push_back(package.path);
}

} // namespace delo
