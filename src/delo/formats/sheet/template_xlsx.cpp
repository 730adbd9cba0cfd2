#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/sheet/person_roles.hpp"
#include "delo/formats/sheet/sheet_columns.hpp"
#include "delo/formats/sheet/template_writer.hpp"
#include "delo/formats/sheet/xlsx_reader.hpp"
#include "delo/model/languages.hpp"
#include "delo/model/rights.hpp"

#include <fmt/format.h>

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace delo {
namespace {

constexpr const char* kDocumentsSheet = "Documents";
/// Rows below the last one that have drop-downs too, for documents added by hand.
constexpr std::size_t kSpareRows = 200;
constexpr lxw_color_t kHeadingColour = 0xDDE6EF;
constexpr double kHeadingHeight = 32;

/// A drop-down, and the column of the notes sheet in which its values stand.
struct DropDown {
  std::string_view field;
  lxw_col_t list_column;
  std::vector<std::string> values;
  bool other_values_too = true;
};

std::vector<DropDown> drop_downs() {
  std::vector<DropDown> lists{
      {"rights_uri", 4, {}},   {"access", 5, {"open", "closed", "until 2030-01-01"}},
      {"language", 6, {}},     {"personal_data", 7, {"yes", "no"}, false},
      {"role1", 8, {}, false}, {"role2", 8, {}, false}};
  for (const RightsTerm& term : rights_terms())
    lists[0].values.emplace_back(term.code);
  for (const Language& language : languages())
    lists[2].values.emplace_back(language.name());
  for (const PersonRole& role : person_roles())
    for (const std::size_t list : {std::size_t{4}, std::size_t{5}})
      lists[list].values.push_back(role.label());
  std::sort(lists[2].values.begin(), lists[2].values.end());
  return lists;
}

/// "_x000D_" typed by somebody must not be read as a carriage return (ECMA-376 part 1, 22.9.2.19).
std::string escaped(std::string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool looks_escaped = value[i] == '_' && value.substr(i + 1).starts_with('x');
    if (looks_escaped)
      text += "_x005F_";
    else if (value[i] == '\r')
      text += "_x000D_";
    else
      text += value[i];
  }
  return text;
}

/// The workbook of libxlsxwriter: closing it writes the file and frees everything.
class Book {
public:
  Book(const std::filesystem::path& path, Timestamp created) : path_(path.native()) {
    folder_ = path.has_parent_path() ? path.parent_path().native() : ".";
    lxw_workbook_options options{};
    options.tmpdir = folder_.data();
    book_ = workbook_new_opt(path_.c_str(), &options);
    if (!book_)
      fail("libxlsxwriter could not be started");
    lxw_doc_properties properties{};
    properties.created = std::max<std::int64_t>(created.seconds, 1); // 0 would mean "now"
    workbook_set_properties(book_, &properties);
  }
  ~Book() {
    if (book_)
      lxw_workbook_free(book_);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  lxw_worksheet* add_sheet(std::string_view name) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, std::string(name).c_str());
    if (!sheet)
      fail("a sheet could not be added");
    return sheet;
  }
  lxw_format* add_format() { return workbook_add_format(book_); }

  void put(lxw_worksheet* sheet, std::size_t row, std::size_t column, std::string_view text,
           lxw_format* format) {
    if (text.empty())
      return;
    check(worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                 escaped(text).c_str(), format));
  }

  void check(lxw_error error) {
    if (error != LXW_NO_ERROR)
      fail(lxw_strerror(error));
  }

  void close() { check(workbook_close(std::exchange(book_, nullptr))); }

private:
  [[noreturn]] void fail(std::string_view why) const {
    throw Error(ErrorKind::io, fmt::format("cannot write {}: {}", display_name(path_), why));
  }

  std::string path_;
  std::string folder_;
  lxw_workbook* book_ = nullptr;
};

struct Formats {
  lxw_format* heading;
  lxw_format* text;
  lxw_format* wrapped;

  explicit Formats(Book& book)
      : heading(book.add_format()), text(book.add_format()), wrapped(book.add_format()) {
    format_set_bold(heading);
    format_set_text_wrap(heading);
    format_set_bg_color(heading, kHeadingColour);
    format_set_align(heading, LXW_ALIGN_VERTICAL_TOP);
    for (lxw_format* format : {heading, text, wrapped})
      format_set_num_format(format, "@"); // or programs make dates and numbers of what is typed
    format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(wrapped);
  }
};

