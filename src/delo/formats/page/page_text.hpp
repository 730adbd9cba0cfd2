// The bytes of a page file as numbered lines. Looks at bytes only and changes none of them.
#pragma once

#include "delo/formats/page/html_text.hpp"
#include "delo/io/charset.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// One line without its line end.
struct PageLine {
  std::string_view text;
  std::uint64_t number = 0;          ///< 1-based, as an editor counts; 0 when it is not known
  LinePlace place = LinePlace::text; ///< of HTML
  std::uint32_t block = 0;           ///< of HTML: the innermost container around it
};
using PageLines = std::vector<PageLine>;

/// How the encoding of a page came to be known.
enum class EncodingOrigin {
  detected, ///< from a byte order mark, from being UTF-8, or from what the text would say
  declared, ///< the page itself names it, in HTML
  option,   ///< the user named it
};

std::string_view to_word(EncodingOrigin origin);

/// A page as text. HTML has become lines as a browser shows them.
struct PageText {
  std::unique_ptr<const std::string> text; ///< UTF-8; what the lines point into
  PageLines lines;
  std::vector<std::uint32_t> parents; ///< of HTML: of each container, the container around it
  std::string encoding;
  Confidence confidence = Confidence::certain;
  EncodingOrigin origin = EncodingOrigin::detected;
  bool html = false;
  bool whole = true; ///< it ends as files end; one that was cut ends in the middle of a value
};

/// Decodes a page and cuts it at LF, CRLF or CR. Throws Error(io) naming `name` when the bytes are
/// empty, binary or in an encoding that cannot be told, Error(usage) for an unknown `encoding`.
PageText read_page_text(std::string_view bytes, std::string_view name,
                        const std::optional<std::string>& encoding = std::nullopt);

/// Cuts a text at LF, CRLF or CR. The lines point into it.
PageLines page_lines(std::string_view text);

} // namespace delo
