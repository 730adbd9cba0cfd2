#include "delo/ops/pack_input.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_reader.hpp"
#include "delo/io/dir_source.hpp"
#include "delo/ops/inspect.hpp"
#include "delo/ops/record_edits.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <set>

namespace delo {
namespace {

namespace fs = std::filesystem;

/// Representations in the order in which a document comes to be.
constexpr std::array<std::string_view, 3> kNames{"original", "transcription", "translation"};

[[noreturn]] void refuse(const fs::path& path, std::string_view reason, std::string hint) {
  throw Error(ErrorKind::usage,
              fmt::format("cannot pack {}: {}", display_name(path.native()), reason),
              std::move(hint));
}

RelPath usable_name(const fs::path& path, const std::string& name) {
  PathFault fault = PathFault::none;
  const auto checked = RelPath::parse(name, &fault);
  if (!checked)
    refuse(path, describe(fault), "rename the file");
  if (!is_utf8(name))
    refuse(path, "its name is not UTF-8, which tar, zip and XML cannot carry unchanged",
           "rename the file (for old Russian names: convmv -f cp1251 -t utf8)");
  return *checked;
}

/// Everything below a folder, refusing what has no bytes of its own.
void take_folder(const fs::path& folder, std::vector<SourceFile>& files) {
  DirSource source(folder, DirSource::Details::yes);
  while (const auto entry = source.next()) {
    const fs::path on_disk = folder / entry->name;
    switch (entry->kind) {
    case EntryKind::folder:
      break;
    case EntryKind::file:
      files.push_back({usable_name(on_disk, entry->name), on_disk, entry->size.value_or(0),
                       entry->modified.value_or(Timestamp{})});
      break;
    case EntryKind::symlink:
      refuse(on_disk, fmt::format("it is a link to {}", display_name(entry->link_target)),
             "put the file itself in its place");
    case EntryKind::special:
      refuse(on_disk, "it is neither a file nor a folder", "leave it out");
    case EntryKind::unreadable:
      throw Error(ErrorKind::io,
                  fmt::format("cannot list {}: {}", display_name(on_disk.native()), entry->trouble),
                  "check its permissions");
    }
  }
}

/// A file that the user named. A link typed on the command line is the user's own choice.
void take_path(const fs::path& path, std::vector<SourceFile>& files) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0)
    throw io_error("read", path.native(), errno);
  if (S_ISDIR(status.st_mode))
    return take_folder(path, files);
  if (!S_ISREG(status.st_mode))
    refuse(path, "it is neither a file nor a folder", "give a regular file");
  files.push_back({usable_name(path, path.filename().native()), path,
                   static_cast<std::uint64_t>(status.st_size), Timestamp{status.st_mtim.tv_sec}});
}

SourceRepresentation gather(std::string_view name, const std::vector<fs::path>& paths) {
  SourceRepresentation representation{std::string(name), {}};
  for (const fs::path& path : paths)
    take_path(path, representation.files);
  auto& files = representation.files;
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; });
  const auto twin = std::adjacent_find(
      files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name == b.name; });
  if (twin != files.end())
    refuse(
        std::next(twin)->on_disk,
        fmt::format("{} has the same name in the {}", display_name(twin->on_disk.native()), name),
        "rename one of the two, or give their common folder");
  // A file "x" beside a folder "x", from two places: one folder cannot hold both.
  std::set<RelPath> names;
  for (const SourceFile& file : files)
    names.insert(file.name);
  for (const SourceFile& file : files)
    for (auto above = file.name.parent(); above; above = above->parent())
      if (names.contains(*above))
        refuse(file.on_disk,
               fmt::format("{} is a file in the {} already", display_name(above->str()), name),
               "rename one of the two");
  return representation;
}

bool is_representation(std::string_view name) {
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

using PathsByName = std::map<std::string, std::vector<fs::path>, std::less<>>;

/// A folder with one page and folders named like representations. What else lies there could be
/// meant to be packed, so it is never passed over in silence.
fs::path find_page(const fs::path& folder, PathsByName& paths) {
  std::vector<fs::path> pages;
  DirSource source(folder);
  while (const auto entry = source.next()) {
    const fs::path on_disk = folder / entry->name;
    if (entry->name.find('/') != std::string::npos)
      continue;
    if (entry->kind == EntryKind::file)
      pages.push_back(on_disk);
    else if (entry->kind == EntryKind::folder && is_representation(entry->name))
      paths[entry->name].push_back(on_disk);
    else
      refuse(
          on_disk,
          "a document's folder holds one page and the folders original, transcription "
          "and translation",
          "move it elsewhere, or name the files with --original, --transcription, --translation");
  }
  if (pages.size() == 1)
    return pages.front();
  std::string found;
  for (const fs::path& page : pages)
    found += (found.empty() ? "" : ", ") + display_name(page.filename().native());
  refuse(folder, pages.empty() ? "it holds no page" : "it holds more than one page: " + found,
         "leave exactly one document page in the folder, or give the page itself");
}

void refuse_target_inside(const fs::path& source, const fs::path& target) {
  std::error_code failure;
  if (!fs::is_directory(source, failure))
    return;
  const fs::path inner = fs::weakly_canonical(target, failure);
  const fs::path outer = fs::weakly_canonical(source, failure);
  const auto [end, ignored] = std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end());
  if (end == outer.end())
    refuse(source,
           fmt::format("the package would lie inside it, in {}", display_name(target.native())),
           "choose another -o: delo never writes into its source");
}

} // namespace

PackInput gather_input(const PackOptions& options) {
  PackInput input;
  PathsByName paths;
  for (const RepresentationInput& given : options.representations)
    for (const fs::path& path : given.paths)
      paths[given.name].push_back(path);
  for (const auto& [name, given] : paths)
    for (const fs::path& path : given)
      refuse_target_inside(path, options.output);
  input.page_path = options.page;
  std::error_code not_there; // reading it says why
  if (fs::is_directory(options.page, not_there)) {
    refuse_target_inside(options.page, options.output);
    input.page_path = find_page(options.page, paths);
  }
  input.page_name = input.page_path.filename().native();
  input.page_bytes = read_file(input.page_path, kLargestPage);
  usable_name(input.page_path, input.page_name);
  struct stat status {};
  if (::stat(input.page_path.c_str(), &status) == 0)
    input.page_modified = Timestamp{status.st_mtim.tv_sec};
  ReadPage page = read_page(input.page_bytes, input.page_path.native());
  input.record = std::move(page.record);
  input.shape = std::move(page.shape);
  if (options.record)
    apply_record_file(*options.record, input.record);
  if (options.rights)
    apply_rights_option(*options.rights, input.record);

  // Without a file of its own, the page is the translation's content.
  if (paths["translation"].empty())
    input.representations.push_back(
        {"translation",
         {{RelPath(input.page_name), {}, input.page_bytes.size(), input.page_modified}}});
  for (const auto& [name, given] : paths)
    if (!given.empty())
      input.representations.push_back(gather(name, given));
  std::sort(input.representations.begin(), input.representations.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return input;
}

} // namespace delo
