// What validation found, as text for people and as JSON for programs.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/report_data.hpp"

#include <string>

namespace delo {

/// What the text tells of: all packages and findings, or errors and what could not be done.
enum class Show { all, only_troubled };

/// One block for each package: its findings, what could not be read or checked, and a verdict.
std::string validate_text(const RunReport& report, Show show = Show::all);

/// Everything, in a stable order. schema_version grows only by additions.
Json validate_json(const RunReport& report, std::string_view version);

} // namespace delo
