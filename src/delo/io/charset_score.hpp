// Which encoding makes the most sense of bytes that are not UTF-8.
#pragma once

#include "delo/model/citation.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace delo {

struct ScoredEncoding {
  std::string_view encoding; ///< IANA name
  double score = 0;          ///< natural logarithm of how likely the text is, higher is better
};

struct EncodingGuess {
  /// Encodings that fit, the best first. One: it was told. Several: they fit equally well and read
  /// the bytes differently. None: nothing makes sense of the bytes.
  std::vector<ScoredEncoding> fits;
  Confidence confidence = Confidence::unsure;
};

/// Judges encodings of single bytes: Cyrillic ones by letter frequencies, by the case of letters
/// inside words and by how vowels and consonants follow each other; western ones by how their
/// letters stand among Latin letters.
EncodingGuess guess_encoding(std::string_view bytes);

/// "UTF-16LE" or "UTF-16BE" for text without a byte order mark; "" when it is neither.
std::string_view guess_utf16(std::string_view bytes);

/// What ICU's detector thinks, for a hint only; "" when it has no idea that can be used.
std::string detector_idea(std::string_view bytes);

} // namespace delo
