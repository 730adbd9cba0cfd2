#include "delo/ops/batch_sources.hpp"

#include "delo/base/fd.hpp"
#include "delo/base/shell_word.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/sheet/sheet_reader.hpp"
#include "delo/ops/document_finder.hpp"
#include "delo/ops/representations.hpp"
#include "delo/ops/source_tree.hpp"
#include "delo/ops/target_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

/// About a million files.
constexpr std::uint64_t kLargestFormatList = 1024ULL * 1024 * 1024;

bool is_folder(const fs::path& path) {
  std::error_code not_there;
  return fs::is_directory(path, not_there);
}

void check_representation_names(const PackOptions& options) {
  std::map<std::string, std::string> names;
  for (const RepresentationInput& given : options.representations) {
    std::string why(problem_of_representation_name(given.name));
    const auto [twin, is_new] = names.try_emplace(fold_name(given.name), given.name);
    if (!is_new && twin->second != given.name)
      why = fmt::format("{} differs only in its letters", display_name(twin->second));
    if (!why.empty())
      throw Error(
          ErrorKind::usage,
          fmt::format("no representation can be called {}: {}", display_name(given.name), why),
          "use letters, digits, - and _, for example: --representation translation-fr=FILE");
  }
}

void check_options(const PackOptions& options) {
  if (options.sources.empty())
    throw Error(ErrorKind::usage, "there is nothing to pack", "name a page or a folder");
  if (!options.stream) {
    for (const fs::path& source : options.sources)
      refuse_target_inside(source, options.output);
    for (const RepresentationInput& given : options.representations)
      for (const fs::path& path : given.paths)
        refuse_target_inside(path, options.output);
  }
  check_representation_names(options);
  if (options.metadata && options.sources.size() > 1)
    throw Error(ErrorKind::usage, "a sheet names files below one folder, and there are several",
                "give the common folder of all documents");
  if (options.one_per == OnePer::row && !options.metadata)
    throw Error(ErrorKind::usage, "--one-per row needs a sheet", "add --metadata FILE");
}

FinderOptions finder_options(const PackOptions& options, ProgressTeller& progress) {
  FinderOptions finder;
  finder.junk = options.junk;
  finder.one_per = options.one_per;
  finder.encoding = options.encoding;
  finder.archives = options.archives;
  for (const auto& description : {options.metadata, options.mapping, options.formats})
    if (description)
      finder.descriptions.push_back(*description);
  finder.links = options.links;
  finder.names = options.names;
  finder.link_hint = kLinkHint;
  finder.name_hint = kNameHint;
  finder.looking_at = [&progress](const std::string& path) { progress.current(path); };
  finder.stop = options.stop;
  return finder;
}

template <typename T>
void move_to(std::vector<T>& from, std::vector<T>& to) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
  from.clear();
}

/// Looks at all sources, so that all of their faults are told at once.
FoundDocuments find_everything(const PackOptions& options, const FinderOptions& finder) {
  FoundDocuments all;
  for (const fs::path& source : options.sources) {
    try {
      FoundDocuments found = find_documents(source, finder);
      move_to(found.documents, all.documents);
      move_to(found.left_out, all.left_out);
      move_to(found.unassigned, all.unassigned);
      move_to(found.problems, all.problems);
      all.files += found.files;
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io)
        throw;
      all.problems.push_back({error.kind(), source.native(), error.message(), error.hint()});
    }
  }
  return all;
}

std::string plain(const std::string& path) {
  return fs::absolute(path).lexically_normal().native();
}

/// A set of files, each kept as a hash of its path: a million names would need more room than all
/// else that is known of the files.
class FileSet {
public:
  void add(const std::string& path) { keys_.push_back(std::hash<std::string>()(plain(path))); }
  void add(const FoundDocument& document) {
    if (!document.page.empty())
      add(document.page);
    for (const FoundRepresentation& representation : document.representations) {
      for (const FoundFile& file : representation.files)
        add(file.path);
      for (const RecordedLink& link : representation.links)
        add(link.path);
    }
  }
  /// How many of these files are not among `others`.
  std::size_t missing_in(FileSet& others) {
    sort();
    others.sort();
    std::vector<std::size_t> missing;
    std::set_difference(keys_.begin(), keys_.end(), others.keys_.begin(), others.keys_.end(),
                        std::back_inserter(missing));
    return missing.size();
  }

private:
  void sort() {
    std::sort(keys_.begin(), keys_.end());
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
  }

  std::vector<std::size_t> keys_;
};

