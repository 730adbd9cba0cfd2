#include "delo/formats/descriptive/dc_writer.hpp"

#include "delo/io/xml_writer.hpp"

#include <array>

namespace delo {
namespace {

struct ElementRow {
  std::string_view element;
  Field DocumentRecord::*field;
};
using R = DocumentRecord;
constexpr std::array<ElementRow, 16> kElements{{
    {"dc:title", &R::title},
    {"dcterms:created", &R::date_iso},
    {"dc:date", &R::date_display},
    {"dcterms:bibliographicCitation", &R::citation_raw},
    {"dc:contributor", &R::contributor},
    {"dc:contributor", &R::translator},
    {"dc:contributor", &R::transcriber},
    {"dc:contributor", &R::programme},
    {"dcterms:contributor", &R::support},
    {"dc:publisher", &R::publisher},
    {"dc:language", &R::language},
    {"dcterms:abstract", &R::summary},
    {"dcterms:isVersionOf", &R::published_in},
    {"dc:identifier", &R::record_id},
    {"dcterms:rights", &R::rights_text},
    {"dcterms:rights", &R::rights_uri},
}};

/// The arrangement above the document, from the archive down: "RGASPI, fond 558, opis 11, delo 99".
std::string part_of(const ArchivalCitation& holding) {
  std::string text;
  for (const CitationPart& part : holding.parts) {
    if (part.level == Level::listy)
      continue;
    if (!text.empty())
      text += ", ";
    if (part.level != Level::archive)
      (text += to_word(part.level)) += ' ';
    text += part.value;
  }
  return text;
}

void write_holding(XmlWriter& xml, const ArchivalCitation& holding) {
  xml.element("dcterms:source", holding.raw);
  xml.element_if("dcterms:provenance", holding.value(Level::archive));
  xml.element_if("dcterms:isPartOf", part_of(holding));
  if (const std::string sheets = holding.value(Level::listy); !sheets.empty())
    xml.element("dcterms:extent", "sheets " + sheets);
}

} // namespace

void write_dublin_core(ByteSink& sink, const DocumentRecord& record,
                       const DescriptionFacts& facts) {
  XmlWriter xml(sink);
  xml.start("qualifieddc").attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/");
  xml.attribute("xmlns:dcterms", "http://purl.org/dc/terms/");
  xml.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  xml.attribute("xsi:noNamespaceSchemaLocation", "../../schemas/qualifieddc.xsd");
  xml.element("dcterms:identifier", facts.package_id);
  for (const ElementRow& row : kElements)
    for (const std::string& value : (record.*row.field).values)
      xml.element(row.element, value);
  for (const ArchivalCitation& holding : record.holdings)
    write_holding(xml, holding);
  xml.finish();
}

} // namespace delo
