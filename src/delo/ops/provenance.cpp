#include "delo/ops/provenance.hpp"

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

std::string provenance_record(const WrittenPackage& package) {
  Json json;
  json["schema_version"] = 1;
  json["package_id"] = {{"value", package.plan.id.id},
                        {"origin", to_word(package.plan.id.origin)},
                        {"basis", package.plan.id.basis}};
  json["made"] = {{"by", package.software},
                  {"version", package.software_version},
                  {"at", to_rfc3339(package.now)}};
  const Submitter submitter = submitter_of(package);
  json["submitter"] = {{"value", submitter.name}, {"origin", to_word(submitter.origin)}};
  for (const PackageFile* page : package.of(FileRole::source_page)) {
    Json source;
    source["name"] = package.input.page_name;
    source["shape"] = package.input.shape;
    source["size"] = page->size;
    const PageEncoding& encoding = package.input.encoding;
    source["encoding"] = {{"value", encoding.name},
                          {"origin", encoding.origin},
                          {"confidence", to_word(encoding.confidence)}};
    for (const Digest& digest : page->digests)
      source[std::string(info(digest.algorithm()).bagit)] = digest.hex();
    json["source_page"] = std::move(source);
  }
  Json representations = Json::array();
  for (const std::string& name : package.plan.representations) {
    Json files = Json::array();
    for (const PackageFile* file : package.of(FileRole::representation_data, name))
      files.push_back(file->path.str());
    Json representation{{"name", name}, {"files", std::move(files)}};
    for (const SourceRepresentation& source : package.input.representations)
      if (source.name == name)
        for (const RelPath& folder : source.empty_folders)
          representation["empty_folders"].push_back(folder.str());
    representations.push_back(std::move(representation));
  }
  json["representations"] = std::move(representations);
  for (const LeftOut& file : package.input.left_out) {
    Json item;
    put_path(item, file.path);
    item["why"] = file.why;
    json["left_out"].push_back(std::move(item));
  }
  json.update(record_to_json(package.plan.record));
  json["warnings"] = package.plan.warnings;
  return to_text(json);
}

} // namespace delo
