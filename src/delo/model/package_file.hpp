// What is known of one file of a package once its bytes have passed by.
#pragma once

#include "delo/base/rel_path.hpp"
#include "delo/base/timestamp.hpp"
#include "delo/model/digest.hpp"

#include <cstdint>
#include <string>

namespace delo {

struct PackageFile {
  RelPath path;
  std::uint64_t size = 0; ///< bytes
  DigestSet digests;
  std::string mime_type;
  Timestamp modified;        ///< the file's own time of last change
  std::string original_name; ///< as it was called where it came from
};

} // namespace delo
