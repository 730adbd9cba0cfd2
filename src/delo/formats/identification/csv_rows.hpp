// Comma-separated text as programs write it (RFC 4180), row by row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace delo {

using CsvRow = std::vector<std::string>;

/// Every row that is not empty. Throws Error(usage) when a quotation mark is not closed; `name` is
/// for messages.
std::vector<CsvRow> read_csv_rows(std::string_view text, std::string_view name);

} // namespace delo
