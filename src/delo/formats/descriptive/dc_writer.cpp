#include "delo/formats/descriptive/dc_writer.hpp"

#include "delo/formats/descriptive/field_map.hpp"
#include "delo/formats/descriptive/holding_text.hpp"
#include "delo/formats/descriptive/language_part.hpp"
#include "delo/formats/descriptive/place_writer.hpp"
#include "delo/formats/xsd/schema_location.hpp"

#include <set>
#include <utility>

namespace delo {
namespace {

void write_holding(XmlWriter& xml, const ArchivalCitation& holding) {
  xml.element("dcterms:source", holding.raw);
  xml.element_if("dcterms:provenance", holding.value(Level::archive));
  xml.element_if("dcterms:isPartOf", arrangement_of(holding));
  if (const std::string sheets = holding.value(Level::listy); !sheets.empty())
    xml.element("dcterms:extent", "sheets " + sheets);
  xml.element_if("dcterms:medium", holding.value(Level::form));
}

/// A code where the language is known; else the words of the source.
void write_language(XmlWriter& xml, std::string_view element, const std::string& printed) {
  const LanguagePart part = read_language_part(printed);
  xml.start(element);
  if (part.language)
    xml.attribute("xsi:type", "dcterms:ISO639-2").text(part.language->code);
  else
    xml.text(part.text);
  xml.end();
}

} // namespace

void write_dublin_core(ByteSink& sink, const DocumentRecord& record,
                       const DescriptionFacts& facts) {
  XmlWriter xml(sink);
  xml.start("qualifieddc").attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/");
  xml.attribute("xmlns:dcterms", "http://purl.org/dc/terms/");
  xml.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  xml.attribute("xsi:noNamespaceSchemaLocation",
                schema_location("qualifieddc.xsd", facts.schemas_folder));
  xml.element("dcterms:identifier", facts.package_id);
  PlaceWriter places(xml);
  // Support and donors are often the same body: Dublin Core says it once.
  std::set<std::pair<std::string_view, std::string_view>> told;
  for (const FieldMapping& row : field_map())
    for (const std::string& value : (record.*row.field).values)
      for (const std::string_view place : split_places(row.dublin_core))
        if (!told.emplace(place, value).second)
          continue;
        else if (row.shape == Shape::language)
          write_language(xml, place, value);
        else
          places.write(place, value);
  for (const ArchivalCitation& holding : record.holdings)
    write_holding(xml, holding);
  xml.element_if("dcterms:isPartOf", facts.group);
  xml.finish();
}

} // namespace delo
