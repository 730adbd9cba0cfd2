// What applying a row and comparing it with its page have in common. Included by these two only.
#pragma once

#include "delo/model/record.hpp"
#include "delo/model/sheet.hpp"

#include <string_view>

namespace delo {

/// Whether a cell only repeats a field. White space around it and the form of line ends get lost
/// on the way through a sheet.
bool is_same_text(std::string_view cell, const Field& field);

/// Whether a cell repeats a field with letters lost on the way through a code page that does not
/// have them: "?" or the bare letter where the page has one with a mark ("Troms?", "Tromso").
bool has_lost_letters(std::string_view cell, const Field& field);

/// The printed date when the row changes it; null when it only repeats the page, in the same words
/// or, as a cell that became a date, in others.
const SheetCell* changed_date(const SheetRow& row, const DocumentRecord& record);

/// Whether a row changes the printed date of the page (`printed`), but not the exact one beside it,
/// which then belongs to the old one.
bool is_left_over(const SheetCell& exact, const SheetCell* printed, const DocumentRecord& record);

/// The first holding; an empty one when there is none.
ArchivalCitation first_holding(const DocumentRecord& record);

} // namespace delo
