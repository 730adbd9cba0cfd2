#include "delo/ops/batch_rows.hpp"

#include "delo/base/rel_path.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/sheet/sheet_columns.hpp"
#include "delo/ops/document_finder.hpp"
#include "delo/ops/document_match.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace delo {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kRepresentations{"original", "transcription",
                                                           "translation"};

std::string plain(const fs::path& path) {
  return fs::absolute(path).lexically_normal().native();
}

bool lies_in(const std::string& path, const fs::path& folder) {
  const std::string outer = plain(folder / "");
  return plain(path).starts_with(outer);
}

class RowMatcher {
public:
  RowMatcher(const Sheet& sheet, const fs::path& folder, FoundDocuments& found,
             const FinderOptions& finder, std::vector<FoundProblem>& problems)
      : sheet_(sheet), folder_(folder), found_(found), finder_(finder), problems_(problems) {
    for (FoundDocument& document : found_.documents)
      documents_[plain(document.page)] = &document;
  }

  std::vector<Draft> run() {
    std::vector<Draft> drafts;
    for (const SheetRow& row : sheet_.rows)
      drafts.push_back(match(row));
    take_back_claimed(drafts);
    report_unclaimed();
    return drafts;
  }

private:
  Draft match(const SheetRow& row) {
    Draft draft;
    draft.row = &row;
    draft.name = fmt::format("row {} of {}", row.number, sheet_.path);
    find_page(row, draft);
    for (const std::string_view representation : kRepresentations)
      find_files(row, representation, draft);
    if (draft.found.page.empty() && draft.found.representations.empty() && draft.problems.empty())
      refuse(draft, "page", "", "it names no page and no file", "name the file of the page");
    return draft;
  }

  void find_page(const SheetRow& row, Draft& draft) {
    const std::vector<std::string> pages = split_cell(row.value("page"));
    const std::vector<std::string> folders = split_cell(row.value("folder"));
    if (pages.size() > 1 || folders.size() > 1)
      return refuse(draft, pages.size() > 1 ? "page" : "folder",
                    row.value(pages.size() > 1 ? "page" : "folder"), "it names more than one",
                    "write one row for each document");
    if (!pages.empty()) {
      if (const auto path = locate(draft, "page", pages.front()))
        take_page(*path, draft);
    } else if (!folders.empty()) {
      if (const auto path = locate(draft, "folder", folders.front()))
        take_folder(*path, draft);
    }
  }

  /// Which column led to the page of a row.
  static std::string_view page_column(const SheetRow& row) {
    return row.find("page") ? "page" : "folder";
  }

  void take_page(const fs::path& path, Draft& draft) {
    std::error_code not_there;
    if (fs::is_directory(path, not_there))
      return take_folder(path, draft);
    const std::string key = plain(path);
    const auto [owner, is_new] = owners_.emplace(key, draft.row->number);
    if (!is_new)
      return refuse(draft, page_column(*draft.row), draft.row->value(page_column(*draft.row)),
                    fmt::format("row {} names the same page", owner->second),
                    "write one row for each document");
    const auto known = documents_.find(key);
    if (known != documents_.end())
      draft.found = *known->second;
    else
      draft.found.page = path.native();
    draft.found.how = fmt::format("row {} names the page", draft.row->number);
    draft.name = path.native();
    used_.insert(key);
    for (const FoundRepresentation& representation : draft.found.representations)
      for (const FoundFile& file : representation.files)
        used_.insert(plain(file.path));
  }

  /// A folder with one page is that document; one without a page holds the files of the row.
  void take_folder(const fs::path& folder, Draft& draft) {
    std::vector<std::string> pages;
    for (const FoundDocument& document : found_.documents)
      if (lies_in(document.page, folder))
        pages.push_back(document.page);
    if (pages.size() == 1)
      return take_page(pages.front(), draft);
    if (pages.size() > 1)
      return refuse(draft, page_column(*draft.row), draft.row->value(page_column(*draft.row)),
                    fmt::format("it holds {} pages", pages.size()), "name the page of each row");
    const FoundContent content = content_of(folder, finder_, draft.problems, draft.found.left_out);
    for (FoundFile file : content.files)
      if (FoundRepresentation* representation = owner_of(file.name, file.path, draft)) {
        used_.insert(plain(file.path));
        file.how = fmt::format("row {} names its folder", draft.row->number);
        representation->files.push_back(file);
      }
    for (RecordedLink link : content.links)
      if (FoundRepresentation* representation = owner_of(link.name, link.path, draft)) {
        used_.insert(plain(link.path));
        representation->links.push_back(std::move(link));
      }
    for (const EscapedName& name : content.escaped)
      note_escaped(name, draft);
  }

