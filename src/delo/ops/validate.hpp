// Packages against the standards they claim: one read each, nothing unpacked, nothing fetched.
#pragma once

#include "delo/model/report_data.hpp"
#include "delo/model/rule.hpp"

#include <filesystem>
#include <span>
#include <stop_token>
#include <vector>

namespace delo {

/// Judges one package: a folder, a tar or a zip. What is wrong with the package is in the report;
/// so is what could not be read. Throws Error(interrupted) only.
PackageReport validate_package(const std::filesystem::path& path, const std::stop_token& stop = {});

/// All rules that validation knows, in the order of the standards.
std::vector<std::span<const Rule>> all_rules();

} // namespace delo
