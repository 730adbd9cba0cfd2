// JSON that a person may have edited. Whatever is not understood is an error with its place: a
// typing slip in a key must not lose a correction.
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/model/record_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

namespace delo {
namespace {

[[noreturn]] void refuse(const std::string& where, const std::string& fault, std::string allowed) {
  throw Error(ErrorKind::usage, fmt::format("{} {}", where, fault),
              "allowed: " + std::move(allowed));
}

/// What a JSON value is, in the words of an error.
std::string kind_of(const Json& json) {
  return fmt::format("is {} {}", json.is_array() || json.is_object() ? "an" : "a",
                     json.type_name());
}

/// "a, b and c" of the names that are allowed.
template <typename Names>
std::string list_of(const Names& names) {
  std::string text;
  for (const auto& name : names)
    text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

template <typename Names>
void check_keys(const Json& json, const std::string& where, const Names& names) {
  for (const auto& [key, value] : json.items())
    if (std::find(std::begin(names), std::end(names), key) == std::end(names))
      refuse(where, fmt::format("has an unknown key \"{}\"", display_name(key)), list_of(names));
}

/// A text that can be carried everywhere: control characters other than tabs and line ends are no
/// text, and XML could not hold them.
std::string text_of(const Json& json, const std::string& where) {
  if (!json.is_string())
    refuse(where, kind_of(json), "a text");
  auto text = json.get<std::string>();
  const bool has_control = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r';
  });
  if (has_control)
    refuse(where, "holds a control character", "a text of printable characters");
  return text;
}

template <typename Enum, std::size_t N>
Enum word_of(const Json& json, const std::string& where, const std::array<Enum, N>& values) {
  std::vector<std::string_view> words;
  for (const Enum value : values)
    words.push_back(to_word(value));
  const std::string word = text_of(json, where);
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end())
    refuse(where, fmt::format("is \"{}\"", display_name(word)), list_of(words));
  return values[static_cast<std::size_t>(found - words.begin())];
}

constexpr std::array kOrigins{Origin::page, Origin::sheet, Origin::option, Origin::typed,
                              Origin::defaulted};
constexpr std::array kConfidences{Confidence::certain, Confidence::likely, Confidence::unsure};

std::uint64_t number_of(const Json& json, const std::string& where) {
  if (!json.is_number_unsigned())
    refuse(where, kind_of(json), "a whole number of 0 or more");
  return json.get<std::uint64_t>();
}

std::vector<std::string> texts_of(const Json& json, const std::string& where) {
  constexpr const char* kAllowed = "a text, a list of texts, or null for no value";
  if (json.is_null())
    return {};
  if (!json.is_string() && !json.is_array())
    refuse(where, kind_of(json), kAllowed);
  std::vector<std::string> texts;
  if (json.is_string())
    texts.push_back(text_of(json, where));
  else
    for (const Json& item : json) {
      if (!item.is_string() || is_blank(item.get<std::string>()))
        refuse(where, "has an item that is no text", kAllowed);
      texts.push_back(text_of(item, where));
    }
  if (texts.size() == 1 && is_blank(texts.front()))
    texts.clear();
  return texts;
}

Field field_from(const Json& json, const std::string& where) {
  Field field;
  field.origin = Origin::typed;
  if (!json.is_object()) {
    field.values = texts_of(json, where);
    return field.empty() ? Field() : field;
  }
  check_keys(json, where, std::array{"value", "origin", "confidence", "raw", "line"});
  if (!json.contains("value"))
    refuse(where, "has no \"value\"", "a text, a list of texts, or null for no value");
  field.values = texts_of(json["value"], where);
  if (json.contains("origin"))
    field.origin = word_of(json["origin"], "the origin of " + where, kOrigins);
  if (json.contains("confidence"))
    field.confidence = word_of(json["confidence"], "the confidence of " + where, kConfidences);
  if (json.contains("raw"))
    field.raw = text_of(json["raw"], "the raw form of " + where);
  if (json.contains("line"))
    field.line = number_of(json["line"], "the line of " + where);
  if (!field.empty())
    return field;
  Field none;
  if (json.contains("origin"))
    none.origin = field.origin;
  return none;
}

std::array<std::string_view, kLevelCount> level_names() {
  std::array<std::string_view, kLevelCount> names;
  for (std::size_t i = 0; i < kLevelCount; ++i)
    names[i] = to_word(static_cast<Level>(i));
  return names;
}

std::array<Level, kLevelCount> all_levels() {
  std::array<Level, kLevelCount> levels{};
  for (std::size_t i = 0; i < kLevelCount; ++i)
    levels[i] = static_cast<Level>(i);
  return levels;
}

Span span_from(const Json& json, const std::string& where) {
  if (!json.is_array() || json.size() != 2)
    refuse(where, kind_of(json), "a list of two numbers, the begin and the end");
  const Span span{number_of(json[0], where), number_of(json[1], where)};
  if (span.end < span.begin)
    refuse(where, "ends before it begins", "a list of two numbers, the begin and the end");
  return span;
}

CitationPart part_from(const Json& json, const std::string& where) {
  if (!json.is_object())
    refuse(where, kind_of(json), "an object with level and value");
  check_keys(json, where, std::array{"level", "value", "raw", "confidence", "span"});
  for (const char* key : {"level", "value"})
    if (!json.contains(key))
      refuse(where, fmt::format("has no \"{}\"", key), "an object with level and value");
  CitationPart part{word_of(json["level"], "the level of " + where, all_levels()),
                    text_of(json["value"], "the value of " + where), ""};
  if (is_blank(part.value))
    refuse("the value of " + where, "is empty", "a text; leave out a part that is not known");
  part.raw = json.contains("raw") ? text_of(json["raw"], "the raw form of " + where) : part.value;
  if (json.contains("confidence"))
    part.confidence = word_of(json["confidence"], "the confidence of " + where, kConfidences);
  if (json.contains("span"))
    part.span = span_from(json["span"], "the span of " + where);
  return part;
}

