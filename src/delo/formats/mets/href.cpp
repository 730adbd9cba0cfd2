#include "delo/formats/mets/href.hpp"

#include <fmt/format.h>

#include <charconv>
#include <iterator>

namespace delo {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

} // namespace

std::string encode_href(const RelPath& path) {
  std::string href;
  for (const char c : path.str())
    if (is_unreserved(c) || c == '/')
      href += c;
    else
      fmt::format_to(std::back_inserter(href), "%{:02X}", static_cast<unsigned char>(c));
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

std::vector<RelPath> href_targets(const RelPath& mets, std::string_view href) {
  for (const std::string_view prefix : {"file://./", "file:./", "file:"})
    if (href.starts_with(prefix)) {
      href.remove_prefix(prefix.size());
      break;
    }
  if (href.starts_with("./"))
    href.remove_prefix(2);
  std::vector<RelPath> paths;
  for (const std::string& text : {decode_href(href), std::string(href)})
    if (const auto path = RelPath::parse(text))
      paths.push_back(mets.parent() ? *mets.parent() / *path : *path);
  return paths;
}

} // namespace delo
