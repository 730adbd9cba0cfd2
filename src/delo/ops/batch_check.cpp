#include "delo/ops/batch_check.hpp"

#include "delo/base/utf8.hpp"
#include "delo/io/dir_source.hpp"
#include "delo/io/hash_pipeline.hpp"
#include "delo/io/hasher.hpp"
#include "delo/ops/existing_package.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace delo {
namespace {

class Check {
public:
  Check(CheckedBatch& batch, const PackOptions& options, ProgressTeller& progress)
      : batch_(batch), options_(options), progress_(progress) {}

  void run() {
    take_drafts();
    count_groups();
    progress_.phase(Phase::checking);
    progress_.expect(batch_.documents.size(), 0, 0);
    for (CheckedDocument& checked : batch_.documents)
      each(checked, [&] { read(checked); });
    find_same_payload();
    batch_.duplicates = find_duplicates(identities());
    settle();
    expect_work();
    for (CheckedDocument& checked : batch_.documents)
      each(checked, [&] { compare(checked); });
    settle(); // a name that was made longer may be another's
  }

private:
  /// What goes wrong with one document is that document's problem.
  template <typename Work>
  void each(CheckedDocument& checked, Work work) {
    if (options_.stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped on request");
    if (checked.document.outcome != Outcome::planned)
      return;
    progress_.current(checked.document.name);
    try {
      work();
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io && error.kind() != ErrorKind::usage)
        throw;
      checked.fail(error);
    }
  }

  void take_drafts() {
    for (Draft& draft : batch_.sources.drafts) {
      CheckedDocument& checked = batch_.documents.emplace_back();
      BatchDocument& document = checked.document;
      document.name = draft.name;
      document.row = draft.row ? draft.row->number : 0;
      document.found = std::move(draft.found);
      checked.facts.row = draft.row;
      checked.facts.formats = batch_.sources.formats ? &*batch_.sources.formats : nullptr;
      for (FoundProblem& problem : draft.problems)
        checked.fail(std::move(problem));
    }
    batch_.sources.drafts.clear();
    batch_.warnings = std::move(batch_.sources.warnings);
    if (batch_.sources.sheet)
      take_sheet_problems(*batch_.sources.sheet);
  }

  void take_sheet_problems(const Sheet& sheet) {
    for (const SheetProblem& problem : sheet.problems) {
      const auto owner = std::find_if(
          batch_.documents.begin(), batch_.documents.end(), [&](const CheckedDocument& checked) {
            return problem.row != 0 && checked.document.row == problem.row;
          });
      const bool is_error = problem.weight == SheetProblem::Weight::error;
      const std::string text = display_name(sheet.path) + ", " + to_text(problem);
      FoundProblem told{ErrorKind::usage, sheet.path, text,
                        "correct the cell and run the same "
                        "command again"};
      if (owner == batch_.documents.end()) {
        if (is_error)
          batch_.sources.problems.push_back(std::move(told));
        else
          batch_.warnings.push_back(text);
      } else if (is_error) {
        owner->fail(std::move(told));
      } else {
        owner->document.warnings.push_back(text);
      }
    }
  }

  /// Bag-Count tells the place in the whole group, bad documents included, so that a second run
  /// that packs those as well gives the others the same bytes.
  void count_groups() {
    std::map<std::string, std::uint64_t> sizes;
    for (CheckedDocument& checked : batch_.documents) {
      const std::string typed = checked.facts.row ? checked.facts.row->value("group") : "";
      checked.facts.group = typed.empty() ? options_.group : typed;
      ++sizes[checked.facts.group];
    }
    std::map<std::string, std::uint64_t> reached;
    for (CheckedDocument& checked : batch_.documents) {
      const std::string& group = checked.facts.group;
      if (group.empty())
        continue;
      checked.facts.number = ++reached[group];
      checked.facts.of_bags = options_.count == 0 ? sizes[group] : options_.count;
    }
  }