  /// The representation of a name below the folder of a row, which it then is below; null, and
  /// told, where it may be any.
  FoundRepresentation* owner_of(std::string& name, const std::string& on_disk, Draft& draft) const {
    const std::size_t slash = name.find('/');
    std::string_view representation =
        slash == std::string::npos ? "" : representation_named(name.substr(0, slash));
    if (!representation.empty())
      name.erase(0, slash + 1);
    else
      representation = representation_by_name(name);
    if (!representation.empty())
      return &draft.found.representation(representation);
    refuse(draft, "folder", on_disk, "it may be an original, a transcription or a translation",
           "name it in one of the columns original, transcription and translation");
    return nullptr;
  }

  /// What is noted of a name that nothing has in the end does no harm.
  static void note_escaped(const EscapedName& name, Draft& draft) {
    for (FoundRepresentation& representation : draft.found.representations) {
      representation.escaped.push_back(name);
      const auto slash = name.name.find('/');
      if (slash != std::string::npos &&
          representation_named(name.name.substr(0, slash)) == representation.name)
        representation.escaped.back() = {name.name.substr(slash + 1),
                                         name.original.substr(name.original.find('/') + 1)};
    }
  }

  void find_files(const SheetRow& row, std::string_view name, Draft& draft) {
    const std::vector<std::string> values = split_cell(row.value(name));
    if (values.empty())
      return;
    FoundContent all;
    for (const std::string& value : values)
      if (const auto path = locate(draft, name, value)) {
        FoundContent content = content_of(*path, finder_, draft.problems, draft.found.left_out);
        content.files.change_each([&](FoundFile& file) {
          const auto [owner, is_new] = owners_.emplace(plain(file.path), row.number);
          if (!is_new && owner->second != row.number)
            refuse(draft, name, value, fmt::format("row {} names the same file", owner->second),
                   "name each file once, or copy it");
          used_.insert(plain(file.path));
          file.how = fmt::format("row {} names it", row.number);
        });
        for (const RecordedLink& link : content.links)
          used_.insert(plain(link.path));
        all.append(content);
      }
    // What the row says replaces what was found by name; that is then free again.
    auto& representation = draft.found.representation(name);
    for (const FoundFile& file : representation.files)
      if (const auto mine = owners_.find(plain(file.path)); mine == owners_.end())
        freed_.push_back(file);
    static_cast<FoundContent&>(representation) = std::move(all);
  }

  /// A path of a cell, below the folder. Windows writes "\", and a Mac writes letters apart.
  std::optional<fs::path> locate(Draft& draft, std::string_view column, std::string value) {
    std::replace(value.begin(), value.end(), '\\', '/');
    while (value.starts_with("./"))
      value.erase(0, 2);
    while (value.size() > 1 && value.ends_with('/'))
      value.pop_back();
    if (value == "." || value.empty())
      return folder_;
    if (!RelPath::parse(value)) {
      refuse(draft, column, value, "it is no path below the source",
             fmt::format("name files as they are seen from {}", display_name(folder_.native())));
      return std::nullopt;
    }
    std::error_code failure;
    if (fs::exists(fs::symlink_status(folder_ / value, failure))) {
      if (!passes_link(value))
        return folder_ / value;
      refuse(draft, column, value, "it is a link", "put the file itself in its place");
      return std::nullopt;
    }
    const auto same = same_name(value);
    if (same && to_nfc(*same) == to_nfc(value))
      return folder_ / *same;
    // What one row may have meant stands with that row: hints are shared by many.
    refuse(draft, column, value,
           same ? fmt::format("there is no such file; did you mean \"{}\"?", display_name(*same))
                : "there is no such file",
           fmt::format("name files as they are seen from {}", display_name(folder_.native())));
    return std::nullopt;
  }

