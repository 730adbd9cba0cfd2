// Names and texts as bytes that should be UTF-8: checks, safe display, Unicode forms.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace delo {

/// The code point at `i`, which moves behind it; negative for bytes that are not UTF-8.
std::int32_t next_code_point(std::string_view bytes, std::size_t& i);

/// Whether no byte is above 0x7F.
bool is_ascii(std::string_view bytes);

/// Whether the bytes are well-formed UTF-8 (Unicode 15 table 3-7: no surrogates, no overlong
/// forms).
bool is_utf8(std::string_view bytes);

/// Whether a terminal or a page might obey the character: a control, or one that turns the writing
/// direction or takes no room.
bool is_unsafe_to_print(std::int32_t code_point);

/// A name or line made safe to print: control characters, bytes that are not UTF-8 and characters
/// that turn the direction or take no room are shown as \xNN or \u{NNNN}; all else is unchanged.
std::string display_name(std::string_view bytes);

/// Normalisation form C of well-formed UTF-8; other bytes come back unchanged.
std::string to_nfc(std::string_view utf8);

/// A key that is the same for names that differ only in letter case or normalisation form, in any
/// alphabet. Bytes that are not UTF-8 are their own key.
std::string fold_name(std::string_view name);

/// The standard base64 of any bytes, for names that JSON cannot hold.
std::string base64(std::string_view bytes);

/// ASCII letters in lower case, all other bytes unchanged, whatever the locale.
std::string ascii_lower(std::string_view text);

/// Whether ascii_lower() of the text would begin with `lower`, or be it. No copy is made.
bool begins_in_any_case(std::string_view text, std::string_view lower);
bool is_in_any_case(std::string_view text, std::string_view lower);

/// The text without leading and trailing ASCII white space and no-break spaces.
std::string_view trim(std::string_view text);

/// Whether the text holds anything but ASCII white space and no-break spaces.
inline bool is_blank(std::string_view text) {
  return trim(text).empty();
}

/// Hands out the words of a text, which ASCII white space parts.
template <typename Take>
void for_each_word(std::string_view text, Take take) {
  static constexpr std::string_view kSpace = " \t\r\n";
  for (std::size_t at = text.find_first_not_of(kSpace); at != std::string_view::npos;) {
    const std::size_t end = text.find_first_of(kSpace, at);
    take(text.substr(at, end - at));
    at = text.find_first_not_of(kSpace, end);
  }
}

} // namespace delo
