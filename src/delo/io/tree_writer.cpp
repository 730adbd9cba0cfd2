#include "delo/io/tree_writer.hpp"

#include "delo/base/atomic_file.hpp"
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

} // namespace

TreeWriter::TreeWriter(std::filesystem::path root) : root_(std::move(root)) {
  make_folders(root_);
}

void TreeWriter::make_folders(const std::filesystem::path& folder) {
  if (folder == root_.parent_path() || folders_.contains(folder))
    return;
  make_folders(folder.parent_path());
  if (::mkdir(folder.c_str(), 0777) != 0)
    throw io_error("create the folder", folder.native(), errno);
  folders_.insert(folder);
}

Fd TreeWriter::create(const RelPath& path) {
  const auto target = on_disk(path);
  make_folders(target.parent_path());
  Fd file(::open(target.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (!file)
    throw io_error("write", target.native(), errno);
  return file;
}

void TreeWriter::finish(const Fd& file, const RelPath& path, std::optional<Timestamp> modified) {
  if (modified) {
    const timespec stamp{static_cast<time_t>(modified->seconds), 0};
    const timespec times[2] = {stamp, stamp};
    if (::futimens(file.get(), times) != 0)
      throw io_error("set the time of", on_disk(path).native(), errno);
  }
  if (++files_ <= kFlushedSingly)
    sync_fd(file.get(), on_disk(path).native());
}

void TreeWriter::write(const RelPath& path, std::optional<std::uint64_t> size, Timestamp modified,
                       const std::function<void(ByteSink&)>& fill) {
  const Fd fd = create(path);
  FdSink sink(fd.get(), on_disk(path).native());
  CountingSink counted(sink);
  fill(counted);
  if (size)
    counted.require(*size, path.str());
  finish(fd, path, modified);
}

bool TreeWriter::link(const RelPath& path, const std::filesystem::path& existing) {
  const auto target = on_disk(path);
  make_folders(target.parent_path());
  return ::link(existing.c_str(), target.c_str()) == 0;
}

bool TreeWriter::make_link(const RelPath& path, const std::string& target) {
  const auto place = on_disk(path);
  make_folders(place.parent_path());
  if (::symlink(target.c_str(), place.c_str()) == 0)
    return true;
  if (errno != EEXIST)
    throw io_error("make the link", place.native(), errno);
  return false;
}

bool TreeWriter::rename(const RelPath& path, const std::string& name) const {
  const auto from = on_disk(path);
  const auto to = from.parent_path() / name;
  if (const int trouble = rename_to_free_name(from, to); trouble != 0) {
    if (trouble != ENOENT && trouble != EEXIST)
      throw io_error("rename to", to.native(), trouble);
    return false;
  }
  sync_folder(from.parent_path());
  return true;
}

void TreeWriter::seal() {
  if (files_ > kFlushedSingly) {
    const Fd fd = open_folder(root_);
    if (::syncfs(fd.get()) != 0)
      throw io_error("flush to disk", root_.native(), errno);
    return;
  }
  for (const auto& folder : folders_)
    sync_folder(folder);
}

} // namespace delo
