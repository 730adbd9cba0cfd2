// The profiles that bags name by an address: those of the program, and copies kept from earlier.
#pragma once

#include "delo/model/validate_options.hpp"

#include <filesystem>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>

namespace delo {

struct ProfileShelfOptions {
  std::filesystem::path copies; ///< the folder with the kept copies; "": none are kept
  bool online = false;          ///< others are fetched from their address, and copies kept
  bool allow_private = false;   ///< also from loopback, private and reserved addresses
  std::stop_token stop = {};
};

/// Knows profiles by their BagIt-Profile-Identifier. An address stands in a stranger's bag, so
/// nobody is asked for it unless the user wants that. May be used from many threads at once.
class ProfileShelf {
public:
  explicit ProfileShelf(ProfileShelfOptions options);

  /// Looks among the profiles of the program, then at the address, where that is allowed, then
  /// among the copies. What was found or missed is remembered. Throws Error(interrupted) after a
  /// stop was asked for, Error(io) for a copy that cannot be read.
  NamedProfile find(const std::string& identifier);

  /// Where the copy of a profile lies, whether it is there or not.
  std::filesystem::path copy_of(const std::string& identifier) const;

private:
  NamedProfile look_for(const std::string& identifier) const;
  NamedProfile fetch(const std::string& identifier) const;
  NamedProfile kept_copy(const std::string& identifier, const std::string& doubt) const;

  ProfileShelfOptions options_;
  std::mutex mutex_;
  std::map<std::string, NamedProfile> known_;
};

} // namespace delo
