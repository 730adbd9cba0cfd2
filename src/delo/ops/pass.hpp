// One reading of a package: every entry met once, every byte read once, every inspector served.
#pragma once

#include "delo/io/hash_pipeline.hpp"
#include "delo/io/inspector.hpp"
#include "delo/model/report_data.hpp"
#include "delo/model/validate_options.hpp"

#include <filesystem>
#include <span>
#include <stop_token>

namespace delo {

/// Runs the inspectors over the package at `path`. Unless it is to be read whole, no file of a
/// bag's payload is read, and of the others only those whose bytes an inspector wants; their sizes
/// are what the container says. Findings, what could not be read and what did not run go into
/// `report`. Throws Error(io) only when the package itself cannot be opened.
PassOutcome run_pass(const std::filesystem::path& path, std::span<Inspector* const> inspectors,
                     PackageReport& report, const std::stop_token& stop = {},
                     Depth depth = Depth::full);

} // namespace delo
