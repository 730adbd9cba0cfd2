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

/// The bytes and times of a file under a new name, on the disk.
void copy_bytes(const fs::path& from, const fs::path& to) {
  make_folders(to.parent_path());
  const Fd in = open_for_reading(from, FollowLinks::no);
  const Fd out(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
  if (!out)
    throw io_error("create", to.native(), errno);
  std::vector<char> buffer(std::size_t{1024} * 1024);
  while (true) {
    const std::int64_t n = read_some(in.get(), buffer.data(), buffer.size());
    if (n < 0)
      throw io_error("read", from.native(), static_cast<int>(-n));
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
    aside_ = package_.parent_path() / kAside /
             fmt::format("{}-{}", package_.filename().native(), name_of(options.clock.now()));
  }

  AuditRepair run() {
    look(check());
    if (result_.files.empty()) {
      result_.is_whole = result_.extra.empty();
      return std::move(result_);
    }
    if (!bring_all()) {
      remove_copies();
      return std::move(result_);
    }
    for (const RepairedFile& file : result_.files)
      put_in_place(file);
    remove_empty_aside();
    log();
    result_.is_whole = check().events.empty();
    return std::move(result_);
  }

private:
  fs::path find_replica() const {
    std::error_code failure;
    const fs::path inside = options_.replica / package_.filename();
    const fs::path path = fs::exists(inside, failure) ? inside : options_.replica;
    if (!fs::exists(path, failure))
      throw Error(ErrorKind::usage,
                  fmt::format("there is no other copy at {}", display_name(path.native())),
                  "give the package in another store, or that store, with --from");
    if (fs::equivalent(path, package_, failure))
      throw Error(ErrorKind::usage, "a package cannot be repaired from itself",
                  "give another copy with --from");
    return fs::canonical(path);
  }

  PackageCheck check() {
    std::error_code failure;
    if (!fs::exists(fs::symlink_status(package_, failure)))
      return check_without_reading(result_.package, AuditOutcome::package_missing,
                                   "it is not there", options_.clock);
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
      file.reason = bring(file.path);
      all = all && file.reason.empty();
    }
    return all;
  }

  std::string bring(const std::string& name) {
    const fs::path staged = place_of(name);
    try {
      copy_bytes(below(replica_, name), staged);
    } catch (const Error& error) {
      return error.message();
    }
    const StoredItem item = read_container(staged, pipeline_);
    const CataloguedFile& known = files_.find(name)->second;
    if (item.unreadable)
      return *item.unreadable;
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
    if (here != 0 && here != beside)
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
    bool holds_files = false;
    for (const auto& item : fs::recursive_directory_iterator(aside_))
      holds_files = holds_files || !item.is_directory() || fs::is_symlink(item.symlink_status());
    if (holds_files)
      result_.aside = aside_.native();
    else
      remove_copies();
  }

  void log() {
    Json body;
    body["package"] = to_catalogue_text(package_.native());
    body["from"] = to_catalogue_text(replica_.native());
    if (!result_.aside.empty())
      body["aside"] = to_catalogue_text(result_.aside);
    body["files"] = Json::array();
    for (const RepairedFile& file : result_.files)
      body["files"].push_back(to_catalogue_text(file.path));
    catalogue_.log("repaired", options_.clock.now(), body);
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
};

} // namespace

AuditRepair audit_repair(const AuditRepairOptions& options) {
  std::error_code failure;
  if (!fs::exists(options.catalogue, failure)) // a lock would make a folder where there is none
    Catalogue(options.catalogue, Catalogue::Missing::refuse);
  const CatalogueLock lock(options.catalogue, options.clock);
  Catalogue catalogue(options.catalogue, Catalogue::Missing::refuse);
  return Repairing(catalogue, options).run();
}

} // namespace delo
