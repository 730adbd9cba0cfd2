#include "delo/formats/sheet/xlsx_sheet.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/sheet/xlsx_xml.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

namespace delo {
namespace {

using Kind = SheetCell::Kind;

template <typename Number>
std::optional<Number> number_in(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                  : std::nullopt;
}

/// "C7" in numbers: the column from 0, the row from 1.
struct Place {
  std::size_t column = 0;
  std::uint64_t row = 0;
};

std::optional<Place> place_in(std::string_view reference) {
  std::size_t column = 0;
  std::size_t letters = 0;
  for (; letters < reference.size() && letters < 4; ++letters) {
    const char c = reference[letters];
    if (c < 'A' || c > 'Z')
      break;
    column = 26 * column + static_cast<std::size_t>(c - 'A' + 1);
  }
  const auto row = number_in<std::uint64_t>(reference.substr(letters));
  if (letters == 0 || column > kMostColumns || !row || *row == 0 || *row > kMostRows)
    return std::nullopt;
  return Place{column - 1, *row};
}

class SheetReader {
public:
  SheetReader(const XlsxParts& parts, const Workbook& workbook, const WorkbookSheet& sheet,
              std::size_t& cells_left)
      : parts_(parts), workbook_(workbook), sheet_(sheet), cells_left_(cells_left) {}

  Grid read() {
    pugi::xml_document document;
    parts_.parse(sheet_.part, document);
    const pugi::xml_node root = child_of(document, "worksheet");
    if (!root)
      broken("it is no worksheet");
    grid_.form = fmt::format("XLSX, sheet {}", sheet_.name);
    read_hidden_columns(child_of(root, "cols"));
    std::uint64_t number = 0;
    for (const pugi::xml_node row : child_of(root, "sheetData").children())
      if (is_named(row, "row"))
        number = read_row(row, number);
    read_merged(child_of(root, "mergeCells"));
    return std::move(grid_);
  }

private:
  [[noreturn]] void broken(std::string_view why) const {
    parts_.refuse(fmt::format("its sheet \"{}\" is broken: {}", display_name(sheet_.name), why));
  }

  void read_hidden_columns(const pugi::xml_node& columns) {
    std::vector<int> depth(kMostColumns + 2, 0); // of ranges, so that each costs the same
    for (const pugi::xml_node column : columns.children()) {
      const std::size_t first = column.attribute("min").as_uint();
      const std::size_t last = column.attribute("max").as_uint();
      if (!flag_of(column, "hidden") || first == 0 || first > last || last > kMostColumns)
        continue;
      ++depth[first];
      --depth[last + 1];
    }
    int open = 0;
    for (std::size_t i = 1; i <= kMostColumns; ++i)
      if ((open += depth[i]) > 0)
        grid_.hidden_columns.push_back(i - 1);
  }

  std::uint64_t read_row(const pugi::xml_node& node, std::uint64_t before) {
    GridRow row;
    row.number = before + 1;
    if (const pugi::xml_attribute r = node.attribute("r")) {
      const auto number = number_in<std::uint64_t>(r.value());
      if (!number || *number <= before || *number > kMostRows)
        broken(fmt::format("row {} follows row {}", display_name(r.value()), before));
      row.number = *number;
    }
    row.hidden = flag_of(node, "hidden");
    std::size_t next = 0;
    for (const pugi::xml_node cell : node.children())
      if (is_named(cell, "c"))
        next = read_cell(cell, row, next) + 1;
    const std::uint64_t number = row.number;
    if (!row.cells.empty())
      grid_.rows.push_back(std::move(row));
    return number;
  }

  std::size_t read_cell(const pugi::xml_node& node, GridRow& row, std::size_t next) {
    std::size_t column = next;
    if (const pugi::xml_attribute r = node.attribute("r")) {
      const auto place = place_in(r.value());
      if (!place || place->column < next || place->row != row.number)
        broken(fmt::format("the cell {} is out of place", display_name(r.value())));
      column = place->column;
    } else if (column >= kMostColumns) {
      broken(fmt::format("row {} has too many cells", row.number));
    }
    GridCell cell = value_of(node);
    cell.column = column;
    if (is_blank(cell.text) && cell.fault.empty())
      return column;
    if (!is_utf8(cell.text))
      broken(fmt::format("row {} is not UTF-8", row.number));
    if (cells_left_ == 0)
      parts_.refuse(fmt::format("it has more than {} cells", kMostCells));
    --cells_left_;
    row.cells.push_back(std::move(cell));
    return column;
  }

  GridCell value_of(const pugi::xml_node& node) const {
    const std::string_view type = node.attribute("t").as_string("n");
    const pugi::xml_node value = child_of(node, "v");
    const std::string text = text_of(value);
    if (type == "inlineStr")
      return {0, rich_text(child_of(node, "is"))};
    const bool is_computed = static_cast<bool>(child_of(node, "f"));
    if (is_computed && (!value || (text.empty() && type != "str")))
      return {
          0,
          {},
          Kind::text,
          "a formula without a saved value: open the file in a spreadsheet program and save it"};
    if (type == "s")
      return {0, shared_text(text)};
    if (type == "str")
      return {0, decode_escapes(text)};
    if (type == "b")
      return {0, text == "1" || text == "true" ? "true" : "false", Kind::boolean};
    if (type == "e")
      return {0, text, Kind::text, "an error of the spreadsheet"};
    if (type == "d") // ISO 8601, in the strict form
      return {0, text.substr(0, text.find('T')), Kind::date};
    return text.empty() ? GridCell() : number_cell(text, node.attribute("s").as_uint());
  }

  const std::string& shared_text(std::string_view index) const {
    const auto at = number_in<std::size_t>(index);
    if (!at || *at >= workbook_.texts.size())
      broken(fmt::format("it refers to the text {}, which is not there", display_name(index)));
    return workbook_.texts[*at];
  }

  GridCell number_cell(const std::string& text, std::size_t style) const {
    const auto value = number_in<double>(trim(text));
    if (!value || !std::isfinite(*value))
      return {0, text, Kind::text, "no number, though the cell says it is one"};
    const NumberFormat format =
        style < workbook_.formats.size() ? workbook_.formats[style] : NumberFormat();
    ShownNumber shown = show_number(*value, format, workbook_.dates);
    return {0, std::move(shown.text), shown.is_date ? Kind::date : Kind::number,
            std::move(shown.fault)};
  }

  void read_merged(const pugi::xml_node& merged) {
    for (const pugi::xml_node node : merged.children()) {
      const std::string_view range = node.attribute("ref").value();
      const std::size_t colon = range.find(':');
      const auto first = place_in(range.substr(0, colon));
      const auto last = colon == std::string_view::npos ? first : place_in(range.substr(colon + 1));
      if (first && last)
        grid_.merged.push_back({std::string(range), first->row, last->row});
    }
  }

  const XlsxParts& parts_;
  const Workbook& workbook_;
  const WorkbookSheet& sheet_;
  std::size_t& cells_left_;
  Grid grid_{};
};

} // namespace

Grid read_xlsx_sheet(const XlsxParts& parts, const Workbook& workbook, const WorkbookSheet& sheet,
                     std::size_t& cells_left) {
  return SheetReader(parts, workbook, sheet, cells_left).read();
}

} // namespace delo
