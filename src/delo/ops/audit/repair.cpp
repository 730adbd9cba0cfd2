#include "delo/ops/audit/repair.hpp"

#include "delo/base/atomic_file.hpp"
#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/audit/check.hpp"
#include "delo/ops/audit/named_package.hpp"
#include "delo/ops/audit/stores.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <set>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

/// Hidden, so that nobody takes it for a package.
constexpr std::string_view kAside = ".delo-repair";

/// Whether another copy can help.
bool can_be_brought_back(AuditOutcome outcome) {
  switch (outcome) {
  case AuditOutcome::altered:
  case AuditOutcome::truncated:
  case AuditOutcome::extended:
  case AuditOutcome::missing:
  case AuditOutcome::moved:
  case AuditOutcome::manifest_altered:
  case AuditOutcome::unreadable:
    return true;
  default:
    return false;
  }
}

fs::path below(const fs::path& package, const std::string& name) {
  return name == kContainer ? package : package / name;
}

/// "20260314T020000Z", as a part of a name.
std::string name_of(Timestamp time) {
  std::string text = to_rfc3339(time);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

void make_folders(const fs::path& folder) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure)
    throw io_error("create", folder.native(), failure.value());
}

/// The other copy cannot be read. What goes wrong with our own disk is an Error.
struct CannotRead {
  Error error;
};

Fd open_copy(const fs::path& from) {
  try {
    return open_for_reading(from, FollowLinks::no);
  } catch (const Error& error) {
    throw CannotRead{error};
  }
}

/// The bytes and times of a file under a new name, on the disk.
void copy_bytes(const fs::path& from, const fs::path& to) {
  const Fd in = open_copy(from);
  make_folders(to.parent_path());
  const Fd out(uninterrupted(
      [&to] { return ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644); }));
  if (!out)
    throw io_error("create", to.native(), errno);
  std::vector<char> buffer(std::size_t{1024} * 1024);
  while (true) {
    const std::int64_t n = read_some(in.get(), buffer.data(), buffer.size());
    if (n < 0)
      throw CannotRead{io_error("read", from.native(), static_cast<int>(-n))};
    if (n == 0)
      break;
    write_all(out.get(), {buffer.data(), static_cast<std::size_t>(n)}, to.native());
  }
  sync_fd(out.get(), to.native());
  std::error_code no_matter; // times are a kindness
  fs::last_write_time(to, fs::last_write_time(from, no_matter), no_matter);
}

/// Both names change their files in one step; where the file system cannot do that, in two.
int exchange(const fs::path& one, const fs::path& other) {
  if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0)
    return 0;
  if (!lacks_rename_flags(errno))
    return errno;
  const fs::path free = one.native() + ".bad";
  if (const int trouble = rename_to_free_name(other, free); trouble != 0)
    return trouble;
  if (::rename(one.c_str(), other.c_str()) == 0)
    return ::rename(free.c_str(), one.c_str()) == 0 ? 0 : errno;
  const int trouble = errno;
  ::rename(free.c_str(), other.c_str());
  return trouble;
}

class Repairing {
public:
  Repairing(Catalogue& catalogue, const AuditRepairOptions& options)
      : catalogue_(catalogue), options_(options), pipeline_({.stop = options.stop}) {
    result_.package = named_package(catalogue, options.package);
    files_ = catalogue.files_of(result_.package.id);
    package_ = result_.package.path;
    replica_ = find_replica();
    result_.replica = replica_.native();
    aside_ = free_place();
  }

  AuditRepair run() {
    look(check());
    if (result_.files.empty()) {
      result_.is_whole = result_.extra.empty() && result_.unreadable.empty();
      return std::move(result_);
    }
    if (!change())
      return std::move(result_);
    remove_empty_aside();
    log("repaired");
    const PackageCheck after = check();
    result_.is_whole = after.events.empty();
    result_.unreadable.clear();
    for (const AuditEvent& event : after.events)
      if (event.outcome == AuditOutcome::unreadable)
        result_.unreadable.push_back({event.path, event.reason, {}});
    return std::move(result_);
  }

private:
  /// Of two repairs in one second each has its own.
  fs::path free_place() const {
    const std::string name =
        fmt::format("{}-{}", package_.filename().native(), name_of(options_.clock.now()));
    fs::path place = package_.parent_path() / kAside / name;
    for (int i = 2; is_there(place); ++i)
      place.replace_filename(fmt::format("{}-{}", name, i));
    return place;
  }

  /// Whether every bad file was changed. As long as none is, the copies are of no use to anybody.
  bool change() {
    try {
      if (!bring_all()) {
        remove_copies();
        return false;
      }
      log("repairing"); // whoever is killed from here on has said what he was about to do
      for (const RepairedFile& file : result_.files)
        put_in_place(file);
      return true;
    } catch (...) {
      if (!holds_bad_)
        remove_copies();
      throw;
    }
  }

  fs::path find_replica() const {
    const fs::path inside = options_.replica / package_.filename();
    const fs::path path = is_there(inside) ? inside : options_.replica;
    if (!is_there(path))
      throw Error(ErrorKind::usage,
                  fmt::format("there is no other copy at {}", display_name(path.native())),
                  "give the package in another store, or that store, with --from");
    std::error_code failure;
    if (fs::equivalent(path, package_, failure))
      throw Error(ErrorKind::usage, "a package cannot be repaired from itself",
                  "give another copy with --from");
    return fs::canonical(path);
  }

