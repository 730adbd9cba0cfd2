// What the user adds to a bag beside its payload.
#pragma once

#include <filesystem>
#include <string>

namespace delo {

/// A file of the user's own that travels in a bag beside its payload.
struct TagFile {
  std::filesystem::path file;
  std::string path; ///< in the bag; "" for the file's own name
};

/// A tag of bag-info.txt (RFC 8493 2.2.2), as it was typed.
struct GivenTag {
  std::string label;
  std::string value;
};

} // namespace delo
