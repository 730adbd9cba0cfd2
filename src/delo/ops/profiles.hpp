// The profiles by which bags are made and judged, for all commands alike.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace delo {

struct BagItProfile;

/// Read once, and shared by everything that looks at it in a run; null without a profile.
using Profile = std::shared_ptr<const BagItProfile>;

/// The names of the profiles that are part of the program.
std::vector<std::string> known_profiles();

/// A profile of the program by its name, or one in a JSON file. A file that has the name of a
/// profile is meant when it is written with its folder ("./minimal"). Nothing is fetched. Throws
/// Error(usage) for a name that is neither and for a file that is no profile, Error(io) for a file
/// that cannot be read.
Profile read_profile(const std::string& file_or_name);

} // namespace delo
