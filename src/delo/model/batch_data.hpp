// What became of each document of a run that packs one or many.
#pragma once

#include "delo/model/found_documents.hpp"
#include "delo/model/pack_data.hpp"
#include "delo/model/report_data.hpp"

#include <optional>

namespace delo {

enum class Outcome {
  planned,   ///< good, and not written yet
  packed,    ///< written, read back, published
  identical, ///< the same package lies in the target already; nothing was written
  failed,    ///< it has problems
  skipped,   ///< good, but others have problems, or the run ended before
};

std::string_view to_word(Outcome outcome);

struct BatchDocument {
  std::string name;      ///< its page, or "row 4 of rows.xlsx"
  std::uint64_t row = 0; ///< of the sheet; 0 without one
  FoundDocument found;   ///< which file is which, and why
  PackageId id;
  std::string target; ///< path of the package
  Outcome outcome = Outcome::planned;
  std::uint64_t files = 0; ///< of the package
  std::uint64_t bytes = 0;
  std::vector<std::string> warnings;
  std::vector<FoundProblem> problems;
  std::vector<std::string> notes = {}; ///< what is no fault: "no scan of the original was given"
};

/// How alike two documents are. All grades are only reported: archives do hold the same telegram
/// twice.
enum class Likeness {
  payload,   ///< the same bytes in every representation
  record_id, ///< the same record of the publisher
  match_key, ///< the same place in the same archive, however it is printed
};

std::string_view to_word(Likeness likeness);

struct Duplicates {
  Likeness likeness;
  std::string value;              ///< the digest, id or key they share
  std::vector<std::string> names; ///< of the documents
};

struct BatchResult {
  std::vector<BatchDocument> documents;
  std::vector<FoundProblem> problems; ///< of files and rows that make no document
  std::vector<std::string> warnings;  ///< of the sheet as a whole
  std::vector<Duplicates> duplicates;
  std::vector<LeftOut> left_out;
  std::optional<PackPlan> plan; ///< every file of the package, when there is one document only
  std::string sheet;            ///< how the sheet was read: "XLSX, sheet Documents"; "" without
  std::uint64_t files = 0;      ///< met below the sources
  bool dry_run = false;
  bool interrupted = false;

  std::uint64_t count(Outcome outcome) const;
  /// All problems, those of documents too.
  std::vector<FoundProblem> all_problems() const;
  /// Whether the run packed what it could although there were problems.
  bool kept_going = false;
};

/// 130 when stopped; 3 when something could not be read or written; 1 when good documents were
/// packed beside bad ones (--keep-going); 2 when nothing was, because of problems.
ExitCode exit_code(const BatchResult& result);

} // namespace delo