  PackageCheck check() {
    struct stat status {};
    if (::lstat(package_.c_str(), &status) != 0) {
      if (errno != ENOENT && errno != ENOTDIR)
        throw io_error("open", package_.native(), errno);
      return check_without_reading(result_.package, AuditOutcome::package_missing,
                                   "it is not there", options_.clock);
    }
    return check_package(result_.package, files_,
                         {pipeline_, options_.clock, options_.expansion, {}, {}});
  }

  /// Sorts what was found. Of an archive only the file as a whole can be brought back, and of a
  /// package that is gone, or not what it was, every file.
  void look(const PackageCheck& check) {
    std::set<std::string> known;
    for (const AuditEvent& event : check.events) {
      const bool is_entry =
          result_.package.kind == PackageKind::archive && event.path != kContainer;
      if (event.path.empty())
        add_all(event.outcome, known);
      else if (event.outcome == AuditOutcome::extra && !is_entry)
        result_.extra.push_back(event.path);
      else if (can_be_brought_back(event.outcome) && !is_entry && files_.contains(event.path) &&
               known.insert(event.path).second)
        result_.files.push_back({event.path, event.outcome, {}});
      else if (event.outcome == AuditOutcome::unreadable && !is_entry)
        result_.unreadable.push_back({event.path, event.reason, {}}); // a folder
    }
  }

  void add_all(AuditOutcome outcome, std::set<std::string>& known) {
    for (const auto& [name, file] : files_) {
      const bool is_entry = result_.package.kind == PackageKind::archive && name != kContainer;
      if (!is_entry && known.insert(name).second)
        result_.files.push_back({name, outcome, {}});
    }
  }

  /// Copies every bad file from the replica and reads it back; whether all are as catalogued.
  bool bring_all() {
    require_same_file_system();
    make_folders(aside_);
    bool all = true;
    for (RepairedFile& file : result_.files) {
      file.reason = bring(file);
      all = all && file.reason.empty();
    }
    return all;
  }

  /// Why there is no good copy of a file; empty when there is one now.
  std::string bring(RepairedFile& file) {
    const fs::path staged = place_of(file.path);
    try {
      copy_bytes(below(replica_, file.path), staged);
    } catch (const CannotRead& trouble) {
      const int number = trouble.error.error_number();
      file.is_copy_unreadable = number != ENOENT && number != ENOTDIR && number != ELOOP;
      return trouble.error.message();
    }
    const StoredItem item = read_container(staged, pipeline_);
    const CataloguedFile& known = files_.find(file.path)->second;
    if (item.unreadable)
      throw Error(ErrorKind::io, *item.unreadable, "the disk of the package fails",
                  item.error_number);
    if (item.bytes != known.size || item.digest != known.digest)
      return "the other copy is not what is catalogued, either";
    return {};
  }

  fs::path place_of(const std::string& name) const {
    return name == kContainer ? aside_ / package_.filename() : aside_ / name;
  }

  void require_same_file_system() const {
    const std::uint64_t beside = device_of(package_.parent_path().native());
    const std::uint64_t here = device_of(package_.native());
    if (here != 0 && beside != 0 && here != beside)
      throw Error(
          ErrorKind::usage,
          fmt::format("{} is the root of a file system: there is no place beside it for what "
                      "is bad",
                      display_name(package_.native())),
          "copy the files by hand, and run `delo audit run` afterwards");
  }

  /// What was bad takes the place of the copy.
  void put_in_place(const RepairedFile& file) {
    const fs::path good = place_of(file.path);
    const fs::path target = below(package_, file.path);
    make_folders(target.parent_path());
    int trouble = exchange(good, target);
    if (trouble == ENOENT) // there is nothing in its place
      trouble = rename_to_free_name(good, target);
    if (trouble != 0)
      throw io_error("rename to", target.native(), trouble);
    holds_bad_ = true;
    sync_folder(target.parent_path());
    sync_folder(good.parent_path());
  }

  void remove_copies() const {
    std::error_code failure;
    fs::remove_all(aside_, failure);
    fs::remove(aside_.parent_path(), failure); // when nothing else is in it
  }

  /// Nothing was bad but missing: then nothing is aside.
  void remove_empty_aside() {
    std::error_code failure; // what cannot be looked at is no less kept there
    bool holds_files = false;
    for (fs::recursive_directory_iterator each(aside_, failure), end; !failure && each != end;
         each.increment(failure))
      holds_files = holds_files || each->symlink_status(failure).type() != fs::file_type::directory;
    if (holds_files || failure)
      result_.aside = aside_.native();
    else
      remove_copies();
  }

  void log(std::string_view what) {
    Json body;
    body["package"] = to_catalogue_text(package_.native());
    body["from"] = to_catalogue_text(replica_.native());
    if (what == "repairing")
      body["aside"] = to_catalogue_text(aside_.native());
    else if (!result_.aside.empty())
      body["aside"] = to_catalogue_text(result_.aside);
    body["files"] = Json::array();
    for (const RepairedFile& file : result_.files)
      body["files"].push_back(to_catalogue_text(file.path));
    catalogue_.log(what, options_.clock.now(), body);
    catalogue_.flush_log();
  }

  Catalogue& catalogue_;
  const AuditRepairOptions& options_;
  HashPipeline pipeline_;
  AuditRepair result_;
  CataloguedFiles files_;
  fs::path package_;
  fs::path replica_;
  fs::path aside_;
  bool holds_bad_ = false; ///< there is no other place any more for what lies aside
};

} // namespace

AuditRepair audit_repair(const AuditRepairOptions& options) {
  require_catalogue(options.catalogue);
  const CatalogueLock lock(options.catalogue, options.clock);
  Catalogue catalogue(options.catalogue, Catalogue::Missing::refuse);
  return Repairing(catalogue, options).run();
}

} // namespace delo
