#include "delo/formats/mets/href.hpp"

#include <charconv>

namespace delo {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

} // namespace

std::string encode_href(const RelPath& path) {
  std::string href;
  href.reserve(path.str().size());
  for (const char c : path.str())
    if (is_unreserved(c) || c == '/')
      href += c;
    else
      href.append({'%', kHexDigits[static_cast<unsigned char>(c) >> 4],
                   kHexDigits[static_cast<unsigned char>(c) & 15]});
  return href;
}

std::string decode_href(std::string_view href) {
  std::string text;
  for (std::size_t i = 0; i < href.size(); ++i) {
    if (href[i] != '%') {
      text += href[i];
      continue;
    }
    const std::string_view digits = href.substr(i + 1, 2);
    unsigned byte = 0;
    const char* end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, byte, 16);
    if (digits.size() != 2 || parsed.ec != std::errc() || parsed.ptr != end)
      return std::string(href);
    text += static_cast<char>(byte);
    i += 2;
  }
  return text;
}

} // namespace delo
