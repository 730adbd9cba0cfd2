// Whether a package that lies in the target already is the one that would be written.
#pragma once

#include "delo/ops/pack_plan.hpp"

namespace delo {

enum class Existing {
  none,      ///< the name is free
  identical, ///< the same bytes, but for what belongs to the moment of packing
  different, ///< something else has the name
};

struct ExistingPackage {
  Existing state = Existing::none;
  std::string difference; ///< the first file that differs, in words; for `different`
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
};

/// Reads the package under the plan's name, makes the planned one in thought, with the time and the
/// list of what was left out that the existing one records, and compares every byte by its digest.
/// Times of the source files do not count: a copied file is the same file. Throws Error(io) when
/// a source cannot be read, Error(interrupted) after a stop.
ExistingPackage compare_with_existing(const PackPlan& plan, const PackInput& input,
                                      const PackOptions& options);

} // namespace delo
