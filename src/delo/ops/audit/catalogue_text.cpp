#include "delo/ops/audit/catalogue_text.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <charconv>

namespace delo {

std::string to_catalogue_text(std::string_view name) {
  std::string text;
  text.reserve(name.size());
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t start = i;
    const std::int32_t point = next_code_point(name, i);
    if (point < 0 || point < 0x20 || point == 0x7F || point == '%')
      for (std::size_t k = start; k < i; ++k)
        text += fmt::format("%{:02X}", static_cast<unsigned char>(name[k]));
    else
      text += name.substr(start, i - start);
  }
  return text;
}

std::optional<std::string> from_catalogue_text(std::string_view text) {
  std::string name;
  name.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      name += text[i];
      continue;
    }
    if (text.size() - i < 3)
      return std::nullopt;
    unsigned byte = 0;
    const char* const digits = text.data() + i + 1;
    if (std::from_chars(digits, digits + 2, byte, 16).ptr != digits + 2)
      return std::nullopt;
    name += static_cast<char>(byte);
    i += 2;
  }
  return name;
}

} // namespace delo
