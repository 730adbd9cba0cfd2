#include "delo/formats/descriptive/mods_writer.hpp"

#include "delo/formats/descriptive/language_part.hpp"
#include "delo/formats/descriptive/mods_holding.hpp"
#include "delo/io/xml_writer.hpp"
#include "delo/model/access.hpp"
#include "delo/model/rights.hpp"

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
constexpr std::array<NameRow, 8> kNames{{
    {&R::authors, "aut", "author", ""},
    {&R::contributor, "dnr", "donor", "personal"},
    {&R::translator, "trl", "translator", "personal"},
    {&R::transcriber, "trc", "transcriber", "personal"},
    {&R::editor, "edt", "editor", "personal"},
    {&R::compiler, "com", "compiler", "personal"},
    {&R::programme, "fnd", "funder", "corporate"},
    {&R::publisher, "pbl", "publisher", "corporate"},
}};

/// What else is said in notes, by their MODS types.
struct NoteRow {
  std::string_view type; ///< "" for a note without one
  Field DocumentRecord::*field;
};
constexpr std::array<NoteRow, 6> kNotes{{
    {"citation/reference", &R::citation_raw},
    {"funding", &R::support},
    {"donors", &R::donors},
    // A mark of the original describes it. It is no rule of access today.
    {"original classification", &R::classification},
    {"original location", &R::original_archive},
    {"", &R::notes},
}};

void write_name(XmlWriter& xml, const NameRow& row, const std::string& name) {
  xml.start("name");
  if (!row.type.empty())
    xml.attribute("type", row.type);
  xml.element("namePart", name);
  xml.start("role");
  xml.start("roleTerm").attribute("type", "code").attribute("authority", "marcrelator");
  xml.text(row.code).end();
  xml.start("roleTerm").attribute("type", "text").attribute("authority", "marcrelator");
  xml.text(row.term).end();
  xml.end().end();
}

void write_dates(XmlWriter& xml, const DocumentRecord& record) {
  if (record.date_iso.empty() && record.date_display.empty() && record.date_body.empty() &&
      record.uploaded.empty())
    return;
  xml.start("originInfo");
  if (!record.date_iso.empty())
    xml.start("dateCreated").attribute("encoding", "edtf").text(record.date_iso.joined()).end();
  xml.element_if("dateCreated", record.date_display.joined());
  if (!record.date_body.empty()) {
    xml.start("dateOther").attribute("type", "in the text").attribute("encoding", "edtf");
    xml.text(record.date_body.joined()).end();
  }
  if (!record.uploaded.empty())
    xml.start("dateOther").attribute("type", "uploaded").text(record.uploaded.joined()).end();
  xml.end();
}

void write_language(XmlWriter& xml, const std::string& printed) {
  const LanguagePart part = read_language_part(printed);
  xml.start("language").attribute("objectPart", part.part);
  if (part.language) {
    xml.start("languageTerm").attribute("type", "code").attribute("authority", "iso639-2b");
    xml.text(part.language->code).end();
  }
  xml.start("languageTerm").attribute("type", "text").text(part.text).end();
  xml.end();
}

void write_subjects(XmlWriter& xml, const DocumentRecord& record) {
  for (const std::string& topic : record.subjects.values)
    xml.start("subject").element("topic", topic).end();
  for (const std::string& place : record.places.values)
    xml.start("subject").element("geographic", place).end();
  for (const std::string& name : record.people.values)
    xml.start("subject").start("name").element("namePart", name).end().end();
}

void write_notes(XmlWriter& xml, const DocumentRecord& record) {
  for (const NoteRow& row : kNotes)
    for (const std::string& value : (record.*row.field).values) {
      xml.start("note");
      if (!row.type.empty())
        xml.attribute("type", row.type);
      xml.text(value).end();
    }
  if (record.personal_data.joined() == "yes")
    xml.start("note")
        .attribute("type", "personal data")
        .text("The document is flagged as holding data of private people.")
        .end();
}

/// The address of the page; what is no address cannot stand in a url.
void write_address(XmlWriter& xml, const DocumentRecord& record) {
  for (const std::string& url : record.url.values)
    if (is_web_address(url))
      xml.start("location").element("url", url).end();
    else
      xml.start("identifier").attribute("type", "page address").text(url).end();
}

void write_rights(XmlWriter& xml, const DocumentRecord& record) {
  for (const std::string& paragraph : record.rights_text.values)
    xml.start("accessCondition").attribute("type", "use and reproduction").text(paragraph).end();
  const RightsReading rights = rights_of(record);
  if (!rights.uri.empty()) {
    xml.start("accessCondition").attribute("type", "use and reproduction");
    if (is_web_address(rights.uri))
      xml.attribute("xlink:href", rights.uri);
    xml.text(rights.term ? rights.term->label : rights.uri).end();
  }
  for (const std::string& access : record.access.values)
    xml.start("accessCondition").attribute("type", "restriction on access").text(access).end();
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
  xml.attribute("xsi:schemaLocation", "http://www.loc.gov/mods/v3 ../../schemas/mods.xsd");
  xml.attribute("version", "3.8");
  xml.start("titleInfo").element("title", record.title.joined()).end();
  for (const NameRow& row : kNames)
    for (const std::string& name : (record.*row.field).values)
      write_name(xml, row, name);
  xml.element("typeOfResource", "text");
  for (const std::string& type : record.document_type.values)
    xml.element("genre", type);
  write_dates(xml, record);
  for (const std::string& language : record.language.values)
    write_language(xml, language);
  xml.element_if("abstract", record.summary.joined());
  write_notes(xml, record);
  write_subjects(xml, record);
  for (const ArchivalCitation& holding : record.holdings)
    write_mods_holding(xml, holding);
  for (const std::string& published : record.published_in.values)
    xml.start("relatedItem").attribute("type", "otherVersion").element("note", published).end();
  xml.start("identifier").attribute("type", "local").text(facts.package_id).end();
  for (const std::string& id : record.record_id.values)
    xml.start("identifier").attribute("type", "record-id").text(id).end();
  write_address(xml, record);
  write_rights(xml, record);
  write_record_info(xml, facts);
  xml.finish();
}

} // namespace delo
