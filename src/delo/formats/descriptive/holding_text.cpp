#include "delo/formats/descriptive/holding_text.hpp"

#include <algorithm>
#include <array>

namespace delo {

bool is_step(Level level) {
  static constexpr std::array<Level, 5> kNoStep{Level::archive, Level::listy, Level::form,
                                                Level::place, Level::url};
  return std::find(kNoStep.begin(), kNoStep.end(), level) == kNoStep.end();
}

std::string arrangement_of(const ArchivalCitation& holding) {
  std::string text;
  for (const CitationPart& part : holding.parts) {
    if (part.level != Level::archive && !is_step(part.level))
      continue;
    if (!text.empty())
      text += ", ";
    if (part.level != Level::archive)
      (text += to_word(part.level)) += ' ';
    text += part.value;
  }
  return text;
}

std::string unsure_parts(const ArchivalCitation& holding) {
  std::string text;
  for (const CitationPart& part : holding.parts)
    if (part.confidence == Confidence::unsure)
      ((text += text.empty() ? "" : ", ") += to_word(part.level)) += " " + part.value;
  return text;
}

} // namespace delo