  void read(CheckedDocument& checked) {
    BatchDocument& document = checked.document;
    const PackInput input = gather_input(document.found, checked.facts, options_);
    document.id = id_of(checked, input.record);
    checked.page_digest = page_digest(input);
    Identity& identity = checked.identity;
    identity.name = document.name;
    identity.id = document.id;
    identity.record_id = input.record.record_id.joined();
    for (const ArchivalCitation& holding : input.record.holdings)
      if (std::string key = match_key(holding); !key.empty())
        identity.match_keys.push_back(std::move(key));
    checked.source_bytes = input.page_bytes.size();
    checked.source_files = input.has_page() ? 1 : 0;
    for (const FoundRepresentation& representation : document.found.representations)
      for (const FoundFile& file : representation.files) {
        checked.source_bytes += file.size;
        ++checked.source_files;
      }
    // Planning refuses what no package can be: it is done again, when its turn has come.
    PackPlan plan = plan_package(input, document.id, options_);
    document.warnings.insert(document.warnings.end(), plan.warnings.begin(), plan.warnings.end());
    for (const FormatWarning& warning : plan.format_warnings)
      document.warnings.push_back(warning.text);
    document.notes = plan.notes;
    document.target = plan.target;
    if (batch_.documents.size() == 1)
      checked.plan = std::move(plan);
  }

  PackageId id_of(const CheckedDocument& checked, const DocumentRecord& record) const {
    if (options_.id)
      return typed_package_id(*options_.id, Origin::option);
    const std::string typed = checked.facts.row ? checked.facts.row->value("id") : "";
    return typed.empty() ? choose_package_id(record) : typed_package_id(typed, Origin::sheet);
  }

  std::vector<Identity> identities() const {
    std::vector<Identity> all;
    for (const CheckedDocument& checked : batch_.documents)
      all.push_back(checked.identity);
    return all;
  }

  void settle() {
    std::vector<Identity> all = identities();
    auto problems = settle_ids(all);
    for (std::size_t i = 0; i < all.size(); ++i) {
      CheckedDocument& checked = batch_.documents[i];
      if (checked.document.outcome == Outcome::failed)
        continue;
      rename(checked, all[i].id);
      if (const auto problem = problems.find(i); problem != problems.end())
        checked.fail(std::move(problem->second));
    }
  }

  void rename(CheckedDocument& checked, const PackageId& id) const {
    checked.identity.id = checked.document.id = id;
    checked.document.target = target_of(id);
  }

  std::string target_of(const PackageId& id) const {
    return (options_.output / file_name(id.id, options_.container)).native();
  }

  /// Files are read for this only where another document has as many of the same sizes.
  void find_same_payload() {
    std::map<std::string, std::vector<CheckedDocument*>> by_sizes;
    for (CheckedDocument& checked : batch_.documents) {
      std::string sizes = checked.document.found.representations.empty() ? checked.page_digest : "";
      for (const FoundRepresentation& representation : checked.document.found.representations) {
        std::vector<std::uint64_t> list;
        for (const FoundFile& file : representation.files)
          list.push_back(file.size);
        std::sort(list.begin(), list.end());
        sizes += fmt::format("{}:{};", representation.name, fmt::join(list, ","));
      }
      if (checked.document.outcome == Outcome::planned)
        by_sizes[sizes].push_back(&checked);
    }
    for (const auto& [sizes, alike] : by_sizes)
      if (alike.size() > 1)
        for (CheckedDocument* checked : alike)
          each(*checked, [&] { checked->identity.payload = payload_of(*checked); });
  }

  std::string payload_of(const CheckedDocument& checked) const {
    if (checked.document.found.representations.empty())
      return checked.page_digest;
    HashPipeline pipeline({.stop = options_.stop});
    std::string all;
    for (const FoundRepresentation& representation : checked.document.found.representations) {
      std::vector<std::string> digests;
      for (const FoundFile& file : representation.files) {
        HashJob job;
        job.open = [path = file.path] { return open_file_reader(path); };
        job.algorithms = {Algorithm::sha256};
        job.done = [&digests](HashResult result) {
          if (result.unreadable)
            throw *result.unreadable;
          digests.push_back(result.digests.find(Algorithm::sha256)->hex());
        };
        pipeline.add(std::move(job));
      }
      pipeline.finish();
      std::sort(digests.begin(), digests.end());
      all += fmt::format("{}:{};", representation.name, fmt::join(digests, ","));
    }
    return digest_of(all).hex();
  }

