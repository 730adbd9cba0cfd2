// Character classes come from ICU, which does not ask the locale of the process.
#include "delo/formats/citation/folded_text.hpp"

#include "delo/base/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace delo {
namespace {

constexpr std::u32string_view kApostrophes = U"\u2018\u2019\u02B9\u02BC\u0060\u2032\u00B4";
constexpr std::u32string_view kDashes = U"\u2010\u2011\u2012\u2013\u2014\u2212";

bool holds(std::u32string_view set, char32_t c) {
  return set.find(c) != std::u32string_view::npos;
}

char32_t plain(char32_t c) {
  if (holds(kApostrophes, c))
    return U'\'';
  if (holds(kDashes, c))
    return U'-';
  return u_isUWhiteSpace(static_cast<UChar32>(c)) ? U' ' : c;
}

/// The character at `offset`, which moves behind it; U+FFFD for a byte that is not UTF-8.
char32_t next_character(std::string_view text, std::size_t& offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const std::string_view bytes = text.substr(offset, length);
  if (bytes.size() < length || !is_utf8(bytes)) {
    ++offset;
    return U'\uFFFD';
  }
  offset += length;
  if (length == 1)
    return lead;
  char32_t c = lead & (0xFFU >> (length + 1));
  for (const char byte : bytes.substr(1))
    c = (c << 6) | (static_cast<unsigned char>(byte) & 0x3FU);
  return c;
}

} // namespace

FoldedText::FoldedText(std::string_view text, std::size_t offset) : text_(text), offset_(offset) {
  units_.reserve(text.size());
  for (std::size_t next = 0; next < text.size();) {
    const std::size_t begin = next;
    const char32_t cased = plain(next_character(text, next));
    const auto folded = u_foldCase(static_cast<UChar32>(cased), U_FOLD_CASE_DEFAULT);
    units_.push_back({static_cast<char32_t>(folded), cased, begin});
  }
}

std::string_view FoldedText::original(std::size_t begin, std::size_t end) const {
  if (begin >= end || begin >= size())
    return {};
  const std::size_t first = units_[begin].offset;
  const std::size_t last = end < size() ? units_[end].offset : text_.size();
  return text_.substr(first, last - first);
}

Span FoldedText::span(std::size_t begin, std::size_t end) const {
  const std::string_view bytes = original(begin, end);
  if (bytes.empty())
    return {};
  const std::size_t first = offset_ + static_cast<std::size_t>(bytes.data() - text_.data());
  return {first, first + bytes.size()};
}

bool FoldedText::has(std::size_t i, std::u32string_view word) const {
  for (std::size_t k = 0; k < word.size(); ++k)
    if ((*this)[i + k] != word[k])
      return false;
  return true;
}

std::size_t FoldedText::skip_spaces(std::size_t i) const {
  while ((*this)[i] == U' ')
    ++i;
  return i;
}

bool FoldedText::at_word_start(std::size_t i) const {
  return i == 0 || !(is_letter((*this)[i - 1]) || is_digit((*this)[i - 1]));
}

bool is_letter(char32_t c) {
  return u_isalpha(static_cast<UChar32>(c)) != 0;
}
bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_upper(char32_t c) {
  return u_isupper(static_cast<UChar32>(c)) != 0;
}
bool is_cyrillic(char32_t c) {
  return c >= 0x0400 && c <= 0x052F;
}
char32_t without_accent(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString apart;
  if (U_FAILURE(status) || nfd->getDecomposition(static_cast<UChar32>(c), apart) == 0)
    return c;
  return static_cast<char32_t>(apart.char32At(0));
}
char32_t look_alike(char32_t folded) {
  // Of the capitals, because codes are written in them: В looks like B, and в does not.
  constexpr std::u32string_view kCyrillic = U"авекмнорстухіјѕ";
  constexpr std::u32string_view kLatin = U"abekmhopctyxijs";
  const std::size_t at = kCyrillic.find(folded);
  return at == std::u32string_view::npos ? folded : kLatin[at];
}

} // namespace delo
