// What a package says its files are: paths and digests (RFC 8493 2.1.3, 2.2.1).
#pragma once

#include "delo/base/rel_path.hpp"
#include "delo/model/digest.hpp"

#include <cstdint>
#include <map>

namespace delo {

/// The lines of one manifest file, for one algorithm.
struct Manifest {
  struct Entry {
    Digest digest;
    std::uint64_t line; ///< where it stands in the manifest, 1-based
  };
  Algorithm algorithm;
  std::map<RelPath, Entry> entries;
};

} // namespace delo
