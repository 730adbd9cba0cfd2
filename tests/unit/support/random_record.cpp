#include "unit/support/random_record.hpp"

#include <array>

namespace delo::test {
namespace {

constexpr std::array<std::string_view, 40> kPieces{
    "a",      "Z",      "0",      "9",  " ",  " ",  "Ж", "ё",        "ґ", "ა",
    "中",     "é",      "“",      "”",  "’",  "\"", "'", "<",        ">", "&",
    "]]>",    "<!--",   "-",      "–",  "/",  "\\", "[", "]",        "{", "%",
    "\u00A0", "\u202E", "\uFEFF", "\t", "\n", ";",  ":", "https://", ".", "&#0;"};
constexpr std::array<std::string_view, 4> kControls{"\x01", "\x1B", "\x7F", "\uFFFE"};

/// Values with a form of their own, which tell the branches of the writers apart.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kTelling{{
    {"rights_uri", "http://rightsstatements.org/vocab/CNE/1.0/"},
    {"rights_uri", "http://rightsstatements.org/vocab/InC/1.0/"},
    {"rights_uri", "http://rightsstatements.org/vocab/NoC-CR/1.0/"},
    {"rights_uri", "https://creativecommons.org/licenses/by-nc-nd/4.0/"},
    {"rights_uri", "https://creativecommons.org/publicdomain/zero/1.0/"},
    {"rights_uri", "https://example.org/own?a=b&c=%D0%B0"},
    {"rights_uri", "http://[broken"},
    {"rights_type", "HAPP-standard"},
    {"rights_type", "HAPP-standard"},
    {"access", "open"},
    {"access", "closed"},
    {"access", "until 2040-01-31"},
    {"personal_data", "yes"},
    {"personal_data", "no"},
    {"url", "https://example.org/a"},
    {"url", "https://пример.example/документ"},
    {"url", "no address"},
    {"language", "Russian"},
    {"language", "eng (translation)"},
    {"language", "Klingon"},
    {"date_iso", "1946-03~"},
    {"date_iso", "1947/1948"},
}};

std::string filled_text(Random& random, std::size_t longest, bool controls) {
  return "x" + random_text(random, longest, controls);
}

Field random_field(Random& random, bool controls) {
  Field field;
  for (std::uint64_t left = random.below(4); left > 0; --left)
    field.values.push_back(filled_text(random, 30, controls));
  if (field.empty())
    return field;
  field.raw = random_text(random, 60, controls);
  field.line = random.below(3) == 0 ? 0 : random.below(1000);
  field.origin = static_cast<Origin>(random.below(5));
  field.confidence = static_cast<Confidence>(random.below(3));
  return field;
}

ArchivalCitation random_holding(Random& random, bool controls) {
  ArchivalCitation holding;
  holding.raw = filled_text(random, 40, controls);
  for (std::size_t i = 0; i < kLevelCount; ++i) {
    if (random.below(3) != 0)
      continue;
    CitationPart part{static_cast<Level>(i), filled_text(random, 8, controls), ""};
    if (part.level == Level::url && random.below(2) == 0)
      part.value = "https://example.org/scan";
    if (part.level == Level::listy && random.below(2) == 0)
      part.value = "0005-0006ob";
    part.raw = filled_text(random, 8, controls);
    part.confidence = static_cast<Confidence>(random.below(3));
    part.span.begin = random.below(50);
    part.span.end = part.span.begin + 1 + random.below(9);
    holding.parts.push_back(part);
  }
  for (std::uint64_t left = random.below(3); left > 0; --left)
    holding.notes.push_back(filled_text(random, 20, controls));
  return holding;
}

} // namespace

std::string random_text(Random& random, std::size_t longest, bool controls) {
  std::string text;
  for (std::uint64_t left = random.below(longest + 1); left > 0; --left)
    text += controls && random.below(10) == 0 ? kControls[random.below(kControls.size())]
                                              : kPieces[random.below(kPieces.size())];
  return text;
}

DocumentRecord random_record(Random& random, bool controls) {
  DocumentRecord record;
  for (const RecordField& field : record_fields())
    if (random.below(2) == 0)
      record.*field.member = random_field(random, controls);
  for (std::uint64_t left = random.below(8); left > 0; --left) {
    const auto& [name, value] = kTelling[random.below(kTelling.size())];
    for (const RecordField& field : record_fields())
      if (field.name == name) {
        record.*field.member = {};
        (record.*field.member).values = {std::string(value)};
        (record.*field.member).origin = static_cast<Origin>(random.below(5));
      }
  }
  for (std::uint64_t left = random.below(5); left > 0; --left)
    record.holdings.push_back(random_holding(random, controls));
  return record;
}

} // namespace delo::test
