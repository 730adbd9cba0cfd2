// What must hold of the options before any folder is looked at.
#pragma once

#include "delo/ops/pack.hpp"

namespace delo {

/// Throws Error(usage) for options that a plain bag cannot meet or that contradict each other,
/// Error(io) for tag files that cannot be read.
void check_bag_options(const PackOptions& options);

} // namespace delo
