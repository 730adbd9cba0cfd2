#include "delo/formats/bagit/bag_rules.hpp"

#include "delo/base/utf8.hpp"
#include "delo/model/rule_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace delo {
namespace {

using Kind = ManifestFault::Kind;

constexpr std::array<std::string_view, 6> kVersions{"0.93", "0.94", "0.95", "0.96", "0.97", "1.0"};
const RelPath kPayload("data");
const RelPath kDeclaration("bagit.txt");

/// Which rule a faulty manifest line breaks, and how to say it.
struct FaultRow {
  Kind kind;
  std::string_view rule;
  std::string_view message;
};
constexpr std::array<FaultRow, 5> kFaultRows{{
    {Kind::malformed, "BAGIT-2.1.3-1", "the line is not a digest and a path"},
    {Kind::bad_digest, "BAGIT-2.1.3-1", "the digest has a wrong length or wrong characters"},
    {Kind::bad_path, "BAGIT-2.1.3-2", "the path cannot be used"},
    {Kind::duplicate, "BAGIT-2.1.3-4", "the path is listed twice, with the same digest"},
    {Kind::conflict, "BAGIT-2.1.3-4", "the path is listed twice, with different digests"},
}};

bool is_payload(const RelPath& path) {
  return path.is_below(kPayload);
}

bool is_top_level(const RelPath& path) {
  return path.str().find('/') == std::string::npos;
}

/// The tag files whose text the rules need.
bool is_read_as_text(const RelPath& path) {
  return is_top_level(path) && (path == kDeclaration || path.str() == "bag-info.txt" ||
                                path.str() == "package-info.txt" || path.str() == "fetch.txt" ||
                                parse_manifest_name(path.str()));
}

std::optional<Oxum> parse_oxum(std::string_view text) {
  Oxum oxum{};
  const char* end = text.data() + text.size();
  const auto bytes = std::from_chars(text.data(), end, oxum.bytes);
  if (bytes.ec != std::errc() || bytes.ptr == end || *bytes.ptr != '.')
    return std::nullopt;
  const auto files = std::from_chars(bytes.ptr + 1, end, oxum.files);
  return files.ec == std::errc() && files.ptr == end ? std::optional(oxum) : std::nullopt;
}

/// What must be true of the first and the second line of bagit.txt (RFC 8493 2.1.1).
std::optional<std::string> declared_version(std::string_view text) {
  static constexpr std::string_view kVersion = "BagIt-Version: ";
  static constexpr std::string_view kEncoding = "Tag-File-Character-Encoding: ";
  const auto lines = split_lines(text);
  if (lines.size() != 2 || !lines[0].starts_with(kVersion) || !lines[1].starts_with(kEncoding) ||
      lines[1].size() == kEncoding.size())
    return std::nullopt;
  return std::string(lines[0].substr(kVersion.size()));
}

} // namespace

void BagRules::begin(const Listing& listing) {
  listing_ = listing;
  if (!listing.top_names)
    return;
  for (const std::string& name : *listing.top_names)
    if (const auto manifest = parse_manifest_name(name); manifest && manifest->algorithm)
      (manifest->is_tag_manifest ? tag_algorithms_ : payload_algorithms_)
          .insert(*manifest->algorithm);
  algorithms_known_ = true;
}

void BagRules::on_entry(const Entry& entry, const RelPath* path, PathFault) {
  if (path && (is_payload(*path) || (*path == kPayload && entry.kind == EntryKind::folder)))
    has_payload_folder_ = true;
}

Interest BagRules::interest_in(const RelPath& path) {
  if (!algorithms_known_) // in a compressed stream the manifests' names are still to come
    return {{Algorithm::sha256, Algorithm::sha512}, is_read_as_text(path)};
  return {is_payload(path) ? payload_algorithms_ : tag_algorithms_, is_read_as_text(path)};
}

void BagRules::on_bytes(const RelPath& path, std::string_view bytes) {
  if (ManifestParser* parser = parser_of(path))
    parser->feed(bytes);
  else
    tag_texts_[path] += bytes;
}

void BagRules::on_file(const RelPath& path, const SeenFile& file) {
  if (!is_read_as_text(path))
    return;
  tag_texts_.try_emplace(path); // an empty file passes no bytes
  const auto parser = parsers_.extract(path);
  if (!file.readable || !parse_manifest_name(path.str()))
    return;
  if (parser)
    keep(path, parser.mapped().finish());
  else
    waiting_.push_back(path);
}

