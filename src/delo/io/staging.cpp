#include "delo/io/staging.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/old_tree.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string_view>
#include <system_error>

namespace delo {
namespace {

constexpr std::string_view kPrefix = ".delo-staging-";
/// In a staging folder: what had to give up its name before the new package could get it.
constexpr std::string_view kReplaced = ".delo-replaced";

/// In a staging folder where folders themselves cannot be locked (NFS): what is locked instead.
constexpr std::string_view kLockFile = ".delo-lock";

/// Another run may take a new folder for debris before it is locked; not so many in a row.
constexpr int kMostStagingFolders = 16;

/// What came of locking a staging folder.
struct Lock {
  enum class State {
    ours,
    not_ours,   ///< another run holds it, or it is gone
    impossible, ///< this file system has no locks: nobody can tell whether its run lives
    failed,     ///< it is there, and cannot be looked at
  };
  State state;
  Fd fd = {};
  int trouble = 0; ///< of `failed`
};

Lock not_locked(int trouble) {
  if (trouble == ENOENT || trouble == ENOTDIR || trouble == ELOOP)
    return {Lock::State::not_ours};
  return {Lock::State::failed, {}, trouble};
}

Lock try_lock(const std::filesystem::path& folder) {
  Fd at(uninterrupted([&folder] {
    return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  }));
  if (!at)
    return not_locked(errno);
  struct stat by_fd {};
  if (::fstat(at.get(), &by_fd) != 0)
    return not_locked(errno);
  if (::flock(at.get(), LOCK_EX | LOCK_NB) != 0 && errno != EWOULDBLOCK) {
    at = Fd(uninterrupted([&at] {
      return ::openat(at.get(), kLockFile.data(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    }));
    if (!at || (::flock(at.get(), LOCK_EX | LOCK_NB) != 0 && errno != EWOULDBLOCK))
      return {Lock::State::impossible};
  }
  if (::flock(at.get(), LOCK_EX | LOCK_NB) != 0)
    return {Lock::State::not_ours};
  // Another run may have taken the folder for debris between its making and its locking.
  struct stat by_name {};
  if (::lstat(folder.c_str(), &by_name) != 0)
    return not_locked(errno);
  const bool same = by_fd.st_ino == by_name.st_ino && by_fd.st_dev == by_name.st_dev;
  return same ? Lock{Lock::State::ours, std::move(at)} : Lock{Lock::State::not_ours};
}

void make_target_folder(const std::filesystem::path& folder) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure)
    throw io_error("create the folder", folder.native(), failure.value());
}

/// In a staging folder of a bag in place: which of two folders is the bag.
constexpr std::string_view kJournal = "journal";
/// Where the payload lies in a bag (RFC 8493 2.1.2).
constexpr std::string_view kPayload = "data";

struct Journal {
  std::string name;
  std::string bag; ///< see identity_of()
};

/// Two lines: which folder is the bag, and the name.
std::optional<Journal> read_journal(const std::filesystem::path& staging) {
  constexpr std::uint64_t kLargest = 4096;
  std::error_code none;
  if (!std::filesystem::is_regular_file(staging / kJournal, none))
    return std::nullopt;
  const std::string text = read_file(staging / kJournal, kLargest);
  const std::size_t end = text.find('\n');
  if (end == std::string::npos || text.find('/', end) != std::string::npos)
    return std::nullopt; // no journal of ours
  return Journal{text.substr(end + 1), text.substr(0, end)};
}

/// Where the tree that gave way to the bag is now.
std::optional<std::filesystem::path> old_tree_in(const std::filesystem::path& staging,
                                                 const Journal& journal) {
  for (const auto& place : {staging / journal.name, staging / kReplaced / journal.name})
    if (const auto found = identity_of(place); found && *found != journal.bag)
      return place;
  return std::nullopt;
}

/// Whether nothing of the user's is in the way of removing the staging folder.
bool remove_old_tree(const std::filesystem::path& staging,
                     const std::filesystem::path& target_folder) {
  const auto journal = read_journal(staging);
  const auto old = journal ? old_tree_in(staging, *journal) : std::nullopt;
  if (!old)
    return true;
  remove_known(*old, target_folder / journal->name / kPayload);
  return !identity_of(*old);
}

/// A run may have been killed between the two renames of change_places().
void put_back_replaced(const std::filesystem::path& staging,
                       const std::filesystem::path& target_folder) {
  std::error_code none;
  for (std::filesystem::directory_iterator i(staging / kReplaced, none), end; !none && i != end;
       i.increment(none))
    rename_to_free_name(i->path(), target_folder / i->path().filename());
}

/// For file systems that cannot exchange two names in one step: the old one is put aside first.
/// Returns where it is.
std::filesystem::path change_places(const std::filesystem::path& staging,
                                    const std::filesystem::path& from,
                                    const std::filesystem::path& to) {
  const auto aside = staging / kReplaced;
  if (::mkdir(aside.c_str(), 0777) != 0 && errno != EEXIST)
    throw io_error("write in", staging.native(), errno);
  const auto old = aside / to.filename();
  int trouble = rename_to_free_name(to, old);
  if (trouble == 0 && (trouble = rename_to_free_name(from, to)) != 0)
    rename_to_free_name(old, to);
  if (trouble != 0)
    throw io_error("replace", to.native(), trouble);
  return old;
}

/// Gives the name `to` to `from`, in the staging folder; returns where what had it is now.
std::filesystem::path take_name(const std::filesystem::path& staging,
                                const std::filesystem::path& from,
                                const std::filesystem::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_EXCHANGE) == 0)
    return from;
  if (!lacks_rename_flags(errno))
    throw io_error("replace", to.native(), errno);
  return change_places(staging, from, to);
}

