// ICU's converters with no mercy: a byte that an encoding does not have is an error, never a
// replacement character.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

struct Decoded {
  std::string text;                      ///< UTF-8
  std::optional<std::size_t> bad_offset; ///< of the first byte that is none of the encoding
};

/// Decodes from an encoding that `canonical_encoding` gave.
Decoded decode_strictly(std::string_view bytes, std::string_view encoding);

/// The same for a text that comes in pieces. Use from one thread.
class StreamDecoder {
public:
  /// From an encoding that `canonical_encoding` gave.
  explicit StreamDecoder(std::string_view encoding);
  ~StreamDecoder();
  StreamDecoder(StreamDecoder&&) noexcept;
  StreamDecoder& operator=(StreamDecoder&&) noexcept;

  /// Appends what `bytes` say to `text`, which is U+FFFD for what is none of the encoding. A
  /// character that is cut waits for the next piece, unless this is the last one.
  void decode(std::string_view bytes, bool is_last, std::string& text);

private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// The IANA name of an encoding by any of its names ("cp1251", "866", "koi8r"); "" when it is not
/// known, or when it is one that changes its state on the way (ISO-2022, UTF-7).
std::string canonical_encoding(std::string_view name);

/// The names that a user is told: "UTF-8, UTF-16, windows-1251, …".
std::string known_encodings();

/// The code point of each byte of an encoding of single bytes; negative where it has none.
using ByteTable = std::array<std::int32_t, 256>;
ByteTable byte_table(std::string_view encoding);

/// The 1-based line on which a byte lies; line ends are LF, CRLF or CR, and two bytes wide in
/// UTF-16.
std::uint64_t line_at(std::string_view bytes, std::size_t offset, std::string_view encoding);

} // namespace delo
