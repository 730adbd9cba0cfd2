// The order of keys follows the order of the fields, so that two runs give the same bytes.
#include "delo/model/record_json.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

/// The levels that are named even when the citation does not give them.
constexpr std::array kMainLevels{Level::archive, Level::fond, Level::opis, Level::delo,
                                 Level::listy};

} // namespace

Json to_json(const Field& field) {
  Json json = Json::object();
  if (field.empty()) {
    json["value"] = nullptr;
    if (field.origin != Origin::page) // somebody took the value away
      json["origin"] = to_word(field.origin);
    return json;
  }
  if (field.values.size() == 1)
    json["value"] = field.values.front();
  else
    json["value"] = field.values;
  json["origin"] = to_word(field.origin);
  json["confidence"] = to_word(field.confidence);
  json["raw"] = field.raw;
  if (field.line > 0)
    json["line"] = field.line;
  return json;
}

Json to_json(const ArchivalCitation& citation) {
  Json json = Json::object();
  for (std::size_t i = 0; i < kLevelCount; ++i) {
    const auto level = static_cast<Level>(i);
    const CitationPart* part = citation.find(level);
    const bool main = std::find(kMainLevels.begin(), kMainLevels.end(), level) != kMainLevels.end();
    if (part || main)
      json[std::string(to_word(level))] = part ? Json(part->value) : Json(nullptr);
  }
  json["raw"] = citation.raw;
  json["parts"] = Json::array();
  for (const CitationPart& part : citation.parts) {
    Json entry = Json::object();
    entry["level"] = to_word(part.level);
    entry["value"] = part.value;
    entry["raw"] = part.raw;
    entry["confidence"] = to_word(part.confidence);
    if (part.span.end > part.span.begin)
      entry["span"] = {part.span.begin, part.span.end};
    json["parts"].push_back(std::move(entry));
  }
  json["notes"] = citation.notes;
  return json;
}

Json record_to_json(const DocumentRecord& record) {
  Json json = Json::object();
  json["record"] = Json::object();
  for (const RecordField& field : record_fields())
    json["record"][std::string(field.name)] = to_json(record.*field.member);
  json["holdings"] = Json::array();
  for (const ArchivalCitation& holding : record.holdings)
    json["holdings"].push_back(to_json(holding));
  json["warnings"] = record.warnings;
  return json;
}

} // namespace delo
