// The parts of a page that cites itself in quotation marks (L4, L5).
#pragma once

#include "delo/formats/page/page_parts.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// A citation found on a page: its text in one piece, and where it stands.
struct CitationPlace {
  LineRange lines;
  std::string text;
  bool labelled = false; ///< below "Citation" or "get citation"
};

/// The page's own citation: the first below the label "Citation", else the only one there is.
std::optional<CitationPlace> find_quoted_citation(const PageView& page);

/// "Citation", "get citation", with a bullet or a colon.
bool is_citation_label(std::string_view line);

bool is_bullet(std::string_view line);

/// Date and title above the citation.
struct QuotedHeading {
  std::optional<std::size_t> date_line;
  std::string date;
  std::optional<LineRange> title;
  std::string title_text;
  std::optional<LineRange> support;
};

/// What stands above line `end`, on which the citation begins.
QuotedHeading find_quoted_heading(const PageView& page, std::size_t end);

} // namespace delo
