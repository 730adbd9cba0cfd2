// What a folder holds as one value, so that two folders are compared in one line.
#pragma once

#include "unit/support/files.hpp"

#include <map>
#include <string>

namespace delo::test {

/// Every file below `folder`, by its relative name, with its bytes. Empty folders do not count.
inline std::map<std::string, std::string> tree(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      files[entry.path().lexically_relative(folder).native()] = bytes_of(entry.path());
  return files;
}

} // namespace delo::test
