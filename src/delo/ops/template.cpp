#include "delo/ops/template.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/shell_word.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_reader.hpp"
#include "delo/formats/sheet/person_roles.hpp"
#include "delo/formats/sheet/sheet_columns.hpp"
#include "delo/formats/sheet/sheet_reader.hpp"
#include "delo/formats/sheet/template_writer.hpp"
#include "delo/model/rights.hpp"
#include "delo/ops/document_finder.hpp"
#include "delo/ops/inspect.hpp"
#include "delo/ops/target_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

enum class Form { xlsx, csv, tsv };

Form form_of(const fs::path& output) {
  static constexpr std::array kForms{std::pair{".xlsx", Form::xlsx}, std::pair{".csv", Form::csv},
                                     std::pair{".tsv", Form::tsv}};
  const std::string extension = ascii_lower(output.extension().native());
  for (const auto& [known, form] : kForms)
    if (extension == known)
      return form;
  throw Error(
      ErrorKind::usage,
      fmt::format("cannot tell what kind of sheet {} is to be", display_name(output.native())),
      "give it a name that ends in .xlsx, .csv or .tsv");
}

/// A path as the rows of the sheet name it: seen from the folder that is packed.
std::string seen_from(const fs::path& folder, const fs::path& path) {
  return path.lexically_relative(folder).generic_string();
}

/// Makes the rows, and gathers what has to be told.
class RowMaker {
public:
  RowMaker(const TemplateOptions& options, std::vector<std::string>& warnings)
      : options_(options), warnings_(warnings) {
    std::error_code not_there;
    folder_ =
        fs::is_directory(options.source, not_there) ? options.source : options.source.parent_path();
    if (folder_.empty())
      folder_ = ".";
  }

  /// Keeps what a page says until its row is made.
  void keep(const std::string& page, const DocumentRecord& record) {
    records_.emplace(page, record);
  }

  TemplateRow make(const FoundDocument& document) {
    TemplateRow row;
    name_ = document.page;
    put(row, "page", file_list({document.page}));
    for (const FoundRepresentation& representation : document.representations) {
      std::vector<std::string> paths;
      for (const FoundFile& file : representation.files)
        paths.push_back(file.path);
      put(row, representation.name, file_list(paths));
    }
    if (!document.page.empty())
      fill(document.page, row);
    return row;
  }

private:
  void warn(std::string_view what) {
    warnings_.push_back(fmt::format("{}: {}", display_name(name_), what));
  }

  std::string file_list(const std::vector<std::string>& paths) {
    std::string list;
    for (const std::string& path : paths) {
      const fs::path full = fs::path(path).lexically_normal();
      const std::string name = seen_from(folder_.lexically_normal(), full);
      if (name.find_first_of(";\n\r") != std::string::npos || !is_utf8(name)) {
        warn(fmt::format("{} has a name that no cell can hold", display_name(path)));
        return {};
      }
      list += (list.empty() ? "" : "; ") + name;
    }
    return list;
  }

  void put(TemplateRow& row, std::string_view field, std::string value) {
    if (value.empty())
      return;
    // A shortened value would come back and replace the whole one.
    if (!fits_into_cell(value)) {
      warn(fmt::format("{} is longer than a cell can be, and was left to the page", field));
      return;
    }
    row.emplace(field, std::move(value));
  }

