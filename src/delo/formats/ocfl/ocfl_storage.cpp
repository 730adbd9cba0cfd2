#include "delo/formats/ocfl/ocfl_storage.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/formats/ocfl/ocfl_names.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>
#include <utility>

namespace delo {
namespace {

constexpr std::size_t kMostStrays = 1000;

struct CloseDir {
  void operator()(DIR* dir) const { ::closedir(dir); }
};

enum class Kind { file, folder, link };

struct Item {
  std::string name;
  Kind kind;
};

/// The names in a folder; an errno value in `trouble` when they are not all there.
struct Listing {
  std::vector<Item> items;
  int trouble = 0;
};

Kind kind_of(int folder, const dirent& item) {
  if (item.d_type == DT_DIR || item.d_type == DT_LNK)
    return item.d_type == DT_DIR ? Kind::folder : Kind::link;
  struct stat status {};
  if (item.d_type != DT_UNKNOWN || // some file systems do not say
      ::fstatat(folder, item.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return Kind::file;
  if (S_ISLNK(status.st_mode))
    return Kind::link;
  return S_ISDIR(status.st_mode) ? Kind::folder : Kind::file;
}

Listing list(int root, const std::string& folder) {
  Listing listing;
  const int fd = uninterrupted([&] {
    return ::openat(root, folder.empty() ? "." : folder.c_str(),
                    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  });
  const std::unique_ptr<DIR, CloseDir> dir(fd < 0 ? nullptr : ::fdopendir(fd));
  if (!dir) {
    listing.trouble = errno;
    return listing;
  }
  for (;;) {
    errno = 0;
    const dirent* item = ::readdir(dir.get());
    if (!item)
      break;
    const std::string_view name(item->d_name);
    if (name != "." && name != "..")
      listing.items.push_back({std::string(name), kind_of(fd, *item)});
  }
  listing.trouble = errno;
  std::sort(listing.items.begin(), listing.items.end(),
            [](const Item& a, const Item& b) { return a.name < b.name; });
  return listing;
}

bool is_object(const Listing& listing, bool is_root) {
  return std::any_of(listing.items.begin(), listing.items.end(), [is_root](const Item& item) {
    return item.kind == Kind::file &&
           (item.name.starts_with(kOcflObjectMark) || (!is_root && item.name == kOcflInventory));
  });
}

class Walk {
public:
  explicit Walk(const std::filesystem::path& root) : root_(open_folder(root)) {
    const Listing top = list(root_.get(), "");
    if (top.trouble != 0)
      throw io_error("list", root.native(), top.trouble);
    meet("", top);
  }

  OcflObjects result() {
    while (!waiting_.empty()) {
      const std::string folder = std::move(waiting_.back());
      waiting_.pop_back();
      const Listing listing = list(root_.get(), folder);
      if (listing.trouble != 0)
        found_.unlistable.push_back({folder, errno_text(listing.trouble)});
      meet(folder, listing);
    }
    std::sort(found_.objects.begin(), found_.objects.end());
    for (auto* places : {&found_.unlistable, &found_.strays})
      std::sort(places->begin(), places->end(),
                [](const OcflPlace& a, const OcflPlace& b) { return a.path < b.path; });
    return std::move(found_);
  }

private:
  void meet(const std::string& folder, const Listing& listing) {
    if (is_object(listing, folder.empty()))
      return found_.objects.push_back(folder);
    for (const Item& item : listing.items) {
      std::string path = folder.empty() ? item.name : folder + "/" + item.name;
      if (item.kind == Kind::folder && path != "extensions")
        waiting_.push_back(std::move(path));
      else if (item.kind == Kind::link)
        stray(std::move(path), "it is a symbolic link, which was not followed");
      else if (item.kind == Kind::file && !folder.empty())
        stray(std::move(path), "it lies in no object");
    }
  }

  void stray(std::string path, const char* words) {
    if (found_.strays.size() < kMostStrays)
      found_.strays.push_back({std::move(path), words});
    else
      ++found_.more_strays;
  }

  Fd root_;
  std::vector<std::string> waiting_;
  OcflObjects found_;
};

} // namespace

OcflObjects find_ocfl_objects(const std::filesystem::path& root) {
  return Walk(root).result();
}

} // namespace delo
