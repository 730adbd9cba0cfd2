#include "delo/ops/provenance.hpp"

#include "delo/base/json_writer.hpp"
#include "delo/model/found_json.hpp"
#include "delo/model/record_json.hpp"

namespace delo {

Submitter submitter_of(const WrittenPackage& package) {
  const DocumentRecord& record = package.plan.record;
  if (!package.submitter.empty())
    return {package.submitter, Origin::option, true};
  if (!record.publisher.empty())
    return {record.publisher.values.front(), Origin::page, true};
  if (!record.contributor.empty())
    return {record.contributor.values.front(), Origin::page, false};
  return {"not stated", Origin::defaulted, true};
}

namespace {

Json source_page(const WrittenPackage& package, const PackageFile& page) {
  Json source;
  source["name"] = package.input.page_name;
  source["shape"] = package.input.shape;
  source["size"] = page.size;
  const PageEncoding& encoding = package.input.encoding;
  source["encoding"] = {{"value", encoding.name},
                        {"origin", encoding.origin},
                        {"confidence", to_word(encoding.confidence)}};
  for (const Digest& digest : page.digests)
    source[std::string(info(digest.algorithm()).bagit)] = digest.hex();
  return source;
}

void write_representation(JsonWriter& json, const WrittenPackage& package,
                          const std::string& name) {
  json.open_object().member("name", name).key("files").open_array();
  package.data_of(name)([&json](const PackageFile& file) { json.value(file.path.str()); });
  json.close();
  for (const SourceRepresentation& source : package.input.representations)
    if (source.name == name && !source.empty_folders.empty()) {
      json.key("empty_folders").open_array();
      for (const std::string& folder : source.empty_folders)
        json.value(folder);
      json.close();
    }
  json.close();
}

} // namespace

void write_provenance(ByteSink& sink, const WrittenPackage& package) {
  JsonWriter json(sink);
  json.open_object().member("schema_version", 1);
  json.member("package_id", {{"value", package.plan.id.id},
                             {"origin", to_word(package.plan.id.origin)},
                             {"basis", package.plan.id.basis}});
  json.member("made", {{"by", package.software},
                       {"version", package.software_version},
                       {"at", to_rfc3339(package.now)}});
  const Submitter submitter = submitter_of(package);
  json.member("submitter", {{"value", submitter.name}, {"origin", to_word(submitter.origin)}});
  for (const PackageFile& page : package.of(FileRole::source_page))
    json.member("source_page", source_page(package, page));
  json.key("representations").open_array();
  for (const std::string& name : package.plan.representations)
    write_representation(json, package, name);
  json.close();
  if (!package.input.left_out.empty()) {
    json.key("left_out").open_array();
    write_items(json, package.input.left_out);
    json.close();
  }
  Json record = record_to_json(package.plan.record);
  record["warnings"] = package.plan.warnings;
  json.members(record).close().finish();
}

} // namespace delo
