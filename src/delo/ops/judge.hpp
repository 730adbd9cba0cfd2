// Validation as a part of another verb: the rules judge while somebody else watches the same bytes.
#pragma once

#include "delo/io/inspector.hpp"
#include "delo/model/report_data.hpp"

#include <filesystem>
#include <span>
#include <stop_token>

namespace delo {

struct BagItProfile;
class SchemaSet;

/// As validate_package(), in one reading together with `companions`. An Error(io) means trouble
/// with the package here, so a companion with trouble of its own (a full disk) keeps it to itself.
PackageReport judge_package(const std::filesystem::path& path,
                            std::span<Inspector* const> companions,
                            const std::stop_token& stop = {}, const SchemaSet* schemas = nullptr,
                            const BagItProfile* profile = nullptr);

} // namespace delo
