#include "delo/formats/sheet/sheet_record.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/source_fields.hpp"
#include "delo/formats/page/rights_text.hpp"
#include "delo/formats/sheet/cell_checks.hpp"
#include "delo/formats/sheet/person_roles.hpp"
#include "delo/formats/sheet/row_and_page.hpp"
#include "delo/formats/sheet/sheet_columns.hpp"
#include "delo/formats/sheet/sheet_dates.hpp"
#include "delo/formats/sheet/shelf_mark.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace delo {
namespace {

using R = DocumentRecord;

Field field_from(const SheetCell& cell, std::uint64_t row, std::vector<std::string> values) {
  return {std::move(values), cell.value, row, Origin::sheet, Confidence::certain};
}

const RecordField* record_field(std::string_view name) {
  const auto fields = record_fields();
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [name](const RecordField& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

/// Fields that need more than their cell.
bool is_special(std::string_view field) {
  return field == "citation_raw" || field == "date_display" || field == "date_iso" ||
         field == "rights_text";
}

/// What the record gets from a cell; no values when the cell cannot be used.
std::vector<std::string> values_of(const SheetCell& cell, CellRule rule) {
  std::string value = cell.value;
  if (rule == CellRule::list || rule == CellRule::language)
    return split_cell(value);
  if (rule == CellRule::rights)
    value = rights_uri_in(value);
  else if (rule == CellRule::access)
    value = access_in(value);
  else if (rule == CellRule::yes_no)
    value = yes_or_no(value).value_or(false) ? "yes" : "";
  else if (rule == CellRule::edtf_date)
    value = read_cell_date(value).edtf;
  return value.empty() ? std::vector<std::string>() : std::vector{std::move(value)};
}

void apply_cell(const SheetCell& cell, const SheetColumn& column, std::uint64_t row,
                const ArchiveTable& archives, DocumentRecord& record) {
  const RecordField* target = record_field(column.field);
  if (!target || is_special(column.field))
    return;
  Field& field = record.*(target->member);
  auto values = values_of(cell, column.rule);
  // "No" takes back what was said; any other cell without a value is a problem that was reported.
  if (values.empty() && !(column.rule == CellRule::yes_no && yes_or_no(cell.value)))
    return;
  const bool repeats = is_same_text(cell.value, field) || values == field.values;
  const bool lost_zeros =
      column.rule == CellRule::number_part &&
      compare_shelf_marks(cell, field.joined(), archives) == Agreement::zeros_lost;
  if (!repeats && !lost_zeros && !has_lost_letters(cell.value, field))
    field = values.empty() ? Field() : field_from(cell, row, std::move(values));
}

void take_date(Field& field, const SheetCell& cell, std::uint64_t row, const CellDate& date) {
  field = date.edtf.empty() ? Field() : field_from(cell, row, {date.edtf});
  if (date.doubt == CellDate::Doubt::day_first)
    field.confidence = Confidence::likely;
}

void apply_dates(const SheetRow& row, DocumentRecord& record) {
  const SheetCell* printed = changed_date(row, record);
  const SheetCell* exact = row.find("date_iso");
  if (exact && is_left_over(*exact, printed, record))
    exact = nullptr;
  if (printed) {
    record.date_display = field_from(*printed, row.number, {printed->value});
    take_date(record.date_iso, *printed, row.number, read_cell_date(printed->value));
  }
  if (!exact)
    return;
  const CellDate date = read_cell_date(exact->value);
  if (!date.edtf.empty() && date.edtf != record.date_iso.joined())
    take_date(record.date_iso, *exact, row.number, date);
}

/// Takes the source line of the sheet. What the page's own source line gave besides the holding
/// stays where the sheet's is silent; what was warned of the page's line goes.
void take_source_line(const Field& line, DocumentRecord& record, const ArchiveTable& archives) {
  DocumentRecord before;
  if (!record.citation_raw.empty())
    apply_source_line(record.citation_raw, before, archives);
  std::erase_if(record.warnings, [&before](const std::string& warning) {
    return std::find(before.warnings.begin(), before.warnings.end(), warning) !=
           before.warnings.end();
  });
  static constexpr std::array kCredits{&R::contributor, &R::translator, &R::transcriber,
                                       &R::editor,      &R::compiler,   &R::programme};
  std::array<Field, kCredits.size()> credits;
  for (std::size_t i = 0; i < kCredits.size(); ++i)
    credits[i] = record.*kCredits[i];
  apply_source_line(line, record, archives);
  for (std::size_t i = 0; i < kCredits.size(); ++i)
    if ((record.*kCredits[i]).empty())
      record.*kCredits[i] = std::move(credits[i]);
}

/// Whether the columns of the row say anything that the page does not.
bool columns_say_more(const SheetRow& row, const ArchivalCitation& page,
                      const ArchiveTable& archives) {
  return std::any_of(kShelfMarkColumns.begin(), kShelfMarkColumns.end(),
                     [&](const ShelfMarkColumn& column) {
                       const SheetCell* cell = row.find(column.field);
                       return cell && compare_shelf_marks(*cell, page.value(column.level),
                                                          archives) == Agreement::different;
                     });
}

std::string cells_in_words(const SheetRow& row) {
  std::string words;
  for (const ShelfMarkColumn& column : kShelfMarkColumns)
    if (const SheetCell* cell = row.find(column.field))
      words += fmt::format("{}{}: {}", words.empty() ? "" : "; ", cell->column, cell->value);
  return words;
}

/// The first level that the parser did not give back as the column said it.
const SheetCell* misread_column(const SheetRow& row, const ArchivalCitation& made,
                                const ArchivalCitation& page, const ArchiveTable& archives) {
  for (const ShelfMarkColumn& column : kShelfMarkColumns) {
    const SheetCell* cell = row.find(column.field);
    if (!cell || column.level == Level::archive)
      continue;
    const bool from_page =
        compare_shelf_marks(*cell, page.value(column.level), archives) != Agreement::different;
    SheetCell expected = *cell;
    if (from_page)
      expected.value = page.value(column.level);
    if (compare_shelf_marks(expected, made.value(column.level), archives) != Agreement::same)
      return cell;
  }
  return nullptr;
}

void apply_columns(const SheetRow& row, DocumentRecord& record, const ArchiveTable& archives) {
  const ArchivalCitation page = first_holding(record);
  if (!columns_say_more(row, page, archives))
    return;
  const auto citation = citation_from_columns(row, page, archives);
  if (!citation)
    return; // compare_with_page() says so
  Field line{{*citation}, cells_in_words(row), row.number, Origin::sheet, Confidence::certain};
  take_source_line(line, record, archives);
  if (const SheetCell* misread = misread_column(row, first_holding(record), page, archives)) {
    record.holdings.clear();
    record.warnings.push_back(fmt::format("row {}: no citation could be made of the column \"{}\"",
                                          row.number, misread->column));
  }
}

void apply_citation(const SheetRow& row, DocumentRecord& record, const ArchiveTable& archives) {
  const SheetCell* cell = row.find("citation_raw");
  const bool usable = cell && damage_of(*cell, CellRule::text) == Damage::none;
  if (!usable) {
    if (has_shelf_mark_columns(row))
      apply_columns(row, record, archives);
    return;
  }
  if (!is_same_text(cell->value, record.citation_raw) &&
      !has_lost_letters(cell->value, record.citation_raw))
    take_source_line(field_from(*cell, row.number, {cell->value}), record, archives);
}

/// Before the column of the rights address: what a new text leads to gives way to it.
void apply_rights_words(const SheetRow& row, DocumentRecord& record) {
  const SheetCell* cell = row.find("rights_text");
  if (cell && !is_blank(cell->value) && cell->value != record.rights_text.joined() &&
      !has_lost_letters(cell->value, record.rights_text) &&
      damage_of(*cell, CellRule::text) == Damage::none)
    replace_rights_text(field_from(*cell, row.number, {cell->value}), record);
}

void apply_notes(const SheetRow& row, DocumentRecord& record) {
  for (const SheetCell& cell : row.cells) {
    if (!cell.field.empty())
      continue;
    if (record.notes.empty())
      record.notes = Field{{}, {}, row.number, Origin::sheet, Confidence::certain};
    const std::string note = fmt::format("{}: {}", cell.column, cell.value);
    record.notes.raw += (record.notes.raw.empty() ? "" : "\n") + note;
    record.notes.values.push_back(note);
  }
}

} // namespace

void apply_row(const SheetRow& row, DocumentRecord& record, const ArchiveTable& archives) {
  apply_citation(row, record,
                 archives); // first: columns of their own win over credits in a citation
  apply_dates(row, record);
  apply_rights_words(row, record);
  for (const SheetCell& cell : row.cells)
    if (const SheetColumn* column = find_sheet_column(cell.field))
      if (damage_of(cell, column->rule) == Damage::none)
        apply_cell(cell, *column, row.number, archives, record);
  apply_people(row, record);
  if (!record.rights_uri.empty())
    std::erase(record.warnings, kRightsNotStated);
  apply_notes(row, record);
}

} // namespace delo
