#include "delo/formats/sheet/person_roles.hpp"

#include "delo/formats/sheet/cell_checks.hpp"
#include "delo/formats/sheet/sheet_columns.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo {
namespace {

using R = DocumentRecord;

// The roles that have a field of their own: what is read here reaches the metadata as a relator.
constexpr std::array<PersonRole, 6> kRoles{{
    {"transcriber", "trc", "transcriber", "расшифровал(а)",
     "transcribed by|расшифровщик|расшифровал|расшифровала|автор расшифровки", &R::transcriber},
    {"editor", "edt", "editor", "редактор", "edited by|отредактировал|отредактировала", &R::editor},
    {"compiler", "com", "compiler", "составитель", "compiled by|составил|составила", &R::compiler},
    {"translator", "trl", "translator", "переводчик", "translated by|перевел|перевела",
     &R::translator},
    {"contributor", "dnr", "donor of the copy", "предоставил(а) копию",
     "donor|contributor|contributed by|obtained by|предоставил|предоставила|предоставил копию|"
     "предоставила копию",
     &R::contributor},
    {"authors", "aut", "author", "автор документа", "автор", &R::authors},
}};

void add_once(std::vector<std::string>& names, std::vector<std::string> more) {
  for (std::string& name : more)
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
}

/// A cell that can be used; null for an empty or damaged one.
const SheetCell* usable(const SheetRow& row, std::string_view field) {
  const SheetCell* cell = row.find(field);
  return cell && damage_of(*cell, CellRule::list) == Damage::none ? cell : nullptr;
}

void add_cell(RolePeople& people, const SheetCell& cell, std::string_view heading) {
  add_once(people.names, split_cell(cell.value));
  people.raw += fmt::format("{}{}: {}", people.raw.empty() ? "" : "; ", heading, cell.value);
}

RolePeople people_with(const SheetRow& row, const PersonRole& role) {
  RolePeople people{.role = &role};
  for (const auto& [person, its_role] : kPersonColumns) {
    const SheetCell* cell = usable(row, person);
    if (!cell || find_person_role(row.value(its_role)) != &role)
      continue;
    if (!people.cell) {
      people.cell = cell;
      if (const SheetCell* own = usable(row, role.field))
        add_cell(people, *own, own->column);
    }
    add_cell(people, *cell, row.value(its_role));
  }
  return people;
}

} // namespace

std::span<const PersonRole> person_roles() {
  return kRoles;
}

const PersonRole* find_person_role(std::string_view text) {
  const std::string key = heading_key(text);
  if (key.empty())
    return nullptr;
  for (const PersonRole& role : kRoles) {
    for (const std::string& name : {std::string(role.code), std::string(role.english),
                                    std::string(role.russian), role.label()})
      if (heading_key(name) == key)
        return &role;
    for (const std::string& name : split_cell_at(role.synonyms, "|"))
      if (heading_key(name) == key)
        return &role;
  }
  return nullptr;
}

std::vector<RolePeople> people_of(const SheetRow& row) {
  std::vector<RolePeople> all;
  for (const PersonRole& role : kRoles)
    if (RolePeople people = people_with(row, role); people.cell)
      all.push_back(std::move(people));
  return all;
}

std::vector<SheetProblem> check_people(const SheetRow& row) {
  std::vector<SheetProblem> problems;
  for (const auto& [person, its_role] : kPersonColumns) {
    const SheetCell* who = row.find(person);
    const SheetCell* what = row.find(its_role);
    if (who && !what)
      problems.push_back({.row = row.number,
                          .column = who->column,
                          .value = who->value,
                          .message = fmt::format("the column \"{}\" does not say what the person "
                                                 "did",
                                                 find_sheet_column(its_role)->heading),
                          .allowed = allowed_in(CellRule::role)});
    if (what && !who)
      problems.push_back({.weight = SheetProblem::Weight::warning,
                          .row = row.number,
                          .column = what->column,
                          .value = what->value,
                          .message = fmt::format("the column \"{}\" names nobody",
                                                 find_sheet_column(person)->heading)});
  }
  return problems;
}

void apply_people(const SheetRow& row, DocumentRecord& record) {
  for (RolePeople& people : people_of(row)) {
    Field& field = record.*people.role->member;
    if (people.names != field.values)
      field = {std::move(people.names), std::move(people.raw), row.number, Origin::sheet,
               Confidence::certain};
  }
}

} // namespace delo
