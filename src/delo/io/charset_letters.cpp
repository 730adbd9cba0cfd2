#include "delo/io/charset_letters.hpp"

#include <unicode/uchar.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

namespace delo {
namespace {

constexpr double kPunctuation = -4.0;
constexpr double kOddCharacter = -11.0; ///< box drawing, currency signs, letters of no language
constexpr double kForeignLetter = -8.5; ///< Cyrillic, of another language than Russian
constexpr double kSisterLetter = -5.0;  ///< Ukrainian and Belarusian

/// Per cent of а to я in Russian prose; ё is counted with the rare ones.
constexpr std::array<double, 32> kFrequency{8.01, 1.59, 4.54, 1.70, 2.98, 8.45, 0.94,  1.65,
                                            7.35, 1.21, 3.49, 4.40, 3.21, 6.70, 10.97, 2.81,
                                            4.73, 5.47, 6.26, 2.62, 0.26, 0.97, 0.48,  1.44,
                                            0.73, 0.36, 0.04, 1.90, 1.74, 0.32, 0.64,  2.01};

/// The pairs of letters that Russian words are mostly made of.
constexpr std::u32string_view kCommonPairs =
    U"стнотонаеновнираворокопоспроеререгокалилоневаолортаодомаланателескесдеиезалатирилькисипоеннны"
    U"иттелимаметевобавсгрдолесоегтотртьдиейияпраясаучтвемнеомосновойакарнорацициюююшиж";

/// Which pairs are common, by the number of each small letter.
constexpr std::array<std::array<bool, 32>, 32> pair_table() {
  std::array<std::array<bool, 32>, 32> table{};
  for (std::size_t i = 0; i + 1 < kCommonPairs.size(); ++i)
    table[kCommonPairs[i] - U'а'][kCommonPairs[i + 1] - U'а'] = true;
  return table;
}
constexpr auto kPairs = pair_table();

bool one_of(std::int32_t code, std::u32string_view set) {
  return set.find(static_cast<char32_t>(code)) != std::u32string_view::npos;
}

void describe_cyrillic(Glyph& glyph) {
  const std::int32_t small = u_tolower(glyph.code);
  glyph.capital = small != glyph.code;
  if (small >= 0x430 && small <= 0x44F)
    glyph.russian = small - 0x430;
  if (glyph.russian >= 0)
    glyph.cost = std::log(kFrequency[static_cast<std::size_t>(glyph.russian)] / 100);
  else
    glyph.cost = one_of(small, U"ёіїєґў") ? kSisterLetter : kForeignLetter;
  if (one_of(small, U"ьъ"))
    glyph.kind = GlyphKind::sign;
  else
    glyph.kind = one_of(small, U"аеиоуыэюяёіїє") ? GlyphKind::vowel : GlyphKind::consonant;
  glyph.rare_beginning = one_of(small, U"ыйьъ");
}

} // namespace

Glyph describe_glyph(std::int32_t code) {
  Glyph glyph;
  glyph.code = code;
  glyph.high = code >= 0x80;
  if (code < 0x80) {
    if ((code | 0x20) >= 'a' && (code | 0x20) <= 'z')
      glyph.kind = GlyphKind::latin;
    return glyph;
  }
  if (code >= 0x400 && code <= 0x4FF) {
    describe_cyrillic(glyph);
  } else if (u_isalpha(code) && code != 0xAA && code != 0xBA && code < 0x250) {
    glyph.kind = GlyphKind::latin;
    glyph.accented = true;
    glyph.cost = kLatinAlone;
  } else if (one_of(code, U"\u00A0\u00A7\u00AB\u00BB\u00B0\u00BA\u2013\u2014\u2018\u2019\u201A"
                          U"\u201C\u201D\u201E\u2022\u2026\u2116")) {
    glyph.cost = kPunctuation;
  } else {
    glyph.cost = kOddCharacter;
  }
  return glyph;
}

bool is_cyrillic(const Glyph& glyph) {
  return glyph.kind == GlyphKind::vowel || glyph.kind == GlyphKind::consonant ||
         glyph.kind == GlyphKind::sign;
}

bool is_common_pair(std::int32_t first, std::int32_t second) {
  return kPairs[static_cast<std::size_t>(first)][static_cast<std::size_t>(second)];
}

} // namespace delo
