#include "delo/formats/bagit/listed_path.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>

namespace delo {
namespace {

constexpr std::array<std::pair<char, std::string_view>, 3> kEncoded{{
    {'%', "%25"},
    {'\r', "%0D"},
    {'\n', "%0A"},
}};

/// What the code at a "%" stands for; nothing when a manifest does not encode that.
std::optional<char> decoded_at(std::string_view path, std::size_t at) {
  const std::string code = "%" + ascii_lower(path.substr(at + 1, 2));
  for (const auto& [plain, written] : kEncoded)
    if (code == ascii_lower(written))
      return plain;
  return std::nullopt;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_unreserved(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

/// "%HOME%", "$HOME/" or "${HOME}" in front: shells and libraries put a folder in its place.
bool begins_with_variable(std::string_view text) {
  if (text.starts_with("${"))
    return text.find('}') != std::string_view::npos;
  if (text.empty() || (text.front() != '%' && text.front() != '$'))
    return false;
  std::size_t end = 1;
  while (end < text.size() && (is_letter(text[end]) || text[end] == '_'))
    ++end;
  if (end == 1)
    return false;
  if (text.front() == '%')
    return end < text.size() && text[end] == '%';
  return end == text.size() || text[end] == '/' || text[end] == '\\';
}

/// Whether another reading of the text would be absolute or climb.
bool would_leave(std::string_view text) {
  PathFault fault = PathFault::none;
  RelPath::parse(text, &fault);
  return fault == PathFault::absolute || fault == PathFault::dot_segment ||
         fault == PathFault::drive_letter;
}

} // namespace

std::string encode_manifest_path(std::string_view path) {
  std::string encoded;
  for (const char c : path) {
    std::string_view piece(&c, 1);
    for (const auto& [plain, code] : kEncoded)
      if (c == plain)
        piece = code;
    encoded += piece;
  }
  return encoded;
}

std::string decode_manifest_path(std::string_view path, PathEncoding encoding) {
  if (encoding == PathEncoding::none)
    return std::string(path);
  std::string decoded;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto plain = path[i] == '%' ? decoded_at(path, i) : std::nullopt;
    decoded += plain.value_or(path[i]);
    i += plain ? 2 : 0;
  }
  return decoded;
}

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

bool has_raw_percent(std::string_view path) {
  for (std::size_t at = path.find('%'); at != std::string_view::npos; at = path.find('%', at + 1))
    if (!decoded_at(path, at))
      return true;
  return false;
}

ListedPath judge_listed_path(std::string_view text) {
  PathFault fault = PathFault::none;
  auto path = RelPath::parse(text, &fault);
  if (!path)
    return {std::nullopt, std::string(describe(fault))};
  if (begins_with_variable(text))
    return {std::nullopt, "it begins with an environment variable"};
  if (text.find('\\') != std::string_view::npos && would_leave(with_slashes(text)))
    return {std::nullopt, "with \"\\\" as a separator it climbs out"};
  if (text.find('%') != std::string_view::npos)
    if (const auto decoded = percent_decode(text); decoded && would_leave(*decoded))
      return {std::nullopt, "its encoded characters climb out"};
  return {std::move(path), {}};
}

std::string with_slashes(std::string_view path) {
  std::string text(path);
  std::replace(text.begin(), text.end(), '\\', '/');
  return text;
}

} // namespace delo