bool BagRules::looks_like_bag() const {
  if (tag_texts_.contains(kDeclaration))
    return true;
  return std::any_of(tag_texts_.begin(), tag_texts_.end(), [](const auto& file) {
    return parse_manifest_name(file.first.str()).has_value();
  });
}

std::optional<std::string> BagRules::text_of(std::string_view tag_file) const {
  const RelPath path(tag_file);
  const auto found = tag_texts_.find(path);
  const auto seen = seen_->find(path);
  if (found == tag_texts_.end() || seen == seen_->end() || !seen->second.readable)
    return std::nullopt;
  return found->second;
}

/// What the version in bagit.txt says of manifests; false until that file has passed.
bool BagRules::knows_version() {
  if (knows_version_)
    return true;
  const auto text = tag_texts_.find(kDeclaration);
  if (text == tag_texts_.end())
    return false;
  if (const auto version = declared_version(text->second)) {
    encoding_ = *version == "1.0" ? PathEncoding::percent : PathEncoding::none;
    every_manifest_lists_all_ = *version == "1.0";
  }
  return knows_version_ = true;
}

/// What reads a manifest as it passes; null when its text must wait for bagit.txt.
ManifestParser* BagRules::parser_of(const RelPath& path) {
  if (const auto known = parsers_.find(path); known != parsers_.end())
    return &known->second;
  const auto name = parse_manifest_name(path.str());
  if (!name || !name->algorithm || tag_texts_.contains(path) || !knows_version())
    return nullptr;
  return &parsers_.try_emplace(path, *name->algorithm, encoding_).first->second;
}

void BagRules::keep(const RelPath& path, ParsedManifest parsed) {
  const auto name = parse_manifest_name(path.str());
  manifests_.push_back({path, name->is_tag_manifest, std::move(parsed)});
}

void BagRules::load_manifests(const PassOutcome& outcome) {
  seen_ = &outcome.seen;
  if (std::exchange(loaded_, true))
    return;
  knows_version();
  for (const RelPath& path : waiting_)
    if (const auto name = parse_manifest_name(path.str()); name->algorithm) {
      const std::string text = std::exchange(tag_texts_[path], {}); // it may be large
      keep(path, parse_manifest(text, *name->algorithm, encoding_));
    }
  std::sort(manifests_.begin(), manifests_.end(),
            [](const LoadedManifest& a, const LoadedManifest& b) { return a.path < b.path; });
}

void BagRules::still_needed(const PassOutcome& outcome, LateNeeds& needs) {
  load_manifests(outcome);
  for (const LoadedManifest& manifest : manifests_)
    manifest.entries().for_each([&](const RelPath& path, const Manifest::Entry&) {
      need_digest(outcome.seen, path, manifest.entries().algorithm(), needs);
    });
}

void BagRules::report(std::string_view rule, const RelPath* path, std::uint64_t line,
                      std::string message, std::string expected, std::string actual) {
  sink_->report({&find_rule(bag_rules(), rule), path ? path->str() : std::string(), line,
                 std::move(message), std::move(expected), std::move(actual)});
}

void BagRules::at_end(const PassOutcome& outcome, FindingSink& sink,
                      std::vector<std::string>& not_run) {
  if (!looks_like_bag())
    return;
  sink_ = &sink;
  load_manifests(outcome);
  if (outcome.complete)
    check_declaration();
  check_bag_info(outcome);
  for (const LoadedManifest& manifest : manifests_) {
    check_manifest_lines(manifest);
    check_fixity(manifest);
  }
  if (outcome.complete) {
    check_structure();
    check_presence(outcome);
  } else {
    not_run.emplace_back("completeness of the bag: the archive could not be read to its end");
  }
}

void BagRules::check_declaration() {
  const auto seen = seen_->find(kDeclaration);
  if (seen == seen_->end())
    return report("BAGIT-2.1.1-1", nullptr, 0, "there is no bagit.txt");
  if (!seen->second.readable)
    return;
  const auto version = declared_version(tag_texts_.at(kDeclaration));
  if (!version)
    return report("BAGIT-2.1.1-2", &kDeclaration, 1,
                  "bagit.txt does not hold the two lines that declare version and encoding");
  if (std::find(kVersions.begin(), kVersions.end(), *version) == kVersions.end())
    report("BAGIT-2.1.1-3", &kDeclaration, 1,
           fmt::format("BagIt has no version \"{}\"", display_name(*version)));
}

