// Where the reports of a run go: one to standard output, any number into files.
#pragma once

#include "cli/command.hpp"
#include "delo/report/report_formats.hpp"

#include <string>
#include <vector>

namespace delo::cli {

/// The reports that were asked for by --format, --json and --report.
class ReportOutput {
public:
  /// Before any work: throws Error(usage) for a form that does not exist, for two reports in one
  /// file, and for a place that is no file.
  ReportOutput(const Arguments& arguments, const Context& context);

  /// Writes all of them, each file whole or not at all. What cannot be written is told, and the
  /// others are written all the same; then the code is could_not_finish.
  ExitCode write(const RunReport& report, const ReportOptions& options) const;

private:
  struct Target {
    const ReportFormat* format;
    std::string path;
  };
  void add_file(const std::string& typed);
  void append_summary(const RunReport& report, const ReportOptions& options) const;

  const Context& context_;
  const ReportFormat* printed_;
  std::vector<Target> files_;
};

/// "text|json|…": the choices of --format.
inline constexpr std::string_view kReportChoices =
    "text|json|jsonl|junit|sarif|github|github-summary|gitlab|csv|html";

} // namespace delo::cli
