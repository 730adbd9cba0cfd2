#include "delo/io/staging.hpp"

#include "delo/base/error.hpp"

#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string_view>
#include <system_error>

namespace delo {
namespace {

constexpr std::string_view kPrefix = ".delo-staging-";

/// The lock on a staging folder, or nothing while another run holds it or it is gone.
std::optional<Fd> try_lock(const std::filesystem::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0)
    return std::nullopt;
  Fd lock(fd);
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
    return std::nullopt;
  // Another run may have taken the folder for debris between its making and its locking.
  struct stat by_fd {};
  struct stat by_name {};
  const bool same = ::fstat(fd, &by_fd) == 0 && ::lstat(folder.c_str(), &by_name) == 0 &&
                    by_fd.st_ino == by_name.st_ino && by_fd.st_dev == by_name.st_dev;
  return same ? std::optional<Fd>(std::move(lock)) : std::nullopt;
}

void make_target_folder(const std::filesystem::path& folder) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure)
    throw io_error("create the folder", folder.native(), failure.value());
}

} // namespace

std::vector<std::filesystem::path> remove_debris(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> removed;
  std::error_code ignored; // debris that cannot be removed stays; the next run tries again
  for (std::filesystem::directory_iterator i(folder, ignored), end; !ignored && i != end;
       i.increment(ignored)) {
    if (!i->path().filename().native().starts_with(kPrefix))
      continue;
    if (const auto lock = try_lock(i->path())) {
      std::error_code failure;
      std::filesystem::remove_all(i->path(), failure);
      if (!failure)
        removed.push_back(i->path());
    }
  }
  return removed;
}

Staging::Staging(std::filesystem::path target_folder) : target_folder_(std::move(target_folder)) {
  make_target_folder(target_folder_);
  remove_debris(target_folder_);
  for (;;) {
    path_ = target_folder_ / (std::string(kPrefix) + random_name());
    if (::mkdir(path_.c_str(), 0777) != 0)
      throw io_error("write in", target_folder_.native(), errno);
    if (auto lock = try_lock(path_)) {
      lock_ = std::move(*lock);
      return;
    }
  }
}

Staging::~Staging() {
  std::error_code ignored; // what stays is debris for the next run
  std::filesystem::remove_all(path_, ignored);
}

void Staging::publish(const std::string& name, Overwrite overwrite) const {
  const auto from = path_ / name;
  const auto to = target_folder_ / name;
  struct stat status {};
  if (overwrite == Overwrite::no || ::lstat(to.c_str(), &status) != 0)
    return delo::publish(from, to, Overwrite::no);
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_EXCHANGE) != 0)
    throw io_error("replace", to.native(), errno);
  sync_folder(target_folder_);
}

} // namespace delo