void set_level(ArchivalCitation& holding, Level level, const std::string& value) {
  auto& parts = holding.parts;
  const auto found = std::find_if(parts.begin(), parts.end(),
                                  [level](const CitationPart& p) { return p.level == level; });
  if (value.empty()) {
    if (found != parts.end())
      parts.erase(found);
  } else if (found != parts.end()) {
    *found = {level, value, value};
  } else {
    const auto behind = std::find_if(parts.begin(), parts.end(),
                                     [level](const CitationPart& p) { return p.level > level; });
    parts.insert(behind, {level, value, value});
  }
}

/// A level stands by its name and again in "parts". Whoever edits one of them means the other, too.
void take_levels(ArchivalCitation& holding, const Json& json, const std::string& where,
                 const ArchivalCitation& before) {
  const bool has_parts = json.contains("parts");
  for (std::size_t i = 0; i < kLevelCount; ++i) {
    const auto level = static_cast<Level>(i);
    const std::string name(to_word(level));
    if (!json.contains(name))
      continue;
    const std::string place = fmt::format("\"{}\" of {}", name, where);
    const std::string given = json[name].is_null() ? "" : text_of(json[name], place);
    const std::string in_parts = holding.value(level);
    if (given == in_parts || (has_parts && given == before.value(level)))
      continue;
    if (has_parts && in_parts != before.value(level))
      refuse(place,
             fmt::format("is \"{}\" by its name and \"{}\" in its parts", display_name(given),
                         display_name(in_parts)),
             "the same value in both, or one of them as it was");
    set_level(holding, level, given);
  }
}

/// "RGASPI, fond 558, opis 11", for a holding that was typed level by level.
std::string words_of(const ArchivalCitation& holding) {
  std::string text;
  for (const CitationPart& part : holding.parts) {
    text += text.empty() ? "" : ", ";
    if (part.level != Level::archive)
      (text += to_word(part.level)) += ' ';
    text += part.value;
  }
  return text;
}

ArchivalCitation holding_from(const Json& json, const std::string& where,
                              const ArchivalCitation& before) {
  if (!json.is_object())
    refuse(where, kind_of(json), "an object with the levels by their names");
  const auto levels = level_names();
  std::vector<std::string_view> keys(levels.begin(), levels.end());
  keys.insert(keys.end(), {"raw", "parts", "notes"});
  check_keys(json, where, keys);
  ArchivalCitation holding;
  if (json.contains("parts")) {
    if (!json["parts"].is_array())
      refuse("\"parts\" of " + where, kind_of(json["parts"]), "a list");
    for (const Json& part : json["parts"])
      holding.parts.push_back(
          part_from(part, fmt::format("part {} of {}", holding.parts.size() + 1, where)));
  }
  take_levels(holding, json, where, before);
  if (json.contains("notes"))
    holding.notes = texts_of(json["notes"], "\"notes\" of " + where);
  holding.raw = json.contains("raw") ? text_of(json["raw"], "\"raw\" of " + where) : "";
  if (is_blank(holding.raw))
    holding.raw = words_of(holding);
  if (holding.raw.empty())
    refuse(where, "says nothing", "an object with the levels by their names");
  return holding;
}

/// The keys of a document; those that inspect adds for its reader are passed over.
constexpr std::array<std::string_view, 9> kDocumentKeys{"record",   "holdings",   "warnings",
                                                        "path",     "path_b64",   "shape",
                                                        "encoding", "package_id", "format"};

void read_fields(const Json& json, ReadRecord& read) {
  std::vector<std::string_view> names;
  for (const RecordField& field : record_fields())
    names.push_back(field.name);
  check_keys(json, "\"record\"", names);
  for (const RecordField& field : record_fields()) {
    const std::string name(field.name);
    if (!json.contains(name))
      continue;
    read.record.*field.member = field_from(json[name], fmt::format("\"{}\"", name));
    read.fields.insert(field.name);
  }
}

void read_holdings(const Json& json, const DocumentRecord& before, ReadRecord& read) {
  if (!json.is_array())
    refuse("\"holdings\"", kind_of(json), "a list");
  static const ArchivalCitation kNone;
  for (std::size_t i = 0; i < json.size(); ++i)
    read.record.holdings.push_back(
        holding_from(json[i], fmt::format("holding {}", i + 1),
                     i < before.holdings.size() ? before.holdings[i] : kNone));
  read.has_holdings = true;
}

} // namespace

ReadRecord record_from_json(const Json& document, const DocumentRecord& before) {
  if (!document.is_object() || !document.contains("record") || !document["record"].is_object())
    refuse("the document", "has no \"record\"",
           "what delo inspect --json prints, one of its documents, or {\"record\": {…}}");
  check_keys(document, "the document", kDocumentKeys);
  ReadRecord read;
  read_fields(document["record"], read);
  if (document.contains("holdings"))
    read_holdings(document["holdings"], before, read);
  if (document.contains("warnings"))
    read.record.warnings = texts_of(document["warnings"], "\"warnings\"");
  return read;
}

} // namespace delo
