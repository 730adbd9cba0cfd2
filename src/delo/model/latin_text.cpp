// One table for both alphabets: how a Cyrillic letter sounds, and which Latin letter looks like it.
#include "delo/model/latin_text.hpp"

#include "delo/base/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace delo {
namespace {

struct Letter {
  char32_t cyrillic;      ///< lower case
  std::string_view sound; ///< romanised without marks
  char shape;             ///< the lower-case Latin letter that looks like it, 0 for none
  char capital_shape;     ///< the same for the capital
};

constexpr std::array kLetters{
    Letter{U'а', "a", 'a', 'A'},  Letter{U'б', "b", 0, 0},     Letter{U'в', "v", 0, 'B'},
    Letter{U'г', "g", 0, 0},      Letter{U'ґ', "g", 0, 0},     Letter{U'д', "d", 0, 0},
    Letter{U'е', "e", 'e', 'E'},  Letter{U'ё', "e", 'e', 'E'}, Letter{U'є', "e", 0, 0},
    Letter{U'ж', "zh", 0, 0},     Letter{U'з', "z", 0, 0},     Letter{U'и', "i", 0, 0},
    Letter{U'і', "i", 'i', 'I'},  Letter{U'ї', "i", 'i', 'I'}, Letter{U'й', "i", 0, 0},
    Letter{U'к', "k", 0, 'K'},    Letter{U'л', "l", 0, 0},     Letter{U'м', "m", 0, 'M'},
    Letter{U'н', "n", 0, 'H'},    Letter{U'о', "o", 'o', 'O'}, Letter{U'п', "p", 0, 0},
    Letter{U'р', "r", 'p', 'P'},  Letter{U'с', "s", 'c', 'C'}, Letter{U'т', "t", 0, 'T'},
    Letter{U'у', "u", 'y', 'Y'},  Letter{U'ү', "u", 'y', 'Y'}, Letter{U'ф', "f", 0, 0},
    Letter{U'х', "kh", 'x', 'X'}, Letter{U'ц', "ts", 0, 0},    Letter{U'ч', "ch", 0, 0},
    Letter{U'ш', "sh", 0, 0},     Letter{U'щ', "shch", 0, 0},  Letter{U'ъ', "", 0, 0},
    Letter{U'ы', "y", 0, 0},      Letter{U'ь', "", 0, 0},      Letter{U'э', "e", 0, 0},
    Letter{U'ю', "yu", 0, 0},     Letter{U'я', "ya", 0, 0},    Letter{U'ѕ', "s", 's', 'S'},
    Letter{U'ј', "j", 'j', 'J'},  Letter{U'ө', "o", 0, 0},
};

/// Latin letters that Unicode does not take apart.
struct Whole {
  char32_t letter;
  std::string_view plain;
};
constexpr std::array kWhole{Whole{U'ı', "i"}, Whole{U'ə', "e"},  Whole{U'Ə', "E"},
                            Whole{U'ł', "l"}, Whole{U'Ł', "L"},  Whole{U'đ', "d"},
                            Whole{U'Đ', "D"}, Whole{U'ß', "ss"}, Whole{U'ø', "o"},
                            Whole{U'Ø', "O"}, Whole{U'æ', "ae"}, Whole{U'Æ', "AE"}};

constexpr std::u32string_view kDashes = U"\u2010\u2011\u2012\u2013\u2014\u2212";
constexpr std::u32string_view kDropped = U"'\u2018\u2019\u02B9\u02BC\u0060\u2032\u00B4\u2116\u00BA"
                                         U"\u00B0";
constexpr std::u32string_view kSpaces = U"\t\n\r\u00A0\u2007\u2009\u202F";

bool holds(std::u32string_view set, char32_t c) {
  return set.find(c) != std::u32string_view::npos;
}

bool is_cyrillic(char32_t c) {
  return c >= 0x0400 && c <= 0x052F;
}

const Letter* letter_of(char32_t c) {
  const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  const auto found = std::find_if(kLetters.begin(), kLetters.end(),
                                  [lower](const Letter& l) { return l.cyrillic == lower; });
  return found == kLetters.end() ? nullptr : &*found;
}

std::string capitalised(std::string_view text) {
  std::string capital(text);
  if (!capital.empty())
    capital[0] = static_cast<char>(capital[0] - 'a' + 'A');
  return capital;
}

std::string romanised(const Letter& letter, bool capital, Script script) {
  const char shape = capital ? letter.capital_shape : letter.shape;
  if (script == Script::latin && shape != 0)
    return std::string(1, shape);
  return capital ? capitalised(letter.sound) : std::string(letter.sound);
}

/// A Latin capital among Cyrillic letters stands for the Cyrillic one of its shape.
std::string sounded(char32_t c) {
  if (c >= U'A' && c <= U'Z')
    for (const Letter& letter : kLetters)
      if (letter.capital_shape == static_cast<char>(c))
        return capitalised(letter.sound);
  return std::string(1, static_cast<char>(c));
}

std::string without_marks(std::string_view piece) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status))
    return std::string(piece);
  const icu::UnicodeString whole = icu::UnicodeString::fromUTF8(
      icu::StringPiece(piece.data(), static_cast<std::int32_t>(piece.size())));
  const icu::UnicodeString apart = nfkd->normalize(whole, status);
  std::string plain;
  for (std::int32_t i = 0; i < apart.length(); ++i)
    if (apart[i] < 0x80)
      plain += static_cast<char>(apart[i]);
  return plain.empty() ? std::string(piece) : plain;
}

std::string plain_form(std::string_view piece, char32_t c, Script script) {
  if (holds(kDropped, c) || u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK)
    return {};
  if (holds(kSpaces, c))
    return " ";
  if (holds(kDashes, c))
    return "-";
  if (is_cyrillic(c)) {
    const Letter* letter = letter_of(c);
    return letter ? romanised(*letter, u_isupper(static_cast<UChar32>(c)) != 0, script)
                  : std::string(piece);
  }
  if (c < 0x80)
    return script == Script::cyrillic ? sounded(c) : std::string(piece);
  for (const Whole& whole : kWhole)
    if (whole.letter == c)
      return std::string(whole.plain);
  return without_marks(piece);
}

} // namespace

Script script_of(std::string_view text) {
  std::size_t cyrillic = 0;
  std::size_t latin = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::int32_t c = next_code_point(text, i);
    if (c < 0 || !u_isalpha(c))
      continue;
    ++(is_cyrillic(static_cast<char32_t>(c)) ? cyrillic : latin);
  }
  return cyrillic > latin ? Script::cyrillic : Script::latin;
}

std::string latin_text(std::string_view text, Script script) {
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const std::int32_t c = next_code_point(text, i);
    const std::string_view piece = text.substr(begin, i - begin);
    plain += c < 0 ? std::string(piece) : plain_form(piece, static_cast<char32_t>(c), script);
  }
  return plain;
}

} // namespace delo
