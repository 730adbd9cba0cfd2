// The forms in which a validation can be told: one table, one kind of writer. A writer may leave
// detail out, and then says so; it never decides what is valid.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/model/report_data.hpp"
#include "delo/report/validate_report.hpp"

#include <span>
#include <string_view>

namespace delo {

/// One form of report.
struct ReportFormat {
  std::string_view name;    ///< "sarif", as it is typed
  std::string_view purpose; ///< who reads it, in a few words
  /// Memory does not grow with the text; of a finding at most its number is kept.
  void (*write)(const RunReport& report, const ReportOptions& options, ByteSink& sink);
};

std::span<const ReportFormat> report_formats();

/// Null when there is no such format.
const ReportFormat* find_report_format(std::string_view name);

} // namespace delo
