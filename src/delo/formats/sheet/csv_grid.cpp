#include "delo/formats/sheet/csv_grid.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/sheet/csv_dialect.hpp"

#include <fmt/format.h>

#include <csv.h>

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

/// What Excel writes for a formula that failed, in English and in Russian.
constexpr std::array<std::string_view, 14> kErrors{
    "#REF!",    "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!",  "#NUM!",
    "#ССЫЛКА!", "#Н/Д", "#ИМЯ?",  "#ЗНАЧ!",  "#ДЕЛ/0!", "#ПУСТО!", "#ЧИСЛО!"};

std::string fault_of(std::string_view text) {
  return std::find(kErrors.begin(), kErrors.end(), trim(text)) == kErrors.end()
             ? ""
             : "an error of the spreadsheet";
}

/// ="0005" is how people make Excel keep zeros in a text file.
bool is_quoted_formula(std::string_view text) {
  return text.size() > 3 && text.starts_with("=\"") && text.find('"', 2) == text.size() - 1;
}

/// Collects what libcsv calls back with.
struct Collector {
  Grid grid{};
  GridRow row{};
  std::uint64_t rows = 0;
  std::size_t cells = 0;

  void take_cell(std::string_view text) {
    if (is_formula_like(text) && text.starts_with('\''))
      text.remove_prefix(1);
    else if (is_quoted_formula(text))
      text = text.substr(2, text.size() - 3);
    if (!is_blank(text) && cells < kMostCells) {
      row.cells.push_back({row.width, std::string(text), SheetCell::Kind::text, fault_of(text)});
      ++cells;
    }
    ++row.width;
  }

  void take_row() {
    row.number = ++rows;
    if (!row.cells.empty())
      grid.rows.push_back(std::move(row));
    row = {};
  }
};

void on_cell(void* bytes, std::size_t size, void* collector) {
  static_cast<Collector*>(collector)->take_cell({static_cast<const char*>(bytes), size});
}

void on_row(int, void* collector) {
  static_cast<Collector*>(collector)->take_row();
}

int is_plain_space(unsigned char c) {
  return c == ' ' ? 1 : 0;
}

int is_line_end(unsigned char c) {
  return c == '\n' ? 1 : 0;
}

/// CRLF and CR become LF, inside of cells too.
void unify_line_ends(std::string& text) {
  std::size_t to = 0;
  for (std::size_t from = 0; from < text.size(); ++from) {
    const bool carriage_return = text[from] == '\r';
    if (carriage_return && from + 1 < text.size() && text[from + 1] == '\n')
      continue;
    text[to++] = carriage_return ? '\n' : text[from];
  }
  text.resize(to);
}

/// The parser of libcsv, and its memory.
class Parser {
public:
  explicit Parser(char separator) {
    // Every line end counts, so that rows keep their numbers when some of them are empty.
    if (csv_init(&parser_, CSV_REPALL_NL) != 0)
      throw Error(ErrorKind::internal, "libcsv could not be started");
    csv_set_delim(&parser_, static_cast<unsigned char>(separator));
    csv_set_space_func(&parser_, is_plain_space);
    csv_set_term_func(&parser_, is_line_end);
  }
  ~Parser() { csv_free(&parser_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  void run(std::string_view text, Collector& collector) {
    if (csv_parse(&parser_, text.data(), text.size(), on_cell, on_row, &collector) != text.size() ||
        csv_fini(&parser_, on_cell, on_row, &collector) != 0)
      throw Error(ErrorKind::io,
                  fmt::format("cannot separate the cells of row {}: {}", collector.rows + 1,
                              csv_strerror(csv_error(&parser_))));
  }

private:
  csv_parser parser_{};
};

} // namespace

Grid read_csv_grid(std::string text, std::string_view name, std::string_view encoding,
                   const ColumnMapping& mapping) {
  if (text.find('\0') != std::string::npos)
    throw Error(ErrorKind::io,
                fmt::format("cannot read {} as a spreadsheet: it is no text", display_name(name)),
                "save it as XLSX or as CSV UTF-8");
  unify_line_ends(text);
  const CsvDialect dialect = detect_dialect(text, mapping);
  const std::string_view body = std::string_view(text).substr(dialect.skip);
  if (const auto row = broken_quotes(body, dialect.separator))
    throw Error(
        ErrorKind::io,
        fmt::format("cannot read {}: row {} has a quotation mark that is not closed, or is "
                    "closed in the middle of a cell",
                    display_name(name), *row),
        "put the whole cell in quotation marks and double those inside: \"On \"\"Ships\"\"\"");
  Collector collector;
  Parser(dialect.separator).run(body, collector);
  if (collector.rows > kMostRows || collector.cells >= kMostCells)
    throw Error(ErrorKind::io, fmt::format("cannot read {}: it has more than {} rows or {} cells",
                                           display_name(name), kMostRows, kMostCells));
  collector.grid.form = fmt::format("text, {}, {}", encoding, separator_word(dialect.separator));
  return std::move(collector.grid);
}

bool is_formula_like(std::string_view text) {
  const std::size_t first = text.find_first_not_of('\'');
  return first != std::string_view::npos &&
         std::string_view("=+-@\t").find(text[first]) != std::string_view::npos;
}

} // namespace delo
