#include "delo/ops/folder_bag.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_profile.hpp"
#include "delo/io/source_reading.hpp"
#include "delo/ops/existing_bag.hpp"
#include "delo/ops/folder_bag_check.hpp"
#include "delo/ops/folder_bag_writer.hpp"
#include "delo/ops/in_place.hpp"
#include "delo/ops/package_maker.hpp"
#include "delo/ops/read_back.hpp"
#include "delo/ops/under_profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

/// One folder, and the bags it becomes; those that are to be written have their files.
struct Source {
  fs::path folder;
  std::vector<FolderBag> bags;
  std::vector<BatchDocument> documents; ///< one for each bag
  std::vector<LeftOut> left_out;
  std::uint64_t met = 0;

  bool has_problems() const {
    return std::any_of(documents.begin(), documents.end(),
                       [](const BatchDocument& d) { return !d.problems.empty(); });
  }
  void fail(const std::vector<FoundProblem>& problems) {
    if (documents.empty())
      documents.push_back(document_of());
    for (BatchDocument& document : documents)
      if (document.outcome == Outcome::planned) // what is there stays
        document.outcome = Outcome::failed;
    auto& list = documents.front().problems;
    list.insert(list.end(), problems.begin(), problems.end());
  }
  void fail(const Error& error) {
    fail({{error.kind(), folder.native(), error.message(), error.hint()}});
  }
  BatchDocument document_of() const {
    BatchDocument document;
    document.name = folder.native();
    document.found.how = "a plain folder";
    return document;
  }
};

class Bagging {
public:
  Bagging(PackOptions options, ProgressTeller& progress)
      : options_(std::move(options)), progress_(progress) {
    if (!options_.remote.empty() && !options_.remote.ends_with('/'))
      options_.remote += '/';
    for (const fs::path& folder : options_.sources)
      sources_.push_back({folder, {}, {}, {}, 0});
  }

  void run() {
    for (Source& source : sources_)
      guarded(source, [&] { look_at(source); });
    number_groups();
    for (Source& source : sources_)
      if (!source.has_problems())
        guarded(source, [&] { hold(source); });
    refuse_same_names();
    check_stream();
    for (Source& source : sources_)
      if (!source.has_problems())
        guarded(source, [&] { compare(source); });
    if (options_.dry_run || (has_problems() && !options_.keep_going))
      return;
    clear_target(options_);
    expect_work();
    for (Source& source : sources_)
      if (!source.has_problems() && !guarded(source, [&] { write_with_retries(source); }) &&
          !options_.keep_going)
        return;
  }

  BatchResult result(bool interrupted) {
    BatchResult result;
    result.dry_run = options_.dry_run;
    result.interrupted = interrupted;
    result.kept_going = options_.keep_going;
    if (options_.profile)
      result.warnings = options_.profile->doubts;
    for (Source& source : sources_) {
      result.files += source.met;
      std::move(source.left_out.begin(), source.left_out.end(),
                std::back_inserter(result.left_out));
      for (std::size_t i = 0; i < source.documents.size(); ++i) {
        BatchDocument& document = source.documents[i];
        if (document.outcome == Outcome::planned && !options_.dry_run)
          document.outcome = Outcome::skipped;
        if (sources_.size() == 1 && source.documents.size() == 1 && !source.bags.empty())
          result.plan = plan_of(source.bags[i], options_);
        result.documents.push_back(std::move(document));
      }
    }
    return result;
  }

private:
  /// Whether the work was done; trouble with a folder becomes its problem.
  template <typename Work>
  bool guarded(Source& source, const Work& work) {
    if (options_.stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped on request");
    try {
      work();
      return true;
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io && error.kind() != ErrorKind::usage)
        throw;
      source.fail(error);
      return false;
    }
  }

