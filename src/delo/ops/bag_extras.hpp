// What the user adds to a bag beside its payload.
#pragma once

#include "delo/base/rel_path.hpp"
#include "delo/base/timestamp.hpp"
#include "delo/formats/bagit/given_tags.hpp"
#include "delo/model/bag_edits.hpp"
#include "delo/ops/profiles.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace delo {

struct PackOptions;

struct ExtraTagFile {
  RelPath path; ///< in the bag, outside of data/
  std::string source;
  std::uint64_t size = 0;
  Timestamp modified;
  std::uint64_t stamp = 0;
};

/// Looks at a tag file that was given. Throws Error(usage) when it cannot have its name in a bag or
/// is no regular file, Error(io) when it cannot be read.
ExtraTagFile gather_tag_file(const TagFile& given);

struct BagExtras {
  BagInfo tags;                    ///< to stand in bag-info.txt
  std::vector<ExtraTagFile> files; ///< by their paths
  Profile profile;                 ///< that the bag is to keep; null: none
};

/// Reads and checks them. Throws Error(usage) for what a bag cannot hold or a layout without a bag,
/// Error(io) for files that cannot be read.
BagExtras gather_extras(const PackOptions& options);

} // namespace delo
