#include "delo/base/atomic_file.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

namespace delo {
namespace {

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

} // namespace

std::string random_name() {
  std::uint64_t bits = 0;
  while (::getrandom(&bits, sizeof bits, 0) != sizeof bits) {
  }
  return fmt::format("{:016x}", bits);
}

AtomicFile::AtomicFile(std::filesystem::path path) : path_(std::move(path)) {
  temporary_ = folder_of(path_) / (".delo-tmp-" + random_name());
  const int fd = uninterrupted(
      [this] { return ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666); });
  if (fd < 0)
    throw io_error("write", path_.native(), errno);
  fd_ = Fd(fd);
}

AtomicFile::~AtomicFile() {
  if (!committed_)
    ::unlink(temporary_.c_str());
}

void AtomicFile::write(std::string_view bytes) {
  write_all(fd_.get(), bytes, path_.native());
}

void AtomicFile::commit(Overwrite overwrite) {
  sync_fd(fd_.get(), path_.native());
  publish(temporary_, path_, overwrite);
  committed_ = true;
}

bool lacks_rename_flags(int error_number) {
  return error_number == EINVAL || error_number == ENOSYS || error_number == EOPNOTSUPP;
}

namespace {

/// Without the flag a file is safe all the same: a second name is refused where the first is taken.
/// Of a folder rename() replaces none but an empty one.
int rename_without_flags(const char* from, const char* to) {
  if (::link(from, to) == 0) {
    ::unlink(from);
    return 0;
  }
  struct stat status {};
  if (errno == EEXIST || ::lstat(to, &status) == 0)
    return EEXIST;
  return ::rename(from, to) == 0 ? 0 : errno;
}

} // namespace

int rename_to_free_name(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
    return 0;
  return lacks_rename_flags(errno) ? rename_without_flags(from.c_str(), to.c_str()) : errno;
}

void publish(const std::filesystem::path& from, const std::filesystem::path& to,
             Overwrite overwrite) {
  const int trouble = overwrite == Overwrite::no                ? rename_to_free_name(from, to)
                      : ::rename(from.c_str(), to.c_str()) == 0 ? 0
                                                                : errno;
  if (trouble == EEXIST)
    throw Error(ErrorKind::usage, fmt::format("{} already exists", display_name(to.native())),
                "nothing was changed; use --force to replace it, or another -o");
  if (trouble != 0)
    throw io_error("rename to", to.native(), trouble);
  try {
    sync_folder(folder_of(to));
  } catch (const Error&) { // whoever reads the error finds nothing under the name
    if (overwrite == Overwrite::no)
      rename_to_free_name(to, from);
    throw;
  }
}

} // namespace delo
