#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/package_source.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit_reading.hpp"
#include "delo/ops/audit_stores.hpp"
#include "delo/ops/catalogue.hpp"
#include "delo/ops/catalogue_lock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCitationLabel = "delo-citation";
constexpr std::size_t kMostBagInfo = 1024 * 1024;

/// The package cannot be taken in; the message says why.
struct Refused {
  std::string reason;
  bool unreadable = false;
};

/// The value of the first "Delo-Citation: value" line, with the lines that continue it (RFC 8493
/// 2.2.2: they begin with white space).
std::string citation_in(std::string_view bag_info) {
  std::string citation;
  bool inside = false;
  while (!bag_info.empty()) {
    const std::size_t end = bag_info.find_first_of("\r\n");
    const std::string_view line = bag_info.substr(0, end);
    bag_info.remove_prefix(end == std::string_view::npos ? bag_info.size() : end + 1);
    const bool continues = line.starts_with(' ') || line.starts_with('\t');
    if (inside && !continues && !line.empty())
      break;
    if (inside && !is_blank(line))
      citation += " " + std::string(trim(line));
    const std::size_t colon = line.find(':');
    if (!inside && colon != std::string_view::npos &&
        ascii_lower(trim(line.substr(0, colon))) == kCitationLabel) {
      citation = trim(line.substr(colon + 1));
      inside = true;
    }
  }
  return std::string(trim(citation));
}

/// What lies at a path: a kind of package, or nothing of that sort. Throws Error(io).
std::optional<PackageKind> package_kind(const fs::path& path) {
  switch (probe_source(path)) {
  case SourceKind::archive:
    return PackageKind::archive;
  case SourceKind::folder:
    for (const std::string_view mark : {"bagit.txt", "METS.xml"}) {
      std::error_code failure;
      if (fs::exists(fs::symlink_status(path / mark, failure)))
        return PackageKind::folder;
    }
    return std::nullopt;
  case SourceKind::none:
    break;
  }
  return std::nullopt;
}