  void expect_work() {
    std::uint64_t documents = 0;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    for (const CheckedDocument& checked : batch_.documents)
      if (checked.document.outcome == Outcome::planned) {
        ++documents;
        files += checked.source_files;
        bytes += checked.source_bytes;
      }
    progress_.expect(documents, files, bytes);
  }

  /// The name of a document that is not new may be taken by itself, by the longer name of an
  /// earlier run, or by something else.
  void compare(CheckedDocument& checked) {
    if (options_.overwrite == Overwrite::yes || options_.stream)
      return;
    const auto longer = id_with_record_id(checked.identity);
    const std::string why = compare_as(checked, checked.document.id);
    if (checked.document.outcome == Outcome::identical)
      return;
    if (longer) {
      const PackageId first = checked.document.id;
      const std::string why_longer = compare_as(checked, *longer);
      if (checked.document.outcome == Outcome::identical)
        return rename(checked, *longer);
      if (!why.empty() && why_longer.empty())
        return rename(checked, *longer);
    }
    if (!why.empty())
      checked.fail(taken(checked, why));
  }

  /// Why the name cannot be had; "" when it is free, or the package under it is this one.
  std::string compare_as(CheckedDocument& checked, const PackageId& id) {
    std::error_code failure;
    const auto status = std::filesystem::symlink_status(target_of(id), failure);
    if (!std::filesystem::exists(status))
      return "";
    progress_.phase(Phase::comparing);
    const PackInput input = gather_input(checked.document.found, checked.facts, options_);
    const ExistingPackage existing =
        compare_with_existing(plan_package(input, id, options_), input, options_);
    if (existing.state == Existing::different)
      return existing.difference;
    if (existing.state == Existing::identical) {
      BatchDocument& document = checked.document;
      document.outcome = Outcome::identical;
      document.files = existing.files;
      document.bytes = existing.bytes;
      progress_.document_done(checked.source_files, checked.source_bytes);
    }
    return "";
  }

  FoundProblem taken(const CheckedDocument& checked, const std::string& why) const {
    const BatchDocument& document = checked.document;
    return {ErrorKind::usage, document.name,
            fmt::format("{} already exists and is not what {} would become: {}",
                        display_name(document.target), display_name(document.name), why),
            batch_.documents.size() == 1
                ? "nothing was changed; use --force to replace it, --id for another name, or "
                  "another -o"
                : "nothing was changed; use --force to replace it, the column \"Package ID\" of a "
                  "sheet for "
                  "another name, or another -o"};
  }

  CheckedBatch& batch_;
  const PackOptions& options_;
  ProgressTeller& progress_;
};

} // namespace

void CheckedDocument::fail(FoundProblem problem) {
  document.outcome = Outcome::failed;
  document.problems.push_back(std::move(problem));
}

void CheckedDocument::fail(const Error& error) {
  fail({error.kind(), document.name, error.message(), error.hint()});
}

bool CheckedBatch::has_problems() const {
  return !sources.problems.empty() ||
         std::any_of(documents.begin(), documents.end(),
                     [](const CheckedDocument& c) { return !c.document.problems.empty(); });
}

std::string page_digest(const PackInput& input) {
  return input.has_page() ? digest_of(input.page_bytes).hex() : "";
}

void check_batch(CheckedBatch& batch, const PackOptions& options, ProgressTeller& progress) {
  Check(batch, options, progress).run();
}

BatchResult summary_of(CheckedBatch batch, const PackOptions& options, bool interrupted) {
  BatchResult result;
  result.problems = std::move(batch.sources.problems);
  result.warnings = std::move(batch.warnings);
  result.duplicates = std::move(batch.duplicates);
  result.left_out = std::move(batch.sources.left_out);
  result.files = batch.sources.files;
  if (batch.sources.sheet)
    result.sheet = batch.sources.sheet->form;
  result.dry_run = options.dry_run;
  result.interrupted = interrupted;
  result.kept_going = options.keep_going;
  if (batch.documents.size() == 1)
    result.plan = std::move(batch.documents.front().plan);
  for (CheckedDocument& checked : batch.documents) {
    if (checked.document.outcome == Outcome::planned && !options.dry_run)
      checked.document.outcome = Outcome::skipped;
    result.documents.push_back(std::move(checked.document));
  }
  return result;
}

} // namespace delo
