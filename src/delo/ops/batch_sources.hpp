// The first step of a run: which documents there are, from folders, sheet and command line.
#pragma once

#include "delo/ops/batch_rows.hpp"
#include "delo/ops/format_match.hpp"
#include "delo/ops/progress_teller.hpp"

namespace delo {

struct BatchSources {
  std::vector<Draft> drafts;
  std::optional<Sheet> sheet;
  std::optional<FormatMatches> formats; ///< what --formats says of the files
  std::vector<std::string> warnings;    ///< about it as a whole
  std::vector<FoundProblem> problems;   ///< of files and rows that make no document
  std::vector<LeftOut> left_out;
  std::uint64_t files = 0;
};

/// Throws Error(usage) when the packages would lie in their own source and for options that fit a
/// single document only, Error(io) for a sheet that cannot be read.
BatchSources gather_sources(const PackOptions& options, ProgressTeller& progress);

/// Throws Error(usage) when `target` lies in the folder `source`.
void refuse_target_inside(const std::filesystem::path& source, const std::filesystem::path& target);

} // namespace delo
