// The objects below an OCFL storage root (OCFL 1.1, 4.3).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace delo {

/// A name below the storage root, and what is the matter with it.
struct OcflPlace {
  std::string path;
  std::string words;
};

struct OcflObjects {
  /// Folders of objects, relative to the root, by their bytes; "" when the root itself is one. A
  /// folder with an inventory but without a declaration counts, so that the loss is told of.
  std::vector<std::string> objects;
  std::vector<OcflPlace> unlistable; ///< folders that could not be listed: objects may lie there
  std::vector<OcflPlace> strays;     ///< files and links that belong to no object; not followed
  std::uint64_t more_strays = 0;     ///< those that are not in the list
};

/// Walks the folders, but enters no object and not the `extensions` of the root. Files of the root
/// itself may be anything (OCFL 1.1, 4.1). Throws Error(io) when the root cannot be listed.
OcflObjects find_ocfl_objects(const std::filesystem::path& root);

} // namespace delo
