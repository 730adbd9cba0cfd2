#include "delo/base/utf8.hpp"
#include "delo/report/audit_evidence.hpp"

#include <algorithm>

namespace delo {
namespace {

constexpr int kSchemaVersion = 1;

Json document(std::string_view kind, std::string_view catalogue, ExitCode exit) {
  Json json;
  json["schema_version"] = kSchemaVersion;
  json["report"] = kind;
  json["catalogue"] = nullptr;
  if (!catalogue.empty()) {
    json["catalogue"] = Json::object();
    put_path(json["catalogue"], catalogue);
  }
  json["exit"] = static_cast<int>(exit);
  return json;
}

/// "older catalogue" is written "older_catalogue", as keys and codes in JSON are.
std::string code(std::string_view word) {
  std::string text(word);
  std::replace(text.begin(), text.end(), ' ', '_');
  return text;
}

Json texts_json(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts)
    list.push_back(display_name(text));
  return list;
}

Json difference_json(const LogDifference& difference) {
  Json json;
  json["fault"] = code(to_word(difference.fault));
  if (!difference.where.empty())
    put_path(json, difference.where);
  json["text"] = display_name(difference.text);
  json["advice"] = advice(difference.fault);
  return json;
}

Json anchor_json(const Anchor& anchor) {
  Json json;
  json["run"] = anchor.run;
  put_path(json["file"], anchor.file);
  json["digest"] = "sha256:" + anchor.digest;
  if (anchor.is_asked)
    return json;
  json["good"] = anchor.reason.empty();
  if (!anchor.reason.empty()) {
    json["reason"] = display_name(anchor.reason);
    return json;
  }
  json["time"] = to_rfc3339(anchor.time);
  json["serial"] = display_name(anchor.serial);
  json["policy"] = display_name(anchor.policy);
  json["authority"] = display_name(anchor.authority);
  return json;
}

} // namespace

Json evidence_json(const DoctorReport& report) {
  Json json = document("audit doctor", report.catalogue, exit_code(report));
  json["findings"] = Json::array();
  for (const DoctorFinding& finding : report.findings) {
    Json row;
    row["what"] = display_name(finding.what);
    row["advice"] = display_name(finding.advice);
    json["findings"].push_back(std::move(row));
  }
  json["adopted_lines"] = report.adopted;
  json["lost"] = Json::array();
  for (const LostChange& each : report.lost) {
    Json row;
    row["what"] = each.what;
    put_path(row, each.name);
    if (!each.details.empty())
      row["details"] = display_name(each.details);
    json["lost"].push_back(std::move(row));
  }
  return json;
}

Json evidence_json(const std::vector<AuditPremis>& documents) {
  Json json = document("audit premis", "", exit_code(documents));
  json.erase("catalogue");
  json["documents"] = Json::array();
  for (const AuditPremis& each : documents) {
    Json row;
    put_path(row["package"], each.package);
    if (!each.problem.empty()) {
      row["problem"] = each.problem;
    } else {
      put_path(row["file"], each.file);
      row["files"] = each.files;
      row["events"] = each.events;
    }
    json["documents"].push_back(std::move(row));
  }
  return json;
}

Json evidence_json(const AnchorReport& report) {
  Json json = document("audit anchor", report.catalogue, exit_code(report));
  json["anchors"] = Json::array();
  for (const Anchor& anchor : report.anchors)
    json["anchors"].push_back(anchor_json(anchor));
  return json;
}

Json evidence_json(const AuditProof& proof) {
  Json json;
  json["schema_version"] = kSchemaVersion;
  json["report"] = "audit prove";
  json["exit"] = static_cast<int>(exit_code(proof));
  json["package"] = Json::object();
  put_path(json["package"], proof.package);
  if (!proof.problem.empty()) {
    json["problem"] = display_name(proof.problem);
    return json;
  }
  json["run"] = proof.run;
  json["index"] = proof.index;
  json["size"] = proof.size;
  json["root"] = proof.root;
  json["line"] = proof.line;
  json["proof"] = proof.hashes;
  json["checkpoint"] = proof.checkpoint;
  json["key"] = proof.key;
  if (proof.consistency) {
    Json& since = json["consistency"];
    since["size"] = proof.consistency->size;
    since["root"] = proof.consistency->root;
    since["proof"] = proof.consistency->hashes;
  }
  return json;
}

Json evidence_json(const LogCheck& check) {
  Json json = document("audit verify-log", check.catalogue, exit_code(check));
  put_path(json["log"], check.log);
  json["lines"] = check.lines;
  json["head"] = check.head;
  json["root"] = check.root;
  json["waiting"] = check.waiting;
  json["torn"] = check.is_torn;
  json["bad_line"] = check.bad_line ? Json(*check.bad_line) : Json(nullptr);
  if (check.bad_line)
    json["problem"] = display_name(check.problem);
  json["packages"] = check.packages;
  json["checkpoints"] = check.checkpoints;
  json["differences"] = Json::array();
  for (const LogDifference& difference : check.differences)
    json["differences"].push_back(difference_json(difference));
  json["notices"] = texts_json(check.notices);
  return json;
}

} // namespace delo
