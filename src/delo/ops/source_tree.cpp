#include "delo/ops/source_tree.hpp"

#include "delo/base/fd.hpp"
#include "delo/base/rel_path.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/container/junk.hpp"
#include "delo/io/dir_source.hpp"
#include "delo/io/source_reading.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <set>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

bool same_file(const fs::path& one, const fs::path& other) {
  std::error_code not_there;
  return fs::equivalent(one, other, not_there);
}

FoundProblem reading_problem(const std::string& path, int error_number) {
  const Error error = io_error("read", path, error_number);
  return {error.kind(), path, error.message(), error.hint()};
}

/// Opening is the only honest question whether a file can be read.
std::optional<FoundProblem> problem_of_reading(const std::string& path) {
  const Fd fd(uninterrupted([&path] {
    return ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  }));
  if (fd)
    return std::nullopt;
  return reading_problem(path, errno);
}

/// Links that lead to folders with links that lead to folders: nobody needs more, and each level
/// may double what there is to pack.
constexpr std::size_t kDeepestLinks = 8;

bool is_inside(const fs::path& inner, const fs::path& outer) {
  const auto [end, ignored] = std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end());
  return end == outer.end();
}

class Walk {
public:
  Walk(const fs::path& folder, const FinderOptions& options) : folder_(folder), options_(options) {}

  SourceTree run() {
    walk(folder_, "");
    find_empty_folders();
    check_twins();
    return std::move(tree_);
  }

private:
  void walk(const fs::path& folder, const std::string& prefix) {
    DirSource source(folder, DirSource::Details::yes);
    const std::string before = (folder / "").native(); // paths take long to be put together
    while (auto entry = source.next()) {
      if (options_.stop.stop_requested())
        throw Error(ErrorKind::interrupted, "stopped on request");
      const std::string on_disk = before + entry->name;
      entry->name.insert(0, prefix);
      if (entry->kind != EntryKind::folder)
        meet(*entry, on_disk);
      else if (auto name = name_of(*entry, on_disk))
        folders_.push_back(std::move(*name));
    }
  }

  void meet(const Entry& entry, const std::string& on_disk) {
    ++tree_.count;
    if (const auto reason = junk_reason(entry.name);
        !reason.empty() && options_.junk != JunkPolicy::keep)
      return meet_junk(on_disk, reason);
    for (const fs::path& description : options_.descriptions)
      if (same_file(description, on_disk))
        return tree_.left_out.push_back({on_disk, "it describes the documents"});
    if (entry.kind == EntryKind::symlink && options_.links != LinkPolicy::fail)
      return meet_link(entry, on_disk);
    if (auto problem = problem_of(entry, on_disk)) {
      if (entry.kind == EntryKind::symlink)
        problem->hint += options_.link_hint;
      return tree_.problems.push_back(std::move(*problem));
    }
    take_file(entry, on_disk);
  }

  void take_file(const Entry& entry, const std::string& on_disk) {
    auto name = name_of(entry, on_disk);
    if (!name)
      return;
    if (auto problem = problem_of_reading(on_disk))
      return tree_.problems.push_back(std::move(*problem));
    const std::string folder = name->substr(0, std::min(name->rfind('/'), name->size()));
    if (name->find('/') != std::string::npos && (filled_.empty() || filled_.back() != folder))
      filled_.push_back(folder);
    tree_.files.push_back({on_disk, std::move(*name), entry.size.value_or(0),
                           entry.modified.value_or(Timestamp{}), entry.stamp});
  }

  /// The name to pack it under; without one its problem is told.
  std::optional<std::string> name_of(const Entry& entry, const std::string& on_disk) {
    std::string name = entry.name;
    if (options_.names == NamePolicy::escape && !is_utf8(name)) {
      name = escape_name(name);
      tree_.escaped.push_back({name, entry.name});
    } else if (options_.names == NamePolicy::escape && name.find('=') != std::string::npos) {
      plain_equals_.push_back(name);
    }
    auto problem = problem_of_name(on_disk, name);
    if (!problem)
      return name;
    if (!is_utf8(name))
      problem->hint += options_.name_hint;
    // A folder's name is told of with the files in it, unless there are none.
    if (entry.kind != EntryKind::folder)
      tree_.problems.push_back(std::move(*problem));
    else
      unnameable_.push_back(std::move(*problem));
    return std::nullopt;
  }

