#include "delo/ops/document_finder.hpp"

#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_reader.hpp"
#include "delo/ops/document_match.hpp"
#include "delo/ops/inspect.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>
#include <map>
#include <set>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

/// What may be a page. Everything else is never opened to find out.
constexpr std::array<std::string_view, 8> kPageEndings{"",     "txt",   "text", "htm",
                                                       "html", "xhtml", "ris",  "bib"};

/// Everything before the last "/"; "" for a name at the top.
std::string folder_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(name.substr(0, slash));
}

bool is_inside(std::string_view folder, std::string_view outer) {
  return outer.empty() || folder == outer ||
         (folder.starts_with(outer) && folder[outer.size()] == '/');
}

/// Where a file lies: below a folder named like a representation, or loose.
struct Place {
  TreeFile file;
  std::string owner; ///< the folder that holds the representation's folder, or the file's own
  std::string_view representation; ///< "" for a loose file
  std::string inner;               ///< its name below the representation's folder

  bool is_loose() const { return representation.empty(); }
};

Place place_of(TreeFile file) {
  const std::string name = file.name;
  std::size_t begin = 0;
  for (auto slash = name.find('/'); slash != std::string_view::npos;
       slash = name.find('/', begin)) {
    const auto representation = representation_named(name.substr(begin, slash - begin));
    if (!representation.empty())
      return {std::move(file), name.substr(0, begin == 0 ? 0 : begin - 1), representation,
              name.substr(slash + 1)};
    begin = slash + 1;
  }
  return {std::move(file), folder_of(name), "", std::string(last_name(name))};
}

class Finder {
public:
  Finder(const fs::path& source, const FinderOptions& options)
      : options_(options), tree_(walk_source(source, options)) {
    for (const EscapedName& name : tree_.escaped)
      originals_.emplace(name.name, name.original);
  }

