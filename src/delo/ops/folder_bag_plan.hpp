// What the plain bag of a folder will hold, or the bags of a group.
#pragma once

#include "delo/ops/bag_extras.hpp"
#include "delo/ops/pack.hpp"
#include "delo/ops/source_tree.hpp"

#include <string>
#include <vector>

namespace delo {

/// One bag to be. Names are those below data/.
struct FolderBag {
  PackageId id;
  std::string target;
  CompactList<TreeFile> files;        ///< by the bytes of their names
  std::vector<RelPath> empty_folders; ///< below the bag
  std::vector<RecordedLink> links;
  std::vector<EscapedName> escaped;
  BagExtras extras;
  std::string group;         ///< Bag-Group-Identifier
  std::uint64_t number = 0;  ///< Bag-Count
  std::uint64_t of_bags = 0; ///< 0: not known
  std::uint64_t bytes = 0;   ///< of the payload
  std::vector<std::string> warnings;
};

/// The name that a folder gives its bag, or the user's. Throws Error(usage) for what no container
/// can be called.
PackageId folder_bag_id(const std::filesystem::path& folder, const PackOptions& options);

/// Deals the files of a tree out to as many bags as the limits want, in the order of their paths:
/// one bag without limits. Files are never cut: one that is larger than the limit is alone.
std::vector<FolderBag> plan_folder_bags(const PackageId& id, SourceTree tree,
                                        const PackOptions& options);

/// The files of the bag beside its payload, in the order of writing.
CompactList<PlannedFile> tag_files_of(const FolderBag& bag, const PackOptions& options);

/// The plan in the words of a report.
PackPlan plan_of(const FolderBag& bag, const PackOptions& options);

} // namespace delo
