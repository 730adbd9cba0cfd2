// What a character costs a text that is taken for Russian or for a language in Latin letters. The
// numbers are natural logarithms.
#pragma once

#include <cstdint>

namespace delo {

enum class GlyphKind : std::uint8_t { other, latin, vowel, consonant, sign };

/// What a byte is in one encoding.
struct Glyph {
  std::int32_t code = -1;
  double cost = 0; ///< of the character by itself
  GlyphKind kind = GlyphKind::other;
  std::int32_t russian = -1; ///< number of the letter, а is 0
  bool capital = false;
  bool rare_beginning = false;
  bool high = false;     ///< above ASCII: the bytes by which encodings differ
  bool accented = false; ///< a Latin letter above ASCII
};

Glyph describe_glyph(std::int32_t code);

bool is_cyrillic(const Glyph& glyph);

/// Whether Russian words are mostly made of such pairs; both by their numbers, а is 0.
bool is_common_pair(std::int32_t first, std::int32_t second);

/// The cost of an accented Latin letter that follows no plain one.
inline constexpr double kLatinAlone = -7.0;

} // namespace delo
