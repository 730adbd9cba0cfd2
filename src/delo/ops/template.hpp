// A sheet with a row for each document, filled in as far as the pages go.
#pragma once

#include "delo/base/atomic_file.hpp"
#include "delo/base/timestamp.hpp"
#include "delo/model/found_documents.hpp"
#include "delo/model/template_data.hpp"
#include "delo/ops/archives.hpp"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

namespace delo {

struct TemplateOptions {
  std::filesystem::path source;             ///< a page, or a folder with documents
  std::filesystem::path output;             ///< .xlsx, .csv or .tsv
  std::optional<std::string> encoding = {}; ///< of the pages
  Archives archives = built_in_archives();
  JunkPolicy junk = JunkPolicy::skip;
  Overwrite overwrite = Overwrite::no;
  const Clock* clock = nullptr; ///< the time of creation that the sheet carries
  std::stop_token stop = {};
};

/// Finds the documents, reads their pages and writes the sheet, which appears whole or not at all.
/// A page that cannot be read gets a row with its name alone, and a warning. Throws Error(usage)
/// for another kind of file than XLSX, CSV and TSV, for a taken name, and when no document was
/// found; Error(io) for what cannot be read or written.
TemplateResult write_template(const TemplateOptions& options);

} // namespace delo
