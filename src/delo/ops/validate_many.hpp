// Several packages, one after another or some at a time.
#pragma once

#include "delo/ops/validate.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

namespace delo {

/// What is to be judged, and how.
using PackageJob = std::function<PackageReport(std::size_t index)>;

/// Runs a job for each of `count` packages, up to `at_a_time` at once, each on a thread of its own;
/// the reports come back in the order of the packages, whichever is ready first. Throws what the
/// first job to fail threw; the others are then not begun.
std::vector<PackageReport> judge_many(std::size_t count, std::size_t at_a_time,
                                      const PackageJob& job);

} // namespace delo
