// The whole way of documents: find them, check them all, write them one by one.
#include "delo/ops/pack.hpp"

#include "delo/base/utf8.hpp"
#include "delo/ops/batch_check.hpp"
#include "delo/ops/package_maker.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

/// Reads the document again, and trusts what was checked only when it is still the same.
void write_one(CheckedDocument& checked, const PackOptions& options, ProgressTeller& progress) {
  BatchDocument& document = checked.document;
  const PackInput input = gather_input(document.found, checked.facts, options);
  if (page_digest(input) != checked.page_digest)
    throw Error(ErrorKind::io,
                fmt::format("{} changed after it was checked", display_name(document.name)),
                "nothing of it was packed; run the same command again");
  PackPlan plan = plan_package(input, document.id, options);
  const auto known = static_cast<std::ptrdiff_t>(plan.warnings.size());
  PackResult made = make_package(std::move(plan), input, options, progress);
  document.outcome = Outcome::packed;
  document.files = made.files;
  document.bytes = made.bytes;
  document.warnings.insert(document.warnings.end(), made.plan.warnings.begin() + known,
                           made.plan.warnings.end());
  if (checked.plan)
    checked.plan = std::move(made.plan);
}

/// Ends at the first document that fails, unless the user wants the others all the same.
void write_all(CheckedBatch& batch, const PackOptions& options, ProgressTeller& progress) {
  for (CheckedDocument& checked : batch.documents) {
    if (checked.document.outcome != Outcome::planned)
      continue;
    if (options.stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped on request");
    progress.current(checked.document.name);
    try {
      write_one(checked, options, progress);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io && error.kind() != ErrorKind::usage)
        throw;
      checked.fail(error);
      if (!options.keep_going)
        return;
    }
    progress.document_done(checked.source_files, checked.source_bytes);
  }
}

/// With keep_going what is wrong with some does not hold up the others.
bool may_write(const CheckedBatch& batch, const PackOptions& options) {
  if (options.dry_run)
    return false;
  return options.keep_going || !batch.has_problems();
}

} // namespace

BatchResult pack_all(const PackOptions& options) {
  ProgressTeller progress(options.progress);
  CheckedBatch batch;
  bool interrupted = false;
  try {
    batch.sources = gather_sources(options, progress);
    check_batch(batch, options, progress);
    if (may_write(batch, options))
      write_all(batch, options, progress);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::interrupted)
      throw;
    interrupted = true;
  }
  progress.phase(Phase::done);
  return summary_of(std::move(batch), options, interrupted);
}

PackResult pack(const PackOptions& options) {
  BatchResult batch = pack_all(options);
  if (batch.interrupted)
    throw Error(ErrorKind::interrupted, "stopped on request");
  for (const FoundProblem& problem : batch.all_problems())
    throw Error(problem.kind, problem.message, problem.hint);
  if (!batch.plan)
    throw Error(
        ErrorKind::usage,
        fmt::format("{} documents were found where one was asked for", batch.documents.size()),
        "pack them with pack_all()");
  const BatchDocument& document = batch.documents.front();
  return {std::move(*batch.plan), document.outcome == Outcome::packed, document.files,
          document.bytes};
}

} // namespace delo
