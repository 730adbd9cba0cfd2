#include "delo/io/old_tree.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"

#include <fmt/format.h>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

bool status_of(const fs::path& path, struct stat& status) {
  return ::lstat(path.c_str(), &status) == 0;
}

void allow_changes(const fs::path& folder) {
  struct stat status {};
  if (status_of(folder, status) && (status.st_mode & S_IRWXU) != S_IRWXU)
    ::chmod(folder.c_str(), (status.st_mode & 07777U) | S_IRWXU);
}

/// A folder by which names in it are found at once.
Fd open_listed(const fs::path& folder) {
  return Fd(uninterrupted([&folder] {
    return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  }));
}

struct Name {
  std::string text;
  bool is_folder = false;
};

bool is_folder(int at, const char* name) {
  struct stat status {};
  return ::fstatat(at, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

bool is_same(int one, int other, const char* name) {
  struct stat first {};
  struct stat second {};
  return ::fstatat(one, name, &first, AT_SYMLINK_NOFOLLOW) == 0 &&
         ::fstatat(other, name, &second, AT_SYMLINK_NOFOLLOW) == 0 &&
         first.st_ino == second.st_ino && first.st_dev == second.st_dev;
}

struct CloseDir {
  void operator()(DIR* dir) const { ::closedir(dir); }
};

/// The names in a folder, by their bytes; listed first, since they may be removed. Folders below
/// are for when this one is closed: deep trees would keep too many open.
std::vector<Name> names_in(int folder) {
  std::vector<Name> names;
  const int own =
      uninterrupted([folder] { return ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
  const std::unique_ptr<DIR, CloseDir> dir(own < 0 ? nullptr : ::fdopendir(own));
  if (!dir)
    return names;
  while (const dirent* item = ::readdir(dir.get())) {
    const std::string_view name(item->d_name);
    if (name == "." || name == "..")
      continue;
    const bool says = item->d_type != DT_UNKNOWN; // some file systems do not
    names.push_back(
        {std::string(name), says ? item->d_type == DT_DIR : is_folder(folder, item->d_name)});
  }
  std::sort(names.begin(), names.end(),
            [](const Name& a, const Name& b) { return a.text < b.text; });
  return names;
}

void find_strangers(const fs::path& old, const fs::path& payload, const fs::path& name,
                    std::vector<fs::path>& found) {
  std::vector<std::string> folders;
  {
    const Fd here = open_listed(old / name);
    const Fd there = open_listed(payload / name);
    for (Name& entry : names_in(here.get()))
      if (entry.is_folder && is_folder(there.get(), entry.text.c_str()))
        folders.push_back(std::move(entry.text));
      else if (!is_same(here.get(), there.get(), entry.text.c_str()))
        found.push_back(name / entry.text);
  }
  for (const std::string& folder : folders)
    find_strangers(old, payload, name / folder, found);
}

/// The bytes of a list that a call gives piece by piece: its size may change between two calls.
std::string whole_of(const std::function<ssize_t(char*, std::size_t)>& call) {
  for (;;) {
    const ssize_t size = call(nullptr, 0);
    if (size <= 0)
      return {};
    std::string bytes(static_cast<std::size_t>(size), '\0');
    const ssize_t got = call(bytes.data(), bytes.size());
    if (got >= 0)
      return bytes.substr(0, static_cast<std::size_t>(got));
    if (errno != ERANGE)
      return {};
  }
}

/// Access lists and labels among them; the file system has given the copy some already.
void copy_attributes(const fs::path& from, const fs::path& to) {
  const std::string names = whole_of(
      [&](char* to_fill, std::size_t size) { return ::llistxattr(from.c_str(), to_fill, size); });
  for (std::size_t at = 0; at < names.size();) {
    const char* name = names.c_str() + at;
    at += std::string_view(name).size() + 1;
    const auto value_of = [name](const fs::path& folder) {
      return whole_of([&](char* to_fill, std::size_t size) {
        return ::lgetxattr(folder.c_str(), name, to_fill, size);
      });
    };
    const std::string value = value_of(from);
    if (value != value_of(to) && ::lsetxattr(to.c_str(), name, value.data(), value.size(), 0) != 0)
      throw io_error(fmt::format("keep the attribute {} of", name), from.native(), errno);
  }
}

} // namespace

std::optional<std::string> identity_of(const fs::path& folder) {
  struct stat status {};
  if (!status_of(folder, status) || !S_ISDIR(status.st_mode))
    return std::nullopt;
  return fmt::format("{}:{}", status.st_dev, status.st_ino);
}

std::vector<fs::path> strangers_in(const fs::path& old, const fs::path& payload) {
  std::vector<fs::path> found;
  find_strangers(old, payload, {}, found);
  std::sort(found.begin(), found.end());
  return found;
}

void remove_known(const fs::path& old, const fs::path& payload) {
  allow_changes(old);
  std::vector<std::string> folders;
  {
    const Fd here = open_listed(old);
    const Fd there = open_listed(payload);
    for (Name& entry : names_in(here.get()))
      if (entry.is_folder)
        folders.push_back(std::move(entry.text));
      else if (is_same(here.get(), there.get(), entry.text.c_str()))
        ::unlinkat(here.get(), entry.text.c_str(), 0);
  }
  for (const std::string& folder : folders)
    remove_known(old / folder, payload / folder);
  ::rmdir(old.c_str()); // which fails when something stays
}

void remove_whole(const fs::path& folder) {
  allow_changes(folder);
  std::vector<std::string> folders;
  {
    const Fd here = open_listed(folder);
    for (Name& entry : names_in(here.get()))
      if (entry.is_folder)
        folders.push_back(std::move(entry.text));
      else
        ::unlinkat(here.get(), entry.text.c_str(), 0);
  }
  for (const std::string& inner : folders)
    remove_whole(folder / inner);
  ::rmdir(folder.c_str());
}

void keep_folder_facts(const fs::path& from, const fs::path& to) {
  struct stat status {};
  struct stat made {};
  if (!status_of(from, status) || !status_of(to, made))
    throw io_error("read", from.native(), errno);
  if ((status.st_uid != made.st_uid || status.st_gid != made.st_gid) &&
      ::lchown(to.c_str(), status.st_uid, status.st_gid) != 0)
    throw io_error("keep the owner of", from.native(), errno);
  copy_attributes(from, to);
  const timespec times[2] = {status.st_atim, status.st_mtim};
  if (::chmod(to.c_str(), status.st_mode & 07777U) != 0 ||
      ::utimensat(AT_FDCWD, to.c_str(), times, AT_SYMLINK_NOFOLLOW) != 0)
    throw io_error("keep the mode and time of", from.native(), errno);
}

void keep_facts_of_tree(const fs::path& original, const fs::path& copy) {
  for (const Name& entry : names_in(open_listed(copy).get()))
    if (struct stat status{};
        entry.is_folder && status_of(original / entry.text, status) && S_ISDIR(status.st_mode))
      keep_facts_of_tree(original / entry.text, copy / entry.text);
  keep_folder_facts(original, copy);
}

} // namespace delo
