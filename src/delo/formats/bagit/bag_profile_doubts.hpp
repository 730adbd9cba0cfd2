// What a BagIt Profile says that can be read, and is hardly meant.
#pragma once

#include "delo/formats/bagit/bag_profile.hpp"

#include <string>
#include <vector>

namespace delo {

/// One sentence for each, with entries as they are written. The profile can be used all the same.
std::vector<std::string> doubts_about(const BagItProfile& profile);

} // namespace delo
