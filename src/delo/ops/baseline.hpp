// An earlier report, as what is known already.
#pragma once

#include "delo/model/finding_filter.hpp"

#include <filesystem>

namespace delo {

/// The findings of a JSON report of delo validate. Throws Error(io) when it cannot be read, and
/// Error(usage) when it is no such report, or one that counts findings without listing them.
Baseline read_baseline(const std::filesystem::path& path);

} // namespace delo
