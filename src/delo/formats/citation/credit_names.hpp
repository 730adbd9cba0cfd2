// Lists of names in credits: "B", "B and C", "B, C, and D".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// The names of a list as printed. Nothing when it is not clear where one name ends: a comma may
/// also set off an affiliation ("A, University of B"), an "and" may be part of an institution.
std::optional<std::vector<std::string>> split_names(std::string_view list);

/// Whether a full stop behind `word` belongs to it: an initial or an abbreviated title.
bool is_abbreviation(std::string_view word);

} // namespace delo