  bool passes_link(const std::string& value) const {
    fs::path path = folder_;
    for (const fs::path& part : fs::path(value)) {
      path /= part;
      std::error_code failure;
      if (fs::is_symlink(fs::symlink_status(path, failure)))
        return true;
    }
    return false;
  }

  /// A name below the folder that differs in letter case or normalisation form only.
  std::optional<std::string> same_name(const std::string& value) const {
    fs::path path;
    for (const fs::path& part : fs::path(value)) {
      std::error_code failure;
      std::optional<fs::path> found;
      for (fs::directory_iterator i(folder_ / path, failure), end; !failure && i != end;
           i.increment(failure))
        if (fold_name(i->path().filename().native()) == fold_name(part.native()))
          found = i->path().filename();
      if (!found)
        return std::nullopt;
      path /= *found;
    }
    return path.native();
  }

  /// The column as the user's own sheet calls it.
  static std::string heading_of(const SheetRow& row, std::string_view field) {
    if (const SheetCell* cell = row.find(field))
      return display_name(cell->column);
    const SheetColumn* known = find_sheet_column(field);
    return std::string(known ? known->heading : field);
  }

  void refuse(Draft& draft, std::string_view column, const std::string& value,
              std::string_view reason, std::string hint) const {
    draft.problems.push_back(
        {ErrorKind::usage, draft.name,
         fmt::format("{}, row {}, column \"{}\"{}: {}", display_name(sheet_.path),
                     draft.row->number, heading_of(*draft.row, column),
                     value.empty() ? "" : fmt::format(", \"{}\"", display_name(value)), reason),
         std::move(hint)});
  }

  /// A file that one row names does not belong to the page whose name it only resembles.
  void take_back_claimed(std::vector<Draft>& drafts) const {
    for (Draft& draft : drafts)
      for (FoundRepresentation& representation : draft.found.representations)
        representation.files.erase_if([&](const FoundFile& file) {
          const auto owner = owners_.find(plain(file.path));
          return owner != owners_.end() && owner->second != draft.row->number;
        });
  }

  template <typename Tell>
  static void tell_of(const FoundContent& content, const Tell& tell) {
    for (const FoundFile& file : content.files)
      tell(file.path);
    for (const RecordedLink& link : content.links)
      tell(link.path);
  }

  void report_unclaimed() {
    static const std::string kHint = "add a row for it, name it in a row, or move it elsewhere";
    const auto tell = [this](const std::string& path) {
      if (!used_.contains(plain(path)))
        problems_.push_back(
            {ErrorKind::usage, path,
             fmt::format("no row of {} names {}", display_name(sheet_.path), display_name(path)),
             kHint});
    };
    for (const FoundDocument& document : found_.documents) {
      tell(document.page);
      if (!used_.contains(plain(document.page)))
        for (const FoundRepresentation& representation : document.representations)
          tell_of(representation, tell);
    }
    for (const FoundFile& file : freed_)
      if (!owners_.contains(plain(file.path)))
        problems_.push_back({ErrorKind::usage, file.path,
                             fmt::format("no row of {} names {}", display_name(sheet_.path),
                                         display_name(file.path)),
                             kHint});
    for (FoundProblem& problem : found_.unassigned)
      if (!used_.contains(plain(problem.path)))
        problems_.push_back(std::move(problem));
  }

  const Sheet& sheet_;
  const fs::path& folder_;
  FoundDocuments& found_;
  const FinderOptions& finder_;
  std::vector<FoundProblem>& problems_;
  std::map<std::string, FoundDocument*> documents_;
  std::map<std::string, std::uint64_t> owners_; ///< which row named a file
  std::set<std::string> used_;
  std::vector<FoundFile> freed_;
};

} // namespace

std::vector<Draft> match_rows(const Sheet& sheet, const fs::path& folder, FoundDocuments& found,
                              const FinderOptions& finder, std::vector<FoundProblem>& problems) {
  return RowMatcher(sheet, folder, found, finder, problems).run();
}

} // namespace delo
