// The whole way of documents: find them, check them all, write them one by one.
#include "delo/ops/pack.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_profile.hpp"
#include "delo/io/source_reading.hpp"
#include "delo/ops/batch_check.hpp"
#include "delo/ops/package_maker.hpp"
#include "delo/ops/under_profile.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <cerrno>

namespace delo {
namespace {

/// Reads the document again, and trusts what was checked only when it is still the same.
void write_one(CheckedDocument& checked, const PackOptions& options, ProgressTeller& progress) {
  BatchDocument& document = checked.document;
  PackInput input = gather_input(document.found, checked.facts, options);
  if (page_digest(input) != checked.page_digest)
    throw Error(ErrorKind::io,
                fmt::format("{} changed after it was checked", display_name(document.name)),
                "nothing of it was packed; run the same command again");
  if (checked.plan)
    checked.plan->files.clear(); // it is planned again, and a million files need no two lists
  PackPlan plan = plan_package(input, document.id, options);
  for (SourceRepresentation& representation : input.representations)
    representation.files.clear();                  // the plan has them
  if (!options.list_files && options.retries == 0) // nobody looks at them again
    for (FoundRepresentation& representation : document.found.representations)
      representation.files.clear();
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

/// Looks again at files that changed, so that they can be read as they are now.
void look_again(FoundDocument& found) {
  for (FoundRepresentation& representation : found.representations)
    representation.files.change_each([](FoundFile& file) {
      struct stat status {};
      if (::stat(file.path.c_str(), &status) != 0)
        throw SourceChanged(file.path, errno_text(errno));
      file.size = static_cast<std::uint64_t>(status.st_size);
      file.modified = Timestamp{status.st_mtim.tv_sec};
      file.stamp = stamp_of(status);
    });
}

void write_with_retries(CheckedDocument& checked, const PackOptions& options,
                        ProgressTeller& progress) {
  for (unsigned left = options.stream ? 0 : options.retries;; --left) {
    try {
      return write_one(checked, options, progress);
    } catch (const SourceChanged& change) {
      if (left == 0)
        throw;
      look_again(checked.document.found);
      checked.document.warnings.push_back(fmt::format("read again: {}", change.message()));
    }
  }
}

/// Ends at the first document that fails, unless the user wants the others all the same.
void write_all(CheckedBatch& batch, const PackOptions& options, ProgressTeller& progress) {
  clear_target(options);
  for (CheckedDocument& checked : batch.documents) {
    if (checked.document.outcome != Outcome::planned)
      continue;
    if (options.stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped on request");
    progress.current(checked.document.name);
    try {
      write_with_retries(checked, options, progress);
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

void check_fits_documents(const PackOptions& options) {
  if (!options.remote.empty() || options.split_bytes > 0 || options.split_files > 0)
    throw Error(ErrorKind::usage,
                "--remote and --split are for plain bags, and these are documents",
                "leave them out, or pack the folder as it is: --layout bag --plain");
  if (options.layout == Layout::sip &&
      (options.links == LinkPolicy::record || options.names == NamePolicy::escape))
    throw Error(
        ErrorKind::usage,
        "--links record and --names escape keep lists beside the payload of a bag, and a SIP "
        "alone is no bag",
        "use --layout bag+sip or --layout bag");
}

BatchResult pack_as_chosen(const PackOptions& options) {
  check_fits_documents(options);
  gather_extras(options); // told once, not for each document
  ProgressTeller progress(options.progress);
  CheckedBatch batch;
  bool interrupted = false;
  try {
    batch.sources = gather_sources(options, progress);
    check_batch(batch, options, progress);
    if (options.stream && batch.documents.size() > 1)
      throw Error(
          ErrorKind::usage,
          fmt::format("{} packages cannot share one standard output", batch.documents.size()),
          "pack one document, or give a folder with -o");
    if (may_write(batch, options))
      write_all(batch, options, progress);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::interrupted)
      throw;
    interrupted = true;
  }
  progress.phase(Phase::done);
  if (options.profile)
    batch.warnings.insert(batch.warnings.end(), options.profile->doubts.begin(),
                          options.profile->doubts.end());
  return summary_of(std::move(batch), options, interrupted);
}

} // namespace

BatchResult pack_all(const PackOptions& options) {
  return pack_as_chosen(with_profile_choices(options));
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
