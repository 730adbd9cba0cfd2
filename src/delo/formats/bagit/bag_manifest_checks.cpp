// Manifests by themselves, and the digests that they give (RFC 8493 2.1.3, 2.2.1, 3).
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

using Kind = ManifestFault::Kind;

const RelPath kPayload("data");

/// Which rule a faulty manifest line breaks, and how to say it.
struct FaultRow {
  Kind kind;
  std::string_view rule;
  std::string_view message;
};
constexpr std::array<FaultRow, 8> kFaultRows{{
    {Kind::malformed, "BAGIT-2.1.3-1", "the line is not a digest and a path"},
    {Kind::bad_digest, "BAGIT-2.1.3-1", "the digest has a wrong length or wrong characters"},
    {Kind::bad_path, "BAGIT-2.1.3-2", "the path cannot be used"},
    {Kind::folder, "BAGIT-2.1.3-7", "the line lists a folder"},
    {Kind::raw_percent, "BAGIT-2.1.3-9",
     "\"%\" is not written as \"%25\"; the name was looked for as it is written"},
    {Kind::backslashes, "BAGIT-2.1.3-8",
     "the folders are parted by \"\\\"; the name was looked for with \"/\""},
    {Kind::duplicate, "BAGIT-2.1.3-4", "the path is listed twice, with the same digest"},
    {Kind::conflict, "BAGIT-2.1.3-6", "the path is listed twice, with different digests"},
}};

std::string tell(const FaultRow& row, const ManifestFault& fault) {
  std::string text = fmt::format("{}: {}", row.message, display_name(fault.text));
  for (const std::string_view more : {fault.detail, std::string_view(fault.refused)})
    if (!more.empty())
      text += fmt::format(": {}", more);
  return text;
}

std::optional<ManifestName> manifest_name(const RelPath& path) {
  return path.is_at_top() ? parse_manifest_name(path.str()) : std::nullopt;
}

/// Asked first, because the entries are put into order only to tell what is wrong.
bool is_of_payload(const Manifest& manifest) {
  for (std::uint32_t entry = 0; entry < manifest.size(); ++entry)
    if (!manifest.is_below(entry, kPayload.str()))
      return false;
  return true;
}

std::string words(const std::set<std::string_view>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

} // namespace

void BagRules::check_manifest(const LoadedManifest& manifest) {
  report_text_faults(manifest.path, manifest.parsed.text_faults);
  for (const ManifestFault& fault : manifest.parsed.faults)
    for (const FaultRow& row : kFaultRows)
      if (row.kind == fault.kind)
        report(row.rule, &manifest.path, fault.line, tell(row, fault));
  count_more(manifest.parsed.faults, kFaultRows);
  check_forms(manifest);
  check_kinds(manifest);
}

/// Forms that whole manifests have, told once.
void BagRules::check_forms(const LoadedManifest& manifest) {
  const auto tell_lines = [&](std::string_view rule, const LinesOfForm& lines,
                              std::string_view what) {
    if (lines.count > 0)
      report(rule, &manifest.path, lines.first,
             lines.count == 1 ? fmt::format("a path begins with {}", what)
                              : fmt::format("{} paths begin with {}", lines.count, what));
  };
  tell_lines("BAGIT-6.1.3-1", manifest.parsed.starred, "\"*\", as md5sum writes it");
  tell_lines("BAGIT-2.1.3-10", manifest.parsed.dotted, "\"./\"");
}

void BagRules::check_kinds(const LoadedManifest& manifest) {
  if (!manifest.is_tag_manifest && is_of_payload(manifest.entries()))
    return;
  manifest.entries().for_each([&](const RelPath& path, const Manifest::Entry& entry) {
    const auto name = manifest_name(path);
    if (!manifest.is_tag_manifest && !path.is_below(kPayload))
      report("BAGIT-2.1.3-3", &manifest.path, entry.line,
             fmt::format("{} is no payload file", display_name(path.str())));
    else if (manifest.is_tag_manifest &&
             (path.is_below(kPayload) || (name && name->is_tag_manifest)))
      report(
          "BAGIT-2.2.1-1", &manifest.path, entry.line,
          fmt::format("{} is no tag file that a tag manifest may list", display_name(path.str())));
  });
}

/// Tag manifests against the payload manifests: they list each, and match their algorithms.
void BagRules::check_tag_manifests() {
  std::set<std::string_view> payload;
  std::set<std::string_view> tag;
  for (const LoadedManifest& manifest : tags_.manifests())
    (manifest.is_tag_manifest ? tag : payload).insert(info(manifest.entries().algorithm()).bagit);
  if (tag.empty() || payload.empty())
    return;
  if (tag != payload)
    report("BAGIT-2.2.1-4", nullptr, 0,
           fmt::format("payload manifests are {}, tag manifests {}", words(payload), words(tag)));
  for (const RelPath& path : tag_files()) {
    const auto name = manifest_name(path);
    if (!name || name->is_tag_manifest)
      continue;
    for (const LoadedManifest& manifest : tags_.manifests())
      if (manifest.is_tag_manifest && !manifest.entries().contains(path))
        report("BAGIT-2.2.1-2", &manifest.path, 0,
               fmt::format("{} is not listed", display_name(path.str())));
  }
}

void BagRules::check_fixity(const LoadedManifest& manifest, const Matches& matches) {
  if (!has_altered(manifest, matches))
    return;
  manifest.entries().for_each([&](const RelPath& path, const Manifest::Entry& entry) {
    const auto seen = seen_->find(path);
    if (seen != seen_->end() && seen->second.readable)
      check_one(manifest, path, entry, seen->second);
  });
}

/// Whether a file that is here has another digest than the manifest says.
bool BagRules::has_altered(const LoadedManifest& manifest, const Matches& matches) const {
  const Algorithm algorithm = manifest.entries().algorithm();
  for (std::uint32_t entry = 0; entry < matches.seen.size(); ++entry) {
    if (matches.seen[entry] == kNotSeen)
      continue;
    const std::string_view actual = seen_->digest_bytes(matches.seen[entry], algorithm);
    if (!actual.empty() && actual != manifest.entries().digest_bytes(entry))
      return true;
  }
  return false;
}

void BagRules::check_one(const LoadedManifest& manifest, const RelPath& path,
                         const Manifest::Entry& entry, const SeenFile& seen) {
  const Digest* actual = seen.digests.find(manifest.entries().algorithm());
  if (actual && *actual != entry.digest)
    report("BAGIT-3-3", &path, 0,
           fmt::format("the {} digest is not that of {} line {}; the file has {} bytes",
                       info(actual->algorithm()).bagit, manifest.path.str(), entry.line,
                       seen.bytes),
           entry.digest.hex(), actual->hex());
}

} // namespace delo
