#include "delo/report/validate_report.hpp"

#include "delo/base/utf8.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <set>

namespace delo {
namespace {

/// "package/path:line", so that a terminal can open it.
std::string place(const PackageReport& package, const Finding& finding) {
  std::string text = display_name(package.path);
  if (!finding.path.empty())
    text += "/" + display_name(finding.path);
  if (finding.line > 0)
    text += fmt::format(":{}", finding.line);
  return text;
}

std::string finding_text(const PackageReport& package, const Finding& finding,
                         std::set<std::string_view>& explained) {
  std::string text = fmt::format("{}: {}[{}]: {}\n", place(package, finding),
                                 to_word(finding.severity()), finding.rule->id, finding.message);
  if (!finding.expected.empty())
    text += fmt::format("    expected  {}\n", display_name(finding.expected));
  if (!finding.actual.empty())
    text += fmt::format("    actual    {}\n", display_name(finding.actual));
  if (explained.insert(finding.rule->id).second)
    text += fmt::format("    why: {} ({})\n    fix: {}\n", finding.rule->help,
                        finding.rule->section, finding.rule->fix);
  return text;
}

std::string verdict_line(const PackageReport& package) {
  const std::string name = display_name(package.path);
  const std::string size =
      fmt::format("{}, {}, {}{}", package.kind, count_of(package.files, "file"),
                  count_of(package.bytes, "byte"),
                  package.profile.empty() ? "" : ", profile " + display_name(package.profile));
  const std::string faults =
      fmt::format("{}, {}", count_of(package.count(Severity::error), "error"),
                  count_of(package.count(Severity::warning), "warning"));
  switch (package.verdict()) {
  case Verdict::valid:
    return package.count(Severity::warning) > 0
               ? fmt::format("{}: valid, {} ({})\n", name, faults, size)
               : fmt::format("{}: valid ({})\n", name, size);
  case Verdict::invalid:
    return fmt::format("{}: INVALID, {}{}\n", name, faults,
                       package.kind.empty() ? "" : " (" + size + ")");
  case Verdict::incomplete:
    return fmt::format("{}: INCOMPLETE, {} still to be fetched{} ({})\n", name,
                       count_of(package.count(Severity::error), "file"),
                       package.count(Severity::warning) > 0
                           ? ", " + count_of(package.count(Severity::warning), "warning")
                           : "",
                       size);
  case Verdict::unreadable:
    return fmt::format("{}: COULD NOT FINISH, {} unreadable; besides: {}\n", name,
                       count_of(package.unreadable.size(), "file"), faults);
  case Verdict::not_a_package:
    if (package.kind.ends_with("document"))
      return fmt::format("{}: NOT CHECKED: delo has no schema for a {}\n", name, package.kind);
    return fmt::format("{}: NOT A PACKAGE: no bagit.txt, no manifest and no METS.xml was found\n",
                       name);
  }
  return {};
}

Json finding_json(const Finding& finding) {
  Json json;
  json["rule"] = finding.rule->id;
  json["severity"] = to_word(finding.severity());
  put_path(json, finding.path);
  if (finding.line > 0)
    json["line"] = finding.line;
  json["message"] = finding.message;
  if (!finding.expected.empty())
    json["expected"] = finding.expected;
  if (!finding.actual.empty())
    json["actual"] = finding.actual;
  json["section"] = finding.rule->section;
  json["fix"] = finding.rule->fix;
  return json;
}

Json package_json(const PackageReport& package) {
  Json json;
  put_path(json, package.path);
  json["kind"] = package.kind;
  if (!package.profile.empty())
    json["profile"] = display_name(package.profile);
  json["verdict"] = to_word(package.verdict());
  json["files"] = package.files;
  json["bytes"] = package.bytes;
  json["findings"] = Json::array();
  for (const Finding& finding : package.findings)
    json["findings"].push_back(finding_json(finding));
  json["unreadable"] = Json::array();
  for (const Unreadable& unreadable : package.unreadable) {
    Json item;
    put_path(item, unreadable.path);
    item["reason"] = unreadable.reason;
    json["unreadable"].push_back(std::move(item));
  }
  json["not_run"] = package.not_run;
  return json;
}

} // namespace

std::string validate_text(const RunReport& report, Show show) {
  std::string text;
  std::set<std::string_view> explained;
  for (const PackageReport& package : report.packages) {
    if (show == Show::only_troubled && package.verdict() == Verdict::valid)
      continue;
    for (const Finding& finding : package.findings)
      if (show == Show::all || finding.severity() == Severity::error)
        text += finding_text(package, finding, explained);
    for (const Unreadable& unreadable : package.unreadable) {
      text += fmt::format("{}{}{}: unreadable: {}\n", display_name(package.path),
                          unreadable.path.empty() ? "" : "/", display_name(unreadable.path),
                          unreadable.reason);
      if (!unreadable.hint.empty())
        text += fmt::format("    hint: {}\n", unreadable.hint);
    }
    for (const std::string& check : package.not_run)
      text += fmt::format("{}: not checked: {}\n", display_name(package.path), check);
    text += verdict_line(package);
  }
  return text;
}

Json validate_json(const RunReport& report, std::string_view version) {
  Json json;
  json["schema_version"] = 1;
  json["tool"] = {{"name", "delo"}, {"version", version}};
  json["started"] = to_rfc3339(report.started);
  json["packages"] = Json::array();
  for (const PackageReport& package : report.packages)
    json["packages"].push_back(package_json(package));
  return json;
}

} // namespace delo
