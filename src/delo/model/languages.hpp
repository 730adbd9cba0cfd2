// The languages of archival documents by their ISO 639 codes and names.
#pragma once

#include <span>
#include <string_view>

namespace delo {

/// One language.
struct Language {
  std::string_view code;        ///< ISO 639-2/B: "rus", "ger"; what MODS gets
  std::string_view terminology; ///< ISO 639-2/T where it differs: "deu"; else ""
  std::string_view short_code;  ///< ISO 639-1: "ru", "de"; "" where there is none
  std::string_view english;     ///< names, the usual one first, separated by "|"
  std::string_view russian;     ///< the same in Russian

  /// The usual English name.
  std::string_view name() const { return english.substr(0, english.find('|')); }
};

/// All languages, by their code.
std::span<const Language> languages();

/// The language that a text names: ISO 639-1, 639-2/B or 639-2/T, or an English or Russian name,
/// with or without the word "language" or "язык". Letter case does not matter. Null when it is none
/// of them, or more than one language.
const Language* find_language(std::string_view text);

} // namespace delo
