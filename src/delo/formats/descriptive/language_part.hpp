// A language as a page or sheet prints it: "Russian", "eng (translation)".
#pragma once

#include "delo/model/languages.hpp"

#include <string>
#include <string_view>

namespace delo {

struct LanguagePart {
  std::string text;                   ///< as printed, without the part in brackets
  std::string_view part = "original"; ///< or "translation", when the brackets say so
  const Language* language = nullptr; ///< null when it is not in the table
};

/// The field `language` speaks of the original, unless a value says "(translation)" itself.
LanguagePart read_language_part(std::string_view printed);

} // namespace delo
