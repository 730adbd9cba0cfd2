// What the user has to see of a row before it is put over its page.
#include "delo/formats/citation/citation_parser.hpp"
#include "delo/formats/sheet/cell_checks.hpp"
#include "delo/formats/sheet/person_roles.hpp"
#include "delo/formats/sheet/row_and_page.hpp"
#include "delo/formats/sheet/sheet_columns.hpp"
#include "delo/formats/sheet/sheet_dates.hpp"
#include "delo/formats/sheet/sheet_record.hpp"
#include "delo/formats/sheet/shelf_mark.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace delo {
namespace {

/// One warning of compare_with_page().
SheetProblem warn(const SheetRow& row, const SheetCell& cell, std::string message) {
  return {
      SheetProblem::Weight::warning, row.number, cell.column, cell.value, std::move(message), {}};
}

/// Compares one cell with what `where` ("the page", "the citation") says; nothing when they agree.
std::optional<SheetProblem> compare(const SheetRow& row, const SheetCell& cell,
                                    const std::string& reference, std::string_view where,
                                    std::string_view different, const ArchiveTable& archives) {
  switch (compare_shelf_marks(cell, reference, archives)) {
  case Agreement::same:
    return std::nullopt;
  case Agreement::zeros_lost:
    return warn(row, cell,
                fmt::format("leading zeros are lost: {0} says \"{1}\", and \"{1}\" is kept", where,
                            reference));
  case Agreement::damaged:
    return warn(row, cell,
                reference.empty()
                    ? fmt::format("the spreadsheet program damaged the value, and {} does not give "
                                  "it: no citation is made of this row's columns",
                                  where)
                    : fmt::format("the spreadsheet program damaged the value: {0} says \"{1}\", "
                                  "and \"{1}\" is kept",
                                  where, reference));
  case Agreement::different:
    break;
  }
  if (reference.empty())
    return std::nullopt;
  return warn(row, cell, fmt::format("{} says \"{}\"; {}", where, reference, different));
}

void compare_columns(const SheetRow& row, const ArchivalCitation& reference, std::string_view where,
                     std::string_view different, const ArchiveTable& archives,
                     std::vector<SheetProblem>& problems) {
  for (const ShelfMarkColumn& column : kShelfMarkColumns)
    if (const SheetCell* cell = row.find(column.field))
      if (auto problem =
              compare(row, *cell, reference.value(column.level), where, different, archives))
        problems.push_back(std::move(*problem));
}

/// A citation typed as text wins over the page; the user sees where they differ.
void compare_citations(const SheetRow& row, const SheetCell& cell, const ArchivalCitation& sheet,
                       const ArchivalCitation& page, const ArchiveTable& archives,
                       std::vector<SheetProblem>& problems) {
  for (const CitationPart& part : page.parts) {
    const std::string value = sheet.value(part.level);
    SheetCell level{"citation_raw", cell.column, cell.place, value};
    const Agreement agreement = compare_shelf_marks(level, part.value, archives);
    if (agreement == Agreement::same || part.level == Level::archive)
      continue;
    problems.push_back(
        warn(row, cell,
             fmt::format(
                 "{} {} is \"{}\" here and \"{}\" on the page; the citation of the sheet is used",
                 agreement == Agreement::zeros_lost ? "zeros differ:" : "the level",
                 to_word(part.level), value, part.value)));
  }
}

/// A date that was changed in one of its two columns only, or differs between them.
void compare_dates(const SheetRow& row, const DocumentRecord& record,
                   std::vector<SheetProblem>& problems) {
  const SheetCell* exact = row.find("date_iso");
  if (!exact)
    return;
  const SheetCell* changed = changed_date(row, record);
  if (is_left_over(*exact, changed, record)) {
    if (const std::string edtf = read_cell_date(changed->value).edtf; edtf != exact->value)
      problems.push_back(
          warn(row, *exact,
               fmt::format("it belongs to the date that was on the page, \"{}\", and is not used "
                           "for \"{}\"",
                           record.date_display.joined(), changed->value)));
    return;
  }
  const SheetCell* printed = row.find("date_display");
  const std::string said = printed ? read_cell_date(printed->value).edtf : std::string();
  const std::string used = read_cell_date(exact->value).edtf;
  if (!said.empty() && !used.empty() && said != used)
    problems.push_back(warn(
        row, *exact, fmt::format("the printed date is \"{}\"; both are kept", printed->value)));
}

/// A column of its own wins over what the citation of the row says.
void compare_credits(const SheetRow& row, const Credits& credits,
                     std::vector<SheetProblem>& problems) {
  const std::array<std::pair<std::string_view, const std::vector<std::string>*>, 3> named{{
      {"contributor", &credits.contributors},
      {"translator", &credits.translators},
      {"programme", &credits.programmes},
  }};
  for (const auto& [field, names] : named)
    if (const SheetCell* cell = row.find(field))
      if (!names->empty() && split_cell(cell->value) != *names)
        problems.push_back(
            warn(row, *cell,
                 fmt::format("the citation of the row names \"{}\"; the column is used",
                             fmt::join(*names, "; "))));
}

/// People of pairs stand for everybody in that role: whom they leave out must be seen.
void compare_people(const SheetRow& row, const DocumentRecord& record, const Credits& credits,
                    std::vector<SheetProblem>& problems) {
  for (const RolePeople& people : people_of(row)) {
    if (row.find(people.role->field)) // the column of the role says so already
      continue;
    const auto tell = [&](std::string_view where, const std::vector<std::string>& names) {
      const bool all_kept =
          std::all_of(names.begin(), names.end(), [&people](const std::string& name) {
            return std::find(people.names.begin(), people.names.end(), name) != people.names.end();
          });
      if (!all_kept)
        problems.push_back(warn(row, *people.cell,
                                fmt::format("{} names \"{}\" as {}; the sheet's columns are used",
                                            where, fmt::join(names, "; "), people.role->english)));
    };
    tell("the page", (record.*people.role->member).values);
    std::vector<std::string> credited;
    for (const Credit& credit : credits.list)
      if (credit.role == people.role->code)
        credited.push_back(credit.name);
    tell("the citation of the row", credited);
  }
}

} // namespace

