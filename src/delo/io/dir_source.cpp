#include "delo/io/dir_source.hpp"

#include "delo/base/error.hpp"
#include "delo/io/source_reading.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace delo {
namespace {

class FdReader final : public EntryReader {
public:
  FdReader(Fd fd, std::shared_ptr<const std::filesystem::path> folder, std::string name)
      : fd_(std::move(fd)), folder_(std::move(folder)), name_(std::move(name)) {}

  std::size_t read(char* buffer, std::size_t size) override {
    if (is_at_end_)
      return 0;
    const std::int64_t n = read_some(fd_.get(), buffer, size);
    if (n < 0)
      throw io_error("read", (*folder_ / name_).native(), static_cast<int>(-n));
    const auto got = static_cast<std::size_t>(n);
    done_ += got;
    // One question, instead of a read and what read_some() asks when it brings nothing.
    is_at_end_ = got < size && ends_at(fd_.get(), done_);
    // Of a small file the first read brings everything, and the advice would only cost.
    if (got == size && !std::exchange(is_long_, true))
      ::posix_fadvise(fd_.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
    return got;
  }

private:
  Fd fd_;
  std::shared_ptr<const std::filesystem::path> folder_; ///< put together only for messages
  std::string name_;
  std::uint64_t done_ = 0;
  bool is_at_end_ = false;
  bool is_long_ = false;
};

EntryKind kind_of_mode(mode_t mode) {
  if (S_ISREG(mode))
    return EntryKind::file;
  if (S_ISDIR(mode))
    return EntryKind::folder;
  return S_ISLNK(mode) ? EntryKind::symlink : EntryKind::special;
}

EntryKind kind_of_type(unsigned char type) {
  switch (type) {
  case DT_REG:
    return EntryKind::file;
  case DT_DIR:
    return EntryKind::folder;
  case DT_LNK:
    return EntryKind::symlink;
  default:
    return EntryKind::special;
  }
}

std::string link_target(int folder, const char* name) {
  std::array<char, PATH_MAX> target{};
  const ssize_t n = ::readlinkat(folder, name, target.data(), target.size());
  return n < 0 ? std::string() : std::string(target.data(), static_cast<std::size_t>(n));
}

struct CloseDir {
  void operator()(DIR* dir) const { ::closedir(dir); }
};

} // namespace

std::optional<Timestamp> modified_of(const std::filesystem::path& file) {
  struct stat status {};
  if (::lstat(file.c_str(), &status) != 0)
    return std::nullopt;
  return Timestamp{status.st_mtim.tv_sec};
}

std::unique_ptr<EntryReader> open_file_reader(const std::filesystem::path& path) {
  return std::make_unique<FdReader>(open_for_reading(path),
                                    std::make_shared<std::filesystem::path>(), path.native());
}

DirSource::DirSource(const std::filesystem::path& root, Details details)
    : root_(std::make_shared<Root>(
          Root{std::make_shared<std::filesystem::path>(root), open_folder(root)})),
      details_(details) {
  levels_.push_back(list(""));
  if (levels_.back().trouble != 0)
    throw io_error("list", root_->path->native(), levels_.back().trouble);
}

DirSource::Level DirSource::list(const std::string& folder) const {
  Level level;
  level.folder = folder;
  const int fd = uninterrupted([&] {
    return ::openat(root_->fd.get(), folder.empty() ? "." : folder.c_str(),
                    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  });
  const std::unique_ptr<DIR, CloseDir> dir(fd < 0 ? nullptr : ::fdopendir(fd));
  if (!dir) {
    level.trouble = errno;
    return level;
  }
  for (;;) {
    errno = 0;
    const dirent* item = ::readdir(dir.get());
    if (!item)
      break;
    const std::string_view name(item->d_name);
    if (name == "." || name == "..")
      continue;
    EntryKind kind = kind_of_type(item->d_type);
    struct stat status {};
    if (item->d_type == DT_UNKNOWN && // some file systems do not say
        ::fstatat(fd, item->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0)
      kind = kind_of_mode(status.st_mode);
    level.items.push_back({level.names.size(), kind});
    level.names.append(name).push_back('\0');
  }
  level.trouble = errno;
  // What describes comes before what it describes, so that all is known of a file when it is read:
  // files (tag files, METS) before folders, metadata before other folders, then by bytes.
  const auto rank = [names = level.names.data()](const Level::Item& item) {
    if (item.kind != EntryKind::folder)
      return 0;
    return std::strcmp(names + item.name, "metadata") == 0 ? 1 : 2;
  };
  std::sort(level.items.begin(), level.items.end(),
            [names = level.names.data(), rank](const Level::Item& a, const Level::Item& b) {
              const int a_rank = rank(a);
              const int b_rank = rank(b);
              return a_rank != b_rank ? a_rank < b_rank
                                      : std::strcmp(names + a.name, names + b.name) < 0;
            });
  return level;
}

Entry DirSource::describe(const Level& level, const Level::Item& item) const {
  const char* const name = level.names.data() + item.name;
  Entry entry;
  if (!level.folder.empty())
    (entry.name = level.folder) += '/';
  entry.name += name;
  entry.kind = item.kind;
  struct stat status {};
  if (details_ == Details::yes && // when it vanished, opening it will say so
      ::fstatat(root_->fd.get(), entry.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
    entry.kind = kind_of_mode(status.st_mode);
    entry.size = static_cast<std::uint64_t>(status.st_size);
    entry.modified = Timestamp{status.st_mtim.tv_sec};
    entry.stamp = stamp_of(status);
  }
  if (entry.kind == EntryKind::symlink)
    entry.link_target = link_target(root_->fd.get(), entry.name.c_str());
  return entry;
}

std::optional<Entry> DirSource::next() {
  if (!below_.empty()) {
    levels_.push_back(list(std::exchange(below_, {})));
    if (const Level& level = levels_.back(); level.trouble != 0) {
      Entry entry;
      entry.name = level.folder;
      entry.kind = EntryKind::unreadable;
      entry.trouble = errno_text(level.trouble);
      entry.error_number = level.trouble;
      return entry;
    }
  }
  while (levels_.back().next == levels_.back().items.size()) {
    if (levels_.size() == 1)
      return std::nullopt;
    levels_.pop_back();
  }
  Level& level = levels_.back();
  Entry entry = describe(level, level.items[level.next++]);
  if (entry.kind == EntryKind::folder)
    below_ = entry.name;
  current_ = entry.name;
  return entry;
}

std::unique_ptr<EntryReader> DirSource::Root::open(std::string name) const {
  const int file = uninterrupted([&] {
    return ::openat(fd.get(), name.c_str(),
                    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  });
  if (file < 0)
    throw io_error("open", (*path / name).native(), errno);
  return std::make_unique<FdReader>(Fd(file), path, std::move(name));
}

std::unique_ptr<EntryReader> DirSource::open() {
  return root_->open(current_);
}

EntryOpener DirSource::opener() {
  return [root = root_, name = current_]() mutable { return root->open(std::move(name)); };
}

std::optional<std::vector<std::string>> DirSource::top_names() {
  std::vector<std::string> names;
  for (const Level::Item& item : levels_.front().items)
    if (item.kind == EntryKind::file)
      names.emplace_back(levels_.front().names.data() + item.name);
  return names;
}

std::string DirSource::root_name() const {
  const auto whole = std::filesystem::absolute(*root_->path).lexically_normal();
  return whole.has_filename() ? whole.filename().native() : whole.parent_path().filename().native();
}

} // namespace delo
