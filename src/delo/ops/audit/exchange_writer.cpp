#include "delo/base/version.hpp"
#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/audit/exchange.hpp"
#include "delo/ops/audit/record_json.hpp"

#include <utility>

namespace delo {
namespace {

Json time_json(const std::optional<Timestamp>& time) {
  return time ? Json(to_rfc3339(*time)) : Json(nullptr);
}

Json file_json(std::string_view what, const std::string& path, const CataloguedFile& file) {
  Json json;
  json["what"] = what;
  json["path"] = to_catalogue_text(path);
  json["size"] = file.size;
  json["digest"] = labelled(file.digest);
  return json;
}

std::string digest_of(Hasher& hasher) {
  return hasher.finish().find(Algorithm::sha256)->hex();
}

} // namespace

ExchangeWriter::ExchangeWriter(ByteSink& out) : out_(out) {
  over_rows_.start({Algorithm::sha256});
  over_file_.start({Algorithm::sha256});
}

void ExchangeWriter::line(Json json) {
  const std::string text = printable(json, -1) + "\n";
  over_rows_.update(text);
  over_file_.update(text);
  out_.write(text);
}

void ExchangeWriter::header(Timestamp time, const LogState& log) {
  sums_.log_lines = log.lines;
  sums_.log_head = log.head;
  Json json;
  json["what"] = "delo audit export";
  json["version"] = kExchangeVersion;
  json["delo"] = library_version();
  json["time"] = to_rfc3339(time);
  json["log_lines"] = log.lines;
  json["log_head"] = log.head;
  line(std::move(json));
}

void ExchangeWriter::collection(const Collection& collection) {
  ++sums_.collections;
  Json json;
  json["what"] = "collection";
  json["name"] = to_catalogue_text(collection.name);
  json["kind"] = to_word(collection.kind);
  json["root"] = to_catalogue_text(collection.root);
  json["list"] = to_catalogue_text(collection.list);
  json["settings"] = Json::object();
  for (const auto& [name, value] : collection.settings.values())
    json["settings"][name] = to_catalogue_text(value);
  line(std::move(json));
}

void ExchangeWriter::run(const ExchangedRun& run) {
  ++sums_.runs;
  const AuditRunSummary& summary = run.summary;
  Json json;
  json["what"] = "run";
  json["run"] = summary.id;
  json["origin"] = run.origin;
  json["selection"] = to_catalogue_text(run.selection);
  json["host"] = to_catalogue_text(summary.host);
  json["version"] = to_catalogue_text(summary.version);
  json["started"] = to_rfc3339(summary.started);
  json["ended"] = time_json(summary.ended);
  json["exit"] = summary.exit ? Json(*summary.exit) : Json(nullptr);
  json["broken_off"] = run.is_broken_off;
  json["packages"] = summary.counts.packages;
  json["packages_passed"] = summary.counts.packages_passed;
  json["files"] = summary.counts.files;
  json["bytes"] = summary.counts.bytes;
  json["outcomes"] = Json::object();
  for (const AuditOutcome outcome : audit_outcomes())
    if (summary.counts.of(outcome) > 0)
      json["outcomes"][code_of(outcome)] = summary.counts.of(outcome);
  line(std::move(json));
}

void ExchangeWriter::package(const ExchangedPackage& package) {
  ++sums_.packages;
  sums_.forgotten += package.forgotten ? 1 : 0;
  const CatalogueEntry& entry = package.entry;
  Json json;
  json["what"] = "package";
  json["collection"] = to_catalogue_text(package.collection);
  json["path"] = to_catalogue_text(entry.path);
  json["name"] = to_catalogue_text(entry.name);
  json["citation"] = to_catalogue_text(entry.citation);
  json["kind"] = to_word(entry.kind);
  json["device"] = entry.device;
  json["files"] = entry.files;
  json["bytes"] = entry.bytes;
  json["added"] = to_rfc3339(entry.added);
  json["reference"] = entry.reference;
  json["rank"] = static_cast<int>(entry.rank);
  json["last_checked"] = time_json(entry.last_checked);
  json["last_outcome"] = entry.last_outcome ? Json(code_of(*entry.last_outcome)) : Json(nullptr);
  json["last_run"] = entry.last_run;
  json["forgotten"] = time_json(package.forgotten);
  json["rows"] = package.files.size();
  json["superseded"] = package.superseded.size();
  line(std::move(json));
  for (const auto& [name, file] : package.files) {
    ++sums_.files;
    line(file_json("file", name, file));
  }
  for (const SupersededFile& before : package.superseded) {
    ++sums_.superseded;
    Json row = file_json("superseded", before.path, before.file);
    row["until"] = to_rfc3339(before.until);
    row["reason"] = to_catalogue_text(before.reason);
    line(std::move(row));
  }
}

AuditExchange ExchangeWriter::end() {
  Json json;
  json["what"] = "end";
  json["collections"] = sums_.collections;
  json["runs"] = sums_.runs;
  json["packages"] = sums_.packages;
  json["files"] = sums_.files;
  json["superseded"] = sums_.superseded;
  json["sha256"] = digest_of(over_rows_);
  over_rows_.start({Algorithm::sha256});
  line(std::move(json));
  sums_.sha256 = digest_of(over_file_);
  return sums_;
}

} // namespace delo
