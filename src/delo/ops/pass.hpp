// One reading of a package: every entry met once, every byte read once, every inspector served.
#pragma once

#include "delo/io/hash_pipeline.hpp"
#include "delo/io/inspector.hpp"
#include "delo/model/progress.hpp"
#include "delo/model/report_data.hpp"

#include <filesystem>
#include <span>
#include <stop_token>

namespace delo {

struct PassOptions {
  std::stop_token stop = {};
  int stream = -1; ///< as in ValidateOptions
  ProgressSink progress = {};
};

/// Runs the inspectors over the package at `path`. Their findings, what could not be read and what
/// did not run go into `report`. Throws Error(io) only when the package itself cannot be opened.
PassOutcome run_pass(const std::filesystem::path& path, std::span<Inspector* const> inspectors,
                     PackageReport& report, const PassOptions& options);
PassOutcome run_pass(const std::filesystem::path& path, std::span<Inspector* const> inspectors,
                     PackageReport& report, const std::stop_token& stop = {});

} // namespace delo
