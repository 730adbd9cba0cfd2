#include "delo/formats/descriptive/mods_writer.hpp"

#include "delo/io/xml_writer.hpp"

#include <array>

namespace delo {
namespace {

/// People and bodies by their MARC relator codes.
struct NameRow {
  Field DocumentRecord::*field;
  std::string_view code;
  std::string_view term;
  std::string_view type; ///< MODS name type; "" where the page does not tell
};
using R = DocumentRecord;
constexpr std::array<NameRow, 5> kNames{{
    {&R::contributor, "dnr", "donor", "personal"},
    {&R::translator, "trl", "translator", "personal"},
    {&R::transcriber, "trc", "transcriber", "personal"},
    {&R::programme, "fnd", "funder", "corporate"},
    {&R::publisher, "pbl", "publisher", "corporate"},
}};

/// The levels between archive and sheets, as part details.
constexpr std::array<Level, 6> kDetails{Level::fond,  Level::opis, Level::portfel,
                                        Level::papka, Level::delo, Level::tom};

void write_name(XmlWriter& xml, const NameRow& row, const std::string& name) {
  xml.start("name").attribute("type", row.type);
  xml.element("namePart", name);
  xml.start("role");
  xml.start("roleTerm").attribute("type", "code").attribute("authority", "marcrelator");
  xml.text(row.code).end();
  xml.start("roleTerm").attribute("type", "text").attribute("authority", "marcrelator");
  xml.text(row.term).end();
  xml.end().end();
}

void write_date(XmlWriter& xml, const DocumentRecord& record) {
  if (record.date_iso.empty() && record.date_display.empty())
    return;
  xml.start("originInfo");
  if (!record.date_iso.empty())
    xml.start("dateCreated").attribute("encoding", "edtf").text(record.date_iso.joined()).end();
  xml.element_if("dateCreated", record.date_display.joined());
  xml.end();
}

void write_note(XmlWriter& xml, std::string_view type, const Field& field) {
  for (const std::string& value : field.values)
    xml.start("note").attribute("type", type).text(value).end();
}

/// "0005-0006" has a start and an end; lists and single sheets are told as they are printed.
void write_sheets(XmlWriter& xml, const std::string& sheets) {
  xml.start("extent").attribute("unit", "sheet");
  const std::size_t dash = sheets.find('-');
  if (dash != std::string::npos && sheets.find_first_of(", ;") == std::string::npos)
    xml.element("start", sheets.substr(0, dash)).element("end", sheets.substr(dash + 1));
  xml.element("list", sheets).end();
}

void write_holding(XmlWriter& xml, const ArchivalCitation& holding) {
  xml.start("relatedItem").attribute("type", "original");
  if (const std::string archive = holding.value(Level::archive); !archive.empty())
    xml.start("location").element("physicalLocation", archive).end();
  xml.start("note").attribute("type", "citation/reference").text(holding.raw).end();
  for (const std::string& note : holding.notes)
    xml.element("note", note);
  xml.start("part");
  for (const Level level : kDetails)
    if (const std::string value = holding.value(level); !value.empty())
      xml.start("detail").attribute("type", to_word(level)).element("number", value).end();
  if (const std::string sheets = holding.value(Level::listy); !sheets.empty())
    write_sheets(xml, sheets);
  xml.end().end();
}

void write_rights(XmlWriter& xml, const DocumentRecord& record) {
  for (const std::string& paragraph : record.rights_text.values)
    xml.start("accessCondition").attribute("type", "use and reproduction").text(paragraph).end();
  if (!record.rights_uri.empty()) {
    xml.start("accessCondition").attribute("type", "use and reproduction");
    xml.attribute("xlink:href", record.rights_uri.joined());
    xml.text(record.rights_uri.joined()).end();
  }
}

void write_record_info(XmlWriter& xml, const DescriptionFacts& facts) {
  xml.start("recordInfo");
  xml.start("recordCreationDate").attribute("encoding", "w3cdtf");
  xml.text(to_rfc3339(facts.created)).end();
  xml.element("recordIdentifier", facts.package_id);
  xml.element("recordOrigin", "Read from the source page by " + facts.software +
                                  "; see the provenance record in the package.");
  xml.end();
}

} // namespace

void write_mods(ByteSink& sink, const DocumentRecord& record, const DescriptionFacts& facts) {
  XmlWriter xml(sink);
  xml.start("mods").attribute("xmlns", "http://www.loc.gov/mods/v3");
  xml.attribute("xmlns:xlink", "http://www.w3.org/1999/xlink");
  xml.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  xml.attribute("xsi:schemaLocation", "http://www.loc.gov/mods/v3 ../../schemas/mods.xsd");
  xml.attribute("version", "3.8");
  xml.start("titleInfo").element("title", record.title.joined()).end();
  for (const NameRow& row : kNames)
    for (const std::string& name : (record.*row.field).values)
      write_name(xml, row, name);
  xml.element("typeOfResource", "text");
  write_date(xml, record);
  for (const std::string& language : record.language.values)
    xml.start("language").element("languageTerm", language).end();
  xml.element_if("abstract", record.summary.joined());
  write_note(xml, "citation/reference", record.citation_raw);
  write_note(xml, "funding", record.support);
  write_note(xml, "donors", record.donors);
  for (const ArchivalCitation& holding : record.holdings)
    write_holding(xml, holding);
  for (const std::string& published : record.published_in.values)
    xml.start("relatedItem").attribute("type", "otherVersion").element("note", published).end();
  xml.start("identifier").attribute("type", "local").text(facts.package_id).end();
  for (const std::string& id : record.record_id.values)
    xml.start("identifier").attribute("type", "record-id").text(id).end();
  write_rights(xml, record);
  write_record_info(xml, facts);
  xml.finish();
}

} // namespace delo
