#include "delo/ops/audit/second_look.hpp"

#include "delo/formats/ocfl/ocfl_judge.hpp"
#include "delo/ops/audit/compare.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace delo {
namespace {

namespace fs = std::filesystem;

fs::path path_of(const CatalogueEntry& package, std::string_view name) {
  return name == kContainer ? fs::path(package.path) : fs::path(package.path) / name;
}

bool is_regular_of_size(const fs::path& path, std::uint64_t size) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         static_cast<std::uint64_t>(status.st_size) == size;
}

/// Files that are not catalogued and as long as one that is missing, by their digests.
class Strays {
public:
  Strays(const CatalogueEntry& package, PackageCheck& check, const CheckTools& tools)
      : package_(package), check_(check), tools_(tools) {}

  void gather(const std::vector<std::uint64_t>& sizes) {
    for (std::size_t i = 0; i < check_.events.size(); ++i)
      if (check_.events[i].outcome == AuditOutcome::extra && check_.events[i].reason.empty())
        if (const auto digest = digest_of(check_.events[i], sizes))
          by_digest_[*digest].push_back(i);
  }

  /// The index of the event of one that has these bytes, once.
  std::optional<std::size_t> take(const Digest& digest) {
    const auto found = by_digest_.find(digest);
    if (found == by_digest_.end() || found->second.empty())
      return std::nullopt;
    const std::size_t index = found->second.front();
    found->second.erase(found->second.begin());
    return index;
  }

private:
  std::optional<Digest> digest_of(AuditEvent& extra, const std::vector<std::uint64_t>& sizes) {
    if (extra.actual || package_.kind == PackageKind::archive)
      return extra.actual;
    const fs::path path = path_of(package_, extra.path);
    if (std::none_of(sizes.begin(), sizes.end(),
                     [&](std::uint64_t size) { return is_regular_of_size(path, size); }))
      return std::nullopt;
    const StoredItem item = read_container(path, tools_.pipeline, tools_.manner);
    check_.counts.bytes += item.bytes;
    extra.actual = item.digest;
    if (item.digest)
      extra.actual_size = item.bytes;
    return item.digest;
  }

  const CatalogueEntry& package_;
  PackageCheck& check_;
  const CheckTools& tools_;
  std::map<Digest, std::vector<std::size_t>> by_digest_; ///< indices of events
};

/// Whether there is a file to be read again: in its place may be a link or a folder.
bool was_read(const AuditEvent& event) {
  const bool differs = event.outcome == AuditOutcome::altered ||
                       event.outcome == AuditOutcome::truncated ||
                       event.outcome == AuditOutcome::extended;
  return !event.path.empty() &&
         ((differs && event.actual) || event.outcome == AuditOutcome::unreadable);
}

SecondLook second_look(const StoredItem& item, const CataloguedFile& known) {
  SecondLook look;
  look.outcome = outcome_of(item, known);
  look.error_number = item.error_number;
  if (item.unreadable) {
    look.reason = *item.unreadable;
    return look;
  }
  look.actual = item.digest;
  look.actual_size = item.bytes;
  return look;
}

/// A fault that a second reading does not find is no fault of the bytes: something between the
/// disk and us is not to be trusted.
void judge(AuditEvent& event, SecondLook look) {
  if (look.outcome == AuditOutcome::passed && event.outcome != AuditOutcome::unreadable) {
    event.reason = fmt::format("the first reading was {}, the second was right: the disk, its "
                               "cable, the memory or the network is not to be trusted",
                               to_word(event.outcome));
    event.outcome = AuditOutcome::unreadable;
  }
  event.again = std::move(look);
}

bool is_manifest(const std::string& path, PackageKind kind) {
  const std::string name = fs::path(path).filename().native();
  if (kind == PackageKind::ocfl)
    return OcflJudge::most_bytes(path) > 0 && name.starts_with("inventory.json");
  const bool at_top = path.find('/') == std::string::npos;
  return name == "METS.xml" ||
         (at_top && name.ends_with(".txt") &&
          (name.starts_with("manifest-") || name.starts_with("tagmanifest-")));
}

} // namespace

void find_moved(const CatalogueEntry& package, PackageCheck& check, const CheckTools& tools) {
  std::vector<std::uint64_t> sizes;
  for (const AuditEvent& event : check.events)
    if (event.outcome == AuditOutcome::missing && event.expected_size.value_or(0) > 0)
      sizes.push_back(*event.expected_size);
  if (sizes.empty())
    return;
  std::sort(sizes.begin(), sizes.end());
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  Strays strays(package, check, tools);
  strays.gather(sizes);
  std::vector<std::size_t> found;
  for (AuditEvent& event : check.events) {
    if (event.outcome != AuditOutcome::missing || event.expected_size.value_or(0) == 0)
      continue;
    const auto stray = strays.take(*event.expected);
    if (!stray)
      continue;
    event.outcome = AuditOutcome::moved;
    event.actual = event.expected;
    event.actual_size = event.expected_size;
    event.bytes_read = *event.expected_size;
    event.moved_to = check.events[*stray].path;
    found.push_back(*stray);
  }
  std::sort(found.rbegin(), found.rend());
  for (const std::size_t index : found)
    check.events.erase(check.events.begin() + static_cast<std::ptrdiff_t>(index));
}

void look_again(const CatalogueEntry& package, const CataloguedFiles& files, PackageCheck& check,
                const CheckTools& tools) {
  for (AuditEvent& event : check.events) {
    const auto known = files.find(event.path);
    if (known == files.end())
      continue;
    if (event.outcome == AuditOutcome::missing && package.kind != PackageKind::archive) {
      struct stat status {};
      if (::lstat(path_of(package, event.path).c_str(), &status) == 0) {
        event.outcome = AuditOutcome::unreadable;
        event.reason = "it was not there when its folder was listed, and is there now";
      }
      continue;
    }
    const bool is_entry = package.kind == PackageKind::archive && event.path != kContainer;
    if (!was_read(event) || is_entry)
      continue;
    const StoredItem item =
        read_container(path_of(package, event.path), tools.pipeline, tools.manner);
    check.counts.bytes += item.bytes;
    judge(event, second_look(item, known->second));
  }
}

void find_altered_manifests(const CatalogueEntry& package, PackageCheck& check,
                            const CheckTools& tools) {
  std::vector<AuditEvent*> manifests;
  for (AuditEvent& event : check.events) {
    const bool differs = event.outcome == AuditOutcome::altered ||
                         event.outcome == AuditOutcome::truncated ||
                         event.outcome == AuditOutcome::extended;
    if (differs && event.actual && is_manifest(event.path, package.kind))
      manifests.push_back(&event);
  }
  if (manifests.empty() || !tools.agrees_with_itself || !tools.agrees_with_itself(package))
    return;
  for (AuditEvent* event : manifests) {
    event->outcome = AuditOutcome::manifest_altered;
    event->reason = "the package agrees with itself, and not with the catalogue: its manifests "
                    "were changed together with what they list, or to fit it";
  }
}

} // namespace delo
