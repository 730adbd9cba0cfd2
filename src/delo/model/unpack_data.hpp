// What became of a package that was to be unpacked.
#pragma once

#include "delo/model/report_data.hpp"

#include <cstdint>
#include <string>

namespace delo {

struct UnpackResult {
  PackageReport report; ///< what validation said in the same reading
  std::string target;   ///< the folder with the files; empty when nothing was unpacked
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::uint64_t empty_folders = 0; ///< restored from the package's list
};

} // namespace delo
