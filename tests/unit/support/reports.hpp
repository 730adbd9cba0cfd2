// Reports read back: what a format says of the findings, brought into one form.
#pragma once

#include "delo/model/report_data.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace delo::test {

/// "rule | place inside the package | message, expected and actual", each made safe to print.
using ToldFindings = std::multiset<std::string>;

/// What every format is to tell.
ToldFindings told_by(const RunReport& report);

/// What a report in a format tells. The test fails when it cannot be read.
ToldFindings read_back(std::string_view format, const std::string& text);

/// The rows of a table by RFC 4180.
std::vector<std::vector<std::string>> csv_rows(std::string_view text);

/// A run of some packages whose names and messages were chosen to break reports.
RunReport hostile_run();

} // namespace delo::test
