// Sheets that a citation names and no scan does.
#pragma once

#include "delo/model/record.hpp"

#include <string>
#include <vector>

namespace delo {

/// "no scan is named after sheets 42-43, which the citation names"; "" when none is missing, or
/// when it cannot be told: several holdings, a scan whose name gives no sheet, numbers that are not
/// those of the sheets. `scans` are the names of the files that show the original.
std::string missing_sheets(const DocumentRecord& record, const std::vector<std::string>& scans);

} // namespace delo
