// A validation as JSON, in one document or a line for each package;
// schemas/validate-report.schema.json and schemas/validate-report-line.schema.json describe the
// two.
#include "delo/base/json_writer.hpp"
#include "delo/base/utf8.hpp"
#include "delo/report/places.hpp"
#include "delo/report/report_writers.hpp"

namespace delo {
namespace {

constexpr int kSchemaVersion = 1;

/// "not applicable" is written "not_applicable", as keys are.
std::string key_of(std::string_view words) {
  std::string key(words);
  for (char& c : key)
    if (c == ' ')
      c = '_';
  return key;
}

Json finding_json(const Finding& finding) {
  Json json;
  json["rule"] = finding.rule->id;
  json["severity"] = to_word(finding.severity());
  put_path(json, finding.path);
  if (finding.line > 0)
    json["line"] = finding.line;
  json["message"] = display_name(finding.message);
  if (!finding.expected.empty())
    json["expected"] = display_name(finding.expected);
  if (!finding.actual.empty())
    json["actual"] = display_name(finding.actual);
  json["section"] = finding.rule->section;
  json["fix"] = finding.rule->fix;
  if (!finding.fingerprint.empty())
    json["fingerprint"] = finding.fingerprint;
  if (finding.known)
    json["known"] = true;
  return json;
}

Json head_json(const PackageReport& package) {
  Json json;
  put_path(json, package.path);
  json["kind"] = package.kind;
  if (!package.profile.empty())
    json["profile"] = display_name(package.profile);
  json["verdict"] = to_word(package.verdict());
  json["files"] = package.files;
  json["bytes"] = package.bytes;
  for (const Severity severity : kWorstFirst)
    json["counts"][std::string(to_word(severity))] = package.count(severity);
  return json;
}

Json more_json(const MoreFindings& more) {
  Json json;
  json["rule"] = more.rule->id;
  json["severity"] = to_word(more.severity);
  json["count"] = more.count;
  if (more.known)
    json["known"] = true;
  return json;
}

Json ignored_json(const IgnoredFindings& ignored) {
  return {{"rule", ignored.rule->id}, {"count", ignored.count}, {"reason", ignored.reason}};
}

Json gone_json(const GoneFinding& gone) {
  Json json;
  json["rule"] = display_name(gone.rule);
  put_path(json, gone.path);
  json["message"] = display_name(gone.message);
  return json;
}

Json unreadable_json(const Unreadable& unreadable) {
  Json json;
  put_path(json, unreadable.path);
  json["reason"] = display_name(unreadable.reason);
  return json;
}

Json standings_json(const PackageReport& package) {
  Json json;
  for (const RuleOutcome outcome : kRuleOutcomes)
    json["counts"][key_of(to_word(outcome))] = package.count(outcome);
  for (const RuleOutcome outcome : kRuleOutcomes) {
    Json& ids = json[key_of(to_word(outcome))] = Json::array();
    for (const RuleStanding& row : package.rules)
      if (row.outcome == outcome)
        ids.push_back(row.rule->id);
  }
  return json;
}

template <typename Rows>
void write_list(JsonWriter& json, std::string_view name, const Rows& rows,
                Json (*row_json)(const typename Rows::value_type&)) {
  json.key(name).open_array();
  for (const auto& row : rows)
    json.value(row_json(row));
  json.close();
}

Json text_json(const std::string& text) {
  return display_name(text);
}

/// The members of a package, one after another: it may have a million findings.
void write_package(JsonWriter& json, const PackageReport& package) {
  json.members(head_json(package));
  write_list(json, "findings", package.findings, finding_json);
  if (!package.more.empty())
    write_list(json, "more", package.more, more_json);
  if (!package.ignored.empty())
    write_list(json, "ignored", package.ignored, ignored_json);
  if (!package.gone.empty())
    write_list(json, "gone", package.gone, gone_json);
  write_list(json, "unreadable", package.unreadable, unreadable_json);
  write_list(json, "not_run", package.not_run, text_json);
  json.member("rules", standings_json(package));
}

Json tool_json(const ReportOptions& options) {
  return {{"name", "delo"}, {"version", options.version}};
}

Json summary_json(const RunReport& report, const ReportOptions& options) {
  Json json;
  json["packages"] = report.packages.size();
  for (const Verdict verdict : kVerdicts)
    json[key_of(to_word(verdict))] = report.count(verdict);
  std::uint64_t findings = 0;
  for (const PackageReport& package : report.packages)
    for (const Severity severity : kWorstFirst)
      findings += package.count(severity);
  json["findings"] = findings;
  json["exit"] = static_cast<int>(exit_code(report, options.fail_on));
  return json;
}

} // namespace

void write_json_report(const RunReport& report, const ReportOptions& options, ByteSink& sink) {
  JsonWriter json(sink);
  json.open_object();
  json.member("schema_version", kSchemaVersion);
  json.member("tool", tool_json(options));
  json.member("started", to_rfc3339(report.started));
  json.key("packages").open_array();
  for (const PackageReport& package : report.packages) {
    json.open_object();
    write_package(json, package);
    json.close();
  }
  json.close();
  json.member("summary", summary_json(report, options));
  json.close().finish();
}

void write_jsonl_report(const RunReport& report, const ReportOptions& options, ByteSink& sink) {
  for (const PackageReport& package : report.packages) {
    JsonWriter json(sink, JsonLayout::one_line);
    json.open_object().member("type", "package");
    write_package(json, package);
    json.close().finish();
  }
  JsonWriter json(sink, JsonLayout::one_line);
  json.open_object().member("type", "summary").member("schema_version", kSchemaVersion);
  json.member("tool", tool_json(options));
  json.member("started", to_rfc3339(report.started));
  json.members(summary_json(report, options));
  json.close().finish();
}

Json validate_json(const RunReport& report, std::string_view version) {
  StringSink sink;
  write_json_report(report, {.version = version}, sink);
  return Json::parse(sink.str());
}

} // namespace delo
