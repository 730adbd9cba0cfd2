#include "delo/base/utf8.hpp"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <optional>
#include <utility>

namespace delo {
namespace {

bool changes_direction(std::int32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
         c == 0x200F || c == 0x061C;
}

/// Takes no room, and no script needs it inside a word, as some need joiners: it only makes two
/// names look alike.
bool is_invisible(std::int32_t c) {
  return c == 0x200B || (c >= 0x2060 && c <= 0x2065) || c == 0xFEFF;
}

bool is_control(std::int32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
}

bool starts_with_space(std::string_view text, std::size_t& width) {
  if (text.starts_with("\xC2\xA0")) {
    width = 2;
    return true;
  }
  width = 1;
  return !text.empty() && std::string_view(" \t\r\n\v\f").find(text.front()) != std::string::npos;
}

char lower_letter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// In normalisation form C; nothing where the library cannot tell.
std::optional<std::string> composed(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status))
    return std::nullopt;
  const icu::UnicodeString whole = nfc->normalize(text, status);
  std::string result;
  return U_FAILURE(status) ? std::nullopt : std::optional(whole.toUTF8String(result));
}

icu::UnicodeString to_utf16(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
}

} // namespace

std::int32_t next_code_point(std::string_view bytes, std::size_t& i) {
  // ICU's macro decodes through int arithmetic; the window keeps its 32-bit index safe.
  const std::string_view window = bytes.substr(i, 4);
  std::int32_t width = 0;
  std::int32_t c = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
  // NOLINTNEXTLINE(readability-simplify-subscript-expr): the macro writes it so
  U8_NEXT(window.data(), width, static_cast<std::int32_t>(window.size()), c);
#pragma GCC diagnostic pop
  i += static_cast<std::size_t>(width);
  return c;
}

bool is_ascii(std::string_view bytes) {
  std::uint64_t all = 0;
  std::size_t i = 0;
  for (; i + sizeof all <= bytes.size(); i += sizeof all) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes.data() + i, sizeof eight);
    all |= eight;
  }
  for (; i < bytes.size(); ++i)
    all |= static_cast<unsigned char>(bytes[i]) & 0x80U;
  return (all & 0x8080808080808080U) == 0;
}

bool is_utf8(std::string_view bytes) {
  if (is_ascii(bytes))
    return true;
  for (std::size_t i = 0; i < bytes.size();)
    if (next_code_point(bytes, i) < 0)
      return false;
  return true;
}

bool is_unsafe_to_print(std::int32_t code_point) {
  return is_control(code_point) || changes_direction(code_point) || is_invisible(code_point);
}

std::string display_name(std::string_view bytes) {
  std::string shown;
  shown.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t start = i;
    const std::int32_t c = next_code_point(bytes, i);
    const auto piece = bytes.substr(start, i - start);
    if (c < 0 || is_control(c)) {
      for (const char byte : piece)
        fmt::format_to(std::back_inserter(shown), "\\x{:02x}", static_cast<unsigned char>(byte));
    } else if (changes_direction(c) || is_invisible(c)) {
      fmt::format_to(std::back_inserter(shown), "\\u{{{:04x}}}", static_cast<std::uint32_t>(c));
    } else {
      shown += piece;
    }
  }
  return shown;
}

std::string to_nfc(std::string_view utf8) {
  if (is_ascii(utf8) || !is_utf8(utf8))
    return std::string(utf8);
  return composed(to_utf16(utf8)).value_or(std::string(utf8));
}

std::string fold_name(std::string_view name) {
  if (is_ascii(name))
    return ascii_lower(name);
  if (!is_utf8(name))
    return std::string(name);
  const icu::UnicodeString folded = to_utf16(name).foldCase();
  if (auto text = composed(folded))
    return *std::move(text);
  std::string text;
  return folded.toUTF8String(text);
}

std::string base64(std::string_view bytes) {
  static constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string encoded;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    const std::size_t n = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 3; ++k)
      group = (group << 8) | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      encoded += k <= n ? kAlphabet[(group >> (18 - 6 * k)) & 63U] : '=';
  }
  return encoded;
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    c = lower_letter(c);
  return lower;
}

bool begins_in_any_case(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size())
    return false;
  for (std::size_t i = 0; i < lower.size(); ++i)
    if (lower_letter(text[i]) != lower[i])
      return false;
  return true;
}

bool is_in_any_case(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() && begins_in_any_case(text, lower);
}

std::string_view trim(std::string_view text) {
  std::size_t width = 0;
  while (starts_with_space(text, width))
    text.remove_prefix(width);
  while (!text.empty()) {
    if (text.ends_with("\xC2\xA0"))
      text.remove_suffix(2);
    else if (starts_with_space(text.substr(text.size() - 1), width) && width == 1)
      text.remove_suffix(1);
    else
      break;
  }
  return text;
}

} // namespace delo
