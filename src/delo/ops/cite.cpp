#include "delo/ops/cite.hpp"

#include "delo/formats/citation/archive_table.hpp"
#include "delo/formats/citation/citation_parser.hpp"
#include "delo/formats/citation/citation_printer.hpp"

#include <utility>

namespace delo {
namespace {

void name_line(CitedLine& line) {
  for (const ArchivalCitation& holding : line.source.holdings) {
    if (line.match_key.empty())
      line.match_key = match_key(holding);
    if (line.package_id.empty())
      line.package_id = identifier_from(holding).value_or("");
  }
}

} // namespace

CitationReader::CitationReader(CiteOptions options) : options_(std::move(options)) {}

CitedLine CitationReader::read(std::string_view text) const {
  CitedLine line;
  line.raw = text;
  line.source = parse_source_line(text, *options_.archives);
  name_line(line);
  if (options_.normalise == Normalise::no)
    return line;
  const Script script = options_.normalise == Normalise::latin ? Script::latin : Script::cyrillic;
  for (const ArchivalCitation& holding : line.source.holdings)
    line.normalised += (line.normalised.empty() ? "" : "; ") +
                       canonical_citation(holding, script, *options_.archives);
  return line;
}

} // namespace delo
