// Shelf marks in a row of a sheet: columns of their own, and how they differ from what the page
// says.
#pragma once

#include "delo/formats/citation/archive_table.hpp"
#include "delo/model/citation.hpp"
#include "delo/model/sheet.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// A column that holds one level of a citation.
struct ShelfMarkColumn {
  std::string_view field;
  Level level;
  std::string_view latin; ///< its label in a citation: "f. "
  std::string_view cyrillic;
};

/// In the order of a citation.
inline constexpr std::array<ShelfMarkColumn, 7> kShelfMarkColumns{{
    {"archive", Level::archive, "", ""},
    {"fond", Level::fond, "f. ", "ф. "},
    {"opis", Level::opis, "op. ", "оп. "},
    {"papka", Level::papka, "p. ", "п. "},
    {"delo", Level::delo, "d. ", "д. "},
    {"tom", Level::tom, "t. ", "т. "},
    {"listy", Level::listy, "ll. ", "лл. "},
}};

/// How a cell stands to what the page says of the same thing.
enum class Agreement : std::uint8_t {
  same,       ///< but for spaces, dashes, and a label
  zeros_lost, ///< "5-6" for "0005-0006"
  damaged,    ///< a date or a power of ten, where nothing can be compared
  different,
};
Agreement compare_shelf_marks(const SheetCell& cell, std::string_view page_value,
                              const ArchiveTable& archives);

/// Whether the row has a column of its own for any level.
bool has_shelf_mark_columns(const SheetRow& row);

/// The citation that the row's columns and, where they are silent, damaged or have lost zeros, the
/// page's holding make: "RGASPI, f. 558, op. 11, d. 99, ll. 0005-0006", in Cyrillic when the
/// archive is. Nothing when a damaged cell cannot be mended, or there is no archive.
std::optional<std::string> citation_from_columns(const SheetRow& row, const ArchivalCitation& page,
                                                 const ArchiveTable& archives);

} // namespace delo
