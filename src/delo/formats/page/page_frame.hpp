// Where the parts of a page are: heading, body, labels, and what follows "Document Information".
#pragma once

#include "delo/formats/page/page_text.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace delo {

/// Indices into the lines of a page in layout L1.
struct PageFrame {
  std::size_t date = 0;
  std::size_t title = 0;
  std::optional<std::size_t> support;
  std::size_t body = 0;        ///< first line behind the heading
  std::size_t labels = 0;      ///< first label line above "Document Information"
  std::size_t information = 0; ///< the line "Document Information" itself
};

/// The words that begin a support line.
inline constexpr std::string_view kSupportWords =
    "This document was made possible with support from";

/// Finds the parts. Throws Error(io) saying what is missing when the page has another layout.
PageFrame find_frame(const std::vector<PageLine>& lines, std::string_view name);

/// An Error for a page that cannot be read: "cannot read NAME as a document page: WHAT".
[[noreturn]] void refuse_page(std::string_view name, std::string_view what);

/// The first line from `i` on that is not blank, or the number of lines.
std::size_t next_filled(const std::vector<PageLine>& lines, std::size_t i);

} // namespace delo