std::vector<SheetProblem> compare_with_page(const SheetRow& row, const DocumentRecord& record,
                                            const ArchiveTable& archives) {
  std::vector<SheetProblem> problems;
  Credits credits;
  const ArchivalCitation page = first_holding(record);
  const SheetCell* cell = row.find("citation_raw");
  if (cell && damage_of(*cell, CellRule::text) == Damage::none) {
    SourceLine line = parse_source_line(cell->value, archives);
    const ArchivalCitation own = line.holdings.empty() ? ArchivalCitation() : line.holdings.front();
    const bool repeats = is_same_text(cell->value, record.citation_raw) ||
                         has_lost_letters(cell->value, record.citation_raw);
    if (!repeats)
      compare_citations(row, *cell, own, page, archives, problems);
    compare_credits(row, line.credits, problems);
    if (!repeats)
      credits = line.credits;
    compare_columns(row, own, "the citation of the row", "the citation is used", archives,
                    problems);
  } else {
    compare_columns(row, page, "the page", "the sheet is used", archives, problems);
  }
  for (const SheetCell& known : row.cells)
    for (const RecordField& field : record_fields())
      if (field.name == known.field && has_lost_letters(known.value, record.*field.member))
        problems.push_back(warn(row, known,
                                fmt::format("the spreadsheet program lost letters: the page says "
                                            "\"{0}\", and \"{0}\" is kept",
                                            (record.*field.member).joined())));
  compare_dates(row, record, problems);
  compare_people(row, record, credits, problems);
  if (const SheetCell* id = row.find("record_id"))
    if (auto problem =
            compare(row, *id, record.record_id.joined(), "the page", "the sheet is used", archives))
      problems.push_back(std::move(*problem));
  return problems;
}

} // namespace delo
