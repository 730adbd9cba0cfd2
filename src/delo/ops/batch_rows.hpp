// The rows of a sheet and the documents of a folder, brought together.
#pragma once

#include "delo/model/sheet.hpp"
#include "delo/ops/document_finder.hpp"
#include "delo/ops/pack.hpp"

namespace delo {

/// One document of a run before it is read.
struct Draft {
  std::string name; ///< its page, or "row 4 of rows.xlsx"
  FoundDocument found;
  const SheetRow* row = nullptr;
  std::vector<FoundProblem> problems;
};

/// Gives each row its page and files, named below `folder`. A row may name its page, its folder or
/// its files; files that it names replace those that were found for that representation. What a row
/// names wrongly is a problem of its document; files and documents that no row names, and rows that
/// name none, are added to `problems`. The drafts are in the order of the rows and point into
/// `sheet`.
std::vector<Draft> match_rows(const Sheet& sheet, const std::filesystem::path& folder,
                              FoundDocuments& found, const FinderOptions& finder,
                              std::vector<FoundProblem>& problems);

} // namespace delo
