// Seeing a bag, and the order in which it is judged. The judging itself is in bag_*_checks.cpp and
// bag_completeness.cpp.
#include "delo/formats/bagit/bag_rules.hpp"

#include "delo/base/utf8.hpp"
#include "delo/model/rule_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace delo {
namespace {

const RelPath kPayload("data");
const RelPath kPrivateDeclaration(".bagit/bagit.txt");

/// What the quick check of Payload-Oxum decides: by the beginnings of the ids.
constexpr std::array<std::string_view, 6> kOfOxum{"BAGIT-2.1.1-",  "BAGIT-2.1.2-", "BAGIT-2.2.2-",
                                                  "BAGIT-2.2.3-1", "BAGIT-2.3-",   "DELO-bag-5"};

/// Rules about something that a bag need not have.
struct RulesOf {
  std::string_view beginning; ///< of their ids
  bool (*is_there)(const BagTagFiles& tags);
};

bool has_tag_manifest(const BagTagFiles& tags) {
  return std::any_of(tags.manifests().begin(), tags.manifests().end(),
                     [](const LoadedManifest& manifest) { return manifest.is_tag_manifest; });
}
bool has_info(const BagTagFiles& tags) {
  return tags.info("bag-info.txt") || tags.info("package-info.txt");
}
bool has_fetch(const BagTagFiles& tags) {
  return tags.fetch() != nullptr;
}

constexpr std::array<RulesOf, 4> kRulesOf{{{"BAGIT-2.2.1-", has_tag_manifest},
                                           {"DELO-bag-1", has_tag_manifest},
                                           {"BAGIT-2.2.2-", has_info},
                                           {"BAGIT-2.2.3-", has_fetch}}};

struct TextFaultRow {
  TagLineFault::Kind kind;
  std::string_view rule;
  std::string_view message;
};
constexpr std::array<TextFaultRow, 4> kTextFaultRows{{
    {TagLineFault::Kind::byte_order_mark, "BAGIT-2.3-2", "the file begins with a byte order mark"},
    {TagLineFault::Kind::not_encoded, "BAGIT-2.3-1",
     "the line is not in the encoding that bagit.txt declares"},
    {TagLineFault::Kind::too_long, "DELO-bag-4",
     "the line is longer than 64 KiB, and was not read"},
    {TagLineFault::Kind::too_large, "DELO-bag-4", "the file is too large, and was not read whole"},
}};

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

void BagRules::note_folder(std::string_view name) {
  folders_.push_back(std::hash<std::string_view>()(name));
}

void BagRules::on_entry(const Entry& entry, const RelPath* path, PathFault) {
  if (!path || entry.outside_root)
    return;
  if (path->is_below(kPayload) || (*path == kPayload && entry.kind == EntryKind::folder))
    has_payload_folder_ = true;
  if (*path == kPrivateDeclaration)
    has_private_layout_ = true;
  if (entry.kind == EntryKind::folder)
    return note_folder(path->str());
  if (entry.kind == EntryKind::symlink || entry.kind == EntryKind::special)
    no_files_.insert(*path);
  // In an archive, folders need no entry of their own.
  if (const auto folder = path->folder(); !folder.empty() && folder != last_parent_)
    note_folder(last_parent_ = folder);
}

bool BagRules::reads(const RelPath& path) const {
  return depth_ == Depth::oxum ? BagTagFiles::knows_without_manifests(path)
                               : BagTagFiles::knows(path);
}

Interest BagRules::interest_in(const RelPath& path) {
  const bool is_payload = path.is_below(kPayload);
  if (depth_ == Depth::oxum || (depth_ == Depth::structure && is_payload))
    return {{}, reads(path)};
  const bool bytes = reads(path) || depth_ == Depth::structure;
  if (!algorithms_known_) // in a compressed stream the manifests' names are still to come
    return {{Algorithm::sha256, Algorithm::sha512}, bytes};
  return {is_payload ? payload_algorithms_ : tag_algorithms_, bytes};
}

void BagRules::on_bytes(const RelPath& path, std::string_view bytes) {
  if (reads(path))
    tags_.feed(path, bytes);
}

void BagRules::on_file(const RelPath& path, const SeenFile& file) {
  if (reads(path))
    tags_.end_file(path, file.readable);
}

void BagRules::still_needed(const PassOutcome& outcome, LateNeeds& needs) {
  tags_.finish();
  match(outcome.seen);
  for (std::size_t i = 0; i < matches_.size(); ++i) {
    const Algorithm algorithm = tags_.manifests()[i].entries().algorithm();
    for (const std::uint32_t number : matches_[i].seen)
      if (number != kNotSeen &&
          (depth_ == Depth::full || !outcome.seen.is_below(number, kPayload.str())))
        need_digest(outcome.seen, number, algorithm, needs);
  }
}

/// One look at each entry, instead of one in every check. Most manifests have the order of the
/// walk: then what comes next is what was seen next.
void BagRules::match(const SeenFiles& seen) {
  if (matches_.size() == tags_.manifests().size())
    return;
  matches_.clear();
  for (const LoadedManifest& manifest : tags_.manifests()) {
    Matches& matches = matches_.emplace_back();
    matches.seen.reserve(manifest.entries().size());
    std::uint32_t number = 0;
    for (std::uint32_t entry = 0; entry < manifest.entries().size(); ++entry) {
      if (!seen.is_path(number, manifest.entries().path_text(entry)))
        number = seen.number_of(manifest.entries().path(entry)).value_or(kNotSeen);
      matches.seen.push_back(number);
      matches.lacks_any = matches.lacks_any || number == kNotSeen;
      ++number;
    }
  }
}

std::optional<Severity> BagRules::level_of(const Rule& rule, std::string_view& slip) const {
  const std::optional<Severity> level = rule.level_in(tags_.declaration().version);
  if (lenient_ && level == Severity::error)
    for (const KnownSlip& known : known_slips())
      if (known.rule == rule.id) {
        slip = known.tools;
        return Severity::warning;
      }
  return level;
}

/// With the weight that the rule has in the version of the bag. A slip that is to be forgiven is
/// told, with the tools that are known for it.
void BagRules::report(std::string_view id, const RelPath* path, std::uint64_t line,
                      std::string message, std::string expected, std::string actual) {
  const Rule& rule = find_rule(bag_rules(), id);
  std::string_view slip;
  const std::optional<Severity> level = level_of(rule, slip);
  if (!level)
    return;
  if (!slip.empty())
    message += fmt::format("; forgiven as a slip of {}", slip);
  Finding finding{&rule,
                  path ? path->str() : std::string(),
                  line,
                  std::move(message),
                  std::move(expected),
                  std::move(actual)};
  if (*level != rule.severity)
    finding.level = level;
  sink_->report(std::move(finding));
}

void BagRules::count_more(std::string_view id, std::uint64_t count) {
  const Rule& rule = find_rule(bag_rules(), id);
  std::string_view slip;
  if (const auto level = level_of(rule, slip); level && count > 0)
    sink_->count_more(rule, *level, count);
}

void BagRules::report_text_faults(const RelPath& path, const TagLineFaults& faults) {
  for (const TagLineFault& fault : faults)
    for (const TextFaultRow& row : kTextFaultRows)
      if (row.kind == fault.kind)
        report(row.rule, &path, fault.line, std::string(row.message));
  count_more(faults, kTextFaultRows);
}

void BagRules::at_end(const PassOutcome& outcome, FindingSink& sink,
                      std::vector<std::string>& not_run) {
  if (!looks_like_bag() && depth_ != Depth::oxum)
    return;
  outcome_ = &outcome;
  seen_ = &outcome.seen;
  sink_ = &sink;
  tags_.finish();
  if (!looks_like_bag())
    return;
  match(outcome.seen);
  settle_rules(not_run);
  if (has_private_layout_)
    report("DELO-bag-2", &kPrivateDeclaration, 0,
           "this is the private \"2.0\" layout of one Java library");
  if (outcome.complete)
    check_declaration();
  check_info();
  check_fetch();
  for (std::size_t i = 0; i < matches_.size(); ++i) {
    check_manifest(tags_.manifests()[i]);
    check_fixity(tags_.manifests()[i], matches_[i]);
  }
  if (!outcome.complete) {
    not_run.push_back(fmt::format("completeness of the bag: {}", outcome.shortfall));
    return;
  }
  check_structure();
  if (depth_ != Depth::oxum) {
    check_tag_manifests();
    check_presence();
  }
}

/// Says what the depth left out, and which rules speak of what the bag does not have.
void BagRules::settle_rules(std::vector<std::string>& not_run) {
  const auto is_of_oxum = [](const Rule& rule) {
    return std::any_of(kOfOxum.begin(), kOfOxum.end(), [&rule](std::string_view beginning) {
      return rule.id.starts_with(beginning);
    });
  };
  for (const Rule& rule : bag_rules()) {
    const bool is_absent = !rule.level_in(tags_.declaration().version) ||
                           (rule.id == "DELO-bag-5" && depth_ != Depth::oxum) ||
                           std::any_of(kRulesOf.begin(), kRulesOf.end(), [&](const RulesOf& row) {
                             return rule.id.starts_with(row.beginning) && !row.is_there(tags_);
                           });
    if (depth_ == Depth::oxum && !is_of_oxum(rule))
      sink_->settle(rule, RuleOutcome::not_run);
    else if (is_absent)
      sink_->settle(rule, RuleOutcome::not_applicable);
    else if (depth_ == Depth::structure && rule.id == "BAGIT-3-3")
      sink_->settle(rule, RuleOutcome::not_run);
  }
  if (depth_ == Depth::structure)
    not_run.emplace_back("digests of the payload: its files were not read, only whether they are "
                         "there was asked for");
  if (depth_ == Depth::oxum)
    not_run.emplace_back("manifests, names and digests: only bytes and files of the payload were "
                         "counted");
}

} // namespace delo