  void meet_link(const Entry& entry, const std::string& on_disk) {
    if (options_.links == LinkPolicy::follow)
      return follow(entry, on_disk);
    if (auto name = name_of(entry, on_disk))
      tree_.links.push_back({std::move(*name), entry.link_target, on_disk});
  }

  void follow(const Entry& entry, const std::string& on_disk) {
    const auto refuse = [&](std::string_view reason, std::string hint) {
      tree_.problems.push_back(packing_problem(on_disk, reason, std::move(hint)));
    };
    std::error_code failure;
    const fs::path target = fs::canonical(on_disk, failure);
    struct stat status {};
    if (failure || ::stat(target.c_str(), &status) != 0)
      return refuse(
          fmt::format("it is a link to {}, which is not there", display_name(entry.link_target)),
          "remove the link, or keep it as it is with --links record");
    if (!is_inside(target, fs::canonical(folder_)))
      return refuse(
          fmt::format("it is a link that leaves the folder, to {}", display_name(target.native())),
          "put the file itself in its place, or keep the link as it is with --links record");
    if (S_ISREG(status.st_mode)) {
      Entry file = entry;
      file.kind = EntryKind::file;
      file.size = static_cast<std::uint64_t>(status.st_size);
      file.modified = Timestamp{status.st_mtim.tv_sec};
      file.stamp = stamp_of(status);
      return take_file(file, target);
    }
    if (!S_ISDIR(status.st_mode))
      return refuse("it is a link to what is neither a file nor a folder", "leave it out");
    follow_folder(entry, on_disk, target);
  }

  /// Every folder on the way here would be met again in one that lies above it.
  void follow_folder(const Entry& entry, const std::string& on_disk, const fs::path& target) {
    way_.push_back(fs::canonical(fs::path(on_disk).parent_path()));
    const bool circle = std::any_of(way_.begin(), way_.end(), [&target](const fs::path& passed) {
      return is_inside(passed, target);
    });
    if (circle || way_.size() > kDeepestLinks) {
      tree_.problems.push_back(packing_problem(
          on_disk,
          circle ? "it is a link to a folder that holds it: following it would never end"
                 : fmt::format("links to folders follow on each other more than {} times",
                               kDeepestLinks),
          "remove the link, or keep it as it is with --links record"));
    } else {
      --tree_.count; // it stands for a folder now
      if (auto name = name_of(entry, on_disk))
        folders_.push_back(std::move(*name));
      walk(target, entry.name + "/");
    }
    way_.pop_back();
  }

  void meet_junk(const std::string& on_disk, std::string_view reason) {
    if (options_.junk == JunkPolicy::skip)
      tree_.left_out.push_back({on_disk, std::string(reason)});
    else
      tree_.problems.push_back(
          packing_problem(on_disk, reason, "delete it, or leave it out with --junk skip"));
  }

  static std::optional<FoundProblem> problem_of(const Entry& entry, const std::string& on_disk) {
    switch (entry.kind) {
    case EntryKind::symlink:
      return packing_problem(on_disk,
                             fmt::format("it is a link to {}", display_name(entry.link_target)),
                             "put the file itself in its place");
    case EntryKind::special:
      return packing_problem(on_disk, "it is neither a file nor a folder", "leave it out");
    case EntryKind::unreadable:
      return FoundProblem{ErrorKind::io, on_disk,
                          fmt::format("cannot list {}: {}", display_name(on_disk), entry.trouble),
                          "check its permissions"};
    case EntryKind::file:
    case EntryKind::folder:
      break;
    }
    return std::nullopt;
  }

  /// A folder is empty when nothing in it is packed: what was junk does not count.
  void find_empty_folders() {
    std::set<std::string> not_empty(filled_.begin(), filled_.end());
    for (const std::string& folder : folders_)
      if (const auto slash = folder.rfind('/'); slash != std::string::npos)
        not_empty.insert(folder.substr(0, slash));
    for (std::string& folder : folders_)
      if (!not_empty.contains(folder))
        tree_.empty_folders.push_back(std::move(folder));
    std::sort(tree_.empty_folders.begin(), tree_.empty_folders.end());
    for (FoundProblem& problem : unnameable_)
      if (std::none_of(
              tree_.problems.begin(), tree_.problems.end(),
              [&problem](const FoundProblem& told) { return told.path.starts_with(problem.path); }))
        tell_besides(std::move(problem));
  }

