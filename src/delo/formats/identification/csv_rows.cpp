#include "delo/formats/identification/csv_rows.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <csv.h>

namespace delo {
namespace {

struct Collector {
  std::vector<CsvRow> rows{};
  CsvRow row{};
};

void on_cell(void* bytes, std::size_t size, void* collector) {
  static_cast<Collector*>(collector)->row.emplace_back(static_cast<const char*>(bytes), size);
}

void on_row(int, void* context) {
  auto& collector = *static_cast<Collector*>(context);
  collector.rows.push_back(std::move(collector.row));
  collector.row = {};
}

/// Names may begin and end with blanks; libcsv would take them off.
int is_space(unsigned char) {
  return 0;
}

} // namespace

std::vector<CsvRow> read_csv_rows(std::string_view text, std::string_view name) {
  Collector collector;
  csv_parser parser{};
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
    throw Error(ErrorKind::internal, "libcsv could not be started");
  csv_set_space_func(&parser, is_space);
  const bool whole =
      csv_parse(&parser, text.data(), text.size(), on_cell, on_row, &collector) == text.size() &&
      csv_fini(&parser, on_cell, on_row, &collector) == 0;
  csv_free(&parser);
  if (!whole)
    throw Error(ErrorKind::usage,
                fmt::format("cannot read {}: row {} has a quotation mark that is not closed, or "
                            "is closed in the middle of a cell",
                            display_name(name), collector.rows.size() + 1),
                "write the list anew");
  return std::move(collector.rows);
}

} // namespace delo
