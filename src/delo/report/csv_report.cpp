// A validation as a table (RFC 4180). It begins with a byte order mark, without which Excel takes
// UTF-8 for the code page of the machine and shows Cyrillic names as rubbish.
#include "delo/base/utf8.hpp"
#include "delo/report/csv_cell.hpp"
#include "delo/report/places.hpp"
#include "delo/report/report_writers.hpp"

#include <fmt/format.h>

#include <array>

namespace delo {
namespace {

/// One line of the table; what a row has nothing to say of stays empty.
struct Row {
  std::string_view status;
  std::string_view severity = {};
  std::string_view rule = {};
  std::string_view path = {};
  std::uint64_t line = 0;
  std::uint64_t count = 1;
  std::string_view message = {};
  std::string_view expected = {};
  std::string_view actual = {};
  std::string_view section = {};
  std::string_view fix = {};
  std::string_view fingerprint = {};
};

class Table {
public:
  explicit Table(ByteSink& sink) : sink_(sink) {
    sink_.write(kCsvMark);
    sink_.write("package,verdict,status,severity,rule,path,line,count,message,expected,actual,"
                "section,fix,fingerprint\r\n");
  }

  void tell(const PackageReport& package) {
    name_ = package.path;
    verdict_ = to_word(package.verdict());
    put({.status = "package", .message = package.kind});
    for (const Finding& finding : package.findings)
      put({.status = finding.known ? "known" : "finding",
           .severity = to_word(finding.severity()),
           .rule = finding.rule->id,
           .path = finding.path,
           .line = finding.line,
           .message = finding.message,
           .expected = finding.expected,
           .actual = finding.actual,
           .section = finding.rule->section,
           .fix = finding.rule->fix,
           .fingerprint = finding.fingerprint});
    tell_counts(package);
    for (const Unreadable& unreadable : package.unreadable)
      put({.status = "unreadable", .path = unreadable.path, .message = unreadable.reason});
    for (const std::string& check : package.not_run)
      put({.status = "not checked", .message = check});
  }

private:
  void tell_counts(const PackageReport& package) {
    for (const MoreFindings& more : package.more)
      put({.status = more.known ? "more known" : "more",
           .severity = to_word(more.severity),
           .rule = more.rule->id,
           .count = more.count,
           .message = words_of(more)});
    for (const IgnoredFindings& row : package.ignored)
      put({.status = "ignored", .rule = row.rule->id, .count = row.count, .message = row.reason});
    for (const GoneFinding& row : package.gone)
      put({.status = "gone", .rule = row.rule, .path = row.path, .message = row.message});
  }

  void put(const Row& row) {
    const std::string line = row.line == 0 ? "" : std::to_string(row.line);
    const std::string count = std::to_string(row.count);
    const std::array<std::string_view, 14> cells{
        name_, verdict_,    row.status,   row.severity, row.rule,    row.path, line,
        count, row.message, row.expected, row.actual,   row.section, row.fix,  row.fingerprint};
    std::string text = csv_cell(cells.front());
    for (std::size_t i = 1; i < cells.size(); ++i)
      text += "," + csv_cell(cells[i]);
    sink_.write(text + "\r\n");
  }

  ByteSink& sink_;
  std::string_view name_;
  std::string_view verdict_;
};

} // namespace

void write_csv_report(const RunReport& report, const ReportOptions&, ByteSink& sink) {
  Table table(sink);
  for (const PackageReport& package : report.packages)
    table.tell(package);
}

} // namespace delo
