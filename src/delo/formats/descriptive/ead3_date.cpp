#include "delo/formats/descriptive/ead3_date.hpp"

#include <algorithm>
#include <string>

namespace delo {
namespace {

bool is_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Year, month or day as ISO 8601 writes them; "" for all else.
std::string_view standard_form(std::string_view date) {
  while (!date.empty() && std::string_view("~?%").find(date.back()) != std::string_view::npos)
    date.remove_suffix(1);
  const bool has_month = date.size() >= 7 && date[4] == '-' && is_digits(date.substr(5, 2)) &&
                         date.substr(5, 2) <= "12";
  const bool has_day = date.size() == 10 && date[7] == '-' && is_digits(date.substr(8));
  const bool has_year = date.size() >= 4 && is_digits(date.substr(0, 4));
  if (has_year && (date.size() == 4 || (has_month && (date.size() == 7 || has_day))))
    return date;
  return {};
}

/// EDTF: "~" is about then, "?" perhaps then, "%" both. EAD3 has one token for them.
std::string_view certainty_of(std::string_view edtf) {
  if (edtf.find('%') != std::string_view::npos ||
      (edtf.find('~') != std::string_view::npos && edtf.find('?') != std::string_view::npos))
    return "uncertain-approximate";
  if (edtf.find('~') != std::string_view::npos)
    return "approximate";
  return edtf.find('?') != std::string_view::npos ? "uncertain" : "";
}

void write_one(XmlWriter& xml, std::string_view element, std::string_view date) {
  xml.start(element);
  if (const std::string_view standard = standard_form(date); !standard.empty())
    xml.attribute("standarddate", standard);
  xml.text(date).end();
}

} // namespace

void write_ead3_date(XmlWriter& xml, std::string_view edtf) {
  if (const std::string_view certainty = certainty_of(edtf); !certainty.empty())
    xml.attribute("certainty", certainty);
  const std::size_t slash = edtf.find('/');
  if (slash == std::string_view::npos)
    return write_one(xml, "datesingle", edtf);
  xml.start("daterange");
  const auto is_open = [](std::string_view end) { return end.empty() || end == ".."; };
  if (const std::string_view from = edtf.substr(0, slash); !is_open(from))
    write_one(xml, "fromdate", from);
  if (const std::string_view to = edtf.substr(slash + 1); !is_open(to))
    write_one(xml, "todate", to);
  xml.end();
}

} // namespace delo
