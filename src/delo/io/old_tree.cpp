#include "delo/io/old_tree.hpp"

#include "delo/base/error.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <string_view>

namespace delo {
namespace {

namespace fs = std::filesystem;

bool status_of(const fs::path& path, struct stat& status) {
  return ::lstat(path.c_str(), &status) == 0;
}

bool is_same(const fs::path& one, const fs::path& other) {
  struct stat first {};
  struct stat second {};
  return status_of(one, first) && status_of(other, second) && first.st_ino == second.st_ino &&
         first.st_dev == second.st_dev;
}

bool is_folder(const fs::path& path) {
  struct stat status {};
  return status_of(path, status) && S_ISDIR(status.st_mode);
}

void allow_changes(const fs::path& folder) {
  struct stat status {};
  if (status_of(folder, status) && (status.st_mode & S_IRWXU) != S_IRWXU)
    ::chmod(folder.c_str(), (status.st_mode & 07777U) | S_IRWXU);
}

/// The names in a folder, listed first: what is below may be removed, and deep trees would keep too
/// many folders open.
std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code none;
  for (fs::directory_iterator i(folder, none), end; !none && i != end; i.increment(none))
    names.push_back(i->path().filename().native());
  std::sort(names.begin(), names.end());
  return names;
}

void find_strangers(const fs::path& old, const fs::path& payload, const fs::path& name,
                    std::vector<fs::path>& found) {
  for (const std::string& entry : names_in(old / name)) {
    const fs::path inner = name / entry;
    if (is_folder(old / inner) && is_folder(payload / inner))
      find_strangers(old, payload, inner, found);
    else if (!is_same(old / inner, payload / inner))
      found.push_back(inner);
  }
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
  return found;
}

void remove_known(const fs::path& old, const fs::path& payload) {
  allow_changes(old);
  for (const std::string& name : names_in(old))
    if (const fs::path entry = old / name; is_folder(entry))
      remove_known(entry, payload / name);
    else if (is_same(entry, payload / name))
      ::unlink(entry.c_str());
  ::rmdir(old.c_str()); // which fails when something stays
}

void remove_whole(const fs::path& folder) {
  allow_changes(folder);
  for (const std::string& name : names_in(folder))
    if (const fs::path entry = folder / name; is_folder(entry))
      remove_whole(entry);
    else
      ::unlink(entry.c_str());
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
  for (const std::string& name : names_in(copy))
    if (is_folder(copy / name) && is_folder(original / name))
      keep_facts_of_tree(original / name, copy / name);
  keep_folder_facts(original, copy);
}

} // namespace delo
