#include "delo/base/utf8.hpp"
#include "delo/report/audit_report.hpp"

#include <utility>

namespace delo {
namespace {

constexpr int kSchemaVersion = 1;

Json document(std::string_view kind, std::string_view catalogue) {
  Json json;
  json["schema_version"] = kSchemaVersion;
  json["report"] = kind;
  if (!catalogue.empty())
    put_path(json["catalogue"], catalogue);
  return json;
}

Json path_json(std::string_view path) {
  Json json;
  put_path(json, path);
  return json;
}

Json paths_json(std::span<const std::string> paths) {
  Json list = Json::array();
  for (const std::string& path : paths)
    list.push_back(path_json(path));
  return list;
}

/// "package missing" is written "package_missing", as keys and codes in JSON are.
std::string code(AuditOutcome outcome) {
  std::string word(to_word(outcome));
  for (char& c : word)
    if (c == ' ')
      c = '_';
  return word;
}

Json time_json(const std::optional<Timestamp>& time) {
  return time ? Json(to_rfc3339(*time)) : Json(nullptr);
}

Json counts_json(const AuditCounts& counts) {
  Json json;
  json["packages"] = counts.packages;
  json["packages_passed"] = counts.packages_passed;
  json["files"] = counts.files;
  json["bytes"] = counts.bytes;
  for (const AuditOutcome outcome : audit_outcomes())
    json["outcomes"][code(outcome)] = counts.of(outcome);
  return json;
}

void put_bytes(Json& json, std::string_view key, const std::optional<Digest>& digest,
               const std::optional<std::uint64_t>& size) {
  if (!digest && !size)
    return;
  Json& bytes = json[std::string(key)];
  if (digest)
    bytes["digest"] = labelled(digest);
  if (size)
    bytes["size"] = *size;
}

Json event_json(const AuditEvent& event) {
  Json json;
  json["outcome"] = code(event.outcome);
  Json& package = json["package"];
  put_path(package, event.package);
  package["name"] = display_name(event.name);
  if (!event.citation.empty())
    package["citation"] = display_name(event.citation);
  if (!event.path.empty())
    put_path(json, event.path);
  put_bytes(json, "expected", event.expected, event.expected_size);
  put_bytes(json, "actual", event.actual, event.actual_size);
  json["bytes_read"] = event.bytes_read;
  if (!event.reason.empty())
    json["reason"] = display_name(event.reason);
  json["time"] = to_rfc3339(event.time);
  return json;
}

Json entry_json(const CatalogueEntry& entry) {
  Json json;
  put_path(json, entry.path);
  json["name"] = display_name(entry.name);
  if (!entry.citation.empty())
    json["citation"] = display_name(entry.citation);
  json["kind"] = to_word(entry.kind);
  json["files"] = entry.files;
  json["bytes"] = entry.bytes;
  json["added"] = to_rfc3339(entry.added);
  json["last_checked"] = time_json(entry.last_checked);
  json["last_outcome"] = entry.last_outcome ? Json(code(*entry.last_outcome)) : Json(nullptr);
  return json;
}

Json refusal_json(const AuditRefusal& refusal) {
  Json json = path_json(refusal.path);
  json["reason"] = display_name(refusal.reason);
  json["unreadable"] = refusal.unreadable;
  return json;
}

} // namespace

Json audit_json(const AuditReport& report) {
  Json json = document("audit run", report.catalogue);
  json["started"] = to_rfc3339(report.started);
  json["ended"] = to_rfc3339(report.ended);
  json["exit"] = static_cast<int>(exit_code(report));
  json["counts"] = counts_json(report.counts);
  json["events"] = Json::array();
  for (const AuditEvent& event : report.events)
    json["events"].push_back(event_json(event));
  json["stores_away"] = Json::array();
  for (const StoreAway& store : report.stores_away) {
    Json away = path_json(store.folder);
    away["reason"] = display_name(store.reason);
    away["packages"] = paths_json(store.packages);
    json["stores_away"].push_back(std::move(away));
  }
  return json;
}

Json audit_json(const AuditAddResult& result) {
  Json json = document("audit add", result.catalogue);
  json["exit"] = static_cast<int>(exit_code(result));
  json["added"] = Json::array();
  for (const auto& added : result.added) {
    Json row = path_json(added.path);
    if (!added.citation.empty())
      row["citation"] = display_name(added.citation);
    row["files"] = added.files;
    row["bytes"] = added.bytes;
    json["added"].push_back(std::move(row));
  }
  json["moved"] = Json::array();
  for (const auto& moved : result.moved) {
    Json row;
    row["from"] = path_json(moved.from);
    row["to"] = path_json(moved.to);
    json["moved"].push_back(std::move(row));
  }
  json["already_there"] = paths_json(result.already);
  json["not_packages"] = paths_json(result.not_packages);
  json["passed_over"] = paths_json(result.passed_over);
  json["refused"] = Json::array();
  for (const AuditRefusal& refusal : result.refused)
    json["refused"].push_back(refusal_json(refusal));
  return json;
}

Json audit_json(const AuditStatus& status) {
  Json json = document("audit status", status.catalogue);
  json["packages"] = status.packages;
  json["files"] = status.files;
  json["bytes"] = status.bytes;
  json["never_checked"] = status.never_checked;
  json["oldest_check"] = status.oldest ? entry_json(*status.oldest) : Json(nullptr);
  Json& run = json["last_run"];
  if (status.last_run) {
    run["started"] = to_rfc3339(status.last_run->started);
    run["ended"] = time_json(status.last_run->ended);
    run["exit"] = status.last_run->exit ? Json(*status.last_run->exit) : Json(nullptr);
    run["counts"] = counts_json(status.last_run->counts);
  }
  return json;
}

Json audit_json(std::span<const CatalogueEntry> packages) {
  Json json = document("audit list", {});
  json["packages"] = Json::array();
  for (const CatalogueEntry& package : packages)
    json["packages"].push_back(entry_json(package));
  return json;
}

} // namespace delo
