// What separates the cells of a text file, which nobody writes down.
#pragma once

#include "delo/formats/sheet/column_mapping.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace delo {

/// How the cells of a text are separated.
struct CsvDialect {
  char separator = ',';
  std::size_t skip = 0; ///< bytes of a first line "sep=;"
};

/// The word for people: "commas", "semicolons", "tabs".
std::string_view separator_word(char separator);

/// Tells the separator by what makes the most headings known, then by rows of equal width. The
/// text is UTF-8 with LF line ends.
CsvDialect detect_dialect(std::string_view text, const ColumnMapping& mapping);

/// The first row in which a quotation mark is not closed, or is closed in the middle of a cell.
std::optional<std::uint64_t> broken_quotes(std::string_view text, char separator);

} // namespace delo