  /// Lists the folder and plans its bags.
  void look_at(Source& source) {
    progress_.phase(Phase::finding);
    progress_.current(source.folder.native());
    const PackageId id = folder_bag_id(source.folder, options_);
    if (options_.in_place && is_bag_already(source, id))
      return;
    FinderOptions finder;
    finder.junk = options_.junk;
    finder.links = options_.links;
    finder.names = options_.names;
    if (!options_.in_place)
      finder.link_hint = kLinkHint;
    finder.name_hint = kNameHint;
    finder.stop = options_.stop;
    SourceTree tree = walk_source(source.folder, finder);
    source.met = tree.count;
    source.left_out = std::move(tree.left_out);
    if (!tree.problems.empty())
      return source.fail(tree.problems);
    source.bags = plan_folder_bags(id, std::move(tree), options_);
    source.documents.clear();
    for (const FolderBag& bag : source.bags) {
      BatchDocument& document = source.documents.emplace_back(source.document_of());
      document.id = bag.id;
      document.target = bag.target;
      document.warnings = bag.warnings;
    }
    if (options_.in_place)
      source.bags.front().target = source.documents.front().target = source.folder.native();
  }

  /// Then it stays as it is.
  bool is_bag_already(Source& source, const PackageId& id) {
    const ExistingPackage existing = bag_in_place(source.folder, options_);
    if (existing.state == Existing::none)
      return false;
    source.bags.clear();
    BatchDocument document = source.document_of();
    document.id = id;
    document.target = source.folder.native();
    document.outcome = Outcome::identical;
    document.files = existing.files;
    document.bytes = existing.bytes;
    document.notes.emplace_back("it is a bag already, and was left as it is");
    if (options_.info || !options_.tags.empty() || !options_.tag_files.empty())
      document.warnings.push_back(
          fmt::format("nothing was added to {}: it is a bag already; change it with delo update",
                      display_name(source.folder.native())));
    source.documents = {std::move(document)};
    return true;
  }

  /// Nothing is written that would not keep the profile.
  void hold(Source& source) const {
    for (std::size_t i = 0; i < source.bags.size(); ++i) {
      ProfileRemarks remarks = hold_to_profile(source.bags[i], options_);
      BatchDocument& document = source.documents[i];
      std::move(remarks.warnings.begin(), remarks.warnings.end(),
                std::back_inserter(document.warnings));
      std::move(remarks.notes.begin(), remarks.notes.end(), std::back_inserter(document.notes));
    }
  }

  /// With --group, and without a split, the bags of the run are one group, as documents are.
  void number_groups() {
    if (options_.group.empty() || options_.split_bytes > 0 || options_.split_files > 0)
      return;
    std::uint64_t number = 0;
    for (Source& source : sources_)
      for (FolderBag& bag : source.bags) {
        bag.number = ++number;
        bag.of_bags = options_.count > 0 ? options_.count : sources_.size();
      }
  }

  void refuse_same_names() {
    if (options_.in_place)
      return; // each has a place of its own
    std::map<std::string, Source*> by_name;
    for (Source& source : sources_)
      for (const FolderBag& bag : source.bags) {
        const auto [other, is_new] = by_name.emplace(fold_name(bag.id.id), &source);
        if (is_new || source.has_problems())
          continue;
        source.fail(Error(ErrorKind::usage,
                          fmt::format("{} would be named {}, and so would {}",
                                      display_name(source.folder.native()), bag.id.id,
                                      display_name(other->second->folder.native())),
                          "pack them one by one with --id"));
      }
  }

  void check_stream() const {
    std::size_t bags = 0;
    for (const Source& source : sources_)
      bags += source.bags.size();
    if (options_.stream && bags > 1)
      throw Error(ErrorKind::usage, fmt::format("{} bags cannot share one standard output", bags),
                  "pack one folder without a split, or give a folder with -o");
  }

  void compare(Source& source) {
    for (std::size_t i = 0; i < source.bags.size() && !options_.in_place; ++i) {
      const FolderBag& bag = source.bags[i];
      BatchDocument& document = source.documents[i];
      if (options_.overwrite == Overwrite::yes || options_.stream || !is_there(bag.target))
        continue;
      progress_.phase(Phase::comparing);
      const ExistingPackage existing = compare_with_existing_bag(bag, options_);
      if (existing.state == Existing::different)
        throw Error(ErrorKind::usage,
                    fmt::format("{} already exists and is not what {} would become: {}",
                                display_name(bag.target), display_name(source.folder.native()),
                                existing.difference),
                    "nothing was changed; use --force to replace it, --id for another name, or "
                    "another -o");
      document.outcome = Outcome::identical;
      document.files = existing.files;
      document.bytes = existing.bytes;
    }
  }

  static bool is_there(const fs::path& path) {
    std::error_code failure;
    return fs::exists(fs::symlink_status(path, failure));
  }

