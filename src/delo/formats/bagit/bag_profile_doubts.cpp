#include "delo/formats/bagit/bag_profile_doubts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace delo {
namespace {

using Doubts = std::vector<std::string>;
using Words = std::vector<std::string>;

constexpr std::string_view kPayload = "data/";
constexpr std::string_view kWildcards = "*?[";

const Words& listed(const std::optional<Words>& list) {
  static const Words kNone;
  return list ? *list : kNone;
}

/// Whether anything below data/ can match: what stands in front of the first wildcard decides.
bool can_be_payload(std::string_view pattern) {
  const std::string_view beginning = pattern.substr(0, pattern.find_first_of(kWildcards));
  return beginning.starts_with(kPayload) ||
         (beginning.size() < pattern.size() && kPayload.starts_with(beginning));
}

/// One key, the entries of its list that are odd, and why.
struct OddEntry {
  std::string_view key;
  const Words& (*list)(const BagItProfile& profile);
  bool (*is_odd)(std::string_view entry);
  std::string_view why;
};

bool has_wildcard(std::string_view entry) {
  return entry.find('*') != std::string_view::npos;
}
bool ends_as_folder(std::string_view entry) {
  return entry.ends_with('/');
}
bool is_payload(std::string_view entry) {
  return entry.starts_with(kPayload);
}
bool cannot_be_payload(std::string_view entry) {
  return !can_be_payload(entry);
}
bool is_no_media_type(std::string_view entry) {
  return entry.find('/') == std::string_view::npos;
}

const Words& required_tag_files(const BagItProfile& profile) {
  return profile.tag_files.required;
}
const Words& allowed_tag_files(const BagItProfile& profile) {
  return listed(profile.tag_files.allowed);
}
const Words& required_payload(const BagItProfile& profile) {
  return profile.payload_files.required;
}
const Words& allowed_payload(const BagItProfile& profile) {
  return listed(profile.payload_files.allowed);
}
const Words& media_types(const BagItProfile& profile) {
  return listed(profile.media_types);
}

constexpr std::string_view kNoPattern = "required are whole paths, and this is looked for as it is";
constexpr std::string_view kNoFolder = "a folder whose files are allowed ends with \"/*\"; nothing "
                                       "has this name";

constexpr std::array<OddEntry, 9> kOddEntries{{
    {"Tag-Files-Required", required_tag_files, has_wildcard, kNoPattern},
    {"Tag-Files-Required", required_tag_files, is_payload,
     "that is payload, for which there is Payload-Files-Required"},
    {"Tag-Files-Required", required_tag_files, is_bag_own_file,
     "the standard says that this file should not be listed: BagIt and other keys require it"},
    {"Tag-Files-Allowed", allowed_tag_files, ends_as_folder, kNoFolder},
    {"Tag-Files-Allowed", allowed_tag_files, is_payload,
     "that is payload, for which there is Payload-Files-Allowed"},
    {"Payload-Files-Required", required_payload, has_wildcard, kNoPattern},
    {"Payload-Files-Allowed", allowed_payload, ends_as_folder, kNoFolder},
    {"Payload-Files-Allowed", allowed_payload, cannot_be_payload,
     "nothing below data/ has such a name"},
    {"Accept-Serialization", media_types, is_no_media_type,
     "a media type has two parts, such as \"application/zip\""},
}};

/// Keys that came with 1.4, and whether the profile makes use of them.
struct NewKey {
  std::string_view key;
  bool (*is_used)(const BagItProfile& profile);
};
constexpr std::array<NewKey, 4> kKeysSince14{{
    {"Fetch.txt-Required", [](const BagItProfile& profile) { return profile.requires_fetch; }},
    {"Data-Empty", [](const BagItProfile& profile) { return profile.wants_no_data; }},
    {"Payload-Files-Required",
     [](const BagItProfile& profile) { return !profile.payload_files.required.empty(); }},
    {"Payload-Files-Allowed",
     [](const BagItProfile& profile) { return profile.payload_files.allowed.has_value(); }},
}};

bool is_before_1_4(std::string_view specification) {
  constexpr std::array<std::string_view, 3> kOlder{"1.1", "1.2", "1.3"};
  return std::any_of(kOlder.begin(), kOlder.end(), [specification](std::string_view older) {
    return specification == older || specification.starts_with(std::string(older) + ".");
  });
}

} // namespace

Doubts doubts_about(const BagItProfile& profile) {
  Doubts doubts;
  for (const OddEntry& row : kOddEntries)
    for (const std::string& entry : row.list(profile))
      if (row.is_odd(entry))
        doubts.push_back(fmt::format("{} lists \"{}\": {}", row.key, entry, row.why));
  if (is_before_1_4(profile.specification))
    for (const NewKey& row : kKeysSince14)
      if (row.is_used(profile))
        doubts.push_back(
            fmt::format("{} is known since 1.4, and the profile is one of {}; bags are held to it",
                        row.key, profile.specification));
  if (profile.find(kProfileIdentifierLabel))
    doubts.push_back(
        fmt::format("Bag-Info lists {}, which every bag has anyway", kProfileIdentifierLabel));
  return doubts;
}

} // namespace delo
