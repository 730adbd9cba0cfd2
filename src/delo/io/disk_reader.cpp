#include "delo/io/disk_reader.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"

#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace delo {
namespace {

constexpr int kOpenFlags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
/// A multiple of every block size in use.
constexpr std::size_t kAlignment = 4096;
constexpr std::size_t kBlock = std::size_t{1024} * 1024;

struct Free {
  void operator()(char* memory) const { std::free(memory); }
};

class DirectReader final : public EntryReader {
public:
  DirectReader(Fd fd, std::string path)
      : fd_(std::move(fd)), path_(std::move(path)),
        block_(static_cast<char*>(std::aligned_alloc(kAlignment, kBlock))) {
    if (!block_)
      throw io_error("read", path_, ENOMEM);
  }

  std::size_t read(char* buffer, std::size_t size) override {
    if (at_ == have_)
      fill();
    const std::size_t n = std::min(size, have_ - at_);
    std::memcpy(buffer, block_.get() + at_, n);
    at_ += n;
    return n;
  }

private:
  void fill() {
    at_ = have_ = 0;
    if (is_at_end_)
      return;
    std::int64_t n = read_some(fd_.get(), block_.get(), kBlock);
    if (n == -EINVAL && go_on_through_cache())
      n = read_some(fd_.get(), block_.get(), kBlock);
    if (n < 0)
      throw io_error("read", path_, static_cast<int>(-n));
    have_ = static_cast<std::size_t>(n);
    // A short block of a size that is not aligned can only be the last one: to read on from there
    // is refused by some file systems.
    is_at_end_ = have_ % kAlignment != 0;
  }

  /// File systems say only now that they cannot do it.
  bool go_on_through_cache() {
    const int flags = ::fcntl(fd_.get(), F_GETFL);
    return flags >= 0 && (flags & O_DIRECT) != 0 &&
           ::fcntl(fd_.get(), F_SETFL, flags & ~O_DIRECT) == 0;
  }

  Fd fd_;
  std::string path_;
  std::unique_ptr<char, Free> block_;
  std::size_t at_ = 0;
  std::size_t have_ = 0;
  bool is_at_end_ = false;
};

Fd open_file(const std::filesystem::path& path, int more = 0) {
  return Fd(uninterrupted([&] { return ::open(path.c_str(), kOpenFlags | more); }));
}

} // namespace

bool forget_cached(const std::filesystem::path& path) {
  const Fd fd = open_file(path);
  if (!fd)
    return false;
  ::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_DONTNEED);
  // With RWF_NOWAIT only what is in memory is given: that we get a byte means that pages stayed.
  char byte = 0;
  const iovec place{&byte, 1};
  const ssize_t n = ::preadv2(fd.get(), &place, 1, 0, RWF_NOWAIT);
  return n > 0 || (n < 0 && errno != EAGAIN);
}

std::unique_ptr<EntryReader> open_direct_reader(const std::filesystem::path& path) {
  Fd fd = open_file(path, O_DIRECT);
  if (!fd && errno == EINVAL)
    fd = open_file(path);
  if (!fd)
    throw io_error("open", path.native(), errno);
  return std::make_unique<DirectReader>(std::move(fd), path.native());
}

} // namespace delo
