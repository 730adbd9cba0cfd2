#include "delo/formats/bagit/bag_profile_rules.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/model/rule_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo {
namespace {

bool looks_like_bag(const SeenFiles& seen) {
  return seen.contains(RelPath("bagit.txt")) ||
         std::any_of(seen.begin(), seen.end(), [](const auto& file) {
           return !file.first.parent() && parse_manifest_name(file.first.str());
         });
}

/// The profiles that a bag says to keep.
std::vector<std::string> identifiers_in(const InfoText& text) {
  const BagInfo tags = parse_bag_info(text.text).info;
  std::vector<std::string> found;
  for (const Tag* const tag : tags.find(kProfileIdentifierLabel))
    if (!tag->value.empty())
      found.push_back(tag->value);
  return found;
}

} // namespace

ProfileRules::ProfileRules(const ValidateOptions& options, std::optional<Container> container)
    : profile_(options.profile), is_given_(options.profile != nullptr), find_(options.find_profile),
      container_(container), most_(options.max_findings) {}

std::string ProfileRules::profile_name() const {
  return profile_ ? profile_->name : std::string();
}

const InfoText* ProfileRules::info() const {
  const InfoText* const info = tags_.info("bag-info.txt");
  return info ? info : tags_.info("package-info.txt"); // as it was called before BagIt 0.96
}

bool ProfileRules::has_nothing_to_do() const {
  const InfoText* const text = profile_ ? nullptr : info();
  return text && identifiers_in(*text).empty();
}

void ProfileRules::on_entry(const Entry& entry, const RelPath* path, PathFault) {
  if (path && !entry.outside_root && entry.kind == EntryKind::folder)
    folders_.push_back(*path);
}

Interest ProfileRules::interest_in(const RelPath& path) {
  return {{}, BagTagFiles::knows_without_manifests(path) && !has_nothing_to_do()};
}

void ProfileRules::on_bytes(const RelPath& path, std::string_view bytes) {
  if (BagTagFiles::knows_without_manifests(path))
    tags_.feed(path, bytes);
}

void ProfileRules::on_file(const RelPath& path, const SeenFile& file) {
  if (BagTagFiles::knows_without_manifests(path))
    tags_.end_file(path, file.readable);
}

void ProfileRules::find_profile(std::vector<std::string>& not_run) {
  const InfoText* const text = info();
  if (profile_ || !text)
    return;
  for (const std::string& identifier : identifiers_in(*text)) {
    const std::string what =
        fmt::format("profile {}, which bag-info.txt names", display_name(identifier));
    if (found_) {
      not_run.push_back(fmt::format("{}: a bag is held to the first that is known", what));
      continue;
    }
    const NamedProfile named = find_(identifier);
    found_ = named.profile;
    if (!found_)
      not_run.push_back(fmt::format("{}: {}; {}", what, named.reason, named.hint));
  }
  profile_ = found_.get();
}

void ProfileRules::at_end(const PassOutcome& outcome, FindingSink& sink,
                          std::vector<std::string>& not_run) {
  tags_.finish();
  find_profile(not_run);
  if (!profile_)
    return;
  for (const std::string& doubt : profile_->doubts)
    not_run.push_back(doubt);
  if (is_given_ && outcome.complete && !looks_like_bag(outcome.seen)) {
    sink.report({&find_rule(profile_rules(), "PROFILE-bag-1"), {}, 0, "this is no bag", {}, {}});
    return;
  }
  ProfileJudge one(*profile_, most_);
  judge(outcome, one, not_run);
  for (const ProfileFault& fault : one.faults())
    sink.report(fault.finding);
  for (const MoreFindings& row : one.more())
    sink.count_more(*row.rule, row.severity, row.count);
}

void ProfileRules::judge(const PassOutcome& outcome, ProfileJudge& judge,
                         std::vector<std::string>& not_run) const {
  const auto leave_out = [&](std::string_view what, std::string_view why) {
    not_run.push_back(fmt::format("{} profile {}: {}", what, display_name(profile_->name), why));
  };
  if (container_)
    judge.judge_container(*container_);
  else
    leave_out("the kinds of file that are accepted by", "the bag came from standard input");
  for (const RelPath& folder : folders_)
    judge.meet_folder(folder);
  for (const auto& [path, file] : outcome.seen)
    judge.meet_file(path, file.bytes);
  if (const ParsedFetch* const fetch = tags_.fetch())
    fetch->list->for_each([&](const RelPath& path, const FetchList::Entry& entry) {
      if (!outcome.seen.contains(path))
        judge.meet_file(path, entry.length.value_or(0));
    });
  if (!tags_.declaration().version.empty())
    judge.judge_version(tags_.declaration().version);
  const InfoText* const text = info();
  const bool was_there = outcome.seen.contains(RelPath("bag-info.txt"));
  if (text || (outcome.complete && !was_there))
    judge.judge_tags(text ? parse_bag_info(text->text).info : BagInfo());
  else
    leave_out("the tags that are asked for by", "bag-info.txt was not read");
  if (outcome.complete)
    judge.judge_absences();
  else
    leave_out("what is required to be there by", outcome.shortfall);
}

} // namespace delo