void write_headings(Book& book, lxw_worksheet* sheet, const Formats& formats) {
  const auto columns = template_columns();
  worksheet_set_row(sheet, 0, kHeadingHeight, nullptr);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet, column, column, columns[i].width, formats.text);
    book.put(sheet, 0, i, template_heading(columns[i]), formats.heading);
    lxw_comment_options options{};
    options.width = 320;
    options.height = 130;
    book.check(worksheet_write_comment_opt(
        sheet, 0, column, fmt::format("{}\n{}", columns[i].english, columns[i].russian).c_str(),
        &options));
  }
  worksheet_freeze_panes(sheet, 1, 1);
}

void write_rows(Book& book, lxw_worksheet* sheet, std::span<const TemplateRow> rows,
                const Formats& formats) {
  const auto columns = template_columns();
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (const auto found = rows[row].find(columns[i].field); found != rows[row].end())
        book.put(sheet, row + 1, i, found->second, formats.text);
}

void add_drop_down(Book& book, lxw_worksheet* sheet, const DropDown& list, std::size_t rows) {
  const auto columns = template_columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].field != list.field)
      continue;
    const char letter = static_cast<char>('A' + list.list_column);
    std::string range =
        fmt::format("='{0}'!${1}$2:${1}${2}", kNotesSheet, letter, list.values.size() + 1);
    std::string title = "Not in the list";
    std::string message = allowed_in(find_sheet_column(list.field)->rule);
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    validation.value_formula = range.data();
    validation.ignore_blank = LXW_VALIDATION_ON;
    validation.show_error = list.other_values_too ? LXW_VALIDATION_OFF : LXW_VALIDATION_ON;
    if (!list.other_values_too) {
      validation.error_title = title.data();
      validation.error_message = message.data();
    }
    const auto column = static_cast<lxw_col_t>(i);
    book.check(worksheet_data_validation_range(
        sheet, 1, column, static_cast<lxw_row_t>(rows + kSpareRows), column, &validation));
  }
}

void write_notes(Book& book, lxw_worksheet* sheet, const std::vector<DropDown>& lists,
                 const Formats& formats) {
  constexpr std::array<std::string_view, 3> kHeads{"Column / Столбец", "What it holds",
                                                   "Что в нём"};
  worksheet_set_column(sheet, 0, 0, 34, formats.wrapped);
  worksheet_set_column(sheet, 1, 2, 60, formats.wrapped);
  worksheet_set_column(sheet, 4, 8, 24, formats.text);
  for (std::size_t i = 0; i < kHeads.size(); ++i)
    book.put(sheet, 0, i, kHeads[i], formats.heading);
  std::size_t row = 1;
  for (const TemplateColumn& column : template_columns()) {
    book.put(sheet, row, 0, template_heading(column), formats.wrapped);
    book.put(sheet, row, 1, column.english, formats.wrapped);
    book.put(sheet, row++, 2, column.russian, formats.wrapped);
  }
  book.put(sheet, ++row, 1,
           "One row for each document. An empty cell leaves what the page says. Columns may be "
           "moved, deleted and added; what delo does not know travels along as a note.",
           formats.wrapped);
  book.put(sheet, row, 2,
           "Одна строка на документ. Пустая ячейка оставляет то, что сказано на странице. Столбцы "
           "можно переставлять, удалять и добавлять; незнакомое delo сохраняет как примечание.",
           formats.wrapped);
  lxw_col_t written = 0;
  for (const DropDown& list : lists) {
    if (list.list_column == std::exchange(written, list.list_column))
      continue; // two columns share it
    const SheetColumn* column = find_sheet_column(list.field);
    book.put(sheet, 0, list.list_column,
             fmt::format("{} / {}", column->heading, column->heading_ru), formats.heading);
    for (std::size_t i = 0; i < list.values.size(); ++i)
      book.put(sheet, i + 1, list.list_column, list.values[i], formats.text);
  }
  worksheet_freeze_panes(sheet, 1, 0);
}

} // namespace

bool fits_into_cell(std::string_view value) {
  std::size_t units = 0;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0U) == 0x80U ? 0U : byte >= 0xF0 ? 2U : 1U;
  }
  return units <= kLongestCell;
}

void write_template_xlsx(const std::filesystem::path& path, std::span<const TemplateRow> rows,
                         Timestamp created) {
  Book book(path, created);
  const Formats formats(book);
  lxw_worksheet* documents = book.add_sheet(kDocumentsSheet);
  lxw_worksheet* notes = book.add_sheet(kNotesSheet);
  const std::vector<DropDown> lists = drop_downs();
  write_headings(book, documents, formats);
  write_rows(book, documents, rows, formats);
  for (const DropDown& list : lists)
    add_drop_down(book, documents, list, rows.size());
  write_notes(book, notes, lists, formats);
  book.close();
}

} // namespace delo
