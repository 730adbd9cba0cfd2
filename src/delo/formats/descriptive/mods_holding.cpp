#include "delo/formats/descriptive/mods_holding.hpp"

#include "delo/formats/descriptive/holding_text.hpp"
#include "delo/model/rights.hpp"

namespace delo {
namespace {

/// "0005-0006" has a start and an end; lists and single sheets are told as they are printed.
void write_sheets(XmlWriter& xml, const std::string& sheets) {
  xml.start("extent").attribute("unit", "sheet");
  const std::size_t dash = sheets.find('-');
  if (dash != std::string::npos && sheets.find_first_of(", ;") == std::string::npos)
    xml.element("start", sheets.substr(0, dash)).element("end", sheets.substr(dash + 1));
  xml.element("list", sheets).end();
}

void write_location(XmlWriter& xml, const ArchivalCitation& holding) {
  const std::string archive = holding.value(Level::archive);
  const std::string place = holding.value(Level::place);
  const std::string url = holding.value(Level::url);
  const bool good_url = is_web_address(url);
  if (archive.empty() && place.empty() && !good_url)
    return;
  xml.start("location").element_if("physicalLocation", archive);
  if (!place.empty())
    xml.start("physicalLocation").attribute("displayLabel", "place").text(place).end();
  if (good_url)
    xml.element("url", url);
  xml.end();
}

} // namespace

void write_mods_holding(XmlWriter& xml, const ArchivalCitation& holding) {
  xml.start("relatedItem").attribute("type", "original");
  if (const std::string form = holding.value(Level::form); !form.empty())
    xml.start("physicalDescription").element("form", form).end();
  write_location(xml, holding);
  xml.start("note").attribute("type", "citation/reference").text(holding.raw).end();
  for (const std::string& note : holding.notes)
    xml.element("note", note);
  if (const std::string unsure = unsure_parts(holding); !unsure.empty())
    xml.start("note").attribute("type", "unsure").text(unsure).end();
  xml.start("part");
  for (const CitationPart& part : holding.parts)
    if (is_step(part.level))
      xml.start("detail")
          .attribute("type", to_word(part.level))
          .element("number", part.value)
          .end();
  if (const std::string sheets = holding.value(Level::listy); !sheets.empty())
    write_sheets(xml, sheets);
  xml.end().end();
}

} // namespace delo
