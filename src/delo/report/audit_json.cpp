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

Json second_look_json(const SecondLook& look) {
  Json json;
  json["outcome"] = code(look.outcome);
  put_bytes(json, "actual", look.actual, look.actual_size);
  if (look.error_number != 0)
    json["errno"] = look.error_number;
  if (!look.reason.empty())
    json["reason"] = display_name(look.reason);
  return json;
}

Json outlook_json(const CycleOutlook& outlook) {
  Json json;
  json["collection"] = display_name(outlook.collection);
  json["cycle_seconds"] = outlook.cycle;
  json["packages"] = outlook.packages;
  json["bytes"] = outlook.bytes;
  json["seconds_between_runs"] = outlook.between_runs;
  json["bytes_needed_per_run"] = outlook.needed;
  json["bytes_allowed_per_run"] = outlook.allowed ? Json(*outlook.allowed) : Json(nullptr);
  json["reachable"] = outlook.is_reachable();
  json["overdue"] = outlook.overdue;
  return json;
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
  if (event.error_number != 0)
    json["errno"] = event.error_number;
  if (!event.reason.empty())
    json["reason"] = display_name(event.reason);
  if (!event.moved_to.empty())
    put_path(json["moved_to"], event.moved_to);
  if (event.again)
    json["second_reading"] = second_look_json(*event.again);
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

Json log_json(const LogPlace& log) {
  Json json;
  json["lines"] = log.lines;
  json["head"] = log.head;
  json["root"] = log.root;
  json["checkpoint"] = log.checkpoint.empty() ? Json(nullptr) : path_json(log.checkpoint);
  if (!log.trouble.empty())
    json["trouble"] = display_name(log.trouble);
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
  Json json = document(report.is_dry_run ? "audit plan" : "audit run", report.catalogue);
  json["host"] = report.host;
  json["version"] = report.version;
  json["started"] = to_rfc3339(report.started);
  json["ended"] = to_rfc3339(report.ended);
  json["exit"] = static_cast<int>(exit_code(report));
  if (report.is_dry_run) {
    json["planned"] = Json::array();
    for (const PlannedPackage& planned : report.planned) {
      Json row = path_json(planned.path);
      row["collection"] = display_name(planned.collection);
      row["bytes"] = planned.bytes;
      row["why"] = planned.why;
      json["planned"].push_back(std::move(row));
    }
    json["left"] = report.left;
    return json;
  }
  json["run"] = report.run;
  json["continues"] = time_json(report.continues);
  json["counts"] = counts_json(report.counts);
  json["events"] = Json::array();
  for (const AuditEvent& event : report.events)
    json["events"].push_back(event_json(event));
  json["stores_away"] = Json::array();
  for (const StoreAway& store : report.stores_away) {
    Json away = path_json(store.folder);
    away["reason"] = display_name(store.reason);
    away["count"] = store.count;
    away["packages"] = paths_json(store.packages);
    json["stores_away"].push_back(std::move(away));
  }
  json["mass_changes"] = Json::array();
  for (const MassChange& change : report.mass_changes) {
    Json row;
    row["collection"] = display_name(change.collection);
    row["reason"] = display_name(change.reason);
    row["packages"] = change.packages;
    row["seen"] = Json::array();
    for (const AuditEvent& event : change.events)
      row["seen"].push_back(event_json(event));
    json["mass_changes"].push_back(std::move(row));
  }
  json["unwatched"] = Json::array();
  for (const Unwatched& unwatched : report.unwatched) {
    Json row;
    row["collection"] = display_name(unwatched.collection);
    row["packages"] = paths_json(unwatched.packages);
    json["unwatched"].push_back(std::move(row));
  }
  json["cycles"] = Json::array();
  for (const CycleOutlook& outlook : report.outlooks)
    json["cycles"].push_back(outlook_json(outlook));
  json["log"] = log_json(report.log);
  json["left"] = report.left;
  json["files_maybe_cached"] = report.maybe_cached;
  json["notices"] = Json::array();
  for (const std::string& notice : report.notices)
    json["notices"].push_back(display_name(notice));
  return json;
}

Json audit_json(const AuditAcceptResult& result) {
  Json json = document("audit accept", {});
  json["package"] = entry_json(result.package);
  json["changed_files"] = result.changed;
  return json;
}

Json audit_json(const CatalogueEntry& forgotten) {
  Json json = document("audit forget", {});
  json["package"] = entry_json(forgotten);
  return json;
}

Json audit_json(std::span<const Collection> collections) {
  Json json = document("audit collections", {});
  json["collections"] = Json::array();
  for (const Collection& collection : collections) {
    Json row;
    row["name"] = display_name(collection.name);
    row["kind"] = to_word(collection.kind);
    row["root"] = collection.root.empty() ? Json(nullptr) : path_json(collection.root);
    if (!collection.list.empty())
      row["list"] = path_json(collection.list);
    row["settings"] = Json::object();
    for (const auto& [name, value] : collection.settings.values())
      row["settings"][name] = display_name(value);
    json["collections"].push_back(std::move(row));
  }
  return json;
}

Json audit_json(const AuditAddResult& result) {
  Json json = document("audit add", result.catalogue);
  json["exit"] = static_cast<int>(exit_code(result));
  if (!result.collection.empty())
    json["collection"] = display_name(result.collection);
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
  json["notices"] = Json::array();
  for (const std::string& notice : result.notices)
    json["notices"].push_back(display_name(notice));
  return json;
}

Json audit_json(const AuditExchange& exchange, std::string_view report) {
  Json json = document(report, exchange.catalogue);
  json["collections"] = exchange.collections;
  json["runs"] = exchange.runs;
  json["packages"] = exchange.packages;
  json["forgotten"] = exchange.forgotten;
  json["digests"] = exchange.files;
  json["superseded"] = exchange.superseded;
  json["log_lines"] = exchange.log_lines;
  json["log_head"] = exchange.log_head;
  json["sha256"] = exchange.sha256;
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
    run["merge"] = status.last_run->is_merge;
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
