#include "delo/base/shell_word.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <cstdint>
#include <iterator>

namespace delo {
namespace {

bool needs_no_quotes(std::string_view path) {
  constexpr std::string_view kPlain = "_-./:@%+,";
  for (std::size_t i = 0; i < path.size();) {
    const std::int32_t c = next_code_point(path, i);
    const bool plain = c < 0x80 && kPlain.find(static_cast<char>(c)) != std::string_view::npos;
    if (!plain && u_isalnum(c) == 0)
      return false;
  }
  return !path.empty();
}

std::string in_quotes(std::string_view path) {
  std::string word = "'";
  for (const char c : path)
    word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

std::string with_escapes(std::string_view path) {
  std::string word = "$'";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7F)
      fmt::format_to(std::back_inserter(word), "\\x{:02x}", byte);
    else if (c == '\'' || c == '\\')
      word += {'\\', c};
    else
      word += c;
  }
  return word + "'";
}

} // namespace

std::string shell_word(std::string_view path) {
  const std::string text = (path.starts_with('-') ? "./" : "") + std::string(path);
  if (display_name(text) != text)
    return with_escapes(text);
  return needs_no_quotes(text) ? text : in_quotes(text);
}

} // namespace delo
