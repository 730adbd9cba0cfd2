// People of whom a sheet says in two columns who they are and what they did.
#pragma once

#include "delo/model/record.hpp"
#include "delo/model/sheet.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace delo {

/// A role that a person can have for a document.
struct PersonRole {
  std::string_view field;   ///< of DocumentRecord, which the writers of metadata know
  std::string_view code;    ///< MARC relator
  std::string_view english; ///< the plain name
  std::string_view russian;
  std::string_view synonyms; ///< other names, separated by "|"
  Field DocumentRecord::*member;

  /// "translator / переводчик", as the drop-down shows it.
  std::string label() const { return std::string(english) + " / " + std::string(russian); }
};

std::span<const PersonRole> person_roles();

/// By its code or any of its names, in any letter case, also by its label; null for other words.
const PersonRole* find_person_role(std::string_view text);

/// The pairs of columns, person and role.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kPersonColumns{
    {{"person1", "role1"}, {"person2", "role2"}, {"person3", "role3"}, {"person4", "role4"}}};

/// Who a row names for one role.
struct RolePeople {
  const PersonRole* role = nullptr;
  std::vector<std::string> names = {}; ///< of the role's own column first
  std::string raw = {};                ///< the cells, "heading: value"
  const SheetCell* cell = nullptr;     ///< the first of them that names a person
};

/// The roles for which a row names people in pairs of columns, in the order of person_roles().
std::vector<RolePeople> people_of(const SheetRow& row);

/// A person without a role (an error), or a role without a person (a warning).
std::vector<SheetProblem> check_people(const SheetRow& row);

/// Puts people of pairs, together with those of the role's own column, over what the record says.
/// Those who only repeat it leave the record as it is.
void apply_people(const SheetRow& row, DocumentRecord& record);

} // namespace delo
