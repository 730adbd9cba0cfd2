#include "delo/formats/descriptive/ead3_writer.hpp"

#include "delo/formats/descriptive/ead3_date.hpp"
#include "delo/formats/descriptive/ead3_holding.hpp"
#include "delo/formats/descriptive/field_map.hpp"
#include "delo/formats/descriptive/language_part.hpp"
#include "delo/formats/descriptive/place_writer.hpp"
#include "delo/formats/xsd/schema_location.hpp"
#include "delo/model/rights.hpp"

#include <string>

namespace delo {
namespace {

constexpr std::string_view kNamespace = "http://ead3.archivists.org/schema/";

/// EAD3 knows no time after the year 2099.
constexpr std::int64_t kLastMoment = 4102358400;

class Ead3Writer {
public:
  Ead3Writer(ByteSink& sink, const DocumentRecord& record, const DescriptionFacts& facts)
      : xml_(sink), places_(xml_), record_(record), facts_(facts) {}

  void write() {
    xml_.start("ead").attribute("xmlns", kNamespace);
    xml_.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    xml_.attribute("xsi:schemaLocation", std::string(kNamespace) + " " +
                                             schema_location("ead3.xsd", facts_.schemas_folder));
    write_control();
    xml_.start("archdesc").attribute("level", "item");
    xml_.start("did");
    xml_.start("unitid").attribute("localtype", "package").text(facts_.package_id).end();
    write_section("did:");
    write_holdings_of_did(xml_, record_.holdings);
    xml_.end();
    write_section("note:");
    for (const ArchivalCitation& holding : record_.holdings)
      write_location_of_original(xml_, holding);
    write_section("access:");
    xml_.finish();
  }

private:
  void write_control() {
    xml_.start("control").element("recordid", facts_.package_id);
    write_section("control:");
    xml_.start("filedesc").start("titlestmt");
    xml_.element("titleproper", record_.title.empty() ? facts_.package_id : record_.title.joined());
    write_section("titlestmt:");
    xml_.end().end();
    xml_.start("maintenancestatus").attribute("value", "new").end();
    xml_.start("maintenanceagency");
    xml_.element("agencyname", facts_.agency.empty() ? "not stated" : facts_.agency).end();
    if (!facts_.group.empty())
      xml_.start("localcontrol")
          .attribute("localtype", "batch")
          .element("term", facts_.group)
          .end();
    write_history();
    xml_.end();
  }

  void write_history() {
    xml_.start("maintenancehistory").start("maintenanceevent");
    xml_.start("eventtype").attribute("value", "created").end();
    xml_.start("eventdatetime");
    if (facts_.created.seconds <= kLastMoment)
      xml_.attribute("standarddatetime", to_rfc3339(facts_.created));
    xml_.text(to_rfc3339(facts_.created)).end();
    xml_.start("agenttype").attribute("value", "machine").end();
    xml_.element("agent", facts_.software);
    xml_.element("eventdescription",
                 "Read from the source; see the provenance record in the package.");
    xml_.end().end();
  }

  /// The rows of the map that have a place in one section.
  void write_section(std::string_view section) {
    for (const FieldMapping& row : field_map())
      for (const std::string& value : (record_.*row.field).values) {
        for (const std::string_view place : split_places(row.ead3))
          if (place.starts_with(section))
            write_value(row, place.substr(section.size()), value);
        if (row.shape == Shape::name && section == "access:")
          places_.write(access_point(row), value);
      }
    places_.close_shared();
  }

  /// Every name is a point of access, with its relation to the document.
  static std::string access_point(const FieldMapping& row) {
    const std::string_view element = row.name_type == "personal"    ? "persname"
                                     : row.name_type == "corporate" ? "corpname"
                                                                    : "name";
    return "controlaccess* > " + std::string(element) + "@relator=" + std::string(row.relator) +
           " > part";
  }

  void write_value(const FieldMapping& row, std::string_view place, const std::string& value) {
    switch (row.shape) {
    case Shape::language:
      return write_language(place, value);
    case Shape::date:
      places_.open(place, value);
      write_ead3_date(xml_, value);
      return places_.close();
    case Shape::rights:
      return write_rights(place, value);
    case Shape::flag:
      return value == "yes" ? places_.write(place, value) : void();
    case Shape::text:
    case Shape::name:
    case Shape::address:
      return places_.write(place, value);
    }
  }

  void write_language(std::string_view place, const std::string& printed) {
    const LanguagePart part = read_language_part(printed);
    places_.open(place, printed);
    xml_.attribute("label", part.part).start("language");
    if (part.language)
      xml_.attribute("langcode", part.language->code);
    xml_.text(part.text).end();
    places_.close();
  }

  /// The label of the statement, which leads to its address.
  void write_rights(std::string_view place, const std::string& uri) {
    const RightsTerm* term = find_rights_term(uri);
    places_.open(place, uri);
    if (is_web_address(uri))
      xml_.start("ref").attribute("href", uri).text(term ? term->label : uri).end();
    else
      xml_.text(term ? term->label : uri);
    places_.close();
  }

  XmlWriter xml_;
  PlaceWriter places_;
  const DocumentRecord& record_;
  const DescriptionFacts& facts_;
};

} // namespace

void write_ead3(ByteSink& sink, const DocumentRecord& record, const DescriptionFacts& facts) {
  Ead3Writer(sink, record, facts).write();
}

} // namespace delo