  void fill(const fs::path& page, TemplateRow& row) {
    try {
      const DocumentRecord record = record_of(page);
      for (const RecordField& field : record_fields())
        if (has_column(field.name))
          put(row, field.name, shown(field.name, record.*field.member));
      fill_people(record, row);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted)
        throw;
      warn(error.message());
    }
  }

  /// As it was read when the documents were found; a page that was named by itself was not.
  DocumentRecord record_of(const fs::path& page) {
    if (auto kept = records_.extract(page.native()))
      return std::move(kept.mapped());
    return read_page(read_file(page, kLargestPage), page.native(),
                     {options_.encoding, *options_.archives})
        .record;
  }

  static bool has_column(std::string_view field) {
    const auto columns = template_columns();
    return std::any_of(columns.begin(), columns.end(),
                       [field](const TemplateColumn& column) { return column.field == field; });
  }

  /// Whoever has a role without a column of its own stands in the pairs of columns.
  void fill_people(const DocumentRecord& record, TemplateRow& row) {
    auto pair = kPersonColumns.begin();
    for (const PersonRole& role : person_roles()) {
      const Field& field = record.*role.member;
      if (field.empty() || has_column(role.field))
        continue;
      if (pair == kPersonColumns.end() || !has_column(pair->first)) {
        warn(fmt::format("no column is left for the {}, who is left to the page", role.english));
        continue;
      }
      put(row, pair->first, field.joined());
      if (row.contains(pair->first))
        put(row, pair->second, role.label());
      ++pair;
    }
  }

  static std::string shown(std::string_view field, const Field& value) {
    std::string text = value.joined();
    if (field == "rights_uri")
      if (const RightsTerm* term = find_rights_term(text))
        return std::string(term->code); // as in the drop-down
    return text;
  }

  const TemplateOptions& options_;
  std::vector<std::string>& warnings_;
  fs::path folder_;
  std::string name_;
  std::map<std::string, DocumentRecord> records_;
};

FoundDocuments find(const TemplateOptions& options, RowMaker& maker,
                    std::vector<std::string>& warnings) {
  FinderOptions finder;
  finder.junk = options.junk;
  finder.encoding = options.encoding;
  finder.archives = options.archives;
  finder.descriptions = {options.output};
  finder.take_page = [&maker](const std::string& page, const DocumentRecord& record) {
    maker.keep(page, record);
  };
  finder.stop = options.stop;
  FoundDocuments found = find_documents(options.source, finder);
  for (const auto* problems : {&found.problems, &found.unassigned})
    for (const FoundProblem& problem : *problems)
      warnings.push_back(problem.message);
  if (found.documents.empty())
    throw Error(
        ErrorKind::usage,
        fmt::format("no document page was found in {}", display_name(options.source.native())),
        fmt::format("see what delo reads of a file: delo inspect {}",
                    shell_word(options.source.native())));
  return found;
}

/// Removes a file at the end, however it comes.
class Temporary {
public:
  explicit Temporary(fs::path path) : path_(std::move(path)) {}
  ~Temporary() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  const fs::path& path() const { return path_; }

private:
  fs::path path_;
};

/// libxlsxwriter writes under a name only, so the bytes take a way round.
std::string xlsx_bytes(const TemplateOptions& options, const std::vector<TemplateRow>& rows) {
  const Temporary file(options.output.parent_path() / (".delo-template-" + random_name()));
  write_template_xlsx(file.path(), rows, options.clock->now());
  return read_file(file.path(), kLargestSheet);
}

} // namespace

TemplateResult write_template(const TemplateOptions& options) {
  const Form form = form_of(options.output);
  std::error_code not_there;
  if (options.overwrite == Overwrite::no &&
      fs::exists(fs::symlink_status(options.output, not_there)))
    throw Error(ErrorKind::usage,
                fmt::format("{} already exists", display_name(options.output.native())),
                "give another name, or --force to replace it and what was filled in");
  AtomicFile file(options.output); // first: a place that cannot be written to is known at once
  TemplateResult result{options.output.native(),
                        options.source.native(),
                        place_for_packages(options.source).native(),
                        0,
                        {}};
  RowMaker maker(options, result.warnings);
  const FoundDocuments found = find(options, maker, result.warnings);
  std::vector<TemplateRow> rows;
  for (const FoundDocument& document : found.documents) {
    if (options.stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped on request", "nothing was written");
    rows.push_back(maker.make(document));
  }
  result.rows = rows.size();
  // Semicolons: in Russia and most of Europe a double click opens them as columns. A line "sep=;"
  // would help elsewhere, but makes Excel forget that the file is UTF-8.
  file.write(form == Form::xlsx ? xlsx_bytes(options, rows)
                                : template_csv(rows, form == Form::csv ? ';' : '\t'));
  file.commit(options.overwrite);
  return result;
}

} // namespace delo
