#include "delo/formats/sheet/shelf_mark.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/citation_parser.hpp"
#include "delo/formats/citation/folded_text.hpp"
#include "delo/formats/sheet/cell_checks.hpp"

#include <algorithm>

namespace delo {
namespace {

/// Where a label such as "ф." or "opis" before a number ends; 0 when there is none: the "R" of
/// "R-9478" is a part of the number.
std::size_t label_end(const FoldedText& text) {
  std::size_t letters = 0;
  while (is_letter(text[letters]) || text[letters] == U'\'')
    ++letters;
  std::size_t i = letters;
  const bool dot = letters > 0 && text[i] == U'.';
  i = text.skip_spaces(dot ? i + 1 : i);
  const bool word = letters >= 3 && i > letters;
  return (dot || word) && is_digit(text[i]) ? i : 0;
}

std::string_view without_label(std::string_view value) {
  const FoldedText text(value);
  return text.original(label_end(text), text.size());
}

enum class Zeros { kept, dropped };

/// What two spellings of one shelf mark share.
std::string key_of(std::string_view value, Zeros zeros) {
  const std::string folded = fold_name(without_label(value));
  const FoldedText text(folded);
  std::string key;
  bool in_number = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool leading_zero = text[i] == U'0' && !in_number && is_digit(text[i + 1]);
    in_number = is_digit(text[i]) && (in_number || text[i] != U'0');
    if (text[i] == U' ' || text[i] == U'.' || (leading_zero && zeros == Zeros::dropped))
      continue;
    if (text[i] == U'-')
      key += '-';
    else
      key += text.original(i, i + 1);
  }
  // The verso mark is the one word that sheet numbers carry.
  for (std::size_t at = 0; (at = key.find("об", at)) != std::string::npos;)
    key.replace(at, std::string_view("об").size(), "ob");
  return key;
}

/// The archive that a cell names and nothing else; null when the table does not know it.
const Archive* archive_in(std::string_view name, const ArchiveTable& archives) {
  const FoldedText text(trim(name));
  const auto known = archives.match(text, 0);
  return known && known->end == text.size() ? known->archive : nullptr;
}

/// What two names of one archive share: "РГАСПИ" and "RGASPI" are one. Told as for citations, since
/// only a citation with a file has a key.
std::string archive_key(std::string_view name, const ArchiveTable& archives) {
  if (const Archive* known = archive_in(name, archives))
    return known->code;
  const SourceLine line = parse_source_line(std::string(name) + ", f. 1, op. 1, d. 1", archives);
  return line.holdings.size() == 1 ? match_key(line.holdings.front()) : std::string();
}

bool has_cyrillic(std::string_view value) {
  const FoldedText text(value);
  for (std::size_t i = 0; i < text.size(); ++i)
    if (is_cyrillic(text[i]))
      return true;
  return false;
}

/// The value of one level, the page's where the cell is silent or has lost something; nothing when
/// it is damaged beyond that.
std::optional<std::string> level_of(const SheetRow& row, const ShelfMarkColumn& column,
                                    const ArchivalCitation& page, const ArchiveTable& archives) {
  const std::string on_page = page.value(column.level);
  const SheetCell* cell = row.find(column.field);
  if (!cell)
    return on_page;
  switch (compare_shelf_marks(*cell, on_page, archives)) {
  case Agreement::same:
  case Agreement::zeros_lost:
    return on_page;
  case Agreement::damaged:
    return on_page.empty() ? std::nullopt : std::optional(on_page);
  case Agreement::different:
    break;
  }
  return cell->value;
}

} // namespace

Agreement compare_shelf_marks(const SheetCell& cell, std::string_view page_value,
                              const ArchiveTable& archives) {
  const CellRule rule = cell.field == "archive" ? CellRule::text : CellRule::number_part;
  if (damage_of(cell, rule) != Damage::none)
    return Agreement::damaged;
  if (key_of(cell.value, Zeros::kept) == key_of(page_value, Zeros::kept))
    return Agreement::same;
  if (cell.field == "archive") {
    const std::string key = archive_key(cell.value, archives);
    return !key.empty() && key == archive_key(page_value, archives) ? Agreement::same
                                                                    : Agreement::different;
  }
  const bool fewer_zeros = std::count(cell.value.begin(), cell.value.end(), '0') <
                           std::count(page_value.begin(), page_value.end(), '0');
  return fewer_zeros && key_of(cell.value, Zeros::dropped) == key_of(page_value, Zeros::dropped)
             ? Agreement::zeros_lost
             : Agreement::different;
}

bool has_shelf_mark_columns(const SheetRow& row) {
  return std::any_of(kShelfMarkColumns.begin(), kShelfMarkColumns.end(),
                     [&row](const ShelfMarkColumn& column) { return row.find(column.field); });
}

std::optional<std::string> citation_from_columns(const SheetRow& row, const ArchivalCitation& page,
                                                 const ArchiveTable& archives) {
  std::string citation;
  bool cyrillic = false;
  bool labels = true; // "PRC FMA, 109-01041-01, 45-46": there, labels would be words of their own
  for (const ShelfMarkColumn& column : kShelfMarkColumns) {
    const auto value = level_of(row, column, page, archives);
    if (!value || (value->empty() && column.level == Level::archive))
      return std::nullopt;
    if (value->empty())
      continue;
    if (column.level == Level::archive) {
      cyrillic = has_cyrillic(*value);
      const Archive* known = archive_in(*value, archives);
      labels = !known || known->arrangement != Arrangement::file_pages;
    } else {
      citation += ", ";
    }
    if (labels && without_label(*value).size() == value->size())
      citation += cyrillic ? column.cyrillic : column.latin;
    citation += *value;
  }
  return citation;
}

} // namespace delo
