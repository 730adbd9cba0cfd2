#include "delo/formats/bagit/bag_profile_judge.hpp"

#include "delo/base/shell_word.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/given_tags.hpp"
#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/model/rule_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo {
namespace {

constexpr std::string_view kInfoName = "bag-info.txt";
const RelPath kPayload("data");

/// `"a", "b"`: a list for messages, cut where it grows too long to be read.
std::string listed(const std::vector<std::string>& words) {
  constexpr std::size_t kMost = 12;
  std::string text;
  for (std::size_t i = 0; i < std::min(words.size(), kMost); ++i)
    text += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", display_name(words[i]));
  return text.empty()           ? "nothing"
         : words.size() > kMost ? fmt::format("{} and {} more", text, words.size() - kMost)
                                : text;
}

/// How a user gives a tag: as a flag where it can be typed, else in words.
void tell_how_to_give(const TagDefinition& tag, ProfileFault& fault) {
  if (const auto hint = hint_for_reserved(tag.label); !hint.empty())
    fault.advice = fmt::format("{}: {}", display_name(tag.label), hint);
  else if (tag.values.empty())
    fault.flag = fmt::format("--set {}=...", shell_word(tag.label));
  else
    fault.flag = fmt::format("--set {}={}", shell_word(tag.label), shell_word(tag.values.front()));
}

/// What the profile says of the tag to people.
std::string explained(const TagDefinition& tag) {
  return (tag.values.empty() ? "" : fmt::format(" as one of {}", listed(tag.values))) +
         (tag.description.empty() ? "" : fmt::format(" ({})", display_name(tag.description)));
}

} // namespace

ProfileJudge::ProfileJudge(const BagItProfile& profile, std::uint64_t most)
    : profile_(profile), cap_(most) {}

ProfileFault& ProfileJudge::report(std::string_view rule, std::string path, std::uint64_t line,
                                   std::string message) {
  const Rule& broken = find_rule(profile_rules(), rule);
  ProfileFault fault{{&broken, std::move(path), line, std::move(message), {}, {}}, {}, {}};
  if (!cap_.has_room(broken, broken.severity))
    return left_out_ = std::move(fault);
  faults_.push_back(std::move(fault));
  return faults_.back();
}

void ProfileJudge::meet_file(const RelPath& path, std::uint64_t bytes) {
  const std::string& name = path.str();
  const auto is_this = [&name](const std::string& wanted) { return wanted == name; };
  if (std::any_of(profile_.tag_files.required.begin(), profile_.tag_files.required.end(), is_this))
    met_.insert(name);
  if (path.is_below(kPayload))
    return meet_payload(path, bytes);
  if (const auto manifest = path.parent() ? std::nullopt : parse_manifest_name(name))
    return meet_manifest(path, algorithm_word(manifest->word), manifest->is_tag_manifest);
  if (name == "fetch.txt") {
    has_fetch_ = true;
    if (!profile_.allows_fetch)
      report("PROFILE-fetch-1", name, 0,
             "there is a fetch.txt, and the profile wants the whole payload in the bag")
          .advice = "leave out --remote";
  }
  if (!is_bag_own_file(name) && !allows_path(profile_.tag_files, name))
    report("PROFILE-file-2", name, 0,
           fmt::format("{} is no tag file that the profile allows; it allows {}",
                       display_name(name), listed(*profile_.tag_files.allowed)))
        .advice = fmt::format("leave {} out of the bag, or give it another place with --tag-file "
                              "FILE=PATH",
                              display_name(name));
}

void ProfileJudge::meet_manifest(const RelPath& path, const std::string& word,
                                 bool is_tag_manifest) {
  const auto& list = is_tag_manifest ? profile_.tag_manifests : profile_.manifests;
  (is_tag_manifest ? tag_manifests_ : manifests_).insert(word);
  if (!list.allowed ||
      std::find(list.allowed->begin(), list.allowed->end(), word) != list.allowed->end())
    return;
  report(is_tag_manifest ? "PROFILE-manifest-4" : "PROFILE-manifest-2", path.str(), 0,
         fmt::format("{} is no {}manifest that the profile allows; it allows {}",
                     display_name(path.str()), is_tag_manifest ? "tag " : "payload ",
                     listed(*list.allowed)))
      .advice =
      fmt::format("leave out --hash {}, or choose others with --hash", display_name(word));
}

void ProfileJudge::meet_payload(const RelPath& path, std::uint64_t bytes) {
  const std::string& name = path.str();
  ++payload_files_;
  payload_bytes_ += bytes;
  for (const std::string& wanted : profile_.payload_files.required)
    if (wanted == name || (wanted.ends_with('/') && name.starts_with(wanted)))
      met_.insert(wanted);
  if (!allows_path(profile_.payload_files, name))
    report("PROFILE-file-4", name, 0,
           fmt::format("{} is no payload that the profile allows; it allows {}", display_name(name),
                       listed(*profile_.payload_files.allowed)))
        .advice = "take such files out of what is packed, or choose another profile";
}

void ProfileJudge::meet_folder(const RelPath& path) {
  for (const std::string& wanted : profile_.payload_files.required)
    if (wanted == path.str() + "/")
      met_.insert(wanted);
}

void ProfileJudge::judge_container(Container container) {
  if (profile_.accepts(container))
    return;
  const std::string types = profile_.media_types ? listed(*profile_.media_types) : "any archive";
  const std::string wanted = profile_.serialization == Serialization::forbidden ? "a folder"
                             : profile_.serialization == Serialization::required
                                 ? "an archive: " + types
                                 : "a folder or an archive: " + types;
  std::string flags;
  for (const Container other : kContainers)
    if (profile_.accepts(other))
      flags += fmt::format("{}--as {}", flags.empty() ? "" : " or ", to_word(other));
  report("PROFILE-container-1", "", 0,
         fmt::format("the bag comes as {}, and the profile wants {}",
                     container == Container::dir ? "a folder" : to_word(container), wanted))
      .advice = flags.empty()
                    ? "delo writes no archive that the profile accepts; pack a folder and "
                      "archive it with another program"
                    : "use " + flags;
}

