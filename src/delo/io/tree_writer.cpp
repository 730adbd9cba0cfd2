#include "delo/io/tree_writer.hpp"

#include "delo/base/atomic_file.hpp"
#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/io/counting_sink.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace delo {
namespace {

/// Up to this many files are flushed one by one; with more, one flush of the whole file system is
/// the smaller evil.
constexpr std::uint64_t kFlushedSingly = 256;

void set_time(int file, Timestamp modified, const std::string& path) {
  const timespec stamp{static_cast<time_t>(modified.seconds), 0};
  const timespec times[2] = {stamp, stamp};
  if (::futimens(file, times) != 0)
    throw io_error("set the time of", path, errno);
}

} // namespace

struct TreeWriter::Folder {
  std::string name; ///< below the root; "" is the root
  std::string path;
  Fd fd;
};

class TreeWriter::File final : public FileTarget {
public:
  File(TreeWriter& tree, std::shared_ptr<const Folder> folder, std::string name,
       std::optional<std::uint64_t> size, std::optional<Timestamp> modified)
      : tree_(tree), folder_(std::move(folder)), name_(std::move(name)), size_(size),
        modified_(modified), fd_(uninterrupted([this] {
          return ::openat(folder_->fd.get(), name_.c_str(),
                          O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        })) {
    if (!fd_)
      throw io_error("write", path(), errno);
  }

  void write(std::string_view bytes) override {
    write_all(fd_.get(), bytes, path());
    written_ += bytes.size();
  }

  void finish() override {
    if (size_)
      require_size(*size_, written_, folder_->name.empty() ? name_ : folder_->name + "/" + name_);
    if (modified_)
      set_time(fd_.get(), *modified_, path());
    if (++tree_.files_ <= kFlushedSingly)
      sync_fd(fd_.get(), path());
  }

private:
  std::string path() const { return folder_->path + "/" + name_; }

  TreeWriter& tree_;
  std::shared_ptr<const Folder> folder_;
  std::string name_;
  std::optional<std::uint64_t> size_;
  std::optional<Timestamp> modified_;
  Fd fd_;
  std::uint64_t written_ = 0;
};

TreeWriter::TreeWriter(std::filesystem::path root) : root_(std::move(root)) {
  make_folders(root_);
}

void TreeWriter::make_folders(const std::filesystem::path& folder) {
  if (folder == root_.parent_path() || folders_.contains(folder.native()))
    return;
  make_folders(folder.parent_path());
  if (::mkdir(folder.c_str(), 0777) != 0)
    throw io_error("create the folder", folder.native(), errno);
  folders_.insert(folder.native());
}

std::shared_ptr<const TreeWriter::Folder> TreeWriter::folder_for(const RelPath& path) {
  const std::size_t slash = path.str().rfind('/');
  const std::string_view name =
      std::string_view(path.str()).substr(0, slash == std::string::npos ? 0 : slash);
  if (last_ && last_->name == name)
    return last_;
  auto folder = std::make_shared<Folder>();
  folder->name = name;
  const auto whole = name.empty() ? root_ : root_ / folder->name;
  make_folders(whole);
  folder->path = whole.native();
  folder->fd = Fd(uninterrupted(
      [&] { return ::open(whole.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC); }));
  if (!folder->fd)
    throw io_error("open", folder->path, errno);
  last_ = folder;
  return folder;
}

FileMaker TreeWriter::maker(const RelPath& path, std::optional<std::uint64_t> size,
                            std::optional<Timestamp> modified) {
  return [this, folder = folder_for(path), name = std::string(path.name()), size, modified] {
    return std::make_unique<File>(*this, folder, name, size, modified);
  };
}

void TreeWriter::write(const RelPath& path, std::optional<std::uint64_t> size, Timestamp modified,
                       const std::function<void(ByteSink&)>& fill) {
  const auto file = maker(path, size, modified)();
  fill(*file);
  file->finish();
}

bool TreeWriter::link(const RelPath& path, const std::string& existing) {
  const auto folder = folder_for(path);
  const std::string name(path.name());
  return ::linkat(AT_FDCWD, existing.c_str(), folder->fd.get(), name.c_str(), 0) == 0;
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
