// Pages and the citations on them.
#include "delo/base/utf8.hpp"
#include "delo/formats/citation/citation_parser.hpp"
#include "delo/formats/citation/citation_printer.hpp"
#include "delo/formats/page/page_reader.hpp"
#include "delo/formats/provenance/provenance_reader.hpp"
#include "delo/model/latin_text.hpp"
#include "delo/model/record_json.hpp"
#include "fuzz/targets.hpp"

#include <algorithm>
#include <array>

namespace delo::fuzz {
namespace {

/// The strict dump throws at bytes that are not UTF-8.
void must_come_back(const DocumentRecord& record) {
  const std::string text = record_to_json(record).dump();
  const auto again =
      own([&] { return record_from_json(Json::parse(text)).record; }, "the JSON of a record");
  must(record_to_json(again).dump() == text, "a record comes back from JSON as another");
}

void page_text(std::string_view bytes) {
  must_come_back(read_page(bytes, "page.txt").record);
}

void page_html(std::string_view bytes) {
  must_come_back(read_page(bytes, "page.html").record);
}

void must_read_back(const ArchivalCitation& holding, Script script) {
  const std::string canonical = canonical_citation(holding, script);
  const SourceLine again = parse_source_line(canonical);
  must(again.holdings.size() == 1 && match_key(again.holdings.front()) == match_key(holding),
       "\"" + canonical + "\" reads back as another place");
}

bool is_certain(const ArchivalCitation& holding) {
  return identifier_from(holding) &&
         std::all_of(holding.parts.begin(), holding.parts.end(), [](const CitationPart& part) {
           return part.confidence == Confidence::certain;
         });
}

void citation(std::string_view bytes) {
  if (!is_utf8(bytes))
    return; // lines come from texts that were decoded
  for (const ArchivalCitation& holding : parse_source_line(bytes).holdings) {
    for (const CitationPart& part : holding.parts)
      must(part.span.begin <= part.span.end && part.span.end <= bytes.size(),
           "a part of a citation lies outside of its line");
    if (!is_certain(holding))
      continue;
    must_read_back(holding, Script::latin);
    must_read_back(holding, Script::cyrillic);
  }
}

void provenance(std::string_view bytes) {
  const ReadProvenance read = read_provenance(bytes);
  must(!read.record || read.complaints.empty(), "a record came of a text with complaints");
  if (read.record)
    must_come_back(read.record->record);
}

void record(std::string_view bytes) {
  const Json json = Json::parse(bytes, nullptr, false);
  if (!json.is_discarded())
    must_come_back(record_from_json(json).record);
}

constexpr std::array kTargets{
    Target{"page_text", page_text, "the record comes back from its JSON"},
    Target{"page_html", page_html, "the record comes back from its JSON"},
    Target{"citation", citation,
           "what surely names a place reads back to the same place when printed"},
    Target{"provenance", provenance, "no record with complaints; it comes back from its JSON"},
    Target{"record", record, "the record comes back from its JSON"},
};

} // namespace

std::span<const Target> page_targets() {
  return kTargets;
}

} // namespace delo::fuzz
