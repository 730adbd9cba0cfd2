// What a bag's tag files become, decided before anything is written.
#pragma once

#include "delo/formats/bagit/bag_info.hpp"
#include "delo/io/inspector.hpp"
#include "delo/ops/update.hpp"

#include <map>

namespace delo {

/// A bag as it was read: every file with its digests, and the small texts that change.
struct ReadBag {
  SeenFiles files;
  std::string root_name;
  std::map<RelPath, std::string> texts; ///< bagit.txt and bag-info.txt
};

struct UpdatePlan {
  AlgorithmSet algorithms;                         ///< of the manifests
  std::string info;                                ///< bag-info.txt; "" for none
  std::map<RelPath, std::filesystem::path> copied; ///< tag files from elsewhere
  std::vector<std::string> changes;
};

/// Throws Error(usage) for edits that cannot be made, before the package is read.
void check_edits(const UpdateOptions& options);

UpdatePlan plan_update(const ReadBag& bag, const UpdateOptions& options);

/// Files that delo writes itself in every bag: the declaration, bag-info, all manifests.
bool is_sealing_file(const RelPath& path);

} // namespace delo
