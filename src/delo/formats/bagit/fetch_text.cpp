#include "delo/formats/bagit/fetch_text.hpp"

#include "delo/formats/bagit/bag_info.hpp"
#include "delo/formats/bagit/manifest_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace delo {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

/// Takes a field and the white space behind it.
std::string_view take_field(std::string_view& line) {
  const std::string_view field = line.substr(0, line.find_first_of(" \t"));
  line.remove_prefix(field.size());
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  return field;
}

} // namespace

std::string percent_encode(std::string_view bytes) {
  std::string text;
  for (const char c : bytes)
    if (is_unreserved(c) || c == '/')
      text += c;
    else
      fmt::format_to(std::back_inserter(text), "%{:02X}", static_cast<unsigned char>(c));
  return text;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      bytes += text[i];
      continue;
    }
    const std::string_view digits = text.substr(i + 1, 2);
    unsigned byte = 0;
    const char* end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, byte, 16);
    if (digits.size() != 2 || parsed.ec != std::errc() || parsed.ptr != end)
      return std::nullopt;
    bytes += static_cast<char>(byte);
    i += 2;
  }
  return bytes;
}

void write_fetch_line(ByteSink& sink, std::string_view url, std::uint64_t bytes,
                      const RelPath& path) {
  sink.write(fmt::format("{} {} {}\n", url, bytes, encode_manifest_path(path.str())));
}

std::map<std::string, std::optional<std::uint64_t>> parse_fetch(std::string_view text) {
  std::map<std::string, std::optional<std::uint64_t>> files;
  for (std::string_view line : split_lines(text)) {
    take_field(line); // the address
    const std::string_view length = take_field(line);
    if (line.empty())
      continue;
    std::uint64_t bytes = 0;
    const auto parsed = std::from_chars(length.data(), length.data() + length.size(), bytes);
    const bool known = parsed.ec == std::errc() && parsed.ptr == length.data() + length.size();
    files.emplace(decode_manifest_path(line, PathEncoding::percent),
                  known ? std::optional(bytes) : std::nullopt);
  }
  return files;
}

} // namespace delo
