#include "delo/model/citation.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::size_t kLongestId = 100;

/// What can stand for the file when there is no delo.
constexpr std::array kFileLevels{Level::delo, Level::poryadok, Level::dokument, Level::papka,
                                 Level::registry};

bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
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
  const bool file = std::any_of(kFileLevels.begin(), kFileLevels.end(),
                                [this](Level level) { return find(level) != nullptr; });
  return whole && sure && file && find(Level::archive) && (!counts_by_fond || find(Level::fond));
}

bool is_package_id(std::string_view text) {
  if (text.empty() || text.size() > kLongestId || !is_alnum(text.front()) || text.back() == '.')
    return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_alnum(c) || c == '-' || c == '_' || c == '.'; });
}

} // namespace delo