  void write_with_retries(Source& source) {
    std::vector<std::string> told;
    for (unsigned left = options_.retries;; --left) {
      try {
        return write(source);
      } catch (const SourceChanged& change) {
        if (left == 0 || options_.stream)
          throw;
        told.push_back(fmt::format("read again: {}", change.message()));
        const auto numbers = std::pair{source.bags.front().number, source.bags.front().of_bags};
        look_at(source);
        if (source.has_problems())
          return;
        if (source.bags.size() == 1)
          std::tie(source.bags.front().number, source.bags.front().of_bags) = numbers;
        hold(source);
        auto& warnings = source.documents.front().warnings;
        warnings.insert(warnings.end(), told.begin(), told.end());
        compare(source);
      }
    }
  }

  /// Either every bag of the folder gets its name or, as far as can be known beforehand, none.
  void write(Source& source) {
    std::vector<std::pair<std::unique_ptr<PackageSink>, BatchDocument*>> sealed;
    for (std::size_t i = 0; i < source.bags.size(); ++i)
      if (source.documents[i].outcome == Outcome::planned)
        sealed.emplace_back(make(source, i), &source.documents[i]);
    for (auto& [sink, document] : sealed) {
      sink->commit(options_.overwrite);
      document->outcome = Outcome::packed;
      for (const fs::path& file : sink->left_behind())
        document->warnings.push_back(fmt::format(
            "it came into the folder at the last moment and is not in the bag, but here: {}",
            display_name(file.native())));
    }
  }

  void fill(const FolderBag& bag, BatchDocument& document, PackageSink& sink) {
    FolderBagWriter writer(bag, options_, options_.clock->now(), sink);
    writer.looking_at = [this](const std::string& path) { progress_.current(path); };
    writer.copied = [this](std::uint64_t more) { progress_.bytes(more); };
    writer.write();
    document.files = writer.files();
    document.bytes = writer.bytes();
  }

  std::unique_ptr<PackageSink> make(Source& source, std::size_t index) {
    FolderBag& bag = source.bags[index];
    BatchDocument& document = source.documents[index];
    progress_.phase(Phase::packing);
    auto sink = options_.in_place ? open_in_place(source.folder) : open_target(options_, bag.id.id);
    fill(bag, document, *sink);
    progress_.phase(Phase::flushing);
    sink->seal();
    const std::size_t files = bag.files.size();
    if (!options_.list_files) // the reading back needs room for a million names of its own
      bag.files = {};
    if (!options_.stream) {
      progress_.phase(Phase::verifying);
      const Expected expected{options_.remote.empty() ? 0 : files, true, options_.profile.get()};
      for (std::string& warning : read_back(*sink, expected, progress_, options_.stop))
        document.warnings.push_back(std::move(warning));
    }
    if (!options_.remote.empty() && files > 0)
      document.warnings.push_back(fmt::format(
          "{} is incomplete by design: {} files with {} bytes are to be fetched from {}", bag.id.id,
          files, bag.bytes, options_.remote));
    progress_.document_done(files, bag.bytes);
    return sink;
  }

  bool has_problems() const {
    return std::any_of(sources_.begin(), sources_.end(),
                       [](const Source& source) { return source.has_problems(); });
  }

  void expect_work() {
    std::uint64_t documents = 0;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    for (const Source& source : sources_)
      for (std::size_t i = 0; i < source.bags.size(); ++i)
        if (source.documents[i].outcome == Outcome::planned) {
          ++documents;
          files += source.bags[i].files.size();
          bytes += source.bags[i].bytes;
        }
    progress_.expect(documents, files, bytes);
  }

  PackOptions options_;
  ProgressTeller& progress_;
  std::vector<Source> sources_;
};

BatchResult bag_as_chosen(const PackOptions& options) {
  check_bag_options(options);
  ProgressTeller progress(options.progress);
  Bagging bagging(options, progress);
  bool interrupted = false;
  try {
    bagging.run();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::interrupted)
      throw;
    interrupted = true;
  }
  progress.phase(Phase::done);
  return bagging.result(interrupted);
}

} // namespace

BatchResult bag_folders(const PackOptions& options) {
  return bag_as_chosen(with_profile_choices(options));
}

} // namespace delo
