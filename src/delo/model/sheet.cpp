#include "delo/model/sheet.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo {
namespace {

constexpr std::size_t kLongestShown = 80;

/// The beginning of a long value, cut between characters.
std::string shown(const std::string& value) {
  if (value.size() <= kLongestShown)
    return display_name(value);
  std::size_t end = kLongestShown;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U)
    --end;
  return display_name(std::string_view(value).substr(0, end)) + "…";
}

} // namespace

const SheetCell* SheetRow::find(std::string_view field) const {
  const auto found = std::find_if(cells.begin(), cells.end(),
                                  [field](const SheetCell& cell) { return cell.field == field; });
  return found == cells.end() ? nullptr : &*found;
}

std::string SheetRow::value(std::string_view field) const {
  const SheetCell* found = find(field);
  return found ? found->value : std::string();
}

std::string to_text(const SheetProblem& problem) {
  std::string text = problem.row == 0 ? "the sheet" : fmt::format("row {}", problem.row);
  if (!problem.column.empty())
    text += fmt::format(", column \"{}\"", display_name(problem.column));
  text += ": ";
  if (!problem.value.empty())
    text += fmt::format("\"{}\": ", shown(problem.value));
  text += display_name(problem.message);
  if (!problem.allowed.empty())
    text += fmt::format("; allowed: {}", problem.allowed);
  return text;
}

bool Sheet::has_errors(std::uint64_t row) const {
  return std::any_of(problems.begin(), problems.end(), [row](const SheetProblem& problem) {
    return problem.weight == SheetProblem::Weight::error &&
           (problem.row == row || problem.row == 0);
  });
}

} // namespace delo