  /// A problem of what is not counted, or counted already.
  void tell_besides(FoundProblem problem) {
    ++tree_.count;
    tree_.problems.push_back(std::move(problem));
  }

  /// Two names may become one when they are escaped.
  void check_twins() {
    std::map<std::string, std::string> originals; // by the name in the package
    for (const EscapedName& name : tree_.escaped)
      if (!originals.emplace(name.name, name.original).second)
        tell_twin(name.original);
    for (const std::string& name : plain_equals_)
      if (const auto twin = originals.find(name); twin != originals.end())
        tell_twin(twin->second);
  }

  void tell_twin(const std::string& original) {
    tell_besides(packing_problem(folder_ / original,
                                 "another file is called what it would be packed as",
                                 "rename one of the two"));
  }

  const fs::path& folder_;
  const FinderOptions& options_;
  SourceTree tree_;
  std::vector<std::string> folders_;      ///< met, as they are packed
  std::vector<std::string> filled_;       ///< folders with files
  std::vector<FoundProblem> unnameable_;  ///< folders
  std::vector<std::string> plain_equals_; ///< names that look as if they were escaped
  std::vector<fs::path> way_;             ///< folders with the links that are being followed
};

} // namespace

FoundProblem packing_problem(const std::string& path, std::string_view reason, std::string hint) {
  return {ErrorKind::usage, path, fmt::format("cannot pack {}: {}", display_name(path), reason),
          std::move(hint)};
}

std::optional<FoundProblem> problem_of_name(const std::string& on_disk, const std::string& name) {
  PathFault fault = PathFault::none;
  if (!RelPath::parse("data/" + name, &fault))
    return packing_problem(on_disk, describe(fault), "rename the file");
  if (!is_utf8(name))
    return packing_problem(on_disk,
                           "its name is not UTF-8, which tar, zip and XML cannot carry unchanged",
                           "rename the file (for old Russian names: convmv -f cp1251 -t utf8)");
  return std::nullopt;
}

SourceTree walk_source(const fs::path& folder, const FinderOptions& options) {
  return Walk(folder, options).run();
}

FoundContent content_of(const fs::path& path, const FinderOptions& options,
                        std::vector<FoundProblem>& problems, std::vector<LeftOut>& left_out) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    problems.push_back(reading_problem(path, errno));
    return {};
  }
  FoundContent content;
  if (S_ISDIR(status.st_mode)) {
    SourceTree tree = walk_source(path, options);
    for (const TreeFile& file : tree.files)
      content.files.push_back({file, "named by the user"});
    content.empty_folders = std::move(tree.empty_folders);
    content.links = std::move(tree.links);
    content.escaped = std::move(tree.escaped);
    std::move(tree.problems.begin(), tree.problems.end(), std::back_inserter(problems));
    std::move(tree.left_out.begin(), tree.left_out.end(), std::back_inserter(left_out));
    return content;
  }
  // A link that the user typed is the user's own choice.
  std::string name = path.filename().native();
  if (options.names == NamePolicy::escape && !is_utf8(name)) {
    content.escaped.push_back({escape_name(name), name});
    name = escape_name(name);
  }
  if (!S_ISREG(status.st_mode))
    problems.push_back(
        packing_problem(path, "it is neither a file nor a folder", "give a regular file"));
  else if (auto problem = problem_of_name(path, name))
    problems.push_back(std::move(*problem));
  else if (::faccessat(AT_FDCWD, path.c_str(), R_OK, AT_EACCESS) != 0)
    problems.push_back(reading_problem(path, errno));
  else
    content.files.push_back({{path.native(), name, static_cast<std::uint64_t>(status.st_size),
                              Timestamp{status.st_mtim.tv_sec}, stamp_of(status)},
                             "named by the user"});
  return content;
}

} // namespace delo
