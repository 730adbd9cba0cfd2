// The columns of a sheet to be filled in, and what is said of them to the user.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace delo {

struct TemplateColumn {
  std::string_view field; ///< of sheet_columns()
  double width = 0;       ///< in characters
  std::string_view english;
  std::string_view russian;
};

/// In their order from left to right.
std::span<const TemplateColumn> template_columns();

/// "Title / Название": both languages, so that the sheet needs no choice of one.
std::string template_heading(const TemplateColumn& column);

/// What is known of one document, by the fields of the columns.
using TemplateRow = std::map<std::string, std::string, std::less<>>;

} // namespace delo
