// How wide a text is on a screen, so that tables and progress lines fit in any alphabet.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace delo {

/// Columns on a terminal: marks take none, Chinese and its like take two. The text must be safe to
/// print (display_name).
std::size_t text_width(std::string_view text);

/// The text with spaces behind it, up to a width.
std::string padded(std::string_view text, std::size_t width);

/// The text when it fits; else its end, which tells names apart, behind "…".
std::string fitted(std::string_view text, std::size_t width);

} // namespace delo
