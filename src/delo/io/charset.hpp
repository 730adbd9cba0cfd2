// Texts from strangers come in many encodings. What is read is UTF-8; the file itself is never
// changed.
#pragma once

#include "delo/model/citation.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// A text in UTF-8, and how its encoding came to be known.
struct DecodedText {
  std::string text;     ///< UTF-8, without a byte order mark
  std::string encoding; ///< IANA name: "UTF-8", "UTF-16LE", "windows-1251", "KOI8-R", "IBM866"
  Confidence confidence = Confidence::certain;
  bool given = false; ///< the user named the encoding
};

/// Decodes a whole text. Without `encoding` it is told from a byte order mark, from the bytes being
/// UTF-8, or else detected. Throws Error(usage) for an encoding that is not known, Error(io) naming
/// `name` for bytes that are no text in the given encoding or in any that can be told.
DecodedText decode_text(std::string_view bytes, std::string_view name,
                        const std::optional<std::string>& encoding = std::nullopt);

} // namespace delo
