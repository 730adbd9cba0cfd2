// What became of making a sheet to be filled in.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace delo {

struct TemplateResult {
  std::string output;
  std::string source;   ///< the path whose documents it lists
  std::string packages; ///< a folder for the packages, outside of the source
  std::uint64_t rows = 0;
  std::vector<std::string> warnings; ///< pages and values that could not be taken, and why
};

} // namespace delo
