// The completeness half of BagRules (RFC 8493 3): what is listed is here, what is here is listed.
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_rules.hpp"
#include "delo/formats/container/name_twins.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace delo {
namespace {

const RelPath kPayload("data");

bool is_tag_manifest_name(const RelPath& path) {
  const auto name = path.is_at_top() ? parse_manifest_name(path.str()) : std::nullopt;
  return name && name->is_tag_manifest;
}

bool is_manifest_name(const RelPath& path) {
  return path.is_at_top() && parse_manifest_name(path.str());
}

} // namespace

void BagRules::check_presence() {
  const bool lacks_any = std::any_of(matches_.begin(), matches_.end(),
                                     [](const Matches& matches) { return matches.lacks_any; });
  if (lacks_any)
    find_missing();
  if (all_payload_is_listed()) {
    for (const RelPath& path : tag_files())
      if (!renamed_.contains(path))
        check_listed(path);
  } else {
    for (const auto& [path, seen] : *seen_)
      if (!renamed_.contains(path))
        check_listed(path);
  }
  if (lacks_any)
    check_twins();
}

/// Whether every payload manifest lists every payload file that is here.
bool BagRules::all_payload_is_listed() const {
  std::vector<std::uint32_t> lists(seen_->size());
  std::uint32_t manifests = 0;
  for (std::size_t i = 0; i < matches_.size(); ++i) {
    if (tags_.manifests()[i].is_tag_manifest)
      continue;
    ++manifests;
    for (const std::uint32_t number : matches_[i].seen)
      if (number != kNotSeen)
        ++lists[number];
  }
  for (std::uint32_t number = 0; number < lists.size(); ++number)
    if (lists[number] != manifests && seen_->is_below(number, kPayload.str()))
      return false;
  return true;
}

std::vector<RelPath> BagRules::tag_files() const {
  std::vector<RelPath> files;
  for (std::uint32_t number = 0; number < seen_->size(); ++number)
    if (!seen_->is_below(number, kPayload.str()))
      files.push_back(seen_->path_of(number));
  std::sort(files.begin(), files.end());
  return files;
}

void BagRules::find_missing() {
  std::sort(folders_.begin(), folders_.end());
  bool lacks_any = false;
  const auto& manifests = tags_.manifests();
  for (auto manifest = manifests.begin(); manifest != manifests.end(); ++manifest)
    manifest->entries().for_each([&](const RelPath& path, const Manifest::Entry& entry) {
      const auto lists = [&path](const LoadedManifest& other) {
        return other.entries().contains(path);
      };
      if (seen_->contains(path) || std::any_of(manifests.begin(), manifest, lists))
        return;
      if (!std::exchange(lacks_any, true))
        find_strays();
      check_missing(path, *manifest, entry);
    });
}

/// Files that nothing lists may be what a manifest means by another name.
void BagRules::find_strays() {
  for (const auto& [path, seen] : *seen_)
    if (!is_listed(path))
      strays_.emplace(to_nfc(path.str()), path);
}

/// A Mac writes й as two characters where Linux writes one: the same name to a reader. Windows
/// parts folders with "\", and many tools do not decode what a 1.0 manifest encodes.
std::optional<BagRules::OtherName> BagRules::other_name_of(const RelPath& path) const {
  struct Candidate {
    std::string_view rule;
    std::string name;
  };
  for (const Candidate& candidate : {Candidate{"BAGIT-6.1.1-1", path.str()},
                                     Candidate{"BAGIT-2.1.3-9", encode_manifest_path(path.str())},
                                     Candidate{"BAGIT-2.1.3-8", with_slashes(path.str())}}) {
    const auto stray = strays_.find(to_nfc(candidate.name));
    const bool is_meant = candidate.rule != "BAGIT-2.1.3-9" || tags_.declaration().is_1_0();
    if (stray != strays_.end() && is_meant)
      return OtherName{candidate.rule, stray->second};
  }
  return std::nullopt;
}

void BagRules::check_missing(const RelPath& path, const LoadedManifest& manifest,
                             const Manifest::Entry& entry) {
  if (is_folder(path))
    return report("BAGIT-2.1.3-7", &manifest.path, entry.line,
                  fmt::format("the line lists a folder: {}", display_name(path.str())));
  if (const auto other = other_name_of(path))
    return check_renamed(path, manifest, *other);
  const bool to_fetch = is_to_be_fetched(path);
  report(to_fetch ? "BAGIT-2.2.3-1" : "BAGIT-3-1", &path, 0,
         fmt::format("listed in {} line {}, but {}", manifest.path.str(), entry.line,
                     to_fetch                   ? "still to be fetched"
                     : no_files_.contains(path) ? "what is there is no file"
                                                : "not there"),
         entry.digest.hex());
}