/// Rows may move files from one document to another; none may get lost on the way.
void account_for(FileSet met, const BatchSources& sources) {
  FileSet known;
  for (const Draft& draft : sources.drafts) {
    known.add(draft.found);
    if (!draft.problems.empty()) // nothing of it is packed, and that is said
      return;
  }
  for (const LeftOut& file : sources.left_out)
    known.add(file.path);
  for (const FoundProblem& problem : sources.problems)
    known.add(problem.path);
  if (const std::size_t lost = met.missing_in(known); lost > 0)
    throw Error(ErrorKind::internal, fmt::format("a bug in delo: {} files would get lost", lost),
                "nothing was written; please report it");
}

/// What the command line says of the one document.
void add_typed(const PackOptions& options, const FinderOptions& finder, BatchSources& sources) {
  if (options.representations.empty() && !options.id && !options.record)
    return;
  if (sources.drafts.size() > 1)
    throw Error(ErrorKind::usage,
                fmt::format("{} one document, and there are {}",
                            options.id       ? "--id describes"
                            : options.record ? "--record describes"
                                             : "--original, --transcription, --translation and "
                                               "--representation describe",
                            sources.drafts.size()),
                "name ids and files in a sheet (--metadata), or pack the documents one by one");
  for (Draft& draft : sources.drafts)
    for (const RepresentationInput& given : options.representations) {
      FoundRepresentation& representation = draft.found.representation(given.name);
      for (const fs::path& path : given.paths) {
        representation.append(content_of(path, finder, sources.problems, draft.found.left_out));
      }
    }
}

/// A list can speak of files that are not packed; when many are not, the first ones tell enough.
std::string unmatched_text(const FormatMatches& formats) {
  constexpr std::size_t kShown = 5;
  const std::vector<std::string> paths = formats.unmatched();
  std::string text =
      fmt::format("{} lists {} that {} not packed: ", display_name(formats.name()),
                  paths.size() == 1 ? "a file" : fmt::format("{} files", paths.size()),
                  paths.size() == 1 ? "is" : "are");
  for (std::size_t i = 0; i < std::min(paths.size(), kShown); ++i)
    text += (i == 0 ? "" : ", ") + display_name(paths[i]);
  return text + (paths.size() > kShown ? ", …" : "");
}

void read_formats(const fs::path& path, BatchSources& sources) {
  std::vector<std::string> files;
  for (const Draft& draft : sources.drafts) {
    if (!draft.found.page.empty())
      files.push_back(draft.found.page);
    for (const FoundRepresentation& representation : draft.found.representations)
      for (const FoundFile& file : representation.files)
        files.push_back(file.path);
  }
  sources.formats.emplace(read_format_list(read_file(path, kLargestFormatList), path.native()),
                          path.filename().native(), files);
  if (!sources.formats->unmatched().empty())
    sources.warnings.push_back(unmatched_text(*sources.formats));
}

} // namespace

BatchSources gather_sources(const PackOptions& options, ProgressTeller& progress) {
  progress.phase(Phase::finding);
  check_options(options);
  BatchSources sources;
  if (options.metadata)
    sources.sheet = read_sheet(*options.metadata, {options.encoding, options.mapping});
  const FinderOptions finder = finder_options(options, progress);
  FoundDocuments found = find_everything(options, finder);
  sources.files = found.files;
  move_to(found.problems, sources.problems);
  move_to(found.left_out, sources.left_out);
  FileSet met;
  for (const FoundDocument& document : found.documents)
    met.add(document);
  for (const FoundProblem& problem : found.unassigned)
    met.add(problem.path);
  if (sources.sheet) {
    const fs::path& source = options.sources.front();
    const fs::path folder = is_folder(source) ? source : source.parent_path();
    sources.drafts = match_rows(*sources.sheet, folder, found, finder, sources.problems);
  } else {
    for (FoundDocument& document : found.documents) {
      const std::string name = document.page;
      sources.drafts.push_back({name, std::move(document), nullptr, {}});
    }
    move_to(found.unassigned, sources.problems);
  }
  account_for(std::move(met), sources);
  add_typed(options, finder, sources);
  if (options.formats)
    read_formats(*options.formats, sources);
  if (sources.drafts.empty() && sources.problems.empty())
    sources.problems.push_back(
        {ErrorKind::usage, options.sources.front().native(),
         fmt::format("cannot pack {}: it holds no page",
                     display_name(options.sources.front().native())),
         "a page is a text or HTML file with a heading date, a title and a source line; see: delo "
         "inspect FILE"});
  return sources;
}

void refuse_target_inside(const fs::path& source, const fs::path& target) {
  if (is_folder(source) && is_within(target, source))
    throw Error(ErrorKind::usage,
                fmt::format("cannot pack {}: the package would lie inside it, in {}",
                            display_name(source.native()), display_name(target.native())),
                fmt::format("choose another -o, such as {}: delo never writes into its source",
                            shell_word(place_for_packages(source).native())));
}

} // namespace delo