void ProfileJudge::judge_version(std::string_view version) {
  if (profile_.versions && std::find(profile_.versions->begin(), profile_.versions->end(),
                                     version) == profile_.versions->end())
    report("PROFILE-version-1", "bagit.txt", 1,
           fmt::format("the version of BagIt is \"{}\", and the profile accepts {}",
                       display_name(version), listed(*profile_.versions)))
        .advice = "delo writes BagIt 1.0; ask the receiver for a profile that accepts it";
}

void ProfileJudge::judge_tags(const BagInfo& info) {
  judge_identifier(info);
  for (const TagDefinition& tag : profile_.tags) {
    const auto found = info.find(tag.label);
    if (found.empty())
      judge_missing_tag(tag);
    else
      judge_tag(tag, found);
  }
}

/// A bag may name several profiles that it keeps.
void ProfileJudge::judge_identifier(const BagInfo& info) {
  const auto names = info.find(kProfileIdentifierLabel);
  if (std::any_of(names.begin(), names.end(),
                  [this](const Tag* tag) { return tag->value == profile_.identifier; }))
    return;
  ProfileFault& fault =
      report("PROFILE-id-1", std::string(kInfoName), names.empty() ? 0 : names.front()->line,
             names.empty() ? fmt::format("there is no {}", kProfileIdentifierLabel)
                           : fmt::format("{} names another profile", kProfileIdentifierLabel));
  fault.finding.expected = profile_.identifier;
  if (!names.empty())
    fault.finding.actual = names.front()->value;
}

void ProfileJudge::judge_missing_tag(const TagDefinition& tag) {
  // The identifier is required anyway, and told by a rule of its own.
  if (ascii_lower(tag.label) == ascii_lower(kProfileIdentifierLabel) ||
      (!tag.required && !tag.recommended))
    return;
  ProfileFault& fault =
      report(tag.required ? "PROFILE-tag-1" : "PROFILE-tag-2", std::string(kInfoName), 0,
             fmt::format("there is no {}, which the profile {}{}", display_name(tag.label),
                         tag.required ? "requires" : "recommends", explained(tag)));
  tell_how_to_give(tag, fault);
}

void ProfileJudge::judge_tag(const TagDefinition& tag, const std::vector<const Tag*>& found) {
  const std::string label = display_name(tag.label);
  if (!tag.repeatable && found.size() > 1)
    report("PROFILE-tag-4", std::string(kInfoName), found[1]->line,
           fmt::format("{} stands {} times, and the profile wants it once", label, found.size()))
        .advice = fmt::format("give {} once", label);
  for (const Tag* one : found) {
    if (!tag.allows(one->value))
      tell_how_to_give(tag, report("PROFILE-tag-3", std::string(kInfoName), one->line,
                                   fmt::format("{} is \"{}\", and the profile allows {}", label,
                                               display_name(one->value), listed(tag.values))));
    else if (tag.required && is_blank(one->value))
      tell_how_to_give(tag, report("PROFILE-tag-5", std::string(kInfoName), one->line,
                                   fmt::format("{} has no value", label)));
  }
}

void ProfileJudge::judge_absences() {
  judge_missing_manifests(profile_.manifests, manifests_, false);
  judge_missing_manifests(profile_.tag_manifests, tag_manifests_, true);
  judge_missing_files();
  if (profile_.requires_fetch && !has_fetch_)
    report("PROFILE-fetch-2", "", 0, "there is no fetch.txt, which the profile requires").flag =
        "--remote URL-PREFIX";
  if (profile_.wants_no_data && (payload_files_ > 1 || payload_bytes_ > 0))
    report("PROFILE-data-1", "", 0,
           fmt::format("the profile wants an empty payload, and it has files: {}, bytes: {}",
                       payload_files_, payload_bytes_))
        .advice = "such bags carry tag files only (--tag-file); choose another profile for files";
}

void ProfileJudge::judge_missing_manifests(const RequiredAndAllowed& list,
                                           const std::set<std::string>& met,
                                           bool are_tag_manifests) {
  for (const std::string& word : list.required) {
    if (met.contains(word))
      continue;
    ProfileFault& fault =
        report(are_tag_manifests ? "PROFILE-manifest-3" : "PROFILE-manifest-1", "", 0,
               fmt::format("there is no {}manifest-{}.txt, which the profile requires",
                           are_tag_manifests ? "tag" : "", display_name(word)));
    if (algorithm_from_bagit(word))
      fault.flag = "--hash " + word;
    else
      fault.advice = fmt::format("delo cannot compute \"{}\" digests; ask the receiver for a "
                                 "profile that does without",
                                 display_name(word));
  }
}

void ProfileJudge::judge_missing_files() {
  for (const std::string& path : profile_.tag_files.required)
    if (!met_.contains(path))
      report("PROFILE-file-1", "", 0,
             fmt::format("there is no tag file {}, which the profile requires", display_name(path)))
          .flag = fmt::format("--tag-file FILE={}", shell_word(path));
  for (const std::string& path : profile_.payload_files.required)
    if (!met_.contains(path))
      report("PROFILE-file-3", "", 0,
             fmt::format("there is no {}, which the profile requires", display_name(path)))
          .advice = fmt::format("add {} to what is packed",
                                display_name(path.substr(std::string_view("data/").size())));
}

} // namespace delo
