#include "delo/formats/descriptive/ead3_holding.hpp"

#include "delo/formats/descriptive/holding_text.hpp"
#include "delo/model/rights.hpp"

#include <set>
#include <string>

namespace delo {
namespace {

/// An element with one constant attribute, which says what its text is.
void write_typed(XmlWriter& xml, std::string_view element, std::string_view type,
                 std::string_view text) {
  if (!text.empty())
    xml.start(element).attribute("localtype", type).text(text).end();
}

void write_repositories(XmlWriter& xml, const std::vector<ArchivalCitation>& holdings) {
  std::set<std::string> told;
  for (const ArchivalCitation& holding : holdings)
    if (const std::string archive = holding.value(Level::archive);
        !archive.empty() && told.insert(archive).second)
      xml.start("repository").start("corpname").element("part", archive).end().end();
}

void write_levels(XmlWriter& xml, const ArchivalCitation& holding) {
  for (const CitationPart& part : holding.parts)
    if (is_step(part.level) || part.level == Level::listy)
      write_typed(xml, "unitid", to_word(part.level), part.value);
  const std::string sheets = holding.value(Level::listy);
  write_typed(xml, "physdesc", "sheets", sheets.empty() ? "" : "sheets " + sheets);
  write_typed(xml, "physdesc", "form", holding.value(Level::form));
}

void write_level_list(XmlWriter& xml, const ArchivalCitation& holding) {
  if (holding.parts.empty())
    return;
  xml.start("list").attribute("listtype", "deflist");
  for (const CitationPart& part : holding.parts) {
    xml.start("defitem").element("label", to_word(part.level)).start("item");
    if (part.level == Level::url && is_web_address(part.value))
      xml.start("ref").attribute("href", part.value).text(part.value).end();
    else
      xml.text(part.value);
    xml.end().end();
  }
  xml.end();
}

} // namespace

void write_holdings_of_did(XmlWriter& xml, const std::vector<ArchivalCitation>& holdings) {
  write_repositories(xml, holdings);
  for (const ArchivalCitation& holding : holdings)
    write_typed(xml, "unitid", "citation", holding.raw);
  if (holdings.size() == 1)
    write_levels(xml, holdings.front());
}

void write_location_of_original(XmlWriter& xml, const ArchivalCitation& holding) {
  xml.start("originalsloc").attribute("localtype", "holding");
  xml.element("p", holding.raw);
  write_level_list(xml, holding);
  for (const std::string& note : holding.notes)
    xml.element("p", note);
  if (const std::string unsure = unsure_parts(holding); !unsure.empty())
    xml.element("p", "unsure: " + unsure);
  xml.end();
}

} // namespace delo
