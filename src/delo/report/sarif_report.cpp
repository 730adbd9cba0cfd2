// A validation as SARIF 2.1.0 (OASIS), for code scanning. Locations are files as seen from the
// working folder. The path inside a package is a logical location as well, since scanners know no
// archives.
#include "delo/base/json_writer.hpp"
#include "delo/base/utf8.hpp"
#include "delo/report/places.hpp"
#include "delo/report/report_writers.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace delo {
namespace {

/// GitHub keeps as many of a run, and refuses runs with more than 25,000.
constexpr std::uint64_t kMostResults = 5000;
constexpr std::uint64_t kMostNotices = 1000;

std::string_view level_of(Severity severity) {
  switch (severity) {
  case Severity::info:
    return "note";
  case Severity::warning:
    return "warning";
  case Severity::error:
    return "error";
  }
  return "";
}

/// SARIF wants sentences.
std::string sentence(std::string_view text) {
  const bool ends = text.ends_with('.') || text.ends_with('?') || text.ends_with('!');
  return display_name(text) + (ends ? "" : ".");
}

Json text_json(std::string_view text) {
  return {{"text", sentence(text)}};
}

Json rule_json(const Rule& rule) {
  Json json;
  json["id"] = rule.id;
  json["shortDescription"] = text_json(rule.title);
  json["fullDescription"] = text_json(reason_of(rule));
  json["help"] = text_json(fmt::format("{}. What to do: {}", reason_of(rule), rule.fix));
  json["helpUri"] = help_uri(rule);
  json["defaultConfiguration"] = {{"level", level_of(rule.severity)}};
  json["properties"]["tags"] = Json::array({standard_of(rule)});
  return json;
}

class Sarif {
public:
  Sarif(const RunReport& report, const ReportOptions& options, ByteSink& sink)
      : report_(report), options_(options), json_(sink) {}

  void write() {
    json_.open_object();
    json_.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_.member("version", "2.1.0");
    json_.key("runs").open_array().open_object();
    write_tool();
    json_.member("automationDetails", {{"id", "delo/validate/"}});
    json_.member("columnKind", "utf16CodeUnits");
    write_results();
    write_invocation();
    json_.close().close().close().finish();
  }

private:
  void write_tool() {
    json_.key("tool").open_object().key("driver").open_object();
    json_.member("name", "delo");
    json_.member("version", options_.version);
    json_.member("informationUri", "https://www.rfc-editor.org/rfc/rfc8493");
    json_.key("rules").open_array();
    for (const Rule* rule : rules_of_run(report_)) {
      index_.emplace(rule, index_.size());
      json_.value(rule_json(*rule));
    }
    json_.close().close().close();
  }

  /// The worst first, as many as are kept.
  void write_results() {
    json_.key("results").open_array();
    for (const Severity severity : kWorstFirst)
      for (const PackageReport& package : report_.packages)
        for (const Finding& finding : package.findings)
          if (finding.severity() == severity)
            write_result(package, finding);
    for (const PackageReport& package : report_.packages)
      for (const GoneFinding& gone : package.gone)
        write_gone(package, gone);
    json_.close();
  }

  void write_result(const PackageReport& package, const Finding& finding) {
    if (written_ == kMostResults) {
      ++left_out_;
      return;
    }
    ++written_;
    Json json;
    json["ruleId"] = finding.rule->id;
    json["ruleIndex"] = index_.at(finding.rule);
    json["kind"] = "fail"; // with any other kind the level would have to be "none"
    json["level"] = level_of(finding.severity());
    const std::string inner = display_name(finding.path);
    json["message"] =
        text_json((inner.empty() ? "" : inner + ": ") + finding.message + values_of(finding));
    json["locations"] = Json::array({location(package, finding.path, finding.line)});
    if (!finding.fingerprint.empty())
      json["partialFingerprints"] = {{"deloFinding/v1", finding.fingerprint}};
    if (report_.compared)
      json["baselineState"] = finding.known ? "unchanged" : "new";
    json["properties"] = properties(finding);
    json_.value(json);
  }

