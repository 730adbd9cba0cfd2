#include "delo/ops/under_profile.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_declaration.hpp"
#include "delo/formats/bagit/bag_profile_judge.hpp"
#include "delo/formats/bagit/bag_writer.hpp"
#include "delo/ops/bag_tags.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

/// Whether the digest can be the strongest of a package: it proves something, and METS has a word
/// for it.
bool can_protect(const AlgorithmInfo& row) {
  return !row.weak && !row.mets.empty();
}

bool is_allowed(const RequiredAndAllowed& list, const AlgorithmInfo& row) {
  return !list.allowed ||
         std::find(list.allowed->begin(), list.allowed->end(), row.bagit) != list.allowed->end();
}

/// delo writes the same digests of payload and of tag files.
AlgorithmSet required_by(const BagItProfile& profile) {
  AlgorithmSet set;
  for (const auto* list : {&profile.manifests, &profile.tag_manifests})
    for (const std::string& word : list->required)
      if (const auto algorithm = algorithm_from_bagit(word))
        set.insert(*algorithm);
  return set;
}

bool protects(const AlgorithmSet& set) {
  const auto members = set.list();
  return std::any_of(members.begin(), members.end(),
                     [](Algorithm algorithm) { return can_protect(info(algorithm)); });
}

/// The digest that delo takes by itself, or else the strongest one that the profile allows.
Algorithm allowed_by(const BagItProfile& profile) {
  const auto rows = algorithms();
  for (auto row = rows.rbegin(); row != rows.rend(); ++row)
    if (can_protect(*row) && is_allowed(profile.manifests, *row) &&
        is_allowed(profile.tag_manifests, *row))
      return row->algorithm;
  throw Error(ErrorKind::usage,
              fmt::format("the profile {} allows no digest that protects against more than "
                          "accidents",
                          display_name(profile.name)),
              "ask the receiver to allow sha256 or sha512 as well, or choose another profile");
}

void choose_algorithms(PackOptions& options, const BagItProfile& profile) {
  const AlgorithmSet required = required_by(profile);
  if (options.choose_algorithms)
    options.algorithms = required;
  options.algorithms.insert(required);
  if (options.choose_algorithms && !protects(options.algorithms))
    options.algorithms.insert(allowed_by(profile));
}

void choose_container(PackOptions& options, const BagItProfile& profile) {
  if (!options.choose_container || profile.accepts(options.container))
    return;
  const auto can_take = [&](Container container) {
    const bool streams = container == Container::tar || container == Container::tar_gz ||
                         container == Container::tar_zst;
    return profile.accepts(container) && (streams || !options.stream);
  };
  const auto* const found = std::find_if(kContainers.begin(), kContainers.end(), can_take);
  if (found != kContainers.end())
    options.container = *found;
}

/// Several flags in one line are typed at once; other advice follows.
std::string hint_of(const std::vector<ProfileFault>& faults) {
  std::vector<std::string> flags;
  std::vector<std::string> advice;
  const auto add = [](std::vector<std::string>& list, const std::string& text) {
    if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end())
      list.push_back(text);
  };
  for (const ProfileFault& fault : faults)
    if (fault.finding.severity() == Severity::error) {
      add(flags, fault.flag);
      add(advice, fault.advice);
    }
  if (!flags.empty())
    advice.insert(advice.begin(), fmt::format("type as well: {}", fmt::join(flags, " ")));
  return fmt::format("{}", fmt::join(advice, "\n      "));
}

/// One error for all faults; a million bad names are counted, not listed.
void refuse_all(const ProfileJudge& judge, const std::string& what, const BagItProfile& profile) {
  constexpr std::size_t kMost = 30;
  const std::vector<ProfileFault>& faults = judge.faults();
  std::string list;
  std::uint64_t count = 0;
  for (const ProfileFault& fault : faults)
    if (fault.finding.severity() == Severity::error && ++count <= kMost)
      list += "\n  - " + fault.finding.message;
  if (count == 0)
    return;
  for (const MoreFindings& row : judge.more())
    count += row.severity == Severity::error ? row.count : 0;
  if (count > kMost)
    list += fmt::format("\n  - and {} more", count - kMost);
  throw Error(
      ErrorKind::usage,
      fmt::format("{} would not keep the profile {}:{}", what, display_name(profile.name), list),
      hint_of(faults));
}

ProfileRemarks remarks_of(const std::vector<ProfileFault>& faults, NewBagInfo tags) {
  ProfileRemarks remarks;
  remarks.notes = std::move(tags.notes);
  for (const ProfileFault& fault : faults)
    if (fault.finding.severity() != Severity::error)
      remarks.warnings.push_back(
          fmt::format("bag-info.txt: {}{}", fault.finding.message,
                      fault.flag.empty() ? "" : "; give it with " + fault.flag));
  return remarks;
}

/// What is true of every bag that delo makes.
void meet_bag(ProfileJudge& judge, const BagInfo& tags, Container container) {
  judge.judge_container(container);
  judge.judge_version(parse_declaration(bag_declaration()).version);
  judge.judge_tags(tags);
  judge.judge_absences();
}

BagMaking making_of(const PackOptions& options) {
  return {options.clock->now(), options.software + " " + options.software_version};
}

/// Files that delo writes are not empty.
std::uint64_t size_of(const PlannedFile& file) {
  return file.source.empty() ? 1 : file.size;
}

} // namespace

PackOptions with_profile_choices(PackOptions options) {
  if (!options.profile)
    return options;
  if (options.layout == Layout::sip)
    throw Error(ErrorKind::usage,
                fmt::format("a SIP alone is no bag, and the profile {} is for bags",
                            display_name(options.profile->name)),
                "use --layout bag+sip or --layout bag with --profile");
  choose_algorithms(options, *options.profile);
  choose_container(options, *options.profile);
  return options;
}

ProfileRemarks hold_to_profile(const PackPlan& plan, const PackInput& input,
                               const PackOptions& options) {
  if (!options.profile)
    return {};
  ProfileJudge judge(*options.profile);
  for (const PlannedFile& file : plan.files)
    judge.meet_file(file.path, size_of(file));
  for (const RelPath& folder : plan.empty_folders)
    judge.meet_folder(folder);
  NewBagInfo tags = bag_info_of(plan, input, making_of(options));
  meet_bag(judge, tags.info, options.container);
  const std::string name =
      input.has_page() ? input.page_path.native() : fmt::format("the document {}", plan.id.id);
  refuse_all(judge, fmt::format("the bag of {}", display_name(name)), *options.profile);
  return remarks_of(judge.faults(), std::move(tags));
}

ProfileRemarks hold_to_profile(const FolderBag& bag, const PackOptions& options) {
  if (!options.profile)
    return {};
  ProfileJudge judge(*options.profile);
  const RelPath payload("data");
  for (const TreeFile& file : bag.files)
    judge.meet_file(payload / file.name, file.size);
  for (const PlannedFile& file : tag_files_of(bag, options))
    judge.meet_file(file.path, size_of(file));
  for (const RelPath& folder : bag.empty_folders)
    judge.meet_folder(folder);
  NewBagInfo tags = bag_info_of(bag, making_of(options));
  meet_bag(judge, tags.info, options.container);
  refuse_all(judge, fmt::format("the bag {}", display_name(bag.id.id)), *options.profile);
  return remarks_of(judge.faults(), std::move(tags));
}

} // namespace delo
