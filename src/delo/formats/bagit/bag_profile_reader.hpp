// Reads the JSON of a BagIt Profile.
#pragma once

#include "delo/formats/bagit/bag_profile.hpp"

#include <cstdint>
#include <string_view>

namespace delo {

/// Bytes of a profile; those of real archives have some tens of kilobytes.
inline constexpr std::uint64_t kLargestProfile = 16ULL * 1024 * 1024;

/// `name` is what messages call the profile. Throws Error(usage), with the place in the file and
/// what to write there, for a text that is no profile of BagIt, has a value of a wrong type, or
/// contradicts itself. Slips that are common and harmless are read, and told in `doubts`.
BagItProfile read_bag_profile(std::string_view json, std::string_view name);

} // namespace delo
