// Base64 read back: base64() (utf8.hpp) writes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// The bytes of a text in standard base64 (RFC 4648 section 4), exactly as base64() writes it;
/// nothing for any other text: with white space, without padding, or with bits left over. So one
/// value has one text.
std::optional<std::string> from_base64(std::string_view text);

} // namespace delo
