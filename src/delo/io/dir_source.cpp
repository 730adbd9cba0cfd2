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

namespace delo {
namespace {

class FdReader final : public EntryReader {
public:
  FdReader(Fd fd, std::string path) : fd_(std::move(fd)), path_(std::move(path)) {
    ::posix_fadvise(fd_.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
  }

  std::size_t read(char* buffer, std::size_t size) override {
    const std::int64_t n = read_some(fd_.get(), buffer, size);
    if (n < 0)
      throw io_error("read", path_, static_cast<int>(-n));
    return static_cast<std::size_t>(n);
  }

private:
  Fd fd_;
  std::string path_;
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

/// Fills in what the directory entry alone does not say.
void add_details(int folder, const char* name, Entry& entry) {
  struct stat status {};
  if (::fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return; // it vanished: opening it will say so
  entry.kind = kind_of_mode(status.st_mode);
  entry.size = static_cast<std::uint64_t>(status.st_size);
  entry.modified = Timestamp{status.st_mtim.tv_sec};
  entry.stamp = stamp_of(status);
}

std::string link_target(int folder, const char* name) {
  std::array<char, PATH_MAX> target{};
  const ssize_t n = ::readlinkat(folder, name, target.data(), target.size());
  return n < 0 ? std::string() : std::string(target.data(), static_cast<std::size_t>(n));
}

/// Files before folders, then by bytes: tag files and METS come before what they describe.
bool comes_before(const Entry& a, const Entry& b) {
  const bool a_is_folder = a.kind == EntryKind::folder;
  const bool b_is_folder = b.kind == EntryKind::folder;
  return a_is_folder != b_is_folder ? b_is_folder : a.name < b.name;
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
  return std::make_unique<FdReader>(open_for_reading(path), path.native());
}

DirSource::DirSource(std::filesystem::path root, Details details)
    : root_(std::move(root)), root_fd_(std::make_shared<Fd>(open_folder(root_))),
      details_(details) {
  list_folder("");
}

void DirSource::list_folder(const std::string& folder) {
  const int fd = ::openat(root_fd_->get(), folder.empty() ? "." : folder.c_str(),
                          O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  std::unique_ptr<DIR, CloseDir> dir(fd < 0 ? nullptr : ::fdopendir(fd));
  const auto give_up = [&](int error_number) {
    if (folder.empty())
      throw io_error("list", root_.native(), error_number);
    entries_.push_back(
        {folder, EntryKind::unreadable, {}, {}, 0, {}, errno_text(error_number), false});
  };
  if (!dir)
    return give_up(errno);
  std::vector<Entry> found;
  for (;;) {
    errno = 0;
    const dirent* item = ::readdir(dir.get());
    if (!item)
      break;
    const std::string name = item->d_name;
    if (name == "." || name == "..")
      continue;
    Entry entry;
    entry.name = folder.empty() ? name : folder + "/" + name;
    entry.kind = kind_of_type(item->d_type);
    if (details_ == Details::yes || item->d_type == DT_UNKNOWN)
      add_details(fd, item->d_name, entry);
    if (entry.kind == EntryKind::symlink)
      entry.link_target = link_target(fd, item->d_name);
    found.push_back(std::move(entry));
  }
  if (errno != 0)
    give_up(errno);
  dir.reset();
  std::sort(found.begin(), found.end(), comes_before);
  for (Entry& entry : found) {
    const bool is_folder = entry.kind == EntryKind::folder;
    const std::string name = entry.name;
    entries_.push_back(std::move(entry));
    if (is_folder)
      list_folder(name);
  }
}

std::optional<Entry> DirSource::next() {
  if (next_ == entries_.size())
    return std::nullopt;
  return entries_[next_++];
}

std::unique_ptr<EntryReader> DirSource::open() {
  const std::string& name = entries_[next_ - 1].name;
  const int fd = ::openat(root_fd_->get(), name.c_str(),
                          O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  const std::string shown = (root_ / name).native();
  if (fd < 0)
    throw io_error("open", shown, errno);
  return std::make_unique<FdReader>(Fd(fd), shown);
}

std::optional<std::vector<std::string>> DirSource::names() {
  std::vector<std::string> names;
  names.reserve(entries_.size());
  for (const Entry& entry : entries_)
    if (entry.kind == EntryKind::file)
      names.push_back(entry.name);
  return names;
}

std::string DirSource::root_name() const {
  const auto whole = std::filesystem::absolute(root_).lexically_normal();
  return whole.has_filename() ? whole.filename().native() : whole.parent_path().filename().native();
}

} // namespace delo
