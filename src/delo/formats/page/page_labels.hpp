// The labels that document pages print above their values.
#pragma once

#include "delo/formats/page/page_text.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

enum class PageLabel : std::uint8_t {
  document_information,
  source,
  original_archive,
  rights,
  uploaded,
  document_type,
  language,
  record_id,
  classification,
  donors,
  authors,
  people,
  places,
  topics,
  subjects,
  related,
  // Of the older layouts:
  citation,
  summary,
  credits,
  original_language,
  contents,
};

/// A label at the beginning of a line, and what stands behind it on the same line.
struct LabelLine {
  PageLabel label;
  std::string_view value; ///< trimmed; "" when the line is nothing but the label
};

/// A line without the address that browsers print behind a link: "Norway <https://…>"; trimmed.
std::string_view without_link(std::string_view line);

/// A line without the number that text browsers print before a link: "[12]Norway".
std::string_view without_number(std::string_view line);

/// A line without the bullet of a list; trimmed.
std::string_view without_bullet(std::string_view line);

/// The label that a line is, whatever its letter case and spaces, with or without a colon; or with
/// a value behind a colon or tab.
std::optional<LabelLine> find_label(std::string_view line);

/// Whether the line is nothing but this label.
bool is_label(std::string_view line, PageLabel label);

/// Whether a line is navigation, such as "Skip to content", "Download", "English HTML": words of
/// the site, not of the document.
bool is_navigation(std::string_view line);

/// Whether a line is of the site by its words, or by where the markup puts it.
bool is_of_the_site(const PageLine& line);

/// A line with white space of all kinds made one space, in lower case (ASCII), for comparing.
std::string folded_line(std::string_view line);

} // namespace delo
