// The second step of a run: every page and row is read, ids are settled, the target is looked at.
// Afterwards all that can be known to fail before writing is known.
#pragma once

#include "delo/ops/batch_sources.hpp"
#include "delo/ops/identity.hpp"
#include "delo/ops/pack_input.hpp"

#include <deque>

namespace delo {

/// One document after it was checked. Small: pages are not kept.
struct CheckedDocument {
  BatchDocument document;
  DocumentFacts facts;
  Identity identity;
  std::string page_digest; ///< of the page as it was checked; "" without one
  std::uint64_t source_files = 0;
  std::uint64_t source_bytes = 0;
  std::optional<PackPlan> plan = {}; ///< kept when the document is the only one

  void fail(const Error& error);
  void fail(FoundProblem problem);
};

struct CheckedBatch {
  BatchSources sources;
  std::deque<CheckedDocument> documents;
  std::vector<Duplicates> duplicates;
  std::vector<std::string> warnings;

  bool has_problems() const;
};

/// Throws Error(interrupted) after a stop; problems of documents are in them.
void check_batch(CheckedBatch& batch, const PackOptions& options, ProgressTeller& progress);

/// A digest of the page's bytes; "" without a page.
std::string page_digest(const PackInput& input);

BatchResult summary_of(CheckedBatch batch, const PackOptions& options, bool interrupted);

} // namespace delo
