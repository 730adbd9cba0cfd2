// What the sheets of a workbook have in common: their list, the shared texts, the formats.
#pragma once

#include "delo/formats/sheet/number_format.hpp"
#include "delo/formats/sheet/xlsx_parts.hpp"

#include <pugixml.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace delo {

struct WorkbookSheet {
  std::string name;
  std::string part; ///< "xl/worksheets/sheet1.xml"
  bool hidden = false;
};

struct Workbook {
  std::vector<WorkbookSheet> sheets; ///< worksheets only, in the order of their tabs
  std::vector<std::string> texts;    ///< shared strings
  std::vector<NumberFormat> formats; ///< by the style of a cell
  DateSystem dates = DateSystem::from_1900;
};

/// Throws Error(io) when the parts are no workbook.
Workbook read_workbook(const XlsxParts& parts);

/// The text of a shared or inline string: its runs joined, phonetic runs left out, _xHHHH_ decoded.
std::string rich_text(const pugi::xml_node& item);

/// Decodes "_x000D_" and its kind (ECMA-376 part 1, 22.9.2.19).
std::string decode_escapes(std::string_view text);

} // namespace delo
