#include "delo/formats/provenance/provenance_reader.hpp"

#include "delo/base/error.hpp"
#include "delo/formats/provenance/provenance_schemas.hpp"
#include "delo/io/json_schema.hpp"
#include "delo/model/record_json.hpp"

#include <algorithm>

namespace delo {
namespace {

constexpr const char* kSchema = "provenance-record.schema.json";

std::string_view schema_text(const std::string& name) {
  for (const EmbeddedJsonSchema& schema : embedded_json_schemas())
    if (schema.name == name)
      return schema.text;
  throw Error(ErrorKind::internal, "no schema is called " + name);
}

/// The document without the names of files in its "files" lists: of a document of a hundred
/// thousand scans they would be nearly all of it. One stays, so that the list keeps its form.
Json parse_without_files(std::string_view text) {
  int files_depth = 0;
  int kept = 0;
  return Json::parse(text, [&](int depth, Json::parse_event_t event, Json& value) {
    if (event == Json::parse_event_t::key && value == "files")
      files_depth = depth + 1;
    else if (event == Json::parse_event_t::array_start && depth == files_depth - 1)
      kept = 0;
    else if (event == Json::parse_event_t::array_end && depth == files_depth - 1)
      files_depth = 0;
    else if (event == Json::parse_event_t::value && files_depth > 0 && depth == files_depth)
      return ++kept == 1;
    return true;
  });
}

bool says_delo(const Json& json) {
  return json.is_object() && json.contains("made") && json["made"].is_object() &&
         json["made"].value("by", Json()) == "delo";
}

ProvenanceRecord read_record(const Json& json) {
  ProvenanceRecord read;
  read.package_id = json["package_id"]["value"].get<std::string>();
  read.id_basis = json["package_id"]["basis"].get<std::string>();
  for (const Json& representation : json["representations"])
    read.representations.push_back(representation["name"].get<std::string>());
  if (json.contains("source_page")) {
    read.page_name = json["source_page"]["name"].get<std::string>();
    read.page_sha512 = json["source_page"].value("sha512", "");
  }
  Json described;
  for (const char* key : {"record", "holdings", "warnings"})
    described[key] = json.at(key);
  read.record = record_from_json(described).record;
  return read;
}

} // namespace

ReadProvenance read_provenance(std::string_view text) {
  ReadProvenance read;
  try {
    const Json json = parse_without_files(text);
    read.is_ours = says_delo(json);
    if (!read.is_ours)
      return read;
    read.complaints = json_schema_complaints(kSchema, schema_text, json);
    if (read.complaints.empty())
      read.record = read_record(json);
  } catch (const Json::parse_error& error) {
    read.complaints.emplace_back(error.what());
    read.is_ours = text.find("\"by\": \"delo\"") != std::string_view::npos;
  } catch (const Error& error) { // a record that says what no record can
    read.complaints.push_back(error.message());
  }
  return read;
}

} // namespace delo
