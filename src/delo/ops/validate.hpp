// Packages against the standards they claim: one read each, nothing unpacked, nothing fetched.
#pragma once

#include "delo/model/report_data.hpp"
#include "delo/model/validate_options.hpp"

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace delo {

class SchemaSet;

/// The schemas of a folder, to be used in place of those that delo brings: found by namespace
/// through its delo-all.xsd or catalog.xml, never fetched. Throws Error(usage) when the folder
/// lacks a schema that is needed, Error(io) when it cannot be read.
std::shared_ptr<const SchemaSet> read_schemas(const std::filesystem::path& folder);

/// Judges one package: a folder, a tar or a zip. What is wrong with the package is in the report;
/// so is what could not be read. Throws Error(interrupted), and Error(usage) when
/// ValidateOptions::schemas lacks a schema that the package needs.
PackageReport validate_package(const std::filesystem::path& path,
                               const ValidateOptions& options = {});

/// All rules that validation knows, in the order of the standards.
std::vector<std::span<const Rule>> all_rules();

/// The versions of E-ARK CSIP and SIP that delo knows, the newest first.
std::span<const std::string_view> known_eark_versions();

} // namespace delo