/// The names in a folder but for those that begin with ".", sorted by their bytes.
std::vector<fs::path> children_of(const fs::path& folder) {
  std::error_code failure;
  std::vector<fs::path> children;
  for (fs::directory_iterator item(folder, failure), end; !failure && item != end;
       item.increment(failure))
    if (!item->path().filename().native().starts_with('.'))
      children.push_back(item->path());
  if (failure)
    throw io_error("list", folder.native(), failure.value());
  std::sort(children.begin(), children.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  return children;
}

fs::path absolute_path(const fs::path& path) {
  std::error_code failure;
  fs::path whole = fs::canonical(path, failure);
  if (failure)
    throw io_error("open", path.native(), failure.value());
  return whole;
}

class Adding {
public:
  Adding(Catalogue& catalogue, const AuditAddOptions& options)
      : catalogue_(catalogue), options_(options), known_(catalogue.packages()),
        pipeline_({.stop = options.stop}) {
    for (const CatalogueEntry& known : known_)
      known_paths_.insert(known.path);
    result_.catalogue = options.catalogue.native();
  }

  AuditAddResult all() {
    for (const fs::path& path : options_.paths)
      guarded(path, [&] { take(path); });
    return std::move(result_);
  }

private:
  /// Keeps apart what cannot be taken in, and goes on with the others. The catalogue's own troubles
  /// are not of this sort: they end the work.
  template <typename Work>
  void guarded(const fs::path& path, const Work& work) {
    if (options_.stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped on request");
    try {
      work();
    } catch (const Refused& refused) {
      result_.refused.push_back({path.native(), refused.reason, refused.unreadable, {}});
    }
  }

  /// Runs something that reads packages: what cannot be read is refused.
  template <typename Work>
  static auto reading(const Work& work) {
    try {
      return work();
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io)
        throw;
      throw Refused{error.message(), true};
    }
  }

  void take(const fs::path& given) {
    const fs::path path = reading([&] { return absolute_path(given); });
    if (const auto kind = reading([&] { return package_kind(path); }))
      return take_package(path, *kind);
    if (!fs::is_directory(path) || !take_store(path))
      result_.not_packages.push_back(given.native());
  }

  /// Whether there was a package in the folder.
  bool take_store(const fs::path& folder) {
    const std::size_t refused_before = result_.refused.size();
    std::vector<std::string> passed_over;
    bool found = false;
    for (const fs::path& child : reading([&] { return children_of(folder); }))
      guarded(child, [&] {
        const fs::path path = reading([&] { return absolute_path(child); });
        if (const auto kind = reading([&] { return package_kind(path); })) {
          found = true;
          take_package(path, *kind);
        } else {
          passed_over.push_back(child.native());
        }
      });
    if (found)
      result_.passed_over.insert(result_.passed_over.end(), passed_over.begin(), passed_over.end());
    return found || result_.refused.size() > refused_before;
  }

  void take_package(const fs::path& path, PackageKind kind) {
    if (known_paths_.contains(path.native()))
      return result_.already.push_back(path.native());
    if (options_.validate && !is_valid(path))
      return;
    CatalogueEntry entry;
    entry.path = path.native();
    entry.name = path.filename().native();
    entry.kind = kind;
    entry.device = device_of(path.parent_path().native());
    const CataloguedFiles files = reading([&] { return read_files(entry); });
    entry.added = options_.clock.now();
    if (CatalogueEntry* before = moved_from(entry, files)) {
      catalogue_.move(before->id, entry);
      result_.moved.push_back({before->path, entry.path});
      before->path = entry.path;
      before->name = entry.name;
    } else {
      entry.id = catalogue_.add(entry, files);
      result_.added.push_back({entry.path, entry.citation, entry.files, entry.bytes});
      known_.push_back(entry);
    }
    known_paths_.insert(entry.path);
  }

  bool is_valid(const fs::path& path) {
    PackageReport report = reading([&] { return options_.validate(path); });
    const Verdict verdict = report.verdict();
    if (verdict == Verdict::valid)
      return true;
    result_.refused.push_back({path.native(),
                               fmt::format("its validation says: {}", to_word(verdict)),
                               verdict == Verdict::unreadable, std::move(report)});
    return false;
  }

  /// Reads a package whole; fills in what `entry` says of its content.
  CataloguedFiles read_files(CatalogueEntry& entry) {
    CataloguedFiles files;
    if (entry.kind == PackageKind::archive)
      take_item(files, read_container(entry.path, pipeline_));
    std::string bag_info;
    ReadingPlan plan;
    plan.limit = [](std::string_view) { return std::numeric_limits<std::uint64_t>::max(); };
    plan.on_bag_info = [&bag_info](std::string_view bytes) {
      bag_info += bytes.substr(0, kMostBagInfo - bag_info.size());
    };
    const StoredPackage found = read_stored(entry.path, entry.kind, pipeline_, plan);
    if (found.damage)
      throw Refused{"the archive cannot be read to its end: " + *found.damage};
    for (const StoredItem& item : found.items)
      if (item.kind != EntryKind::folder)
        take_item(files, item, entry.kind);
    entry.citation = citation_in(bag_info);
    count(entry, files);
    return files;
  }

  static void count(CatalogueEntry& entry, const CataloguedFiles& files) {
    const bool is_archive = entry.kind == PackageKind::archive;
    entry.files = files.size() - (is_archive ? 1 : 0);
    for (const auto& [name, file] : files)
      if (!is_archive || name == kContainer)
        entry.bytes += file.size;
  }

  static void take_item(CataloguedFiles& files, const StoredItem& item,
                        PackageKind kind = PackageKind::folder) {
    const std::string shown = display_name(item.name);
    if (item.unreadable)
      throw Refused{item.kind == EntryKind::unreadable
                        ? fmt::format("cannot list {}: {}", shown, *item.unreadable)
                        : *item.unreadable,
                    true};
    if (item.kind != EntryKind::file) {
      if (kind == PackageKind::archive)
        return; // holds no bytes of its own, and the archive's digest covers it
      throw Refused{fmt::format("{} is a link or a device: its content cannot be watched", shown)};
    }
    if (!item.digest)
      throw Refused{fmt::format("{} has no digest", shown), true};
    if (!files.try_emplace(item.name, CataloguedFile{item.bytes, *item.digest}).second)
      throw Refused{fmt::format("two entries have the name {}", shown)};
  }

  /// The catalogued package that this one was, before somebody moved it: the same files with the
  /// same digests, and it is gone from a store that is there. Were its store away, this might be a
  /// second copy.
  CatalogueEntry* moved_from(const CatalogueEntry& entry, const CataloguedFiles& files) {
    for (CatalogueEntry& known : known_) {
      if (known.kind != entry.kind || known.files != entry.files || known.bytes != entry.bytes ||
          Stores(known_).look_for(known).presence != Presence::gone)
        continue;
      const CataloguedFiles before = catalogue_.files_of(known.id);
      if (std::equal(before.begin(), before.end(), files.begin(), files.end(),
                     [](const auto& a, const auto& b) {
                       return a.first == b.first && a.second.digest == b.second.digest;
                     }))
        return &known;
    }
    return nullptr;
  }

  Catalogue& catalogue_;
  const AuditAddOptions& options_;
  std::vector<CatalogueEntry> known_;
  std::set<std::string> known_paths_;
  AuditAddResult result_;
  HashPipeline pipeline_;
};

} // namespace

AuditAddResult audit_add(const AuditAddOptions& options) {
  const CatalogueLock lock(options.catalogue, options.clock);
  Catalogue catalogue(options.catalogue, Catalogue::Missing::create);
  return Adding(catalogue, options).all();
}

} // namespace delo
