// Tables for spreadsheets (RFC 4180).
#pragma once

#include <string>
#include <string_view>

namespace delo {

/// A table begins with a byte order mark, without which Excel takes UTF-8 for the code page of the
/// machine and shows Cyrillic names as rubbish.
inline constexpr std::string_view kCsvMark = "\xEF\xBB\xBF";

/// A value, quoted where that is needed. A text that begins like a formula gets an apostrophe in
/// front, or a spreadsheet would run what a stranger wrote into the name of a file.
std::string csv_cell(std::string_view text);

} // namespace delo
