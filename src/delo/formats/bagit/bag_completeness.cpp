// The completeness half of BagRules (RFC 8493 3): what is listed is here, what is here is listed.
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_rules.hpp"
#include "delo/formats/bagit/fetch_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo {
namespace {

const RelPath kPayload("data");

bool is_tag_manifest_name(const RelPath& path) {
  const auto name = parse_manifest_name(path.str());
  return name && name->is_tag_manifest;
}

} // namespace

void BagRules::check_presence(const PassOutcome&) {
  std::map<RelPath, const LoadedManifest*> missing;
  for (const LoadedManifest& manifest : manifests_)
    manifest.entries().for_each([&](const RelPath& path, const Manifest::Entry&) {
      if (!seen_->contains(path))
        missing.emplace(path, &manifest);
    });

  // A Mac writes й as two characters where Linux writes one: the same name to a reader.
  std::map<std::string, RelPath> by_reader;
  for (const auto& [path, manifest] : missing)
    by_reader.emplace(to_nfc(path.str()), path);
  for (const auto& [path, seen] : *seen_) {
    const auto twin = by_reader.empty() ? by_reader.end() : by_reader.find(to_nfc(path.str()));
    if (twin == by_reader.end() || is_listed(path)) {
      check_listed(path);
      continue;
    }
    const LoadedManifest& manifest = *missing.at(twin->second);
    report("BAGIT-6.1.1-1", &path, 0,
           fmt::format("{} writes this name in another Unicode normalisation form",
                       manifest.path.str()));
    for (const LoadedManifest& other : manifests_)
      if (const auto entry = other.entries().find(twin->second))
        check_one(other, path, *entry, seen);
    missing.erase(twin->second);
  }

  const auto fetch = parse_fetch(text_of("fetch.txt").value_or(""));
  for (const auto& [path, manifest] : missing) {
    const Manifest::Entry entry = *manifest->entries().find(path);
    const bool to_fetch = fetch.contains(path.str());
    report(to_fetch ? "BAGIT-2.2.3-1" : "BAGIT-3-1", &path, 0,
           fmt::format("listed in {} line {}, but {}", manifest->path.str(), entry.line,
                       to_fetch ? "still to be fetched" : "not there"),
           entry.digest.hex());
  }
}

/// Payload-Oxum counts the whole payload, so what is still to be fetched counts with the length
/// that fetch.txt gives; without one the sum cannot be told.
std::optional<Oxum> BagRules::payload_oxum() const {
  Oxum sum;
  for (const auto& [path, seen] : *seen_) {
    if (!path.is_below(kPayload))
      continue;
    if (!seen.readable)
      return std::nullopt; // the count would be wrong for a reason that is told elsewhere
    sum.bytes += seen.bytes;
    ++sum.files;
  }
  for (const auto& [name, length] : parse_fetch(text_of("fetch.txt").value_or(""))) {
    const auto path = RelPath::parse(name);
    if (!path || !path->is_below(kPayload) || seen_->contains(*path) || !is_listed(*path))
      continue;
    if (!length)
      return std::nullopt;
    sum.bytes += *length;
    ++sum.files;
  }
  return sum;
}

bool BagRules::is_listed(const RelPath& path) const {
  return std::any_of(manifests_.begin(), manifests_.end(), [&path](const LoadedManifest& manifest) {
    return manifest.entries().contains(path);
  });
}

/// A file that is here must be listed: payload by every payload manifest since 1.0, by one before.
void BagRules::check_listed(const RelPath& path) {
  const bool is_payload = path.is_below(kPayload);
  if (!is_payload && is_tag_manifest_name(path))
    return;
  std::vector<const LoadedManifest*> silent;
  bool listed = false;
  bool any = false;
  for (const LoadedManifest& manifest : manifests_) {
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
  if (!listed)
    return report(is_payload ? "BAGIT-3-2" : "DELO-bag-1", &path, 0,
                  is_payload ? "no payload manifest lists this file"
                             : "no tag manifest lists this file");
  if (is_payload && every_manifest_lists_all_)
    for (const LoadedManifest* manifest : silent)
      report("BAGIT-3-4", &path, 0,
             fmt::format("{} does not list this file", manifest->path.str()));
}

} // namespace delo
