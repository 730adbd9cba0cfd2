#include "delo/ops/folder_bag_plan.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/empty_folders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace delo {
namespace {

/// Room for "-123.tar.zst" below the 255 bytes of a name.
constexpr std::size_t kLongestId = 220;

std::string_view fault_of_id(const std::string& id) {
  PathFault fault = PathFault::none;
  const auto path = RelPath::parse(id, &fault);
  if (!path)
    return describe(fault);
  if (path->parent())
    return "it has a \"/\"";
  if (!is_utf8(id))
    return "it is not UTF-8";
  if (display_name(id) != id)
    return "it has control characters";
  if (id.front() == '.')
    return "it would be hidden";
  return id.size() > kLongestId ? "it is too long" : "";
}

bool is_full(const FolderBag& bag, const TreeFile& next, const PackOptions& options) {
  if (bag.files.empty())
    return false;
  return (options.split_files > 0 && bag.files.size() >= options.split_files) ||
         (options.split_bytes > 0 && bag.bytes + next.size > options.split_bytes);
}

void add(FolderBag& bag, const TreeFile& file, const PackOptions& options) {
  if (options.split_bytes > 0 && file.size > options.split_bytes)
    bag.warnings.push_back(fmt::format("{} has {} bytes, more than --split allows: it is alone in "
                                       "its bag",
                                       display_name(file.name), file.size));
  bag.bytes += file.size;
  bag.files.push_back(file);
}

/// Each name goes where its file goes; those of folders and links go with the first bag.
void deal_names(std::vector<FolderBag>& bags, std::vector<EscapedName> escaped) {
  for (EscapedName& name : escaped) {
    FolderBag* owner = &bags.front();
    for (FolderBag& bag : bags)
      if (bag.files.find_key(name.name))
        owner = &bag;
    owner->escaped.push_back(std::move(name));
  }
}

} // namespace

PackageId folder_bag_id(const std::filesystem::path& folder, const PackOptions& options) {
  std::error_code failure;
  auto whole = std::filesystem::weakly_canonical(folder, failure);
  if (folder.has_filename() && folder.filename() != "." && folder.filename() != "..")
    whole = folder; // a link that was typed gives its own name
  const std::string id = options.id             ? *options.id
                         : whole.has_filename() ? whole.filename().native()
                                                : whole.parent_path().filename().native();
  if (const auto fault = fault_of_id(id); !fault.empty())
    throw Error(ErrorKind::usage,
                fmt::format("\"{}\" cannot name a bag: {}", display_name(id), fault),
                "give a name with --id");
  return {id, options.id ? Origin::option : Origin::defaulted,
          options.id ? "option" : "name of the folder", ""};
}

std::vector<FolderBag> plan_folder_bags(const PackageId& id, SourceTree tree,
                                        const PackOptions& options) {
  const bool split = options.split_bytes > 0 || options.split_files > 0;
  tree.files.sort_by_key();
  std::vector<FolderBag> bags(1);
  for (const TreeFile& file : tree.files) {
    if (is_full(bags.back(), file, options))
      bags.emplace_back();
    if (split)
      add(bags.back(), file, options);
    else
      bags.back().bytes += file.size;
  }
  if (!split)
    bags.front().files = std::move(tree.files);
  const RelPath payload("data");
  for (const std::string& folder : tree.empty_folders)
    bags.front().empty_folders.push_back(payload / folder);
  bags.front().links = std::move(tree.links);
  deal_names(bags, std::move(tree.escaped));

  for (std::size_t i = 0; i < bags.size(); ++i) {
    FolderBag& bag = bags[i];
    bag.id = id;
    bag.group = options.group;
    if (split) {
      bag.id.id += fmt::format("-{}", i + 1);
      bag.group = options.group.empty() ? id.id : options.group;
      bag.number = i + 1;
      bag.of_bags = bags.size();
    }
    bag.target = options.stream
                     ? "standard output"
                     : (options.output / file_name(bag.id.id, options.container)).native();
    bag.extras = gather_extras(options);
  }
  return bags;
}

CompactList<PlannedFile> tag_files_of(const FolderBag& bag, const PackOptions& options) {
  CompactList<PlannedFile> files;
  const auto add_own = [&files](std::string_view name, FileRole role = FileRole::tag_file) {
    files.push_back({RelPath(name), role, {}, 0, {}, {}, Algorithm::sha512, 0});
  };
  add_own("bagit.txt", FileRole::bag_declaration);
  for (const ExtraTagFile& file : bag.extras.files)
    files.push_back({file.path,
                     FileRole::tag_file,
                     file.source,
                     file.size,
                     file.modified,
                     {},
                     Algorithm::sha512,
                     file.stamp});
  if (!bag.empty_folders.empty())
    add_own(kEmptyFoldersName);
  if (!bag.links.empty())
    add_own(kLinksName);
  if (!bag.escaped.empty())
    add_own(kEscapedNamesName);
  if (!options.remote.empty())
    add_own("fetch.txt");
  add_own("bag-info.txt", FileRole::bag_info);
  for (const auto& [prefix, role] : {std::pair{"manifest", FileRole::manifest},
                                     std::pair{"tagmanifest", FileRole::tag_manifest}})
    for (const Algorithm algorithm : options.algorithms.list())
      add_own(fmt::format("{}-{}.txt", prefix, info(algorithm).bagit), role);
  return files;
}

PackPlan plan_of(const FolderBag& bag, const PackOptions& options) {
  PackPlan plan;
  plan.id = bag.id;
  plan.target = bag.target;
  plan.layout = Layout::bag;
  plan.container = to_word(options.container);
  plan.algorithms = options.algorithms;
  if (!options.dry_run && !options.list_files)
    return plan;
  for (const PlannedFile& file : tag_files_of(bag, options)) {
    plan.files.push_back(file);
    if (file.role != FileRole::bag_declaration || !options.remote.empty())
      continue;
    for (const TreeFile& payload : bag.files) // is written behind bagit.txt
      plan.files.push_back({RelPath("data") / payload.name,
                            FileRole::representation_data,
                            payload.path,
                            payload.size,
                            payload.modified,
                            {},
                            Algorithm::sha512,
                            payload.stamp});
  }
  return plan;
}

} // namespace delo
