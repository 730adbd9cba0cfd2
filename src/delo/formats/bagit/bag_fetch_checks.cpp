// fetch.txt line by line, and against manifests and files (RFC 8493 2.2.3).
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_rules.hpp"

#include <fmt/format.h>

#include <array>

namespace delo {
namespace {

using Kind = FetchFault::Kind;

const RelPath kPayload("data");
const RelPath kFetch("fetch.txt");

/// Which rule a faulty line breaks, and how to say it.
struct FaultRow {
  Kind kind;
  std::string_view rule;
  std::string_view message;
};
constexpr std::array<FaultRow, 7> kFaultRows{{
    {Kind::malformed, "BAGIT-2.2.3-2", "the line is not an address, a length and a path"},
    {Kind::bad_length, "BAGIT-2.2.3-3", "the length is neither a number nor \"-\""},
    {Kind::bad_url, "BAGIT-2.2.3-4", "the address is no URL"},
    {Kind::bad_path, "BAGIT-2.2.3-5", "the path cannot be used"},
    {Kind::raw_percent, "BAGIT-2.1.3-9",
     "\"%\" is not written as \"%25\"; the name was looked for as it is written"},
    {Kind::duplicate, "BAGIT-2.2.3-8", "the path is listed before"},
    {Kind::other_scheme, "DELO-bag-3", "the address is neither http nor https"},
}};

} // namespace

void BagRules::check_fetch() {
  const ParsedFetch* const fetch = tags_.fetch();
  if (!fetch)
    return;
  report_text_faults(kFetch, fetch->text_faults);
  for (const FetchFault& fault : fetch->faults)
    for (const FaultRow& row : kFaultRows)
      if (row.kind == fault.kind)
        report(row.rule, &kFetch, fault.line,
               fmt::format("{}: {}{}{}", row.message, display_name(fault.text),
                           fault.refused.empty() ? "" : ": ", fault.refused));
  count_more(fetch->faults, kFaultRows);
  fetch->list->for_each([this](const RelPath& path, const FetchList::Entry& entry) {
    check_fetch_entry(path, entry);
  });
}

void BagRules::check_fetch_entry(const RelPath& path, const FetchList::Entry& entry) {
  if (!path.is_below(kPayload))
    return report("BAGIT-2.2.3-6", &kFetch, entry.line,
                  fmt::format("{} is no payload file", display_name(path.str())));
  const auto seen = seen_->find(path);
  if (seen != seen_->end() && seen->second.readable && entry.length &&
      *entry.length != seen->second.bytes)
    report("BAGIT-2.2.3-9", &kFetch, entry.line,
           fmt::format("{} has another length", display_name(path.str())),
           std::to_string(*entry.length), std::to_string(seen->second.bytes));
  if (depth_ == Depth::oxum) { // no manifest was read
    if (seen == seen_->end() && outcome_->complete)
      report("BAGIT-2.2.3-1", &path, 0,
             fmt::format("listed in fetch.txt line {}, but still to be fetched", entry.line));
    return;
  }
  bool is_listed = false;
  std::vector<const LoadedManifest*> silent;
  for (const LoadedManifest& manifest : tags_.manifests()) {
    if (manifest.is_tag_manifest)
      continue;
    if (manifest.entries().contains(path))
      is_listed = true;
    else
      silent.push_back(&manifest);
  }
  if (is_listed && !tags_.declaration().is_1_0())
    return; // one manifest is enough
  for (const LoadedManifest* manifest : silent)
    report("BAGIT-2.2.3-7", &kFetch, entry.line,
           fmt::format("{} does not list {}", manifest->path.str(), display_name(path.str())));
}

} // namespace delo
