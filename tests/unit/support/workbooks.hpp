// Workbooks made by hand, part by part, to be as odd as those of other programs.
#pragma once

#include "unit/support/files.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace delo::test {

/// The parts of an XLSX file with one sheet "Sheet1"; any of them may be changed or taken out.
class Workbook {
public:
  std::map<std::string, std::string> parts;

  /// `rows` is the content of sheetData.
  explicit Workbook(std::string_view rows);

  /// What stands beside sheetData in the sheet, in its place after it.
  Workbook& after_rows(std::string_view xml);
  Workbook& before_rows(std::string_view xml);
  /// Shared strings: the content of sst.
  Workbook& texts(std::string_view items);
  /// Number formats by style: style 1 is the first. A number is a built-in format.
  Workbook& formats(const std::vector<std::string>& codes);
  /// One more sheet.
  Workbook& add_sheet(const std::string& name, std::string_view rows, std::string_view state = "");
  /// Replaces text in a part; it must be there.
  Workbook& edit(const std::string& part, std::string_view from, std::string_view to);

  void write(const fs::path& path) const;
};

} // namespace delo::test