  FoundDocuments run() {
    // A folder "original" beside a page holds files of that page; without one it may hold pages.
    for (const TreeFile& file : tree_.files)
      if (const Place place = place_of(file); place.is_loose())
        try_as_page(place);
    for (const TreeFile& file : tree_.files)
      if (const Place place = place_of(file); !place.is_loose() && pages_in(place.owner).empty())
        try_as_page(place);
    refuse_shared_folders();
    for (const TreeFile& file : tree_.files)
      if (!page_names_.contains(file.name))
        assign(place_of(file));
    for (const std::string& folder : tree_.empty_folders)
      assign_folder(folder);
    for (const RecordedLink& link : tree_.links)
      assign_link(link);
    return finish();
  }

private:
  void try_as_page(const Place& place) {
    const TreeFile& file = place.file;
    const std::string ending = ending_of(file.name);
    if (std::find(kPageEndings.begin(), kPageEndings.end(), ending) == kPageEndings.end())
      return;
    if (options_.stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped on request");
    if (options_.looking_at)
      options_.looking_at(file.path);
    try {
      const ReadPage page = read_page(read_file(file.path, kLargestPage), file.path,
                                      {options_.encoding, *options_.archives});
      if (options_.take_page)
        options_.take_page(file.path, page.record);
      PageFacts facts{file, folder_of(file.name), stem_of(file.name), {}};
      for (const ArchivalCitation& holding : page.record.holdings)
        for (const SheetRange& range : sheet_ranges(holding.value(Level::listy)))
          facts.sheets.push_back(range);
      pages_.push_back(std::move(facts));
      page_names_.insert(file.name);
      documents_[&pages_.back()] = {file.path, {}, {}, "a page"};
      pages_by_folder_[pages_.back().folder].push_back(&pages_.back());
    } catch (const Error& error) {
      no_page_because_[file.name] = error.message();
    }
  }

  std::vector<const PageFacts*> pages_in(const std::string& folder) const {
    const auto found = pages_by_folder_.find(folder);
    return found == pages_by_folder_.end() ? std::vector<const PageFacts*>() : found->second;
  }

  /// The pages that a file in `folder` can belong to: those of the folder, else those below it,
  /// else the same of the folder above.
  std::vector<const PageFacts*> pages_around(std::string folder) const {
    for (;;) {
      auto found = pages_in(folder);
      if (found.empty())
        for (const PageFacts& page : pages_)
          if (is_inside(page.folder, folder))
            found.push_back(&page);
      if (!found.empty() || folder.empty())
        return found;
      folder = folder_of(folder);
    }
  }

  /// One document for each folder: a folder with two pages says nothing.
  void refuse_shared_folders() {
    if (options_.one_per != OnePer::folder)
      return;
    for (const auto& [folder, pages] : pages_by_folder_)
      if (pages.size() > 1)
        for (const PageFacts* page : pages) {
          leave(page->file, fmt::format("its folder holds {} pages", pages.size()),
                "leave one page in each folder, or use --one-per page");
          documents_.erase(page);
        }
  }

  /// The page that a browser saved together with this file: "telegram_files/style.css" belongs to
  /// "telegram.html". Null for other files.
  const PageFacts* saved_with(const TreeFile& file) const {
    for (auto slash = file.name.find('/'); slash != std::string::npos;
         slash = file.name.find('/', slash + 1)) {
      const std::string_view folder = std::string_view(file.name).substr(0, slash);
      for (const std::string_view ending : {"_files", ".files"})
        for (const PageFacts* page : pages_in(folder_of(folder))) {
          const std::string page_ending = ending_of(page->file.path);
          const bool web = page_ending == "html" || page_ending == "htm";
          if (web && fold_name(last_name(folder)) == page->stem + std::string(ending))
            return page;
        }
    }
    return nullptr;
  }

  void assign(const Place& place) {
    const TreeFile& file = place.file;
    if (const PageFacts* page = saved_with(file); page && options_.junk == JunkPolicy::skip) {
      LeftOut left{file.path,
                   "a browser saved it with " + display_name(last_name(page->file.path))};
      if (const auto document = documents_.find(page); document != documents_.end())
        document->second.left_out.push_back(left);
      return tree_.left_out.push_back(std::move(left));
    }
    const auto owners = pages_in(place.owner);
    if (options_.one_per == OnePer::row)
      return leave(file, "no row of the sheet names it",
                   "name it in the column page, original, transcription or translation");
    if (!place.is_loose() && owners.size() == 1)
      return give(file, *owners.front(), place.representation, place.inner,
                  fmt::format("it lies in the folder {}", representation_folder(place)));
    const FileMatch match = options_.one_per == OnePer::folder && owners.size() == 1
                                ? match_in_folder(file, *owners.front())
                                : match_file(file, pages_around(place.owner), place.representation);
    if (match.page)
      return give(file, *match.page, match.representation, place.inner, match.how);
    const auto reason = no_page_because_.find(file.name);
    leave(file,
          reason == no_page_because_.end()
              ? match.why_not
              : match.why_not + ", and it is no page itself: " + reason->second,
          match.hint);
  }

  /// A folder with nothing in it belongs to a document only below the folder of a representation.
  void assign_folder(const std::string& name) {
    const Place place = place_of({"", name, 0, {}, 0});
    const auto owners = pages_in(place.owner);
    const auto document = owners.size() == 1 ? documents_.find(owners.front()) : documents_.end();
    if (place.is_loose() || document == documents_.end() || options_.one_per == OnePer::row)
      return;
    for (FoundRepresentation& representation : document->second.representations)
      if (representation.name == place.representation) {
        representation.empty_folders.push_back(place.inner);
        note_escaped(representation, name, place.inner);
      }
  }

  /// A link belongs where a file of its name would.
  void assign_link(const RecordedLink& link) {
    const Place place = place_of({link.path, link.name, 0, {}, 0});
    const auto owners = pages_in(place.owner);
    FileMatch match{
        owners.size() == 1 ? owners.front() : nullptr, place.representation, {}, {}, {}};
    if (place.is_loose() || !match.page)
      match = match_file(place.file, pages_around(place.owner), place.representation);
    const auto document = match.page ? documents_.find(match.page) : documents_.end();
    if (document == documents_.end() || options_.one_per == OnePer::row)
      return leave(place.file,
                   match.page ? "it is a link, and its page or row is not packed"
                              : "it is a link, and " + match.why_not,
                   match.page ? "see what is said of the page" : match.hint);
    FoundRepresentation& representation = document->second.representation(match.representation);
    representation.links.push_back({place.inner, link.target, link.path});
    note_escaped(representation, link.name, place.inner);
  }

  /// Of a name that is another one in the package: the part of its own that `inner` stands for.
  void note_escaped(FoundRepresentation& representation, const std::string& name,
                    const std::string& inner) const {
    const auto original = originals_.find(name);
    if (original == originals_.end())
      return;
    std::size_t begin = 0;
    for (auto above = std::count(name.begin(), name.end(), '/') -
                      std::count(inner.begin(), inner.end(), '/');
         above > 0; --above)
      begin = original->second.find('/', begin) + 1;
    if (original->second.substr(begin) != inner)
      representation.escaped.push_back({inner, original->second.substr(begin)});
  }

  static std::string representation_folder(const Place& place) {
    const std::string& name = place.file.name;
    const std::size_t begin = place.owner.empty() ? 0 : place.owner.size() + 1;
    return display_name(name.substr(begin, name.find('/', begin) - begin));
  }

  void give(TreeFile file, const PageFacts& page, std::string_view representation, std::string name,
            std::string how) {
    const auto document = documents_.find(&page);
    if (document == documents_.end()) // its page was refused
      return leave(file, "its page cannot be packed", "see what is said of the page");
    FoundRepresentation& owner = document->second.representation(representation);
    note_escaped(owner, file.name, name);
    file.name = std::move(name);
    owner.files.push_back({std::move(file), std::move(how)});
  }

  void leave(const TreeFile& file, std::string_view why, std::string hint) {
    unassigned_.push_back(packing_problem(file.path, why, std::move(hint)));
  }

  FoundDocuments finish() {
    FoundDocuments found;
    for (auto& [page, document] : documents_) {
      add_junk(*page, document);
      std::sort(document.left_out.begin(), document.left_out.end(),
                [](const LeftOut& a, const LeftOut& b) { return a.path < b.path; });
      found.documents.push_back(std::move(document));
    }
    std::sort(found.documents.begin(), found.documents.end(),
              [](const auto& a, const auto& b) { return a.page < b.page; });
    found.left_out = std::move(tree_.left_out);
    found.problems = std::move(tree_.problems);
    found.unassigned = std::move(unassigned_);
    found.files = tree_.count;
    check_count(found);
    return found;
  }

  /// What was left out of the page's own folder and of those of its representations.
  void add_junk(const PageFacts& page, FoundDocument& document) const {
    const std::string folder = fs::path(page.file.path).parent_path().native();
    for (const LeftOut& file : tree_.left_out) {
      std::string_view rest = file.path;
      if (!rest.starts_with(folder + "/"))
        continue;
      rest.remove_prefix(folder.size() + 1);
      const std::size_t slash = rest.find('/');
      if (slash == std::string_view::npos || !representation_named(rest.substr(0, slash)).empty())
        document.left_out.push_back(file);
    }
  }

  /// No file may get lost between the folder and the documents.
  static void check_count(const FoundDocuments& found) {
    std::uint64_t count = found.left_out.size() + found.problems.size() + found.unassigned.size();
    for (const FoundDocument& document : found.documents) {
      ++count;
      for (const FoundRepresentation& representation : document.representations)
        count += representation.files.size() + representation.links.size();
    }
    if (count != found.files)
      throw Error(ErrorKind::internal,
                  fmt::format("a bug in delo: {} files were met, but {} are accounted for",
                              found.files, count),
                  "nothing was written; please report it");
  }

  const FinderOptions& options_;
  SourceTree tree_;
  std::map<std::string, std::string> originals_; ///< of escaped names
  std::deque<PageFacts> pages_;
  std::set<std::string> page_names_;
  std::map<std::string, std::vector<const PageFacts*>> pages_by_folder_;
  std::map<const PageFacts*, FoundDocument> documents_;
  std::map<std::string, std::string> no_page_because_; ///< by the name of the file
  std::vector<FoundProblem> unassigned_;
};

} // namespace

FoundDocuments find_documents(const fs::path& source, const FinderOptions& options) {
  std::error_code not_there; // reading it says why
  if (fs::is_directory(source, not_there))
    return Finder(source, options).run();
  struct stat status {};
  if (::stat(source.c_str(), &status) != 0)
    throw io_error("open", source.native(), errno);
  FoundDocuments found;
  found.files = 1;
  if (!S_ISREG(status.st_mode))
    found.problems.push_back(
        packing_problem(source, "it is neither a file nor a folder", "give a document page"));
  else if (auto problem = problem_of_name(source, options.names == NamePolicy::escape
                                                      ? escape_name(source.filename().native())
                                                      : source.filename().native()))
    found.problems.push_back(std::move(*problem));
  else
    found.documents.push_back({source.native(), {}, {}, "the page that was given"});
  return found;
}

} // namespace delo
