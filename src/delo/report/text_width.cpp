#include "delo/report/text_width.hpp"

#include "delo/base/utf8.hpp"

#include <unicode/uchar.h>

#include <vector>

namespace delo {
namespace {

std::size_t width_of(std::int32_t c) {
  if (c < 0)
    return 1;
  const auto category = u_charType(c);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR)
    return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

} // namespace

std::size_t text_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();)
    width += width_of(next_code_point(text, i));
  return width;
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t own = text_width(text);
  return std::string(text) + std::string(own < width ? width - own : 0, ' ');
}

std::string fitted(std::string_view text, std::size_t width) {
  std::size_t own = text_width(text);
  if (own <= width)
    return std::string(text);
  if (width == 0)
    return "";
  std::size_t i = 0;
  while (own > width - 1)
    own -= width_of(next_code_point(text, i));
  // A mark must not stand without its letter.
  for (std::size_t next = i; next < text.size() && width_of(next_code_point(text, next)) == 0;)
    i = next;
  return "…" + std::string(text.substr(i));
}

} // namespace delo
