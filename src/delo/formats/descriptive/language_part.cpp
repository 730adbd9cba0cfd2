#include "delo/formats/descriptive/language_part.hpp"

#include "delo/base/utf8.hpp"

#include <array>
#include <utility>

namespace delo {

LanguagePart read_language_part(std::string_view printed) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kParts{{
      {"(original)", "original"},
      {"(translation)", "translation"},
      {"(оригинал)", "original"},
      {"(перевод)", "translation"},
  }};
  LanguagePart result;
  std::string_view text = trim(printed);
  for (const auto& [brackets, part] : kParts)
    if (text.size() > brackets.size() &&
        fold_name(text.substr(text.size() - brackets.size())) == brackets) {
      text = trim(text.substr(0, text.size() - brackets.size()));
      result.part = part;
      break;
    }
  result.text = text;
  result.language = find_language(text);
  return result;
}

} // namespace delo
