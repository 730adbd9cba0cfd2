#include "delo/formats/bagit/bag_profile_rules.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/fetch_text.hpp"
#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/model/rule_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::array<std::string_view, 3> kRead{"bagit.txt", "bag-info.txt", "fetch.txt"};

bool is_read(const RelPath& path) {
  return std::find(kRead.begin(), kRead.end(), path.str()) != kRead.end();
}

bool looks_like_bag(const SeenFiles& seen) {
  return seen.contains(RelPath("bagit.txt")) ||
         std::any_of(seen.begin(), seen.end(), [](const auto& file) {
           return !file.first.parent() && parse_manifest_name(file.first.str());
         });
}

bool is_readable(const SeenFiles& seen, std::string_view name) {
  const auto file = seen.find(RelPath(name));
  return file == seen.end() || file->second.readable;
}

} // namespace

ProfileRules::ProfileRules(const BagItProfile& profile, Container container)
    : profile_(profile), container_(container), judge_(profile) {}

void ProfileRules::on_entry(const Entry& entry, const RelPath* path, PathFault) {
  if (path && !entry.outside_root && entry.kind == EntryKind::folder)
    judge_.meet_folder(*path);
}

Interest ProfileRules::interest_in(const RelPath& path) {
  return {{}, is_read(path)};
}

void ProfileRules::on_bytes(const RelPath& path, std::string_view bytes) {
  texts_[path.str()] += bytes;
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
}

void ProfileRules::judge(const PassOutcome& outcome, std::vector<std::string>& not_run) {
  judge_.judge_container(container_);
  for (const auto& [path, file] : outcome.seen)
    judge_.meet_file(path, file.bytes);
  for (const auto& [name, bytes] : parse_fetch(texts_["fetch.txt"]))
    if (const auto path = RelPath::parse(name); path && !outcome.seen.contains(*path))
      judge_.meet_file(*path, bytes.value_or(0));
  const bool has_declaration = texts_.contains("bagit.txt");
  if (has_declaration && is_readable(outcome.seen, "bagit.txt"))
    judge_.judge_declaration(texts_["bagit.txt"]);
  const bool has_info = outcome.seen.contains(RelPath("bag-info.txt"));
  if (is_readable(outcome.seen, "bag-info.txt") && (has_info || outcome.complete))
    judge_.judge_tags(parse_bag_info(texts_["bag-info.txt"]).info);
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
