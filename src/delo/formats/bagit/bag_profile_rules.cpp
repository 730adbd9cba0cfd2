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

} // namespace

ProfileRules::ProfileRules(const BagItProfile& profile, Container container, std::uint64_t most)
    : profile_(profile), container_(container), judge_(profile, most) {}

void ProfileRules::on_entry(const Entry& entry, const RelPath* path, PathFault) {
  if (path && !entry.outside_root && entry.kind == EntryKind::folder)
    judge_.meet_folder(*path);
}

Interest ProfileRules::interest_in(const RelPath& path) {
  return {{}, BagTagFiles::knows_without_manifests(path)};
}

void ProfileRules::on_bytes(const RelPath& path, std::string_view bytes) {
  if (BagTagFiles::knows_without_manifests(path))
    tags_.feed(path, bytes);
}

void ProfileRules::on_file(const RelPath& path, const SeenFile& file) {
  if (BagTagFiles::knows_without_manifests(path))
    tags_.end_file(path, file.readable);
}

void ProfileRules::at_end(const PassOutcome& outcome, FindingSink& sink,
                          std::vector<std::string>& not_run) {
  for (const std::string& doubt : profile_.doubts)
    not_run.push_back(doubt);
  if (outcome.complete && !looks_like_bag(outcome.seen)) {
    sink.report({&find_rule(profile_rules(), "PROFILE-bag-1"), {}, 0, "this is no bag", {}, {}});
    return;
  }
  judge(outcome, not_run);
  for (const ProfileFault& fault : judge_.faults())
    sink.report(fault.finding);
  for (const MoreFindings& row : judge_.more())
    sink.count_more(*row.rule, row.severity, row.count);
}

void ProfileRules::judge(const PassOutcome& outcome, std::vector<std::string>& not_run) {
  tags_.finish();
  judge_.judge_container(container_);
  for (const auto& [path, file] : outcome.seen)
    judge_.meet_file(path, file.bytes);
  if (const ParsedFetch* const fetch = tags_.fetch())
    fetch->list->for_each([&](const RelPath& path, const FetchList::Entry& entry) {
      if (!outcome.seen.contains(path))
        judge_.meet_file(path, entry.length.value_or(0));
    });
  if (!tags_.declaration().version.empty())
    judge_.judge_version(tags_.declaration().version);
  const InfoText* info = tags_.info("bag-info.txt");
  if (!info)
    info = tags_.info("package-info.txt"); // as it was called before BagIt 0.96
  const bool was_there = outcome.seen.contains(RelPath("bag-info.txt"));
  if (info || (outcome.complete && !was_there))
    judge_.judge_tags(info ? parse_bag_info(info->text).info : BagInfo());
  else
    not_run.push_back(fmt::format("the tags that profile {} asks for: bag-info.txt was not read",
                                  display_name(profile_.name)));
  if (outcome.complete)
    judge_.judge_absences();
  else
    not_run.push_back(fmt::format("what profile {} requires to be there: the archive could not be "
                                  "read to its end",
                                  display_name(profile_.name)));
}

} // namespace delo
