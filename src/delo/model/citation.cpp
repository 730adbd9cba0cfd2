#include "delo/model/citation.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

constexpr std::size_t kLongestId = 100;

/// The order of levels in an identifier, each with its prefix.
constexpr std::array<std::pair<Level, std::string_view>, 8> kIdOrder{{
    {Level::archive, ""},
    {Level::fond, "f"},
    {Level::opis, "op"},
    {Level::portfel, "port"},
    {Level::papka, "p"},
    {Level::delo, "d"},
    {Level::tom, "t"},
    {Level::listy, "l"},
}};

bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// One value in the characters of an identifier: "/" becomes "_", white space goes, dashes of all
/// lengths become "-". Nothing when another character is left.
std::optional<std::string> id_part(std::string_view value) {
  static constexpr std::array<std::string_view, 3> kDashes{"\u2013", "\u2014", "\u2012"};
  std::string part;
  while (!value.empty()) {
    const auto dash = std::find_if(kDashes.begin(), kDashes.end(),
                                   [value](std::string_view d) { return value.starts_with(d); });
    if (dash != kDashes.end()) {
      part += '-';
      value.remove_prefix(dash->size());
      continue;
    }
    const char c = value.front();
    value.remove_prefix(1);
    if (c == '/' || c == ',')
      part += '_';
    else if (is_alnum(c) || c == '-' || c == '_')
      part += c;
    else if (c != ' ' && c != '.')
      return std::nullopt;
  }
  return part;
}

} // namespace

std::string_view to_word(Confidence confidence) {
  switch (confidence) {
  case Confidence::certain:
    return "certain";
  case Confidence::likely:
    return "likely";
  case Confidence::unsure:
    return "unsure";
  }
  return "";
}

std::string_view to_word(Level level) {
  static constexpr std::array<std::string_view, kLevelCount> kWords{
      "archive", "section", "fond",  "opis",     "year",     "portfel", "poryadok", "papka",
      "delo",    "tom",     "chast", "perechen", "dokument", "box",     "item",     "registry",
      "film",    "frame",   "listy", "form",     "place",    "url"};
  return kWords[static_cast<std::size_t>(level)];
}

const CitationPart* ArchivalCitation::find(Level level) const {
  const auto found = std::find_if(parts.begin(), parts.end(),
                                  [level](const CitationPart& p) { return p.level == level; });
  return found == parts.end() ? nullptr : &*found;
}

std::string ArchivalCitation::value(Level level) const {
  const CitationPart* part = find(level);
  return part ? part->value : std::string();
}

bool ArchivalCitation::is_complete() const {
  const bool sure = std::none_of(parts.begin(), parts.end(), [](const CitationPart& p) {
    return p.confidence == Confidence::unsure;
  });
  return sure && find(Level::archive) && find(Level::fond) && find(Level::delo);
}

std::optional<std::string> identifier_from(const ArchivalCitation& citation) {
  if (!citation.is_complete())
    return std::nullopt;
  std::string id;
  for (const auto& [level, prefix] : kIdOrder) {
    const CitationPart* part = citation.find(level);
    if (!part)
      continue;
    const auto text = id_part(part->value);
    if (!text || text->empty())
      return std::nullopt;
    if (!id.empty())
      id += '-';
    id += prefix;
    id += *text;
  }
  return is_package_id(id) ? std::optional(id) : std::nullopt;
}

bool is_package_id(std::string_view text) {
  if (text.empty() || text.size() > kLongestId || !is_alnum(text.front()) || text.back() == '.')
    return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_alnum(c) || c == '-' || c == '_' || c == '.'; });
}

} // namespace delo
