#include "delo/ops/audit/compare.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <map>
#include <optional>

namespace delo {
namespace {

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

} // namespace

AuditOutcome outcome_of(const StoredItem& item, const CataloguedFile& known) {
  if (item.unreadable)
    return AuditOutcome::unreadable;
  if (item.bytes == known.size)
    return item.digest == known.digest ? AuditOutcome::passed : AuditOutcome::altered;
  return item.bytes < known.size ? AuditOutcome::truncated : AuditOutcome::extended;
}

AuditEvent& Comparison::event(const std::string& path, AuditOutcome outcome,
                              const CataloguedFile* known) {
  AuditEvent event;
  event.package = package_.path;
  event.name = package_.name;
  event.citation = package_.citation;
  event.path = path;
  event.outcome = outcome;
  if (known) {
    event.expected = known->digest;
    event.expected_size = known->size;
  }
  check_.events.push_back(std::move(event));
  return check_.events.back();
}

void Comparison::compare(const StoredPackage& found) {
  check_.counts.bytes += found.bytes;
  for (const StoredItem& item : found.items)
    compare(item);
  if (!found.damage) // what follows a break was not seen: it is not missing
    tell_missing();
}

void Comparison::tell_missing() {
  std::map<std::string, std::uint64_t> not_checked; // in each folder that could not be listed
  for (const auto& [name, file] : files_) {
    if (name == kContainer || seen_.contains(name))
      continue;
    if (const std::string* folder = blocked_folder_above(name))
      ++not_checked[*folder];
    else
      event(name, AuditOutcome::missing, &file);
  }
  for (const auto& [index, folder] : blocked_)
    if (const auto count = not_checked.find(folder); count != not_checked.end())
      check_.events[index].reason +=
          fmt::format("; catalogued files below it that were not checked: {}", count->second);
}

void Comparison::compare(const StoredItem& item) {
  if (item.kind == EntryKind::unreadable) {
    if (package_.kind == PackageKind::list && !has_known_below(item.name))
      return;
    blocked_.emplace_back(check_.events.size(), item.name);
    AuditEvent& bad = event(item.name, AuditOutcome::unreadable);
    bad.reason = "cannot list the folder: " + item.unreadable.value_or("");
    bad.error_number = item.error_number;
    return;
  }
  const auto known = files_.find(item.name);
  if (known == files_.end()) {
    if (item.kind != EntryKind::folder && package_.kind != PackageKind::list)
      tell_extra(item, "");
  } else if (!seen_.insert(item.name).second) {
    tell_extra(item, "a second entry of this name");
  } else if (item.kind != EntryKind::file) {
    event(item.name, AuditOutcome::altered, &known->second).reason =
        fmt::format("is now {}", kind_word(item.kind));
  } else if (item.unreadable || item.digest) {
    judge(item, known->second);
  } // otherwise the archive broke off in the middle of it: told once, for the archive
}

void Comparison::tell_extra(const StoredItem& item, std::string reason) {
  AuditEvent& extra = event(item.name, AuditOutcome::extra);
  extra.actual_size = item.said_size;
  extra.actual = item.digest; // an entry of an archive that may be a catalogued file, moved
  extra.reason = item.kind == EntryKind::file ? std::move(reason) : kind_word(item.kind);
}

bool Comparison::judge(const StoredItem& item, const CataloguedFile& known) {
  const std::uint64_t files = item.name == kContainer ? 0 : 1;
  if (item.maybe_cached)
    ++check_.maybe_cached;
  if (!item.unreadable)
    check_.counts.files += files;
  if (!item.unreadable && item.bytes == known.size && item.digest == known.digest) {
    check_.counts.add(AuditOutcome::passed, files);
    return true;
  }
  AuditEvent& bad = event(item.name, outcome_of(item, known), &known);
  bad.bytes_read = item.bytes;
  if (item.unreadable) {
    bad.reason = *item.unreadable;
    bad.error_number = item.error_number;
  } else if (item.bytes < known.size && was_cut_while_reading(item)) {
    bad.outcome = AuditOutcome::unreadable;
    bad.reason = fmt::format("reading ended after {} bytes, but the file is longer", item.bytes);
  } else if (item.said_size && *item.said_size > item.bytes) {
    bad.actual_size = item.said_size; // an entry of an archive, read no further than needed
  } else {
    bad.actual_size = item.bytes;
    bad.actual = item.digest;
  }
  return false;
}

/// A failing disk or share may end a file early without an error. Only a file whose size agrees
/// with what was read has really become shorter.
bool Comparison::was_cut_while_reading(const StoredItem& item) const {
  const bool is_container = item.name == kContainer;
  if (package_.kind == PackageKind::archive && !is_container)
    return false;
  std::filesystem::path path = package_.path;
  if (!is_container)
    path /= item.name;
  const auto size = size_on_disk(path);
  return size && *size != item.bytes;
}

bool Comparison::has_known_below(const std::string& folder) const {
  const auto below = files_.lower_bound(folder + "/");
  return below != files_.end() && below->first.starts_with(folder + "/");
}

const std::string* Comparison::blocked_folder_above(const std::string& name) const {
  for (const auto& [index, folder] : blocked_)
    if (name.starts_with(folder + "/"))
      return &folder;
  return nullptr;
}

} // namespace delo
