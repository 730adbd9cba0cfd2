#include "delo/formats/sheet/csv_grid.hpp"
#include "delo/formats/sheet/template_writer.hpp"

#include <csv.h>

#include <utility>

namespace delo {
namespace {

void put_cell(std::string& text, const std::string& value) {
  const std::string harmless = (is_formula_like(value) ? "'" : "") + value;
  std::string quoted(2 * harmless.size() + 2, '\0');
  quoted.resize(csv_write(quoted.data(), quoted.size(), harmless.data(), harmless.size()));
  text += quoted;
}

} // namespace

std::string template_csv(std::span<const TemplateRow> rows, char separator) {
  std::string text = "\xEF\xBB\xBF";
  const auto put_row = [&text, separator](auto&& value_of) {
    bool first = true;
    for (const TemplateColumn& column : template_columns()) {
      if (!std::exchange(first, false))
        text += separator;
      put_cell(text, value_of(column));
    }
    text += "\r\n";
  };
  put_row(template_heading);
  for (const TemplateRow& row : rows)
    put_row([&row](const TemplateColumn& column) {
      const auto found = row.find(column.field);
      return found == row.end() ? std::string() : found->second;
    });
  return text;
}

} // namespace delo
