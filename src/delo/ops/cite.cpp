#include "delo/ops/cite.hpp"

#include "delo/formats/citation/archive_table.hpp"
#include "delo/formats/citation/citation_parser.hpp"
#include "delo/formats/citation/citation_printer.hpp"

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

CitationReader::CitationReader(const CiteOptions& options) : normalise_(options.normalise) {
  if (options.archives)
    own_ = std::make_unique<const ArchiveTable>(ArchiveTable::built_in().with(*options.archives));
}

CitationReader::~CitationReader() = default;

CitedLine CitationReader::read(std::string_view text) const {
  const ArchiveTable& table = own_ ? *own_ : ArchiveTable::built_in();
  CitedLine line;
  line.raw = text;
  line.source = parse_source_line(text, table);
  name_line(line);
  if (normalise_ == Normalise::no)
    return line;
  const Script script = normalise_ == Normalise::latin ? Script::latin : Script::cyrillic;
  for (const ArchivalCitation& holding : line.source.holdings)
    line.normalised +=
        (line.normalised.empty() ? "" : "; ") + canonical_citation(holding, script, table);
  return line;
}

} // namespace delo
