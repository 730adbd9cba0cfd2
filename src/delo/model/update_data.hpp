// What became of a bag whose tags or digests were to be changed.
#pragma once

#include "delo/model/report_data.hpp"

#include <string>
#include <vector>

namespace delo {

struct UpdateResult {
  PackageReport report;             ///< of the bag as it was found
  std::vector<std::string> changes; ///< in plain words; empty when it is as wanted already
  bool written = false;
};

} // namespace delo
