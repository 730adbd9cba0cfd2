#include "delo/formats/sheet/row_and_page.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/sheet/sheet_dates.hpp"

#include <algorithm>
#include <string>

namespace delo {

bool is_same_text(std::string_view cell, const Field& field) {
  std::string text(trim(field.joined()));
  for (std::size_t at = 0; (at = text.find('\r', at)) != std::string::npos;)
    text.replace(at, text.substr(at + 1).starts_with('\n') ? 2 : 1, "\n");
  std::string plain(cell);
  std::replace(plain.begin(), plain.end(), '\r', '\n');
  return plain == text;
}

const SheetCell* changed_date(const SheetRow& row, const DocumentRecord& record) {
  const SheetCell* printed = row.find("date_display");
  if (!printed || is_same_text(printed->value, record.date_display))
    return nullptr;
  const std::string edtf = read_cell_date(printed->value).edtf;
  const bool repeats =
      !edtf.empty() && edtf == record.date_iso.joined() && !record.date_display.empty();
  return repeats ? nullptr : printed;
}

bool is_left_over(const SheetCell& exact, const SheetCell* printed, const DocumentRecord& record) {
  return printed && !record.date_display.empty() && !record.date_iso.empty() &&
         read_cell_date(exact.value).edtf == record.date_iso.joined();
}

ArchivalCitation first_holding(const DocumentRecord& record) {
  return record.holdings.empty() ? ArchivalCitation() : record.holdings.front();
}

} // namespace delo
