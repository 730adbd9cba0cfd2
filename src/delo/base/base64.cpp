#include "delo/base/base64.hpp"

#include "delo/base/utf8.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace delo {
namespace {

constexpr std::uint32_t kNoLetter = 64;

constexpr std::array<std::uint32_t, 256> letter_values() {
  std::array<std::uint32_t, 256> values{};
  values.fill(kNoLetter);
  std::uint32_t next = 0;
  for (const char c :
       std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
    values[static_cast<unsigned char>(c)] = next++;
  return values;
}

constexpr std::array<std::uint32_t, 256> kValues = letter_values();

} // namespace

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t group = 0;
  unsigned bits = 0;
  for (const char c : text.substr(0, text.find('='))) {
    const std::uint32_t value = kValues[static_cast<unsigned char>(c)];
    if (value == kNoLetter)
      return std::nullopt;
    group = (group << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>((group >> bits) & 0xFFU);
    }
  }
  // What is wrong with padding and with bits left over shows when it is written again.
  return base64(bytes) == text ? std::optional(bytes) : std::nullopt;
}

} // namespace delo
