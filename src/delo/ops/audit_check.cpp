#include "delo/ops/audit_check.hpp"

#include "delo/ops/audit_compare.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <cerrno>
#include <limits>
#include <utility>

namespace delo {
namespace {

class Check {
public:
  Check(const CatalogueEntry& package, const CataloguedFiles& files, HashPipeline& pipeline,
        const Clock& clock, ExpansionLimit expansion)
      : package_(package), files_(files), pipeline_(pipeline), clock_(clock),
        expansion_(expansion) {}

  PackageCheck run() {
    try {
      if (kind_now() != package_.kind)
        tell_whole(AuditOutcome::altered, package_.kind == PackageKind::folder
                                              ? "the folder is now a file"
                                              : "the file is now a folder");
      else if (package_.kind == PackageKind::folder)
        check_folder();
      else
        check_archive();
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io)
        throw;
      tell_whole(AuditOutcome::unreadable, error.message());
    }
    return finish();
  }

  void tell_whole(AuditOutcome outcome, std::string reason) {
    comparison_.event("", outcome).reason = std::move(reason);
  }

  PackageCheck finish() {
    check_.time = clock_.now();
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
  PackageKind kind_now() const {
    struct stat status {};
    if (::stat(package_.path.c_str(), &status) != 0)
      throw io_error("open", package_.path, errno);
    return S_ISDIR(status.st_mode) ? PackageKind::folder : PackageKind::archive;
  }

  void check_folder() {
    ReadingPlan plan;
    plan.limit = [this](std::string_view name) -> std::optional<std::uint64_t> {
      if (files_.contains(name))
        return std::numeric_limits<std::uint64_t>::max();
      return std::nullopt;
    };
    comparison_.compare(read_stored(package_.path, package_.kind, pipeline_, plan));
  }

  /// An archive passes when the file itself is what it was; its entries are looked at only to tell
  /// what changed, which takes a second reading.
  void check_archive() {
    const auto known = files_.find(kContainer);
    if (known == files_.end())
      throw Error(ErrorKind::io, "the catalogue knows no digest of the archive itself");
    const StoredItem container = read_container(package_.path, pipeline_);
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
    plan.limit = [this](std::string_view name) -> std::optional<std::uint64_t> {
      const auto entry = files_.find(name);
      return entry == files_.end() ? std::nullopt : std::optional(entry->second.size + 1);
    };
    plan.expansion = expansion_;
    const StoredPackage found = read_stored(package_.path, package_.kind, pipeline_, plan);
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
  HashPipeline& pipeline_;
  const Clock& clock_;
  ExpansionLimit expansion_;
  PackageCheck check_;
  Comparison comparison_{package_, files_, check_};
};

} // namespace

PackageCheck check_package(const CatalogueEntry& package, const CataloguedFiles& files,
                           HashPipeline& pipeline, const Clock& clock, ExpansionLimit expansion) {
  return Check(package, files, pipeline, clock, expansion).run();
}

PackageCheck check_without_reading(const CatalogueEntry& package, AuditOutcome outcome,
                                   std::string reason, const Clock& clock) {
  PackageCheck check;
  CataloguedFiles none;
  Comparison(package, none, check).event("", outcome).reason = std::move(reason);
  check.time = clock.now();
  check.events.back().time = check.time;
  check.outcome = outcome;
  check.complete = false;
  check.counts.packages = 1;
  check.counts.add(outcome);
  return check;
}

} // namespace delo
