#include "delo/formats/sheet/row_and_page.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/sheet/sheet_dates.hpp"
#include "delo/model/latin_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

namespace delo {

namespace {

/// "\n" for all forms of line ends.
std::string plain_line_ends(std::string text) {
  for (std::size_t at = 0; (at = text.find('\r', at)) != std::string::npos;)
    text.replace(at, text.substr(at + 1).starts_with('\n') ? 2 : 1, "\n");
  return text;
}

/// Whether an ASCII letter is what a program puts for a Latin letter that its code page lacks.
bool is_bare_form(std::int32_t ascii, const std::string& letter) {
  static constexpr std::array<std::pair<std::string_view, char>, 8> kStroked{{{"ø", 'o'},
                                                                              {"Ø", 'O'},
                                                                              {"ł", 'l'},
                                                                              {"Ł", 'L'},
                                                                              {"đ", 'd'},
                                                                              {"Đ", 'D'},
                                                                              {"ħ", 'h'},
                                                                              {"ı", 'i'}}};
  // Latin letters with marks: a Cyrillic letter of the same shape was typed on purpose.
  std::size_t end = 0;
  const std::int32_t c = next_code_point(letter, end);
  const bool latin = (c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00);
  if (ascii < 0 || ascii >= 0x80 || !latin)
    return false;
  const char bare = static_cast<char>(ascii);
  return latin_text(letter, Script::latin) == std::string(1, bare) ||
         std::find(kStroked.begin(), kStroked.end(), std::pair{std::string_view(letter), bare}) !=
             kStroked.end();
}

} // namespace

bool is_same_text(std::string_view cell, const Field& field) {
  std::string text(trim(field.joined()));
  for (std::size_t at = 0; (at = text.find('\r', at)) != std::string::npos;)
    text.replace(at, text.substr(at + 1).starts_with('\n') ? 2 : 1, "\n");
  std::string plain(cell);
  std::replace(plain.begin(), plain.end(), '\r', '\n');
  return plain == text;
}

bool has_lost_letters(std::string_view cell, const Field& field) {
  const std::string plain = plain_line_ends(std::string(cell));
  const std::string page = to_nfc(plain_line_ends(std::string(trim(field.joined()))));
  bool lost = false;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < plain.size() && j < page.size()) {
    const std::size_t begin = j;
    const std::int32_t ours = next_code_point(plain, i);
    const std::int32_t theirs = next_code_point(page, j);
    if (ours == theirs)
      continue;
    const bool replaced = theirs >= 0x80 && ours == '?';
    if (!replaced && !is_bare_form(ours, page.substr(begin, j - begin)))
      return false;
    lost = true;
  }
  return lost && i == plain.size() && j == page.size();
}

const SheetCell* changed_date(const SheetRow& row, const DocumentRecord& record) {
  const SheetCell* printed = row.find("date_display");
  if (!printed || is_same_text(printed->value, record.date_display) ||
      has_lost_letters(printed->value, record.date_display))
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