void BagRules::check_renamed(const RelPath& path, const LoadedManifest& manifest,
                             const OtherName& other) {
  const std::string_view why =
      other.rule == "BAGIT-6.1.1-1"   ? "writes this name in another Unicode normalisation form"
      : other.rule == "BAGIT-2.1.3-8" ? "writes this path with \"\\\" for \"/\""
                                      : "has this name as it is, without encoding its \"%\"";
  report(other.rule, &other.actual, 0, fmt::format("{} {}", manifest.path.str(), why));
  renamed_.insert(other.actual);
  const SeenFile seen = seen_->at(other.actual);
  for (const LoadedManifest& each : tags_.manifests())
    if (const auto entry = each.entries().find(path); entry && seen.readable)
      check_one(each, other.actual, *entry, seen);
}

/// Payload-Oxum counts the whole payload, so what is still to be fetched counts with the length
/// that fetch.txt gives; without one the sum cannot be told.
std::optional<Oxum> BagRules::payload_oxum() const {
  Oxum sum;
  for (std::uint32_t number = 0; number < seen_->size(); ++number) {
    if (!seen_->is_below(number, kPayload.str()))
      continue;
    const SeenFile seen = seen_->glance(number);
    if (!seen.readable)
      return std::nullopt; // the count would be wrong for a reason that is told elsewhere
    sum.bytes += seen.bytes;
    ++sum.files;
  }
  bool is_known = true;
  if (const ParsedFetch* const fetch = tags_.fetch())
    fetch->list->for_each([&](const RelPath& path, const FetchList::Entry& entry) {
      if (!path.is_below(kPayload) || seen_->contains(path) ||
          (depth_ != Depth::oxum && !is_listed(path)))
        return;
      is_known = is_known && entry.length;
      sum.bytes += entry.length.value_or(0);
      ++sum.files;
    });
  return is_known ? std::optional(sum) : std::nullopt;
}

bool BagRules::is_listed(const RelPath& path) const {
  return std::any_of(
      tags_.manifests().begin(), tags_.manifests().end(),
      [&path](const LoadedManifest& manifest) { return manifest.entries().contains(path); });
}

bool BagRules::is_to_be_fetched(const RelPath& path) const {
  return path.is_below(kPayload) && tags_.fetch() && tags_.fetch()->list->contains(path);
}

bool BagRules::is_folder(const RelPath& path) const {
  return std::binary_search(folders_.begin(), folders_.end(),
                            std::hash<std::string_view>()(path.str()));
}

/// A file that is here must be listed: payload by every payload manifest since 1.0, by one before.
void BagRules::check_listed(const RelPath& path) {
  const bool is_payload = path.is_below(kPayload);
  if (!is_payload && is_tag_manifest_name(path))
    return;
  std::vector<const LoadedManifest*> silent;
  bool listed = false;
  bool any = false;
  for (const LoadedManifest& manifest : tags_.manifests()) {
    if (manifest.is_tag_manifest == is_payload)
      continue;
    any = true;
    if (manifest.entries().contains(path))
      listed = true;
    else
      silent.push_back(&manifest);
  }
  if (!any)
    return; // that there is no manifest is told once
  if (!listed && (is_payload || !is_manifest_name(path)))
    return report(is_payload ? "BAGIT-3-2" : "DELO-bag-1", &path, 0,
                  is_payload ? "no payload manifest lists this file"
                             : "no tag manifest lists this file");
  if (!is_payload && is_manifest_name(path))
    return; // see check_tag_manifests()
  for (const LoadedManifest* manifest : silent)
    report(is_payload ? "BAGIT-3-4" : "BAGIT-2.2.1-3", &path, 0,
           fmt::format("{} does not list this file", manifest->path.str()));
}

/// Two listed names that other systems take for one, of which one at least is not here: of two that
/// are, the container's rules tell.
void BagRules::check_twins() {
  NameTwins twins;
  const auto each_name = [this](const std::function<void(const std::string&)>& visit) {
    for (const LoadedManifest& manifest : tags_.manifests())
      manifest.entries().for_each(
          [&visit](const RelPath& path, const Manifest::Entry&) { visit(path.str()); });
  };
  each_name([&twins](const std::string& name) { twins.meet(name); });
  std::set<std::string> told; // a path may stand in several manifests
  twins.tell(each_name, [&](const std::string& name, const std::string& first) {
    const RelPath path(name);
    if ((seen_->contains(path) && seen_->contains(RelPath(first))) || !told.insert(name).second)
      return;
    const bool is_one_text = to_nfc(name) == to_nfc(first);
    report(is_one_text ? "BAGIT-6.1.1-2" : "BAGIT-6.1.2-1", &path, 0,
           fmt::format("differs from {}, which is listed as well, only in {}", display_name(first),
                       is_one_text ? "its normalisation form" : "letter case"));
  });
}

} // namespace delo