  static Json properties(const Finding& finding) {
    Json json;
    put_path(json, finding.path);
    json["message"] = display_name(finding.message);
    if (!finding.expected.empty())
      json["expected"] = display_name(finding.expected);
    if (!finding.actual.empty())
      json["actual"] = display_name(finding.actual);
    return json;
  }

  void write_gone(const PackageReport& package, const GoneFinding& gone) {
    if (written_ == kMostResults) {
      ++left_out_;
      return;
    }
    ++written_;
    Json json;
    json["ruleId"] = display_name(gone.rule);
    json["kind"] = "pass";
    json["level"] = "none";
    json["message"] = text_json("no longer found: " + gone.message);
    json["locations"] = Json::array({location(package, gone.path, 0)});
    json["baselineState"] = "absent";
    json_.value(json);
  }

  Json location(const PackageReport& package, const std::string& path, std::uint64_t line) const {
    Json json;
    json["physicalLocation"]["artifactLocation"]["uri"] =
        uri_of(file_of(package, path, options_.working_folder));
    json["physicalLocation"]["region"]["startLine"] = std::max<std::uint64_t>(line, 1);
    if (!path.empty())
      json["logicalLocations"] =
          Json::array({{{"name", display_name(path.substr(path.rfind('/') + 1))},
                        {"fullyQualifiedName", display_name(path)},
                        {"kind", "member"}}});
    return json;
  }

  /// What the results do not tell: what could not be done, and what is only counted.
  void write_invocation() {
    const ExitCode code = exit_code(report_, options_.fail_on);
    json_.key("invocations").open_array().open_object();
    json_.member("executionSuccessful", code == ExitCode::good || code == ExitCode::bad);
    json_.member("exitCode", static_cast<int>(code));
    json_.key("toolExecutionNotifications").open_array();
    if (left_out_ > 0)
      notify("note",
             fmt::format("{} more findings are left out here, the lightest; the JSON report "
                         "has them",
                         with_commas(left_out_)));
    for (const PackageReport& package : report_.packages)
      notify_about(package);
    if (notices_ > kMostNotices) {
      const std::uint64_t silent = notices_ - kMostNotices;
      notices_ = 0; // room for the last one
      notify("note", fmt::format("{} more notifications are left out here", with_commas(silent)));
    }
    json_.close().close().close();
  }

  void notify_about(const PackageReport& package) {
    const std::string name = display_name(package.path);
    if (const std::string why = no_verdict(package); !why.empty())
      notify("error", fmt::format("{}: {}", name, why));
    for (const Unreadable& unreadable : package.unreadable)
      notify("error",
             fmt::format("{}: {}: unreadable: {}", name, unreadable.path, unreadable.reason));
    for (const std::string& check : package.not_run)
      notify("warning", fmt::format("{}: not checked: {}", name, check));
    for (const MoreFindings& more : package.more)
      notify("note", fmt::format("{}: {}: {}", name, more.rule->id, words_of(more)));
    for (const IgnoredFindings& row : package.ignored)
      notify("note", fmt::format("{}: {}: {} ignored: {}", name, row.rule->id,
                                 count_of(row.count, "finding"), row.reason));
  }

  void notify(std::string_view level, std::string_view text) {
    if (++notices_ > kMostNotices)
      return;
    json_.value({{"level", level}, {"message", text_json(text)}});
  }

  const RunReport& report_;
  const ReportOptions& options_;
  JsonWriter json_;
  std::map<const Rule*, std::size_t> index_;
  std::uint64_t written_ = 0;
  std::uint64_t left_out_ = 0;
  std::uint64_t notices_ = 0;
};

} // namespace

void write_sarif_report(const RunReport& report, const ReportOptions& options, ByteSink& sink) {
  Sarif(report, options, sink).write();
}

} // namespace delo
