#include "delo/model/sheet.hpp"

#include <algorithm>

namespace delo {

std::string SheetRow::value(std::string_view field) const {
  const auto found = std::find_if(cells.begin(), cells.end(),
                                  [field](const SheetCell& cell) { return cell.field == field; });
  return found == cells.end() ? std::string() : found->value;
}

bool Sheet::has_errors(std::uint64_t row) const {
  return std::any_of(problems.begin(), problems.end(), [row](const SheetProblem& problem) {
    return problem.weight == SheetProblem::Weight::error && problem.row == row;
  });
}

} // namespace delo
