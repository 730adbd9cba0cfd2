// HTML as a browser shows it, line by line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// What the markup says about a line; `text` where it says nothing.
enum class LinePlace : std::uint8_t {
  text,
  title,   ///< the page's own heading
  date,    ///< <time>, or a class that ends in "date"
  summary, ///< a class that ends in "summary", "description" or "abstract"
  site,    ///< menus, banners of cookies, buttons to share
};

struct HtmlLine {
  std::uint64_t number = 0; ///< of the line of the source that the first word stands on; 0: blank
  LinePlace place = LinePlace::text;
  std::uint32_t block = 0; ///< the innermost container around it
};

/// Text in UTF-8, lines ended by LF, and what is known about each.
struct HtmlText {
  std::string text;
  std::vector<HtmlLine> lines;
  std::vector<std::uint32_t> parents; ///< of each container, the container around it; 0 is the page
  std::string head_title;             ///< of <title>, as it stands there
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
