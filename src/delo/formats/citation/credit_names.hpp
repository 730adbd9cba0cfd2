// Lists of names in credits: "B", "B and C", "B, C, and D".
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace delo {

/// One name of a list; the views are parts of the list.
struct CreditName {
  std::string_view name;
  std::string_view affiliation = {};
  bool certain = true; ///< false where a comma might set off something else than a name
};

/// The names of a list as printed, without a leading "the". An institution in brackets or behind a
/// comma is the affiliation of the person before it. Nothing when it is not clear where one name
/// ends: an "and" may be part of an institution.
std::optional<std::vector<CreditName>> split_names(std::string_view list);

/// Whether a full stop behind `word` belongs to it: an initial or an abbreviated title.
bool is_abbreviation(std::string_view word);

} // namespace delo
