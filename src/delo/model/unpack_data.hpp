// What became of a package that was to be unpacked.
#pragma once

#include "delo/model/report_data.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace delo {

struct UnpackResult {
  PackageReport report; ///< what validation said in the same reading
  std::string target;   ///< the folder with the files; empty when nothing was unpacked
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::uint64_t empty_folders = 0;          ///< restored from the package's list
  std::uint64_t links = 0;                  ///< likewise
  std::uint64_t names = 0;                  ///< that were escaped, and have their own bytes again
  std::vector<std::string> links_left = {}; ///< not made: they could lead out
};

} // namespace delo
