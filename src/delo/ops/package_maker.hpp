// One package, from its plan to its name.
#pragma once

#include "delo/ops/pack_plan.hpp"
#include "delo/ops/progress_teller.hpp"

namespace delo {

/// Where a package goes: beside its target, or out as a stream.
std::unique_ptr<PackageSink> open_target(const PackOptions& options, const std::string& id);

/// Removes what runs that were killed, or lost their power, have left where packages are to go. A
/// package that is there already opens no target that would do it.
void clear_target(const PackOptions& options);

/// Writes a package beside its target, brings it to the disk, reads it back, and gives it its name.
/// What the reading back warns of is added to the plan. Throws Error(usage) when the name is taken,
/// Error(io) when something cannot be read or written; then nothing is left. A package that goes
/// out as a stream is not read back, and has no name to take.
PackResult make_package(PackPlan plan, const PackInput& input, const PackOptions& options,
                        ProgressTeller& progress);

} // namespace delo
