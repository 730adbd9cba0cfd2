// HTML as a browser shows it, line by line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Text in UTF-8, lines ended by LF, and for each line the line of the HTML source that its first
/// word stands on (0 for blank lines).
struct HtmlText {
  std::string text;
  std::vector<std::uint64_t> line_numbers;
};

/// Whether a text is HTML rather than plain text in which a tag or two were left.
bool is_html(std::string_view text);

/// The encoding that HTML declares in <meta charset> or http-equiv near its beginning, by the name
/// it uses there; "" when it declares none.
std::string declared_encoding(std::string_view bytes);

/// What a reader sees: no scripts, styles, comments, templates, menus or hidden parts; block
/// elements and <br> end a line, white space within text is one space, no-break spaces stay.
/// Nothing is fetched. Throws Error(io) naming `name` when elements are nested beyond all reason.
HtmlText html_text(std::string_view utf8, std::string_view name);

} // namespace delo
