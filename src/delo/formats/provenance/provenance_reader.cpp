#include "delo/formats/provenance/provenance_reader.hpp"

#include "delo/base/error.hpp"
#include "delo/formats/provenance/provenance_schemas.hpp"
#include "delo/io/json_schema.hpp"
#include "delo/model/record_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace delo {
namespace {

/// A record has six levels; copies of JSON are made level in level, on the stack.
constexpr int kDeepest = 100;
constexpr std::size_t kMostKeys = 10'000;    ///< of an object
constexpr std::size_t kMostValues = 250'000; ///< without the names of files
constexpr const char* kSchema = "provenance-record.schema.json";

std::string_view schema_text(const std::string& name) {
  for (const EmbeddedJsonSchema& schema : embedded_json_schemas())
    if (schema.name == name)
      return schema.text;
  throw Error(ErrorKind::internal, "no schema is called " + name);
}

/// Says of each value of a record, as it is parsed, whether it is kept. The names of files in
/// "files" lists are not: of a document of a hundred thousand scans they would be nearly all of it.
/// One stays, so that the list keeps its form.
class RecordFilter {
public:
  /// Throws Error(usage) when the text is nested or crowded as no record is.
  bool keeps(int depth, Json::parse_event_t event, const Json& value) {
    if (depth > kDeepest)
      throw Error(ErrorKind::usage, fmt::format("it is nested more than {} deep", kDeepest));
    if (event == Json::parse_event_t::key)
      count_key(depth);
    if (event == Json::parse_event_t::key && value == "files")
      files_depth_ = depth + 1;
    else if (event == Json::parse_event_t::array_start && depth == files_depth_ - 1)
      kept_files_ = 0;
    else if (event == Json::parse_event_t::array_end && depth == files_depth_ - 1)
      files_depth_ = 0;
    else if (event == Json::parse_event_t::value && files_depth_ > 0 && depth == files_depth_)
      return ++kept_files_ == 1;
    else if (event == Json::parse_event_t::object_start)
      keys_.at(static_cast<std::size_t>(depth) + 1) = 0;
    if (++values_ > kMostValues)
      throw Error(ErrorKind::usage, fmt::format("it has more than {} values", kMostValues));
    return true;
  }

private:
  /// Keys stay in their order, and each is looked for among those before it.
  void count_key(int depth) {
    if (++keys_.at(static_cast<std::size_t>(depth)) > kMostKeys)
      throw Error(ErrorKind::usage, fmt::format("an object has more than {} keys", kMostKeys));
  }

  int files_depth_ = 0;
  int kept_files_ = 0;
  std::size_t values_ = 0;
  std::array<std::size_t, kDeepest + 2> keys_{}; ///< so far, of the object of each level
};

Json parse_without_files(std::string_view text) {
  RecordFilter filter;
  return Json::parse(text, [&filter](int depth, Json::parse_event_t event, Json& value) {
    return filter.keeps(depth, event, value);
  });
}

bool says_delo(const Json& json) {
  return json.is_object() && json.contains("made") && json["made"].is_object() &&
         json["made"].value("by", Json()) == "delo";
}

/// The same of a text that is no JSON.
bool names_delo(std::string_view text) {
  return text.find("\"by\": \"delo\"") != std::string_view::npos;
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

bool ProvenanceText::is_in_string(char c) {
  if (!in_string_) {
    in_string_ = c == '"';
    if (in_string_)
      word_.clear();
    return in_string_;
  }
  static constexpr std::size_t kEnough = 8;
  if (escaped_)
    escaped_ = false;
  else if (c == '\\')
    escaped_ = true;
  else if (c == '"')
    in_string_ = false;
  else if (word_.size() < kEnough)
    word_ += c;
  return true;
}

void ProvenanceText::pass_by(char c) {
  if (!has_first_)
    text_ += c;
  const bool was_in_string = in_string_;
  if (is_in_string(c)) {
    has_first_ = has_first_ || (was_in_string && !in_string_);
  } else if (c == ']') {
    in_files_ = false;
    if (has_first_)
      text_ += c;
  }
}

void ProvenanceText::take(char c) {
  text_ += c;
  if (is_in_string(c))
    return;
  if (c == ':')
    key_is_files_ = word_ == "files";
  else if (c == '[' && key_is_files_)
    in_files_ = true;
  has_first_ = has_first_ && in_files_;
  if (c != ':' && c != ' ' && c != '\n')
    key_is_files_ = false;
}

void ProvenanceText::feed(std::string_view bytes) {
  for (const char c : bytes)
    in_files_ ? pass_by(c) : take(c);
}

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
  } catch (const Json::exception& error) { // a number beyond measure is no parse_error
    read.complaints.emplace_back(error.what());
    read.is_ours = names_delo(text);
  } catch (const Error& error) { // a record that says what no record can
    read.complaints.push_back(error.message());
    read.is_ours = read.is_ours || names_delo(text);
  }
  return read;
}

} // namespace delo
