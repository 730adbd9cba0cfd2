#include "delo/model/rights.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace delo {
namespace {

using enum RightsCategory;

constexpr std::array<RightsTerm, 27> kTerms{{
    {"InC", "In Copyright", "http://rightsstatements.org/vocab/InC/1.0/", copyrighted, false,
     "copyrighted"},
    {"InC-OW-EU", "In Copyright - EU Orphan Work",
     "http://rightsstatements.org/vocab/InC-OW-EU/1.0/", copyrighted, false, "copyrighted"},
    {"InC-EDU", "In Copyright - Educational Use Permitted",
     "http://rightsstatements.org/vocab/InC-EDU/1.0/", copyrighted, false, "copyrighted"},
    {"InC-NC", "In Copyright - Non-Commercial Use Permitted",
     "http://rightsstatements.org/vocab/InC-NC/1.0/", copyrighted, false, "copyrighted"},
    {"InC-RUU", "In Copyright - Rights-holder(s) Unlocatable or Unidentifiable",
     "http://rightsstatements.org/vocab/InC-RUU/1.0/", copyrighted, false, "copyrighted"},
    {"NoC-CR", "No Copyright - Contractual Restrictions",
     "http://rightsstatements.org/vocab/NoC-CR/1.0/", contractual, false, "publicdomain"},
    {"NoC-NC", "No Copyright - Non-Commercial Use Only",
     "http://rightsstatements.org/vocab/NoC-NC/1.0/", contractual, false, "publicdomain"},
    {"NoC-OKLR", "No Copyright - Other Known Legal Restrictions",
     "http://rightsstatements.org/vocab/NoC-OKLR/1.0/", contractual, false, "publicdomain"},
    {"NoC-US", "No Copyright - United States", "http://rightsstatements.org/vocab/NoC-US/1.0/",
     public_domain, false, "publicdomain"},
    {"CNE", "Copyright Not Evaluated", "http://rightsstatements.org/vocab/CNE/1.0/", other, false,
     "unknown"},
    {"UND", "Copyright Undetermined", "http://rightsstatements.org/vocab/UND/1.0/", other, false,
     "unknown"},
    {"NKC", "No Known Copyright", "http://rightsstatements.org/vocab/NKC/1.0/", other, false,
     "unknown"},
    {"CC BY 4.0", "Creative Commons Attribution 4.0 International",
     "https://creativecommons.org/licenses/by/4.0/", licensed, true, "copyrighted"},
    {"CC BY-SA 4.0", "Creative Commons Attribution-ShareAlike 4.0 International",
     "https://creativecommons.org/licenses/by-sa/4.0/", licensed, true, "copyrighted"},
    {"CC BY-ND 4.0", "Creative Commons Attribution-NoDerivatives 4.0 International",
     "https://creativecommons.org/licenses/by-nd/4.0/", licensed, true, "copyrighted"},
    {"CC BY-NC 4.0", "Creative Commons Attribution-NonCommercial 4.0 International",
     "https://creativecommons.org/licenses/by-nc/4.0/", licensed, true, "copyrighted"},
    {"CC BY-NC-SA 4.0", "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International",
     "https://creativecommons.org/licenses/by-nc-sa/4.0/", licensed, true, "copyrighted"},
    {"CC BY-NC-ND 4.0",
     "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International",
     "https://creativecommons.org/licenses/by-nc-nd/4.0/", licensed, true, "copyrighted"},
    {"CC BY 3.0", "Creative Commons Attribution 3.0 Unported",
     "https://creativecommons.org/licenses/by/3.0/", licensed, true, "copyrighted"},
    {"CC BY-SA 3.0", "Creative Commons Attribution-ShareAlike 3.0 Unported",
     "https://creativecommons.org/licenses/by-sa/3.0/", licensed, true, "copyrighted"},
    {"CC BY-ND 3.0", "Creative Commons Attribution-NoDerivs 3.0 Unported",
     "https://creativecommons.org/licenses/by-nd/3.0/", licensed, true, "copyrighted"},
    {"CC BY-NC 3.0", "Creative Commons Attribution-NonCommercial 3.0 Unported",
     "https://creativecommons.org/licenses/by-nc/3.0/", licensed, true, "copyrighted"},
    {"CC BY-NC-SA 3.0", "Creative Commons Attribution-NonCommercial-ShareAlike 3.0 Unported",
     "https://creativecommons.org/licenses/by-nc-sa/3.0/", licensed, true, "copyrighted"},
    {"CC BY-NC-ND 3.0", "Creative Commons Attribution-NonCommercial-NoDerivs 3.0 Unported",
     "https://creativecommons.org/licenses/by-nc-nd/3.0/", licensed, true, "copyrighted"},
    {"CC0 1.0", "Creative Commons Zero 1.0 Universal",
     "https://creativecommons.org/publicdomain/zero/1.0/", public_domain, true, "publicdomain"},
    {"PDM 1.0", "Public Domain Mark 1.0", "https://creativecommons.org/publicdomain/mark/1.0/",
     public_domain, false, "publicdomain"},
    {"OGL-UK-3.0", "Open Government Licence v3.0",
     "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", licensed, true,
     "copyrighted"},
}};

/// What people type, and the code it stands for.
struct ShortWord {
  std::string_view word;
  std::string_view code;
};
constexpr std::array<ShortWord, 39> kShortWords{{
    {"cc by", "CC BY 4.0"},
    {"cc by sa", "CC BY-SA 4.0"},
    {"cc by nd", "CC BY-ND 4.0"},
    {"cc by nc", "CC BY-NC 4.0"},
    {"cc by nc sa", "CC BY-NC-SA 4.0"},
    {"cc by nc nd", "CC BY-NC-ND 4.0"},
    {"creative commons attribution 4.0", "CC BY 4.0"},
    {"creative commons attribution sharealike 4.0", "CC BY-SA 4.0"},
    {"creative commons attribution noderivatives 4.0", "CC BY-ND 4.0"},
    {"creative commons attribution noncommercial 4.0", "CC BY-NC 4.0"},
    {"creative commons attribution noncommercial sharealike 4.0", "CC BY-NC-SA 4.0"},
    {"creative commons attribution noncommercial noderivatives 4.0", "CC BY-NC-ND 4.0"},
    {"creative commons attribution", "CC BY 4.0"},
    {"cc0", "CC0 1.0"},
    {"cc 0", "CC0 1.0"},
    {"cc zero", "CC0 1.0"},
    {"creative commons zero", "CC0 1.0"},
    {"pdm", "PDM 1.0"},
    {"pd", "PDM 1.0"},
    {"cc pdm 1.0", "PDM 1.0"},
    {"public domain", "PDM 1.0"},
    {"public domain mark", "PDM 1.0"},
    {"общественное достояние", "PDM 1.0"},
    {"ogl", "OGL-UK-3.0"},
    {"ogl 3.0", "OGL-UK-3.0"},
    {"in copyright", "InC"},
    {"copyrighted", "InC"},
    {"охраняется авторским правом", "InC"},
    {"под охраной авторского права", "InC"},
    {"not evaluated", "CNE"},
    {"авторские права не оценивались", "CNE"},
    {"авторское право не оценивалось", "CNE"},
    {"права не оценивались", "CNE"},
    {"undetermined", "UND"},
    {"авторское право не определено", "UND"},
    {"no known copyright restrictions", "NKC"},
    {"не оценивалось", "CNE"},
    {"сс by", "CC BY 4.0"}, // Cyrillic letters that look like Latin ones
    {"сс0", "CC0 1.0"},
}};

/// Lower case in any alphabet; hyphens, underlines and white space as one blank; no full stop at
/// the end.
std::string folded(std::string_view text) {
  static constexpr std::array<std::string_view, 4> kGaps{"\u00A0", "\u2010", "\u2011", "\u2013"};
  std::string key;
  bool gap = false;
  const std::string lower = fold_name(trim(text));
  for (std::string_view rest = lower; !rest.empty();) {
    const auto wide = std::find_if(kGaps.begin(), kGaps.end(),
                                   [rest](std::string_view g) { return rest.starts_with(g); });
    const std::size_t step = wide == kGaps.end() ? 1 : wide->size();
    if (wide != kGaps.end() || std::string_view(" \t\r\n-_").find(rest.front()) != rest.npos) {
      gap = true;
    } else {
      if (gap && !key.empty())
        key += ' ';
      gap = false;
      key += rest.front();
    }
    rest.remove_prefix(step);
  }
  while (key.ends_with('.'))
    key.pop_back();
  return key;
}

void cut_at(std::string& text, std::string_view mark) {
  if (const std::size_t at = text.find(mark); at != std::string::npos)
    text.resize(at);
}

/// What stays the same in all spellings of an address; nothing when the text is no address.
std::optional<std::string> address_key(std::string_view text) {
  std::string key = ascii_lower(trim(text));
  const bool has_scheme = key.starts_with("http://") || key.starts_with("https://");
  if (has_scheme)
    key.erase(0, key.find("//") + 2);
  if (key.starts_with("www."))
    key.erase(0, 4);
  if (!has_scheme && !key.starts_with("creativecommons.org/") &&
      !key.starts_with("rightsstatements.org/"))
    return std::nullopt;
  for (const std::string_view mark : {"?", "#", "/deed", "/legalcode"})
    cut_at(key, mark);
  while (key.ends_with('/'))
    key.pop_back();
  // The page for people beside the address of the statement itself.
  constexpr std::string_view kPage = "rightsstatements.org/page/";
  if (key.starts_with(kPage))
    key.replace(0, kPage.size(), "rightsstatements.org/vocab/");
  return key;
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

const RightsTerm* with_code(std::string_view code) {
  const auto found = std::find_if(kTerms.begin(), kTerms.end(),
                                  [code](const RightsTerm& t) { return t.code == code; });
  return found == kTerms.end() ? nullptr : &*found;
}

const RightsTerm* with_address(const std::string& key) {
  const auto found = std::find_if(kTerms.begin(), kTerms.end(), [&key](const RightsTerm& t) {
    return address_key(t.uri) == key;
  });
  return found == kTerms.end() ? nullptr : &*found;
}

} // namespace

std::span<const RightsTerm> rights_terms() {
  return kTerms;
}

const RightsTerm* find_rights_term(std::string_view text) {
  if (is_blank(text))
    return nullptr;
  if (const auto address = address_key(text))
    return with_address(*address);
  const std::string key = folded(text);
  for (const RightsTerm& term : kTerms)
    if (folded(term.code) == key || folded(term.label) == key)
      return &term;
  for (const ShortWord& row : kShortWords)
    if (folded(row.word) == key)
      return with_code(row.code);
  return nullptr;
}

bool is_web_address(std::string_view text) {
  constexpr std::string_view kMarks = "-._~:/?@!$&'()*+,;=%#";
  const std::string lower = ascii_lower(text);
  const std::string_view scheme = lower.starts_with("https://") ? "https://" : "http://";
  if (!lower.starts_with(scheme) || lower.size() == scheme.size() || !is_utf8(text) ||
      std::count(lower.begin(), lower.end(), '#') > 1 || lower[scheme.size()] == ':')
    return false;
  for (std::size_t i = scheme.size(); i < lower.size(); ++i) {
    const char c = lower[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter && static_cast<unsigned char>(c) < 0x80 && kMarks.find(c) == kMarks.npos)
      return false;
    if (c == '%' && (i + 2 >= lower.size() || !is_hex(lower[i + 1]) || !is_hex(lower[i + 2])))
      return false;
  }
  // In the name of the host, a colon may only stand before the number of a port.
  const std::string_view host = std::string_view(lower).substr(
      scheme.size(), lower.find_first_of("/?#", scheme.size()) - scheme.size());
  const std::size_t colon = host.find(':');
  return !host.empty() && host.find_first_of("@%") == host.npos &&
         (colon == host.npos || (colon + 1 < host.size() && colon + 6 >= host.size() &&
                                 host.find_first_not_of("0123456789", colon + 1) == host.npos));
}

std::optional<Field> rights_field(std::string_view given, Origin origin) {
  const std::string_view text = trim(given);
  const RightsTerm* term = find_rights_term(text);
  if (!term && !is_web_address(text))
    return std::nullopt;
  Field field;
  field.values = {std::string(term ? term->uri : text)};
  field.raw = given;
  field.origin = origin;
  return field;
}

RightsReading rights_of(const DocumentRecord& record) {
  RightsReading reading;
  reading.uri = record.rights_uri.joined();
  reading.term = find_rights_term(reading.uri);
  reading.is_licence =
      reading.term ? reading.term->is_licence
                   : address_key(reading.uri).value_or("").starts_with("creativecommons.org/licen");
  for (const std::string& paragraph : record.rights_text.values)
    reading.text += (reading.text.empty() ? "" : "\n") + paragraph;
  reading.is_standard = !record.rights_type.empty();
  const bool own_terms =
      !reading.uri.empty() &&
      (!reading.term || (reading.term->category != copyrighted && reading.term->category != other));
  reading.policy_holds = reading.is_standard && !own_terms;
  return reading;
}

} // namespace delo
