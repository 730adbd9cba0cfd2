// Profiles of Bagger and of DART as BagIt Profiles 1.4: what they say in their own words.
#pragma once

#include "delo/base/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace delo {

struct ConvertedProfile {
  Json json;                      ///< a BagIt Profile 1.4.0
  std::string from;               ///< "Bagger", "DART"
  std::vector<std::string> notes; ///< what a BagIt Profile cannot say, and what was made up
};

/// `name` is what messages call the file, and `identifier` the address by which bags will name the
/// profile: "" for the one in the file, or else one made from its name. Throws Error(usage) for a
/// text that is neither.
ConvertedProfile convert_bag_profile(std::string_view json, std::string_view name,
                                     std::string_view identifier);

} // namespace delo
