// Sheet numbers, in the names of scans and in citations, as ranges that can be compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Sheets from first to last, both included. Sides of a sheet are not told apart.
struct SheetRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  bool holds(const SheetRange& other) const { return first <= other.first && other.last <= last; }
};

/// The sheets that the name of a scan gives, and what stands before them.
struct SheetName {
  SheetRange sheets;
  std::string before; ///< folded (fold_name), without the separator: "telegram" of "telegram-l0005"
};

/// Reads "0005", "5 об", "5-6", "л. 5 об", "telegram-l0005", "list 12" (a name without its ending).
/// A number behind other text counts only with a word for sheet before it: "IMG_0005" gives none.
std::optional<SheetName> sheets_in_name(std::string_view stem);

/// The sheets of a citation's value, such as "0005-0006ob, 9"; empty when it is anything else.
std::vector<SheetRange> sheet_ranges(std::string_view listy);

} // namespace delo
