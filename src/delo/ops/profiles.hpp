// The profiles by which bags are made and judged, for all commands alike.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace delo {

struct BagItProfile;
class ProfileShelf;

/// Read once, and shared by everything that looks at it in a run; null without a profile.
using Profile = std::shared_ptr<const BagItProfile>;

/// The names of the profiles that are part of the program.
std::vector<std::string> known_profiles();

/// Whether a word names a profile as a bag does, by a URI, and not a file.
bool is_profile_address(const std::string& word);

/// A profile of the program by its name, one in a JSON file, or one by its address, which the shelf
/// is asked for. A file that has the name of a profile is meant when it is written with its folder
/// ("./minimal"). Throws Error(usage) for a word that is none of them and for a file that is no
/// profile, Error(io) for a file that cannot be read.
Profile read_profile(const std::string& word, ProfileShelf& shelf);

/// What a profile says of itself.
struct ProfileSummary {
  std::string specification; ///< "1.4.0"
  std::string identifier;
  std::size_t tags = 0;            ///< labels that it speaks of
  std::vector<std::string> doubts; ///< what is odd in it, and was read leniently
};
ProfileSummary summary_of(const BagItProfile& profile);

/// A profile of Bagger or DART, in a JSON file, as the text of a BagIt Profile 1.4, which
/// read_profile() takes.
struct ProfileText {
  std::string json;
  std::vector<std::string> notes; ///< what a BagIt Profile cannot say, and what was made up
};

/// `identifier` is the address by which bags will name the profile; "" for that of the file. Throws
/// Error(usage) for what is no such profile, Error(io) for a file that cannot be read.
ProfileText convert_profile(const std::string& file, const std::string& identifier);

} // namespace delo
