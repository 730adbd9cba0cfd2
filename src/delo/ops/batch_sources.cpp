#include "delo/ops/batch_sources.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/sheet/sheet_reader.hpp"
#include "delo/ops/document_finder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace delo {
namespace {

namespace fs = std::filesystem;

bool is_folder(const fs::path& path) {
  std::error_code not_there;
  return fs::is_directory(path, not_there);
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
  for (const auto& description : {options.metadata, options.mapping})
    if (description)
      finder.descriptions.push_back(*description);
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
FoundDocuments find_everything(const PackOptions& options, ProgressTeller& progress) {
  FoundDocuments all;
  const FinderOptions finder = finder_options(options, progress);
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

void add_paths(const std::vector<FoundDocument>& documents, std::set<std::string>& paths) {
  for (const FoundDocument& document : documents) {
    if (!document.page.empty())
      paths.insert(plain(document.page));
    for (const FoundRepresentation& representation : document.representations)
      for (const FoundFile& file : representation.files)
        paths.insert(plain(file.path));
  }
}

/// Rows may move files from one document to another; none may get lost on the way.
void account_for(const std::set<std::string>& met, const BatchSources& sources) {
  std::set<std::string> known;
  for (const Draft& draft : sources.drafts) {
    add_paths({draft.found}, known);
    if (!draft.problems.empty()) // nothing of it is packed, and that is said
      return;
  }
  for (const LeftOut& file : sources.left_out)
    known.insert(plain(file.path));
  for (const FoundProblem& problem : sources.problems)
    known.insert(plain(problem.path));
  for (const std::string& path : met)
    if (!known.contains(path))
      throw Error(ErrorKind::internal,
                  fmt::format("a bug in delo: {} would get lost", display_name(path)),
                  "nothing was written; please report it");
}

/// What the command line says of the one document.
void add_typed(const PackOptions& options, BatchSources& sources) {
  if (options.representations.empty() && !options.id && !options.record)
    return;
  if (sources.drafts.size() > 1)
    throw Error(ErrorKind::usage,
                fmt::format("{} one document, and there are {}",
                            options.id       ? "--id describes"
                            : options.record ? "--record describes"
                                             : "--original, --transcription and --translation "
                                               "describe",
                            sources.drafts.size()),
                "name ids and files in a sheet (--metadata), or pack the documents one by one");
  for (Draft& draft : sources.drafts)
    for (const RepresentationInput& given : options.representations) {
      FoundRepresentation& representation = draft.found.representation(given.name);
      for (const fs::path& path : given.paths) {
        auto files = files_of(path, options.junk, sources.problems, draft.found.left_out,
                              &representation.empty_folders);
        move_to(files, representation.files);
      }
    }
}

} // namespace

BatchSources gather_sources(const PackOptions& options, ProgressTeller& progress) {
  progress.phase(Phase::finding);
  check_options(options);
  BatchSources sources;
  if (options.metadata)
    sources.sheet = read_sheet(*options.metadata, {options.encoding, options.mapping});
  FoundDocuments found = find_everything(options, progress);
  sources.files = found.files;
  move_to(found.problems, sources.problems);
  move_to(found.left_out, sources.left_out);
  std::set<std::string> met;
  add_paths(found.documents, met);
  for (const FoundProblem& problem : found.unassigned)
    met.insert(plain(problem.path));
  if (sources.sheet) {
    const fs::path& source = options.sources.front();
    const fs::path folder = is_folder(source) ? source : source.parent_path();
    sources.drafts = match_rows(*sources.sheet, folder, found, options.junk, sources.problems);
  } else {
    for (FoundDocument& document : found.documents) {
      const std::string name = document.page;
      sources.drafts.push_back({name, std::move(document), nullptr, {}});
    }
    move_to(found.unassigned, sources.problems);
  }
  account_for(met, sources);
  add_typed(options, sources);
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
  if (!is_folder(source))
    return;
  std::error_code failure;
  const fs::path inner = fs::weakly_canonical(target, failure);
  const fs::path outer = fs::weakly_canonical(source, failure);
  const auto [end, ignored] = std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end());
  if (end == outer.end())
    throw Error(ErrorKind::usage,
                fmt::format("cannot pack {}: the package would lie inside it, in {}",
                            display_name(source.native()), display_name(target.native())),
                "choose another -o: delo never writes into its source");
}

} // namespace delo
