#include "delo/report/report_formats.hpp"

#include "delo/report/report_writers.hpp"

#include <array>

namespace delo {
namespace {

constexpr std::array<ReportFormat, 10> kFormats{{
    {"text", "people at a terminal", write_text_report},
    {"json", "programs; complete (schemas/validate-report.schema.json)", write_json_report},
    {"jsonl", "programs that read line by line: one for each package, then a summary",
     write_jsonl_report},
    {"junit", "CI servers that show tests", write_junit_report},
    {"sarif", "code scanning: SARIF 2.1.0", write_sarif_report},
    {"github", "annotations of GitHub Actions", write_github_report},
    {"github-summary", "the summary page of GitHub Actions, as Markdown", write_github_summary},
    {"gitlab", "the Code Quality report of GitLab", write_gitlab_report},
    {"csv", "spreadsheets: RFC 4180, UTF-8 with a byte order mark", write_csv_report},
    {"html", "people, to print or to file: one page without scripts", write_html_report},
}};

} // namespace

std::span<const ReportFormat> report_formats() {
  return kFormats;
}

const ReportFormat* find_report_format(std::string_view name) {
  for (const ReportFormat& format : kFormats)
    if (format.name == name)
      return &format;
  return nullptr;
}

} // namespace delo
