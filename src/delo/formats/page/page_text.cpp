// Guessing an encoding would turn names into other names, so that a page is UTF-8 or refused.
#include "delo/formats/page/page_text.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace delo {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_binary(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0x7F ||
         (byte < 0x20 && std::string_view("\t\n\v\f\r").find(c) == std::string::npos);
}

[[noreturn]] void refuse(std::string_view name, std::string_view what, std::string hint) {
  throw Error(ErrorKind::io,
              fmt::format("cannot read {} as a document page: {}", display_name(name), what),
              std::move(hint));
}

std::uint64_t line_of(std::string_view bytes, std::size_t offset) {
  const auto before = bytes.substr(0, offset);
  return 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
}

/// Where the first line begins that is not UTF-8.
std::size_t first_bad_line_offset(std::string_view bytes) {
  std::size_t begin = 0;
  while (begin < bytes.size()) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size() - 1) + 1;
    if (!is_utf8(bytes.substr(begin, end - begin)))
      break;
    begin = end;
  }
  return begin;
}

void check(std::string_view bytes, std::string_view name) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    refuse(name, "it is UTF-16, not UTF-8", "save the page again as UTF-8");
  const auto binary = std::find_if(bytes.begin(), bytes.end(), is_binary);
  if (binary != bytes.end())
    refuse(name,
           fmt::format("it is not text: byte 0x{:02x} on line {}",
                       static_cast<unsigned char>(*binary),
                       line_of(bytes, static_cast<std::size_t>(binary - bytes.begin()))),
           "give the page saved as plain text");
  if (!is_utf8(bytes))
    refuse(name, fmt::format("line {} is not UTF-8", line_of(bytes, first_bad_line_offset(bytes))),
           "save the page again as UTF-8; delo does not guess encodings");
  if (is_blank(bytes))
    refuse(name, "it is empty", "give a page that holds text");
}

} // namespace

std::vector<PageLine> split_page(std::string_view bytes, std::string_view name) {
  if (bytes.starts_with(kByteOrderMark))
    bytes.remove_prefix(kByteOrderMark.size());
  check(bytes, name);
  std::vector<PageLine> lines;
  std::uint64_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    lines.push_back({bytes.substr(0, end), ++number});
    bytes.remove_prefix(end);
    if (bytes.starts_with("\r\n"))
      bytes.remove_prefix(2);
    else if (!bytes.empty())
      bytes.remove_prefix(1);
  }
  return lines;
}

} // namespace delo
