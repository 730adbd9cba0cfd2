#include "delo/ops/audit/reference.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/ocfl/ocfl_names.hpp"
#include "delo/io/package_source.hpp"
#include "delo/ops/audit/list_witness.hpp"
#include "delo/ops/audit/ocfl_witness.hpp"
#include "delo/ops/audit/stores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCitationLabel = "delo-citation";
constexpr std::size_t kMostBagInfo = 1024 * 1024;

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

/// What cannot be read cannot be taken in; everything else is passed on.
template <typename Work>
auto reading(const Work& work) {
  try {
    return work();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::io)
      throw;
    throw CannotTake{error.message(), true};
  }
}

bool lies_in(const fs::path& folder, std::string_view name) {
  std::error_code failure;
  const fs::file_type type = fs::symlink_status(folder / name, failure).type();
  if (type == fs::file_type::none) // the system would not say, which is not "no"
    throw io_error("open", (folder / name).native(), failure.value());
  return type != fs::file_type::not_found;
}

/// The names in a folder; the library leaves it to us to try again when a signal came.
fs::directory_iterator names_in(const fs::path& folder, std::error_code& failure) {
  fs::directory_iterator names(folder, failure);
  while (failure == std::errc::interrupted)
    names = fs::directory_iterator(folder, failure);
  return names;
}

/// Whether the folder declares, well or badly, to be an OCFL object.
bool has_object_mark(const fs::path& folder) {
  std::error_code failure;
  for (fs::directory_iterator item = names_in(folder, failure), end; !failure && item != end;
       item.increment(failure))
    if (item->path().filename().native().starts_with(kOcflObjectMark))
      return true;
  if (failure)
    throw io_error("list", folder.native(), failure.value());
  return false;
}

void take(CataloguedFiles& files, const StoredItem& item, PackageKind kind) {
  const std::string shown = display_name(item.name);
  if (item.kind == EntryKind::unreadable)
    throw CannotTake{fmt::format("cannot list {}: {}", shown, item.unreadable.value_or("")), true};
  if (item.unreadable)
    throw CannotTake{*item.unreadable, true};
  if (item.kind != EntryKind::file) {
    if (kind == PackageKind::archive)
      return; // holds no bytes of its own, and the archive's digest covers it
    throw CannotTake{fmt::format("{} is a link or a device: its content cannot be watched", shown)};
  }
  if (!item.digest)
    throw CannotTake{fmt::format("{} has no digest", shown), true};
  if (!files.try_emplace(item.name, CataloguedFile{item.bytes, *item.digest}).second)
    throw CannotTake{fmt::format("two entries have the name {}", shown)};
}

void count(Reference& reference) {
  CatalogueEntry& entry = reference.entry;
  const bool is_archive = entry.kind == PackageKind::archive;
  entry.files = reference.files.size() - (is_archive ? 1 : 0);
  for (const auto& [name, file] : reference.files)
    if (!is_archive || name == kContainer)
      entry.bytes += file.size;
}

} // namespace

fs::path one_path(const fs::path& path) {
  std::error_code failure;
  fs::path whole = fs::canonical(path, failure);
  if (failure)
    throw CannotTake{io_error("open", path.native(), failure.value()).message(), true};
  return whole;
}

std::optional<PackageKind> find_kind(const fs::path& path) {
  return reading([&]() -> std::optional<PackageKind> {
    const SourceKind kind = probe_source(path);
    if (kind == SourceKind::archive)
      return PackageKind::archive;
    if (kind == SourceKind::folder && (lies_in(path, "bagit.txt") || lies_in(path, "METS.xml")))
      return PackageKind::folder;
    if (kind == SourceKind::folder && has_object_mark(path))
      return PackageKind::ocfl;
    return std::nullopt;
  });
}

bool is_bag_or_mets(PackageKind kind) {
  return kind == PackageKind::folder || kind == PackageKind::archive;
}

std::vector<fs::path> children_of(const fs::path& folder) {
  std::error_code failure;
  std::vector<fs::path> children;
  for (fs::directory_iterator item = names_in(folder, failure), end; !failure && item != end;
       item.increment(failure))
    if (!item->path().filename().native().starts_with('.'))
      children.push_back(item->path());
  if (failure)
    throw CannotTake{io_error("list", folder.native(), failure.value()).message(), true};
  std::sort(children.begin(), children.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  return children;
}

namespace {

constexpr std::uint64_t kWhole = std::numeric_limits<std::uint64_t>::max();

/// Reads one package, with the judge that its kind has.
class ReferenceReading {
public:
  ReferenceReading(const fs::path& path, PackageKind kind, HashPipeline& pipeline,
                   ExpansionLimit expansion)
      : path_(path), kind_(kind), pipeline_(pipeline) {
    plan_.limit = [](std::string_view, std::optional<std::uint64_t>) { return kWhole; };
    plan_.on_bag_info = [this](std::string_view bytes) {
      bag_info_ += bytes.substr(0, kMostBagInfo - bag_info_.size());
    };
    plan_.expansion = expansion;
    CatalogueEntry& entry = reference_.entry;
    entry.path = path.native();
    entry.name = path.filename().native();
    entry.kind = kind;
    entry.device = device_of(path.parent_path().native());
  }

  Reference run(const fs::path& list) {
    if (kind_ == PackageKind::archive)
      take(reference_.files, read_container(path_, pipeline_), PackageKind::folder);
    if (kind_ == PackageKind::ocfl)
      read_object();
    else if (kind_ == PackageKind::list)
      read_listed(list);
    else
      read_all();
    count(reference_);
    return std::move(reference_);
  }

private:
  StoredPackage stored() {
    StoredPackage found = read_stored(path_, kind_, pipeline_, plan_);
    if (found.damage)
      throw CannotTake{"the archive cannot be read to its end: " + *found.damage};
    return found;
  }

  void read_all() {
    const StoredPackage found = stored();
    for (const StoredItem& item : found.items)
      if (item.kind != EntryKind::folder)
        take(reference_.files, item, kind_);
    reference_.entry.citation = citation_in(bag_info_);
  }

  void read_object() {
    OcflWitness object;
    plan_.witness = &object;
    read_all();
    if (const auto problems = object.problems(); !problems.empty())
      throw CannotTake{words_of(problems)};
    reference_.entry.citation = object.id().substr(0, kMostBagInfo);
  }

  void read_listed(const fs::path& list) {
    ListWitness listed(list, path_);
    if (std::string faults = listed.faults(); !faults.empty())
      throw CannotTake{std::move(faults)};
    plan_.witness = &listed;
    plan_.on_bag_info = {};
    plan_.limit = [&listed](std::string_view name, std::optional<std::uint64_t>) {
      return listed.is_listed(name) ? std::optional(kWhole) : std::nullopt;
    };
    const StoredPackage found = stored();
    for (const StoredItem& item : found.items)
      if (item.kind != EntryKind::folder && listed.keeps(item))
        take(reference_.files, item, kind_);
    if (std::string differences = listed.differences(); !differences.empty())
      throw CannotTake{std::move(differences)};
    reference_.notices = listed.notices();
  }

  const fs::path& path_;
  PackageKind kind_;
  HashPipeline& pipeline_;
  ReadingPlan plan_;
  std::string bag_info_;
  Reference reference_;
};

} // namespace

Reference read_reference(const fs::path& path, PackageKind kind, HashPipeline& pipeline,
                         ExpansionLimit expansion, const fs::path& list) {
  return reading([&] { return ReferenceReading(path, kind, pipeline, expansion).run(list); });
}

} // namespace delo
