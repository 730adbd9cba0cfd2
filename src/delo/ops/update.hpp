// A bag gets other tags or digests and is sealed again; its payload stays as it is.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/base/version.hpp"
#include "delo/model/bag_edits.hpp"
#include "delo/model/digest.hpp"
#include "delo/model/expansion_limit.hpp"
#include "delo/model/update_data.hpp"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace delo {

struct UpdateOptions {
  std::filesystem::path package;
  std::vector<GivenTag> set;      ///< in the place of all tags with the label
  std::vector<GivenTag> add;      ///< after the tags that are there
  std::vector<std::string> unset; ///< labels to take out
  std::vector<TagFile> tag_files;
  std::vector<Algorithm> add_digests;
  std::vector<Algorithm> drop_digests;
  ExpansionLimit expansion = {};

  const Clock* clock = nullptr;
  std::string software = "delo";
  std::string software_version{library_version()};
  std::stop_token stop;
};

/// Reads the bag whole and holds it to the rules of validate_package(); new digests come from the
/// same reading in which the old ones are verified. A bag that is not valid stays as it is, and the
/// report says why. The new bag grows beside the old one, tells of the change in a PREMIS file of
/// its own, is read back, and takes the old one's place in one step. Throws Error(usage) for what
/// cannot be wanted (a computed tag, no digest left, a package that is no bag), Error(io),
/// Error(nothing_to_check), Error(interrupted).
UpdateResult update_package(const UpdateOptions& options);

} // namespace delo
