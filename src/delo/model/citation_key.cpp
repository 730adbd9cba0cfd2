// Identifiers keep what is printed; match keys forget what printers vary. Both walk the same table.
#include "delo/base/utf8.hpp"
#include "delo/model/citation.hpp"
#include "delo/model/latin_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace delo {
namespace {

/// A range of more sheets than this is kept as a range: no file has so many.
constexpr std::uint64_t kMostSheets = 2000;

/// The order of levels in an identifier, each with its prefix.
constexpr std::array<std::pair<Level, std::string_view>, 15> kKeyOrder{{
    {Level::archive, ""},
    {Level::fond, "f"},
    {Level::opis, "op"},
    {Level::perechen, "per"},
    {Level::portfel, "port"},
    {Level::poryadok, "por"},
    {Level::box, "b"},
    {Level::papka, "p"},
    {Level::delo, "d"},
    {Level::dokument, "dok"},
    {Level::tom, "t"},
    {Level::chast, "ch"},
    {Level::item, "i"},
    {Level::registry, "r"},
    {Level::listy, "l"},
}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The alphabet in which a citation is written, as its archive and its labels show.
Script script_of_citation(const ArchivalCitation& citation) {
  std::string text;
  for (const CitationPart& part : citation.parts)
    text += part.raw;
  return script_of(text);
}

/// One value in the characters of an identifier: "/" and what joins parts of a value become "_",
/// white space and full stops go. Nothing when another character is left.
std::optional<std::string> id_part(std::string_view value, Script script) {
  constexpr std::string_view kDropped = " .)]\"";
  constexpr std::string_view kJoins = "/,;([:_+";
  std::string part;
  for (const char c : latin_text(value, script)) {
    if (kJoins.find(c) != std::string_view::npos)
      part += '_';
    else if (static_cast<unsigned char>(c) < 0x80 && (is_word(c) || c == '-'))
      part += c;
    else if (kDropped.find(c) == std::string_view::npos)
      return std::nullopt;
  }
  return part;
}

/// Lower case, no zeros before a number, nothing but letters, digits and the marks that tell
/// numbers apart.
std::string key_part(std::string_view value, Script script) {
  const std::string plain = ascii_lower(latin_text(value, script));
  std::string part;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const char c = plain[i];
    const bool leading = c == '0' && (i == 0 || !is_digit(plain[i - 1]));
    if (leading && i + 1 < plain.size() && is_digit(plain[i + 1])) {
      std::size_t last = i;
      while (last + 1 < plain.size() && plain[last] == '0' && is_digit(plain[last + 1]))
        ++last;
      i = last;
      part += plain[i];
    } else if (is_word(c) || c == '-' || c == '/' || c == ',' || c == ';') {
      part += c;
    }
  }
  return part;
}

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto parsed = std::from_chars(digits.data(), end, value);
  if (digits.empty() || parsed.ec != std::errc() || parsed.ptr != end)
    return std::nullopt;
  return value;
}

/// "5-8" as "5,6,7,8"; ranges with letters or marks of the back side stay ranges.
std::string expanded(std::string_view range) {
  const std::size_t dash = range.find('-');
  const auto first = number(range.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : number(range.substr(dash + 1));
  if (!first || !last || *last < *first || *last - *first > kMostSheets)
    return std::string(range);
  std::string list;
  for (std::uint64_t sheet = *first; sheet <= *last; ++sheet)
    list += (list.empty() ? "" : ",") + std::to_string(sheet);
  return list;
}

/// The marks of the back side in one form, and every sheet by itself.
std::string sheet_key(std::string_view value, Script script) {
  constexpr std::array<std::string_view, 4> kVerso{"verso", "obv", "rev", "zv"};
  std::string sheets = key_part(value, script);
  for (const std::string_view mark : kVerso)
    for (std::size_t at = 0; (at = sheets.find(mark, at)) != std::string::npos; at += 2)
      sheets.replace(at, mark.size(), "ob");
  std::replace(sheets.begin(), sheets.end(), ';', ',');
  std::string key;
  for (std::size_t begin = 0; begin <= sheets.size();) {
    const std::size_t end = std::min(sheets.find(',', begin), sheets.size());
    key += (key.empty() ? "" : ",") + expanded(std::string_view(sheets).substr(begin, end - begin));
    begin = end + 1;
  }
  return key;
}

} // namespace

std::optional<std::string> identifier_from(const ArchivalCitation& citation) {
  if (!citation.is_complete())
    return std::nullopt;
  const Script script = script_of_citation(citation);
  std::string id;
  for (const auto& [level, prefix] : kKeyOrder) {
    const CitationPart* part = citation.find(level);
    if (!part)
      continue;
    // The code of an archive is the table's word, whatever alphabet the rest is written in.
    const auto text = id_part(part->value, level == Level::archive ? Script::latin : script);
    if (!text || text->empty())
      return std::nullopt;
    if (!id.empty())
      id += '-';
    id += prefix;
    id += *text;
  }
  return is_package_id(id) ? std::optional(id) : std::nullopt;
}

std::string match_key(const ArchivalCitation& citation) {
  if (!citation.is_complete())
    return {};
  const Script script = script_of_citation(citation);
  std::string key;
  for (const auto& [level, prefix] : kKeyOrder) {
    const CitationPart* part = citation.find(level);
    if (!part)
      continue;
    if (level == Level::archive)
      key += key_part(part->value, script_of(part->value));
    else
      key += std::string(" ").append(prefix).append(
          level == Level::listy ? sheet_key(part->value, script) : key_part(part->value, script));
  }
  return key;
}

} // namespace delo
