// The writers behind the table of report formats. All take the same and tell the same.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/model/report_data.hpp"
#include "delo/report/validate_report.hpp"

namespace delo {

void write_text_report(const RunReport& report, const ReportOptions& options, ByteSink& sink);
void write_json_report(const RunReport& report, const ReportOptions& options, ByteSink& sink);
void write_jsonl_report(const RunReport& report, const ReportOptions& options, ByteSink& sink);
void write_junit_report(const RunReport& report, const ReportOptions& options, ByteSink& sink);
void write_sarif_report(const RunReport& report, const ReportOptions& options, ByteSink& sink);
void write_github_report(const RunReport& report, const ReportOptions& options, ByteSink& sink);
void write_github_summary(const RunReport& report, const ReportOptions& options, ByteSink& sink);
void write_gitlab_report(const RunReport& report, const ReportOptions& options, ByteSink& sink);
void write_csv_report(const RunReport& report, const ReportOptions& options, ByteSink& sink);
void write_html_report(const RunReport& report, const ReportOptions& options, ByteSink& sink);

} // namespace delo
