#include "delo/formats/descriptive/mods_writer.hpp"

#include "delo/formats/descriptive/field_map.hpp"
#include "delo/formats/descriptive/language_part.hpp"
#include "delo/formats/descriptive/mods_holding.hpp"
#include "delo/formats/descriptive/place_writer.hpp"
#include "delo/formats/xsd/schema_location.hpp"
#include "delo/model/rights.hpp"

#include <string>
#include <vector>

namespace delo {
namespace {

void write_name(XmlWriter& xml, const FieldMapping& row, std::string_view name) {
  xml.start(row.mods);
  if (!row.name_type.empty())
    xml.attribute("type", row.name_type);
  xml.element("namePart", name);
  xml.start("role");
  xml.start("roleTerm").attribute("type", "code").attribute("authority", "marcrelator");
  xml.text(row.relator).end();
  xml.start("roleTerm").attribute("type", "text").attribute("authority", "marcrelator");
  xml.text(row.role).end();
  xml.end().end();
}

void write_language(XmlWriter& xml, const FieldMapping& row, std::string_view printed) {
  const LanguagePart part = read_language_part(printed);
  xml.start(row.mods).attribute("objectPart", part.part);
  if (part.language) {
    xml.start("languageTerm").attribute("type", "code").attribute("authority", "iso639-2b");
    xml.text(part.language->code).end();
  }
  xml.start("languageTerm").attribute("type", "text").text(part.text).end();
  xml.end();
}

/// The label of the statement, with its address where it is one.
void write_rights(XmlWriter& xml, PlaceWriter& places, const FieldMapping& row,
                  std::string_view uri) {
  places.open(row.mods, uri);
  if (is_web_address(uri))
    xml.attribute("xlink:href", uri);
  const RightsTerm* term = find_rights_term(uri);
  xml.text(term ? term->label : uri);
  places.close();
}

void write_value(XmlWriter& xml, PlaceWriter& places, const FieldMapping& row,
                 const std::string& value) {
  switch (row.shape) {
  case Shape::name:
    return write_name(xml, row, value);
  case Shape::language:
    return write_language(xml, row, value);
  case Shape::rights:
    return write_rights(xml, places, row, value);
  case Shape::flag:
    return value == "yes" ? places.write(row.mods, value) : void();
  case Shape::address: // what is no address cannot stand in a url
    return places.write(is_web_address(value) ? row.mods : "identifier@type=page address", value);
  case Shape::text:
  case Shape::date:
    return places.write(row.mods, value);
  }
}

void write_fields(XmlWriter& xml, const DocumentRecord& record) {
  PlaceWriter places(xml);
  for (const FieldMapping& row : field_map()) {
    const std::vector<std::string>& values = (record.*row.field).values;
    if (row.mods.empty() || values.empty())
      continue;
    if (row.mods.find('*') == std::string_view::npos)
      places.close_shared();
    for (const std::string& value : values)
      write_value(xml, places, row, value);
  }
  places.close_shared();
}

void write_record_info(XmlWriter& xml, const DescriptionFacts& facts) {
  xml.start("recordInfo");
  xml.start("recordCreationDate").attribute("encoding", "w3cdtf");
  xml.text(to_rfc3339(facts.created)).end();
  xml.element("recordIdentifier", facts.package_id);
  xml.element("recordOrigin", "Read from the source page by " + facts.software +
                                  "; see the provenance record in the package.");
  if (!facts.group.empty())
    xml.start("recordInfoNote").attribute("type", "batch").text(facts.group).end();
  xml.end();
}

} // namespace

void write_mods(ByteSink& sink, const DocumentRecord& record, const DescriptionFacts& facts) {
  XmlWriter xml(sink);
  xml.start("mods").attribute("xmlns", "http://www.loc.gov/mods/v3");
  xml.attribute("xmlns:xlink", "http://www.w3.org/1999/xlink");
  xml.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  xml.attribute("xsi:schemaLocation",
                "http://www.loc.gov/mods/v3 " + schema_location("mods.xsd", facts.schemas_folder));
  xml.attribute("version", "3.8");
  write_fields(xml, record);
  xml.element("typeOfResource", "text");
  for (const ArchivalCitation& holding : record.holdings)
    write_mods_holding(xml, holding);
  xml.start("identifier").attribute("type", "local").text(facts.package_id).end();
  write_record_info(xml, facts);
  xml.finish();
}

} // namespace delo
