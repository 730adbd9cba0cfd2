#include "delo/base/fd.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace delo {
namespace {

Fd open_with(const std::string& path, int flags) {
  const int fd = uninterrupted([&] { return ::open(path.c_str(), flags | O_RDONLY | O_CLOEXEC); });
  if (fd < 0)
    throw io_error("open", path, errno);
  return Fd(fd);
}

std::int64_t read_once(int fd, char* buffer, std::size_t size) {
  for (;;) {
    const ssize_t n = ::read(fd, buffer, size);
    if (n >= 0)
      return n;
    if (errno != EINTR)
      return -errno;
  }
}

/// Whether a regular file is longer than it was read so far.
bool goes_on(int fd) {
  struct stat status {};
  return ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
         ::lseek(fd, 0, SEEK_CUR) < status.st_size;
}

} // namespace

Fd& Fd::operator=(Fd&& other) noexcept {
  if (this != &other) {
    reset();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

void Fd::reset() {
  if (fd_ >= 0)
    ::close(std::exchange(fd_, -1));
}

bool is_there(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0)
    return true;
  if (errno != ENOENT && errno != ENOTDIR)
    throw io_error("open", path.native(), errno);
  return false;
}

Fd open_for_reading(const std::string& path, FollowLinks follow) {
  // O_NONBLOCK: opening a FIFO must not wait for a writer that never comes.
  return open_with(path, O_NONBLOCK | O_NOCTTY | (follow == FollowLinks::no ? O_NOFOLLOW : 0));
}

Fd open_folder(const std::filesystem::path& path) {
  return open_with(path, O_DIRECTORY);
}

std::int64_t read_some(int fd, char* buffer, std::size_t size) {
  std::int64_t n = read_once(fd, buffer, size);
  if (n != 0 || size == 0 || !goes_on(fd))
    return n;
  n = read_once(fd, buffer, size); // it may have grown meanwhile
  return n == 0 && goes_on(fd) ? -ENODATA : n;
}

bool ends_at(int fd, std::uint64_t bytes) {
  struct stat status {};
  return ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
         static_cast<std::uint64_t>(status.st_size) == bytes;
}

void write_all(int fd, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n >= 0)
      bytes.remove_prefix(static_cast<std::size_t>(n));
    else if (errno != EINTR)
      throw io_error("write", path, errno);
  }
}

void sync_fd(int fd, const std::string& path) {
  while (::fsync(fd) != 0)
    if (errno != EINTR)
      throw io_error("flush to disk", path, errno);
}

void sync_folder(const std::filesystem::path& folder) {
  const Fd fd = open_folder(folder);
  sync_fd(fd.get(), folder.native());
}

std::string read_file(const std::filesystem::path& path, std::uint64_t limit) {
  const Fd fd = open_for_reading(path);
  struct stat status {};
  if (::fstat(fd.get(), &status) != 0)
    throw io_error("read", path.native(), errno);
  if (!S_ISREG(status.st_mode))
    throw Error(
        ErrorKind::io,
        fmt::format("cannot read {}: it is not a regular file", display_name(path.native())),
        "give the path of a file");
  std::string text;
  std::string buffer(std::size_t{64} * 1024, '\0');
  for (;;) {
    const std::int64_t n = read_some(fd.get(), buffer.data(), buffer.size());
    if (n < 0)
      throw io_error("read", path.native(), static_cast<int>(-n));
    if (n == 0)
      return text;
    text.append(buffer, 0, static_cast<std::size_t>(n));
    if (text.size() > limit)
      throw Error(ErrorKind::io,
                  fmt::format("cannot read {}: it is larger than {} bytes",
                              display_name(path.native()), limit),
                  "only small files of text are read here: is this the file you meant?");
  }
}

} // namespace delo
