#include "delo/ops/audit/log_bodies.hpp"

#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/audit/record_json.hpp"

#include <utility>

namespace delo {
namespace {

/// The digest of a file in one of two lists; null where it is not in it.
Json digest_in(const CataloguedFiles& files, const std::string& name) {
  const auto found = files.find(name);
  return found == files.end() ? Json(nullptr) : Json(labelled(found->second.digest));
}

} // namespace

Json package_json(const CatalogueEntry& entry) {
  Json json;
  json["package"] = to_catalogue_text(entry.path);
  return json;
}

Json reference_json(const CatalogueEntry& entry) {
  Json json = package_json(entry);
  json["kind"] = to_word(entry.kind);
  if (!entry.citation.empty())
    json["citation"] = to_catalogue_text(entry.citation);
  json["files"] = entry.files;
  json["bytes"] = entry.bytes;
  json["reference"] = entry.reference;
  return json;
}

Json run_counts_json(const AuditCounts& counts) {
  Json json;
  json["packages"] = counts.packages;
  json["packages_passed"] = counts.packages_passed;
  json["files"] = counts.files;
  json["bytes"] = counts.bytes;
  for (const AuditOutcome outcome : audit_outcomes())
    if (counts.of(outcome) > 0)
      json["outcomes"][code_of(outcome)] = counts.of(outcome);
  return json;
}

Json collection_json(const Collection& collection) {
  Json json;
  json["collection"] = to_catalogue_text(collection.name);
  json["kind"] = to_word(collection.kind);
  json["root"] = to_catalogue_text(collection.root);
  if (!collection.list.empty())
    json["list"] = to_catalogue_text(collection.list);
  for (const auto& [name, value] : collection.settings.values())
    json["settings"][name] = to_catalogue_text(value);
  return json;
}

Json changes_json(const CataloguedFiles& was, const CataloguedFiles& now) {
  CataloguedFiles both = was;
  both.insert(now.begin(), now.end());
  Json changes = Json::array();
  for (const auto& [name, file] : both) {
    Json change;
    change["path"] = to_catalogue_text(name);
    change["was"] = digest_in(was, name);
    change["is"] = digest_in(now, name);
    if (change["was"] != change["is"])
      changes.push_back(std::move(change));
  }
  return changes;
}

} // namespace delo
