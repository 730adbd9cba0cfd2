#include "delo/report/csv_cell.hpp"

#include "delo/base/utf8.hpp"

namespace delo {

std::string csv_cell(std::string_view text) {
  std::string shown = display_name(text);
  if (!shown.empty() && std::string_view("=+-@").find(shown.front()) != std::string_view::npos)
    shown.insert(0, "'");
  if (shown.find_first_of("\",") == std::string::npos)
    return shown;
  std::string quoted = "\"";
  for (const char c : shown)
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

} // namespace delo
