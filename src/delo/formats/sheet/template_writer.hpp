// Writes sheets to be filled in.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/formats/sheet/template_columns.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace delo {

/// What Excel takes into one cell, in UTF-16 units.
inline constexpr std::size_t kLongestCell = 32'767;

/// Whether a value fits into a cell.
bool fits_into_cell(std::string_view value);

/// Writes an XLSX file at `path`, which must not exist: a sheet with frozen headings, text format
/// (spreadsheet programs then keep zeros) and drop-downs, and a sheet that explains the columns.
/// The same rows and time give the same bytes. Values must fit into a cell. Throws Error(io).
void write_template_xlsx(const std::filesystem::path& path, std::span<const TemplateRow> rows,
                         Timestamp created);

/// The same rows as separated text: UTF-8 with a byte order mark, CRLF, every cell in quotation
/// marks, an apostrophe before what a spreadsheet program would take for a formula.
std::string template_csv(std::span<const TemplateRow> rows, char separator);

} // namespace delo
