// A validation as the Code Quality report of GitLab, which drops entries with equal fingerprints.
#include "delo/base/json_writer.hpp"
#include "delo/base/utf8.hpp"
#include "delo/model/fingerprint.hpp"
#include "delo/report/places.hpp"
#include "delo/report/report_writers.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo {
namespace {

std::string_view severity_word(Severity severity) {
  switch (severity) {
  case Severity::info:
    return "info";
  case Severity::warning:
    return "minor";
  case Severity::error:
    return "major";
  }
  return "";
}

class Issues {
public:
  Issues(const ReportOptions& options, JsonWriter& json) : options_(options), json_(json) {}

  void tell(const PackageReport& package) {
    for (const Finding& finding : package.findings) {
      const std::string where = inner_place(finding);
      issue(package, finding.path, finding.rule->id, severity_word(finding.severity()),
            fmt::format("{}{}{}", where.empty() ? "" : where + ": ", finding.message,
                        values_of(finding)),
            finding.fingerprint, finding.line);
    }
    for (const MoreFindings& more : package.more)
      issue(package, "", more.rule->id, severity_word(more.severity), words_of(more),
            more.known ? "more known" : "more", 0);
    if (const std::string why = no_verdict(package); !why.empty())
      issue(package, "", "delo", "blocker", why, "no verdict", 0);
    for (const Unreadable& unreadable : package.unreadable)
      issue(package, unreadable.path, "delo", "blocker",
            fmt::format("{}: unreadable: {}", unreadable.path, unreadable.reason), "unreadable", 0);
  }

private:
  void issue(const PackageReport& package, std::string_view inner_path, std::string_view check,
             std::string_view severity, const std::string& text, std::string_view own,
             std::uint64_t line) {
    const std::string name = seen_from(package.path, options_.working_folder);
    Json json;
    json["description"] = display_name(text);
    json["check_name"] = check;
    // Two packages may have the same fault, and an unreadable file has no fingerprint of its own.
    json["fingerprint"] = digest_text({name, check, own, own.size() == 32 ? "" : text});
    json["severity"] = severity;
    json["location"]["path"] = display_name(file_of(package, inner_path, options_.working_folder));
    json["location"]["lines"]["begin"] = std::max<std::uint64_t>(line, 1);
    json_.value(json);
  }

  const ReportOptions& options_;
  JsonWriter& json_;
};

} // namespace

void write_gitlab_report(const RunReport& report, const ReportOptions& options, ByteSink& sink) {
  JsonWriter json(sink);
  json.open_array();
  Issues issues(options, json);
  for (const PackageReport& package : report.packages)
    issues.tell(package);
  json.close().finish();
}

} // namespace delo
