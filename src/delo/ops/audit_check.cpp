#include "delo/ops/audit_check.hpp"

#include "delo/ops/audit_reading.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <cerrno>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace delo {
namespace {

constexpr auto kAllBytes = std::numeric_limits<std::uint64_t>::max();

/// What stands in the place of a file.
std::string_view kind_word(EntryKind kind) {
  switch (kind) {
  case EntryKind::folder:
    return "a folder";
  case EntryKind::symlink:
    return "a link";
  case EntryKind::file:
    return "a file";
  default:
    return "a device, pipe or socket";
  }
}

/// The size the file system gives now; nothing when it is no regular file.
std::optional<std::uint64_t> size_on_disk(const std::filesystem::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
    return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size);
}

class Check {
public:
  Check(const CatalogueEntry& package, const CataloguedFiles& files, HashPipeline& pipeline,
        const Clock& clock)
      : package_(package), files_(files), pipeline_(pipeline), clock_(clock) {}

  PackageCheck run() {
    try {
      if (kind_now() != package_.kind)
        event("", AuditOutcome::altered).reason = package_.kind == PackageKind::folder
                                                      ? "the folder is now a file"
                                                      : "the file is now a folder";
      else if (package_.kind == PackageKind::folder)
        check_folder();
      else
        check_archive();
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io)
        throw;
      event("", AuditOutcome::unreadable).reason = error.message();
    }
    return finish();
  }

  PackageCheck finish() {
    check_.time = clock_.now();
    check_.counts.packages = 1;
    for (AuditEvent& event : check_.events) {
      event.time = check_.time;
      check_.outcome = graver(check_.outcome, event.outcome);
      check_.counts.add(event.outcome);
      // An event for the whole package means that its files were not read.
      if (standing(event.outcome) == Standing::unproven || event.path.empty())
        check_.complete = false;
    }
    check_.counts.packages_passed = check_.events.empty() ? 1 : 0;
    return std::move(check_);
  }

  AuditEvent& event(const std::string& path, AuditOutcome outcome,
                    const CataloguedFile* known = nullptr) {
    AuditEvent event;
    if (known) {
      event.expected = known->digest;
      event.expected_size = known->size;
    }
    event.package = package_.path;
    event.name = package_.name;
    event.citation = package_.citation;
    event.path = path;
    event.outcome = outcome;
    check_.events.push_back(std::move(event));
    return check_.events.back();
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
      return files_.contains(name) ? std::optional(kAllBytes) : std::nullopt;
    };
    const StoredPackage found = read_stored(package_.path, package_.kind, pipeline_, plan);
    compare(found);
  }

  /// An archive passes when the file itself is what it was; its entries are looked at only to tell
  /// what changed, which takes a second reading.
  void check_archive() {
    const auto known = files_.find(kContainer);
    if (known == files_.end())
      throw Error(ErrorKind::io, "the catalogue knows no digest of the archive itself");
    const StoredItem container = read_container(package_.path, pipeline_);
    check_.counts.bytes += container.bytes;
    if (!judge(container, known->second)) {
      // The entries are proven with their archive, but are not files of their own: see AuditCounts.
      check_.counts.files += files_.size() - 1;
      check_.counts.add(AuditOutcome::passed, files_.size() - 1);
      return;
    }
    if (check_.events.back().outcome == AuditOutcome::unreadable)
      return;
    const std::size_t before = check_.events.size();
    ReadingPlan plan;
    plan.limit = [this](std::string_view name) -> std::optional<std::uint64_t> {
      const auto entry = files_.find(name);
      return entry == files_.end() ? std::nullopt : std::optional(entry->second.size + 1);
    };
    const StoredPackage found = read_stored(package_.path, package_.kind, pipeline_, plan);
    compare(found);
    const std::size_t changed = check_.events.size() - before;
    AuditEvent& whole = check_.events[before - 1];
    if (found.damage)
      whole.reason = "the archive breaks off: " + *found.damage;
    else
      whole.reason = changed == 0 ? "its entries are what they were"
                                  : fmt::format("{} of its entries differ", changed);
  }

  void compare(const StoredPackage& found) {
    check_.counts.bytes += found.bytes;
    if (files_.contains(kContainer))
      seen_.insert(std::string(kContainer));
    for (const StoredItem& item : found.items)
      compare(item);
    if (found.damage)
      return; // what follows the break was not seen: it is not missing
    std::map<std::string, std::uint64_t> not_seen;
    for (const auto& [name, file] : files_)
      if (!seen_.contains(name)) {
        if (const std::string* folder = blocked_folder_above(name))
          ++not_seen[*folder];
        else
          event(name, AuditOutcome::missing, &file);
      }
    for (const auto& [index, folder] : blocked_)
      if (const auto count = not_seen.find(folder); count != not_seen.end())
        check_.events[index].reason +=
            fmt::format("; {} catalogued files below it were not checked", count->second);
  }

  void compare(const StoredItem& item) {
    if (item.kind == EntryKind::unreadable) {
      blocked_.emplace_back(check_.events.size(), item.name);
      event(item.name, AuditOutcome::unreadable).reason =
          "cannot list the folder: " + item.unreadable.value_or("");
      return;
    }
    const auto known = files_.find(item.name);
    if (known == files_.end()) {
      if (item.kind != EntryKind::folder)
        tell_extra(item, "");
    } else if (!seen_.insert(item.name).second) {
      tell_extra(item, "a second entry of this name");
    } else if (item.kind != EntryKind::file) {
      event(item.name, AuditOutcome::altered, &known->second).reason =
          fmt::format("is now {}", kind_word(item.kind));
    } else if (!item.unreadable && !item.digest) {
      return; // the archive broke off in the middle of it: told once, for the archive
    } else {
      judge(item, known->second);
    }
  }

  void tell_extra(const StoredItem& item, std::string reason) {
    AuditEvent& extra = event(item.name, AuditOutcome::extra);
    extra.actual_size = item.said_size;
    extra.reason = item.kind == EntryKind::file ? std::move(reason) : kind_word(item.kind);
  }

  /// Whether something is wrong with a file that is there.
  bool judge(const StoredItem& item, const CataloguedFile& known) {
    const bool is_container = item.name == kContainer;
    if (!item.unreadable && !is_container)
      ++check_.counts.files;
    if (!item.unreadable && item.bytes == known.size && item.digest == known.digest) {
      check_.counts.add(AuditOutcome::passed, is_container ? 0 : 1);
      return false;
    }
    AuditEvent& bad = event(item.name, outcome_of(item, known), &known);
    bad.bytes_read = item.bytes;
    if (item.unreadable) {
      bad.reason = *item.unreadable;
    } else if (item.bytes < known.size && was_cut_while_reading(item)) {
      bad.outcome = AuditOutcome::unreadable;
      bad.reason = fmt::format("reading ended after {} bytes, but the file is longer", item.bytes);
    } else if (item.said_size && *item.said_size > item.bytes) {
      bad.actual_size = item.said_size; // an entry of an archive, read no further than needed
    } else {
      bad.actual_size = item.bytes;
      bad.actual = item.digest;
    }
    return true;
  }

  static AuditOutcome outcome_of(const StoredItem& item, const CataloguedFile& known) {
    if (item.unreadable)
      return AuditOutcome::unreadable;
    if (item.bytes == known.size)
      return AuditOutcome::altered;
    return item.bytes < known.size ? AuditOutcome::truncated : AuditOutcome::extended;
  }

  /// A failing disk or share may end a file early without an error. Only a file whose size agrees
  /// with what was read has really become shorter.
  bool was_cut_while_reading(const StoredItem& item) const {
    if (package_.kind == PackageKind::archive && item.name != kContainer)
      return false;
    std::filesystem::path path = package_.path;
    if (item.name != kContainer)
      path /= item.name;
    const auto size = size_on_disk(path);
    return size && *size != item.bytes;
  }

  const std::string* blocked_folder_above(const std::string& name) const {
    for (const auto& [index, folder] : blocked_)
      if (name.starts_with(folder + "/"))
        return &folder;
    return nullptr;
  }

  const CatalogueEntry& package_;
  const CataloguedFiles& files_;
  HashPipeline& pipeline_;
  const Clock& clock_;
  PackageCheck check_;
  std::set<std::string> seen_;
  std::vector<std::pair<std::size_t, std::string>> blocked_; ///< event and name of a folder
};

} // namespace

PackageCheck check_package(const CatalogueEntry& package, const CataloguedFiles& files,
                           HashPipeline& pipeline, const Clock& clock) {
  return Check(package, files, pipeline, clock).run();
}

PackageCheck check_without_reading(const CatalogueEntry& package, AuditOutcome outcome,
                                   std::string reason, const Clock& clock) {
  PackageCheck check;
  check.time = clock.now();
  check.outcome = outcome;
  check.complete = false;
  check.counts.packages = 1;
  check.counts.add(outcome);
  AuditEvent event;
  event.package = package.path;
  event.name = package.name;
  event.citation = package.citation;
  event.outcome = outcome;
  event.reason = std::move(reason);
  event.time = check.time;
  check.events.push_back(std::move(event));
  return check;
}

} // namespace delo