void BagRules::check_structure() {
  if (!has_payload_folder_)
    report("BAGIT-2.1.2-1", nullptr, 0, "there is no data folder");
  bool has_manifest = false;
  for (const auto& [path, seen] : *seen_) {
    const auto name = is_top_level(path) ? parse_manifest_name(path.str()) : std::nullopt;
    has_manifest = has_manifest || (name && !name->is_tag_manifest);
    if (name && !name->algorithm)
      report("BAGIT-2.4-1", &path, 0,
             fmt::format("delo cannot compute \"{}\" digests", display_name(name->word)));
  }
  if (!has_manifest)
    report("BAGIT-2.1.3-5", nullptr, 0, "there is no payload manifest");
}

void BagRules::check_bag_info(const PassOutcome& outcome) {
  static const RelPath kInfo("bag-info.txt");
  const auto text = text_of("bag-info.txt");
  if (!text)
    return;
  const ParsedBagInfo parsed = parse_bag_info(*text);
  for (const std::uint64_t line : parsed.bad_lines)
    report("BAGIT-2.2.2-1", &kInfo, line,
           "the line is neither a label with a value nor a folded value");
  if (const auto tags = parsed.info.find("Payload-Oxum"); !tags.empty())
    check_oxum(tags, outcome);
}

void BagRules::check_oxum(const std::vector<const Tag*>& tags, const PassOutcome& outcome) {
  static const RelPath kInfo("bag-info.txt");
  const Tag& tag = *tags.front();
  if (tags.size() > 1)
    report("BAGIT-2.2.2-2", &kInfo, tags[1]->line, "Payload-Oxum stands more than once");
  const auto oxum = parse_oxum(tag.value);
  if (!oxum)
    return report("BAGIT-2.2.2-2", &kInfo, tag.line,
                  fmt::format("Payload-Oxum \"{}\" is not bytes.files", display_name(tag.value)));
  const auto counted = payload_oxum();
  if (!counted)
    return;
  const Oxum& actual = *counted;
  if (outcome.complete && (actual.bytes != oxum->bytes || actual.files != oxum->files))
    report("BAGIT-2.2.2-3", &kInfo, tag.line,
           fmt::format("Payload-Oxum is wrong: the payload has {} bytes in {} files", actual.bytes,
                       actual.files),
           tag.value, fmt::format("{}.{}", actual.bytes, actual.files));
}

void BagRules::check_manifest_lines(const LoadedManifest& manifest) {
  for (const ManifestFault& fault : manifest.parsed.faults)
    for (const FaultRow& row : kFaultRows)
      if (row.kind == fault.kind) {
        const bool unsafe = fault.path_fault != PathFault::none;
        report(row.rule, &manifest.path, fault.line,
               fmt::format("{}: {}{}{}", row.message, display_name(fault.text), unsafe ? ": " : "",
                           unsafe ? describe(fault.path_fault) : ""));
      }
  manifest.entries().for_each([&](const RelPath& path, const Manifest::Entry& entry) {
    const auto name = is_top_level(path) ? parse_manifest_name(path.str()) : std::nullopt;
    if (!manifest.is_tag_manifest && !is_payload(path))
      report("BAGIT-2.1.3-3", &manifest.path, entry.line,
             fmt::format("{} is no payload file", display_name(path.str())));
    else if (manifest.is_tag_manifest && (is_payload(path) || (name && name->is_tag_manifest)))
      report(
          "BAGIT-2.2.1-1", &manifest.path, entry.line,
          fmt::format("{} is no tag file that a tag manifest may list", display_name(path.str())));
  });
}

void BagRules::check_fixity(const LoadedManifest& manifest) {
  manifest.entries().for_each([&](const RelPath& path, const Manifest::Entry& entry) {
    const auto seen = seen_->find(path);
    if (seen != seen_->end() && seen->second.readable)
      check_one(manifest, path, entry, seen->second);
  });
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
