#include "delo/ops/source_tree.hpp"

#include "delo/base/fd.hpp"
#include "delo/base/rel_path.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/dir_source.hpp"
#include "delo/ops/junk.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace delo {
namespace {

namespace fs = std::filesystem;

bool same_file(const fs::path& one, const fs::path& other) {
  std::error_code not_there;
  return fs::equivalent(one, other, not_there);
}

FoundProblem reading_problem(const fs::path& path, int error_number) {
  const Error error = io_error("read", path.native(), error_number);
  return {error.kind(), path.native(), error.message(), error.hint()};
}

/// Opening is the only honest question whether a file can be read.
std::optional<FoundProblem> problem_of_reading(const fs::path& path) {
  const Fd fd(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (fd)
    return std::nullopt;
  return reading_problem(path, errno);
}

class Walk {
public:
  Walk(const fs::path& folder, const FinderOptions& options) : folder_(folder), options_(options) {}

  SourceTree run() {
    DirSource source(folder_, DirSource::Details::yes);
    while (const auto entry = source.next()) {
      if (options_.stop.stop_requested())
        throw Error(ErrorKind::interrupted, "stopped on request");
      if (entry->kind != EntryKind::folder)
        meet(*entry);
    }
    return std::move(tree_);
  }

private:
  void meet(const Entry& entry) {
    ++tree_.count;
    const fs::path on_disk = folder_ / entry.name;
    if (const auto reason = junk_reason(entry.name);
        !reason.empty() && options_.junk != JunkPolicy::keep)
      return meet_junk(on_disk, reason);
    for (const fs::path& description : options_.descriptions)
      if (same_file(description, on_disk))
        return tree_.left_out.push_back({on_disk.native(), "it describes the documents"});
    if (auto problem = problem_of(entry, on_disk))
      return tree_.problems.push_back(std::move(*problem));
    tree_.files.push_back({on_disk.native(), entry.name, entry.size.value_or(0),
                           entry.modified.value_or(Timestamp{})});
  }

  void meet_junk(const fs::path& on_disk, std::string_view reason) {
    if (options_.junk == JunkPolicy::skip)
      tree_.left_out.push_back({on_disk.native(), std::string(reason)});
    else
      tree_.problems.push_back(
          packing_problem(on_disk, reason, "delete it, or leave it out with --junk skip"));
  }

  static std::optional<FoundProblem> problem_of(const Entry& entry, const fs::path& on_disk) {
    switch (entry.kind) {
    case EntryKind::symlink:
      return packing_problem(on_disk,
                             fmt::format("it is a link to {}", display_name(entry.link_target)),
                             "put the file itself in its place");
    case EntryKind::special:
      return packing_problem(on_disk, "it is neither a file nor a folder", "leave it out");
    case EntryKind::unreadable:
      return FoundProblem{
          ErrorKind::io, on_disk.native(),
          fmt::format("cannot list {}: {}", display_name(on_disk.native()), entry.trouble),
          "check its permissions"};
    case EntryKind::file:
    case EntryKind::folder:
      break;
    }
    if (auto problem = problem_of_name(on_disk, entry.name))
      return problem;
    return problem_of_reading(on_disk);
  }

  const fs::path& folder_;
  const FinderOptions& options_;
  SourceTree tree_;
};

} // namespace

FoundProblem packing_problem(const fs::path& path, std::string_view reason, std::string hint) {
  return {ErrorKind::usage, path.native(),
          fmt::format("cannot pack {}: {}", display_name(path.native()), reason), std::move(hint)};
}

std::optional<FoundProblem> problem_of_name(const fs::path& on_disk, const std::string& name) {
  PathFault fault = PathFault::none;
  if (!RelPath::parse(name, &fault))
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

std::vector<FoundFile> files_of(const fs::path& path, JunkPolicy junk,
                                std::vector<FoundProblem>& problems,
                                std::vector<LeftOut>& left_out) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    problems.push_back(reading_problem(path, errno));
    return {};
  }
  std::vector<FoundFile> files;
  if (S_ISDIR(status.st_mode)) {
    FinderOptions options;
    options.junk = junk;
    SourceTree tree = walk_source(path, options);
    for (TreeFile& file : tree.files)
      files.push_back({file.path, file.name, file.size, file.modified, "named by the user"});
    std::move(tree.problems.begin(), tree.problems.end(), std::back_inserter(problems));
    std::move(tree.left_out.begin(), tree.left_out.end(), std::back_inserter(left_out));
    return files;
  }
  // A link that the user typed is the user's own choice.
  const std::string name = path.filename().native();
  if (!S_ISREG(status.st_mode))
    problems.push_back(
        packing_problem(path, "it is neither a file nor a folder", "give a regular file"));
  else if (auto problem = problem_of_name(path, name))
    problems.push_back(std::move(*problem));
  else if (::faccessat(AT_FDCWD, path.c_str(), R_OK, AT_EACCESS) != 0)
    problems.push_back(reading_problem(path, errno));
  else
    files.push_back({path.native(), name, static_cast<std::uint64_t>(status.st_size),
                     Timestamp{status.st_mtim.tv_sec}, "named by the user"});
  return files;
}

} // namespace delo
