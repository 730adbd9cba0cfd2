#include "delo/formats/descriptive/mods_holding.hpp"

#include "delo/model/rights.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

/// Levels with a place of their own; all others are details of the part.
constexpr std::array<Level, 5> kOwnPlace{Level::archive, Level::listy, Level::form, Level::place,
                                         Level::url};

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

/// A reader of the levels alone must see which of them are not sure.
std::string unsure_parts(const ArchivalCitation& holding) {
  std::string text;
  for (const CitationPart& part : holding.parts)
    if (part.confidence == Confidence::unsure)
      ((text += text.empty() ? "" : ", ") += to_word(part.level)) += " " + part.value;
  return text;
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
    if (std::find(kOwnPlace.begin(), kOwnPlace.end(), part.level) == kOwnPlace.end())
      xml.start("detail")
          .attribute("type", to_word(part.level))
          .element("number", part.value)
          .end();
  if (const std::string sheets = holding.value(Level::listy); !sheets.empty())
    write_sheets(xml, sheets);
  xml.end().end();
}

} // namespace delo
