// The second read that proves the first write.
#pragma once

#include "delo/ops/progress_teller.hpp"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace delo {

struct BagItProfile;
class PackageSink;
class SchemaSet;

/// What may be wrong with a package that was written well.
struct Expected {
  /// Files that are missing on purpose: exactly so many, and each must be in fetch.txt.
  std::uint64_t to_fetch = 0;
  /// The payload is somebody else's: a METS file in it may be as bad as it was.
  bool foreign_payload = false;
  const BagItProfile* profile = nullptr; ///< that the bag was made by
};

/// Reads a package that was written and sealed, and holds it to delo's own rules. What the rules
/// only warn of (two names that Windows takes for one) is given back. Throws Error(io) when
/// anything else is wrong.
std::vector<std::string> read_back(const PackageSink& written, const Expected& expected,
                                   ProgressTeller& progress, const std::stop_token& stop,
                                   const SchemaSet* schemas = nullptr);

} // namespace delo
