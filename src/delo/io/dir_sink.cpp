#include "delo/io/dir_sink.hpp"

#include "delo/base/error.hpp"
#include "delo/io/counting_sink.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace delo {
namespace {

/// Up to this many files are flushed one by one; with more, one flush of the whole file system is
/// the smaller evil.
constexpr std::uint64_t kFlushedSingly = 256;

class FdSink final : public ByteSink {
public:
  FdSink(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}
  void write(std::string_view bytes) override { write_all(fd_, bytes, path_); }

private:
  int fd_;
  std::string path_;
};

void set_modified(int fd, Timestamp time, const std::string& path) {
  const timespec stamp{static_cast<time_t>(time.seconds), 0};
  const timespec times[2] = {stamp, stamp};
  if (::futimens(fd, times) != 0)
    throw io_error("set the time of", path, errno);
}

} // namespace

DirSink::DirSink(std::filesystem::path folder, std::string package_id)
    : staging_(std::move(folder)), package_id_(std::move(package_id)) {
  make_folders(staged());
}

void DirSink::make_folders(const std::filesystem::path& folder) {
  if (folder == staging_.path() || folders_.contains(folder))
    return;
  make_folders(folder.parent_path());
  if (::mkdir(folder.c_str(), 0777) != 0)
    throw io_error("create the folder", folder.native(), errno);
  folders_.insert(folder);
}

void DirSink::add(const RelPath& path, std::uint64_t size, Timestamp modified,
                  const std::function<void(ByteSink&)>& fill) {
  add_generated(path, modified, [&](ByteSink& sink) {
    CountingSink counted(sink);
    fill(counted);
    counted.require(size, path.str());
  });
}

void DirSink::add_generated(const RelPath& path, Timestamp modified,
                            const std::function<void(ByteSink&)>& fill) {
  const auto target = staged() / path.str();
  make_folders(target.parent_path());
  const Fd fd(::open(target.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (!fd)
    throw io_error("write", target.native(), errno);
  FdSink sink(fd.get(), target.native());
  fill(sink);
  set_modified(fd.get(), modified, target.native());
  if (++files_ <= kFlushedSingly)
    sync_fd(fd.get(), target.native());
}

void DirSink::seal() {
  if (files_ > kFlushedSingly) {
    const Fd fd = open_folder(staging_.path());
    if (::syncfs(fd.get()) != 0)
      throw io_error("flush to disk", staged().native(), errno);
    return;
  }
  for (const auto& folder : folders_)
    sync_folder(folder);
}

} // namespace delo
