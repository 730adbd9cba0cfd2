// The second read that proves the first write.
#pragma once

#include "delo/ops/progress_teller.hpp"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace delo {

/// Reads a package that was written and holds it to delo's own rules. What the rules only warn of
/// (two names that Windows takes for one) is given back. `to_fetch` files are missing on purpose:
/// exactly so many, and each must be in fetch.txt. Throws Error(io) when anything else is wrong.
std::vector<std::string> read_back(const std::filesystem::path& staged, std::uint64_t to_fetch,
                                   ProgressTeller& progress, const std::stop_token& stop);

} // namespace delo
