#include "delo/formats/descriptive/dc_writer.hpp"

#include "delo/formats/descriptive/language_part.hpp"
#include "delo/io/xml_writer.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace delo {
namespace {

struct ElementRow {
  std::string_view element;
  Field DocumentRecord::*field;
};
using R = DocumentRecord;
constexpr std::array<ElementRow, 28> kElements{{
    {"dc:title", &R::title},
    {"dcterms:created", &R::date_iso},
    {"dc:date", &R::date_display},
    {"dcterms:issued", &R::uploaded},
    {"dc:type", &R::document_type},
    {"dc:creator", &R::authors},
    {"dcterms:bibliographicCitation", &R::citation_raw},
    {"dc:contributor", &R::contributor},
    {"dc:contributor", &R::translator},
    {"dc:contributor", &R::transcriber},
    {"dc:contributor", &R::editor},
    {"dc:contributor", &R::compiler},
    {"dc:contributor", &R::programme},
    {"dcterms:contributor", &R::support},
    {"dcterms:contributor", &R::donors},
    {"dc:publisher", &R::publisher},
    {"dcterms:abstract", &R::summary},
    {"dc:description", &R::notes},
    {"dc:subject", &R::subjects},
    {"dc:subject", &R::people},
    {"dcterms:spatial", &R::places},
    {"dcterms:isVersionOf", &R::published_in},
    {"dcterms:provenance", &R::original_archive},
    {"dc:identifier", &R::record_id},
    {"dcterms:source", &R::url},
    {"dcterms:rights", &R::rights_text},
    {"dcterms:rights", &R::rights_uri},
    {"dcterms:accessRights", &R::access},
}};

/// Levels that are no step of the arrangement.
constexpr std::array<Level, 4> kNoStep{Level::listy, Level::form, Level::place, Level::url};

/// The arrangement above the document, from the archive down: "RGASPI, fond 558, opis 11, delo 99".
std::string part_of(const ArchivalCitation& holding) {
  std::string text;
  for (const CitationPart& part : holding.parts) {
    if (std::find(kNoStep.begin(), kNoStep.end(), part.level) != kNoStep.end())
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
  xml.element_if("dcterms:medium", holding.value(Level::form));
}

/// A code where the language is known; else the words of the source.
void write_language(XmlWriter& xml, const std::string& printed) {
  const LanguagePart part = read_language_part(printed);
  xml.start("dc:language");
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
  xml.attribute("xsi:noNamespaceSchemaLocation", "../../schemas/qualifieddc.xsd");
  xml.element("dcterms:identifier", facts.package_id);
  // Support and donors are often the same body: Dublin Core says it once.
  std::set<std::pair<std::string_view, std::string_view>> told;
  for (const ElementRow& row : kElements)
    for (const std::string& value : (record.*row.field).values)
      if (told.emplace(row.element, value).second)
        xml.element(row.element, value);
  for (const std::string& language : record.language.values)
    write_language(xml, language);
  if (!record.date_body.empty())
    xml.element("dc:description", "The text itself is dated " + record.date_body.joined() + ".");
  for (const ArchivalCitation& holding : record.holdings)
    write_holding(xml, holding);
  xml.element_if("dcterms:isPartOf", facts.group);
  xml.finish();
}

} // namespace delo
