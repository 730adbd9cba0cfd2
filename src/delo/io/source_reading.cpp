#include "delo/io/source_reading.hpp"

#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>

namespace delo {
namespace {

namespace fs = std::filesystem;

/// Reads as many bytes as the file had when it was opened, and one more to see that there is none:
/// a file that is always written to has no other end.
class SourceReader final : public EntryReader {
public:
  SourceReader(int fd, fs::path file, std::uint64_t size, bool& grew)
      : fd_(fd), file_(std::move(file)), size_(size), grew_(grew) {
    ::posix_fadvise(fd_, 0, 0, POSIX_FADV_SEQUENTIAL);
  }

  std::size_t read(char* buffer, std::size_t size) override {
    const std::uint64_t left = size_ - done_;
    const std::int64_t n = read_some(
        fd_, buffer, left == 0 ? 1 : static_cast<std::size_t>(std::min<std::uint64_t>(left, size)));
    if (n < 0)
      throw io_error("read", file_.native(), static_cast<int>(-n));
    if (left == 0 && n > 0)
      grew_ = true;
    if (left == 0)
      return 0;
    done_ += static_cast<std::uint64_t>(n);
    return static_cast<std::size_t>(n);
  }

private:
  int fd_;
  fs::path file_;
  std::uint64_t size_;
  std::uint64_t done_ = 0;
  bool& grew_;
};

std::string difference(const struct stat& before, const struct stat& now) {
  if (before.st_size != now.st_size)
    return fmt::format("{} bytes became {}", before.st_size, now.st_size);
  return "its size stayed, its content may not have";
}

struct stat status_of(const Fd& fd, const fs::path& file) {
  struct stat status {};
  if (::fstat(fd.get(), &status) != 0)
    throw io_error("read", file.native(), errno);
  return status;
}

Fd open_source_file(const fs::path& file) {
  try {
    return open_for_reading(file);
  } catch (const Error&) {
    struct stat status {};
    if (::lstat(file.c_str(), &status) != 0 && errno == ENOENT)
      throw SourceChanged(file, "it is no longer there");
    throw;
  }
}

} // namespace

SourceChanged::SourceChanged(const fs::path& file, const std::string& how)
    : Error(ErrorKind::io,
            fmt::format("{} changed while it was read: {}", display_name(file.native()), how),
            "nothing of it was published; run the same command when nobody writes to the source, "
            "or let it read again with --retry 3") {}

std::uint64_t stamp_of(const struct stat& status) {
  std::uint64_t stamp = 14695981039346656037ULL; // FNV-1a
  for (const auto part :
       {static_cast<std::uint64_t>(status.st_ino), static_cast<std::uint64_t>(status.st_size),
        static_cast<std::uint64_t>(status.st_mtim.tv_sec),
        static_cast<std::uint64_t>(status.st_mtim.tv_nsec),
        static_cast<std::uint64_t>(status.st_ctim.tv_sec),
        static_cast<std::uint64_t>(status.st_ctim.tv_nsec)})
    for (unsigned shift = 0; shift < 64; shift += 8)
      stamp = (stamp ^ ((part >> shift) & 0xFFU)) * 1099511628211ULL;
  return stamp == 0 ? 1 : stamp;
}

void read_source(HashPipeline& pipeline, const fs::path& file, std::uint64_t stamp, HashJob job) {
  const Fd fd = open_source_file(file);
  const struct stat before = status_of(fd, file);
  if (!S_ISREG(before.st_mode) || (stamp != 0 && stamp_of(before) != stamp))
    throw SourceChanged(file, "it is not as it was when the folder was listed");
  bool grew = false;
  job.read_here = true;
  job.open = [&] {
    return std::make_unique<SourceReader>(fd.get(), file,
                                          static_cast<std::uint64_t>(before.st_size), grew);
  };
  const auto trouble = pipeline.add(std::move(job));
  if (trouble)
    throw Error(*trouble);
  struct stat named {};
  if (::stat(file.c_str(), &named) != 0 && errno == ENOENT)
    throw SourceChanged(file, "it was removed");
  const struct stat now = status_of(fd, file);
  if (grew || stamp_of(now) != stamp_of(before))
    throw SourceChanged(file, difference(before, now));
  if (stamp_of(named) != stamp_of(before))
    throw SourceChanged(file, "another file took its place");
}

} // namespace delo
