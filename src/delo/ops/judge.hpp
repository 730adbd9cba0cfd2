// Validation as a part of another verb: the rules judge while somebody else watches the same bytes.
#pragma once

#include "delo/io/inspector.hpp"
#include "delo/model/report_data.hpp"
#include "delo/model/validate_options.hpp"

#include <filesystem>
#include <span>

namespace delo {

/// As validate_package(), in one reading together with `companions`. An Error(io) means trouble
/// with the package here, so a companion with trouble of its own (a full disk) keeps it to itself.
PackageReport judge_package(const std::filesystem::path& path,
                            std::span<Inspector* const> companions,
                            const ValidateOptions& options = {});

} // namespace delo
