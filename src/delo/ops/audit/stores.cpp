#include "delo/ops/audit/stores.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <memory>

namespace delo {
namespace {

/// 0 when there is something at the path, or errno.
int look_at(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? 0 : errno;
}

bool means_absent(int error_number) {
  return error_number == ENOENT || error_number == ENOTDIR;
}

struct CloseDir {
  void operator()(DIR* dir) const { ::closedir(dir); }
};

/// Whether a folder that can be listed holds nothing but names that begin with ".": an unmounted
/// disk leaves such a mount point behind.
bool is_empty(const std::string& folder) {
  const std::unique_ptr<DIR, CloseDir> dir(::opendir(folder.c_str()));
  if (!dir)
    return false;
  errno = 0;
  while (const dirent* item = ::readdir(dir.get()))
    if (item->d_name[0] != '.')
      return false;
  return errno == 0;
}

} // namespace

std::uint64_t device_of(const std::string& folder) {
  struct stat status {};
  return ::stat(folder.c_str(), &status) == 0 ? status.st_dev : 0;
}

std::optional<std::string> why_root_is_away(const Collection& collection,
                                            const Settings& settings) {
  if (collection.root.empty())
    return std::nullopt;
  if (const int trouble = look_at(collection.root); trouble != 0)
    return means_absent(trouble) ? "the folder is not there"
                                 : io_error("open", collection.root, trouble).message();
  const std::string sentinel = settings.text("sentinel");
  if (!sentinel.empty()) {
    const auto path = std::filesystem::path(collection.root) / sentinel;
    if (const int trouble = look_at(path.native()); trouble != 0)
      return fmt::format("its sentinel {} is not there: {}", display_name(path.native()),
                         errno_text(trouble));
  }
  if (is_empty(collection.root))
    return "the folder is empty";
  return std::nullopt;
}

std::string Stores::folder_of(const CatalogueEntry& package) {
  return std::filesystem::path(package.path).parent_path().native();
}

Whereabouts Stores::look_for(const CatalogueEntry& package) {
  const std::string folder = folder_of(package);
  const int trouble = look_at(package.path);
  if (trouble == 0)
    return {Presence::here, {}, device_of(folder)};
  if (!means_absent(trouble))
    return {Presence::unknown, io_error("open", package.path, trouble).message(), 0};
  if (auto reason = why_away(package))
    return {Presence::store_away, *std::move(reason), 0};
  const int store_trouble = look_at(folder);
  if (store_trouble != 0)
    return {Presence::unknown, io_error("open", folder, store_trouble).message(), 0};
  return {Presence::gone, "it is not there, while the folder that held it is", 0};
}

std::optional<std::string> Stores::why_away(const CatalogueEntry& package) {
  const std::string folder = folder_of(package);
  auto [found, is_new] = any_here_.try_emplace(folder, false);
  if (is_new) {
    const std::vector<std::string> paths = paths_in_(folder);
    found->second = std::any_of(paths.begin(), paths.end(),
                                [](const std::string& path) { return look_at(path) == 0; });
  }
  if (found->second)
    return std::nullopt;
  if (means_absent(look_at(folder)))
    return "the folder is not there";
  if (is_empty(folder))
    return "the folder is empty";
  if (const std::uint64_t device = device_of(folder); device != 0 && device != package.device)
    return "the folder lies on another file system than before";
  return std::nullopt;
}

} // namespace delo