/// Undoes take_name(), which returned `old`.
void give_back(const std::filesystem::path& old, const std::filesystem::path& from,
               const std::filesystem::path& to) {
  if (old == from)
    ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_EXCHANGE);
  else if (rename_to_free_name(to, from) == 0)
    rename_to_free_name(old, to);
}

/// Whether the staging folder is gone.
bool clear(const std::filesystem::path& staging, const std::filesystem::path& target_folder) {
  put_back_replaced(staging, target_folder);
  try {
    if (!remove_old_tree(staging, target_folder))
      return false;
  } catch (const Error&) { // the journal cannot be read: nobody knows what is whose
    return false;
  }
  remove_whole(staging);
  return !identity_of(staging);
}

} // namespace

std::vector<std::filesystem::path> remove_debris(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> removed;
  std::error_code ignored; // debris that cannot be removed stays; the next run tries again
  for (std::filesystem::directory_iterator i(folder, ignored), end; !ignored && i != end;
       i.increment(ignored)) {
    if (!i->path().filename().native().starts_with(kPrefix))
      continue;
    if (const Lock lock = try_lock(i->path());
        lock.state == Lock::State::ours && clear(i->path(), folder))
      removed.push_back(i->path());
  }
  return removed;
}

void bring_back(const std::filesystem::path& package) {
  const auto name = package.has_filename() ? package : package.parent_path(); // "letters/"
  struct stat status {};
  if (::lstat(name.c_str(), &status) != 0 && errno == ENOENT)
    remove_debris(name.has_parent_path() ? name.parent_path() : ".");
}

Staging::Staging(std::filesystem::path target_folder) : target_folder_(std::move(target_folder)) {
  make_target_folder(target_folder_);
  remove_debris(target_folder_);
  for (int tries = 0; tries < kMostStagingFolders; ++tries) {
    path_ = target_folder_ / (std::string(kPrefix) + random_name());
    if (::mkdir(path_.c_str(), 0777) != 0)
      throw io_error("write in", target_folder_.native(), errno);
    Lock lock = try_lock(path_);
    if (lock.state == Lock::State::failed) {
      ::rmdir(path_.c_str());
      throw io_error("lock", path_.native(), lock.trouble);
    }
    lock_ = std::move(lock.fd);
    if (lock.state != Lock::State::not_ours)
      return;
  }
  throw Error(ErrorKind::io,
              fmt::format("cannot write in {}: each folder that is made there is gone at once",
                          display_name(target_folder_.native())),
              "see what removes new folders there, and run the same command again");
}

Staging::~Staging() {
  clear(path_, target_folder_); // what stays is debris for the next run
}

void Staging::publish(const std::string& name, Overwrite overwrite) const {
  const auto from = path_ / name;
  const auto to = target_folder_ / name;
  struct stat status {};
  const bool is_free = overwrite == Overwrite::yes && ::lstat(to.c_str(), &status) != 0;
  if (is_free && errno != ENOENT) // what cannot be looked at is not absent
    throw io_error("replace", to.native(), errno);
  if (is_free || overwrite == Overwrite::no)
    return delo::publish(from, to, Overwrite::no);
  const auto old = take_name(path_, from, to);
  try {
    sync_folder(target_folder_);
  } catch (const Error&) { // whoever reads the error finds what was there before
    give_back(old, from, to);
    throw;
  }
}

void Staging::write_journal(const std::string& name) const {
  AtomicFile file(path_ / kJournal);
  file.write(identity_of(path_ / name).value_or("") + "\n" + name);
  file.commit(Overwrite::no);
}

std::vector<std::filesystem::path> Staging::remove_replaced() const {
  std::vector<std::filesystem::path> stay;
  if (remove_old_tree(path_, target_folder_))
    return stay;
  const auto journal = read_journal(path_);
  const auto old = old_tree_in(path_, *journal);
  for (const auto& name : strangers_in(*old, target_folder_ / journal->name / kPayload))
    stay.push_back(*old / name);
  return stay;
}

} // namespace delo
