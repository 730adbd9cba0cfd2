// One reading of a package: every entry met once, every byte read once, every inspector served.
#pragma once

#include "delo/io/hash_pipeline.hpp"
#include "delo/io/inspector.hpp"
#include "delo/model/finding_cap.hpp"
#include "delo/model/progress.hpp"
#include "delo/model/report_data.hpp"
#include "delo/model/validate_options.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace delo {

struct PassOptions {
  std::stop_token stop = {};
  /// Unless it is full, no file of a bag's payload is read, and of the others only those whose
  /// bytes an inspector wants; their sizes are what the source says.
  Depth depth = Depth::full;
  ProgressSink progress = {};
  std::uint64_t max_findings = kMostFindings; ///< of a rule; the others are counted
  /// Of the files at the top, when they are known; otherwise the source is asked.
  std::optional<std::vector<std::string>> top_names = {};
};

/// Opens what is to be read; a second time when some of it must be read again.
using SourceOpener = std::function<std::unique_ptr<PackageSource>()>;

/// Runs the inspectors over a package. Their findings, as
/// many as are to be kept, what could not be read and what did not run
/// go into `report`. Throws Error(io) only when the package itself cannot be opened.
PassOutcome run_pass(const SourceOpener& open, std::span<Inspector* const> inspectors,
                     PackageReport& report, const PassOptions& options);
/// The same for the package at `path`.
PassOutcome run_pass(const std::filesystem::path& path, std::span<Inspector* const> inspectors,
                     PackageReport& report, const std::stop_token& stop = {});

} // namespace delo
