#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/discovery.hpp"
#include "delo/ops/audit/reference.hpp"
#include "delo/ops/audit/steady_flush.hpp"
#include "delo/ops/audit/stores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

class Adding {
public:
  Adding(Catalogue& catalogue, const AuditAddOptions& options)
      : catalogue_(catalogue), options_(options), pipeline_({.stop = options.stop}) {
    result_.catalogue = options.catalogue.native();
    if (options.collection)
      result_.collection = options.collection->name;
  }

  AuditAddResult all() {
    if (options_.collection)
      take_collection(*options_.collection);
    within_.reset();
    collections_ = catalogue_.collections();
    for (const fs::path& path : options_.paths)
      guarded(path, [&] { take(path); });
    flush_.finish();
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
    } catch (const CannotTake& trouble) {
      result_.refused.push_back({path.native(), trouble.reason, trouble.unreadable, {}});
    }
  }

  void take_collection(const Collection& wanted) {
    Collection collection = wanted;
    guarded(collection.root, [&] {
      collection.root = one_path(collection.root).native();
      const std::int64_t id = catalogue_.put(collection, options_.clock.now());
      collections_ = catalogue_.collections();
      within_ = id;
      take_all(find_packages(collection));
    });
  }

  void take_all(FoundPackages found) {
    for (AuditRefusal& trouble : found.troubles)
      result_.refused.push_back(std::move(trouble));
    for (const FoundPackage& package : found.packages)
      guarded(package.path, [&] { take_found(package); });
    for (const fs::path& path : found.passed_over)
      result_.passed_over.push_back(path.native());
  }

  /// The collection whose root holds the package; of several the one with the longest root.
  std::int64_t collection_of(const fs::path& path) const {
    std::int64_t id = 1;
    std::size_t longest = 0;
    for (const Collection& collection : collections_) {
      const std::string& root = collection.root;
      const bool holds =
          !root.empty() && path.native().starts_with(root) &&
          (path.native().size() == root.size() || root == "/" || path.native()[root.size()] == '/');
      if (holds && root.size() > longest) {
        id = collection.id;
        longest = root.size();
      }
    }
    return id;
  }

  void take(const fs::path& given) {
    const fs::path path = one_path(given);
    if (const auto kind = find_kind(path))
      return take_package({path, *kind, {}});
    if (is_storage_root(path))
      return take_all(find_objects(path));
    if (!fs::is_directory(path) || !take_store(path))
      result_.not_packages.push_back(given.native());
  }

  /// Whether there was a package in the folder, or something that could not be told from one.
  bool take_store(const fs::path& folder) {
    Collection store;
    store.root = folder.native();
    FoundPackages found = find_packages(store);
    if (found.packages.empty())
      found.passed_over.clear(); // then the folder as a whole is told of
    const bool is_store = !found.packages.empty() || !found.troubles.empty();
    take_all(std::move(found));
    return is_store;
  }

  /// What was forgotten and was only met on the way stays forgotten.
  void take_found(const FoundPackage& package) {
    const std::int64_t id = within_ ? *within_ : collection_of(package.path);
    if (id != forgotten_of_) {
      forgotten_ = catalogue_.forgotten(id);
      forgotten_of_ = id;
    }
    if (catalogue_.at(package.path.native()) || !is_forgotten(package.path, forgotten_))
      return take_package(package);
    result_.notices.push_back(
        fmt::format("{} was forgotten on {} and stays so; `delo audit add` with its own path takes "
                    "it in again",
                    package.path.native(), to_date(forgotten_.at(package.path.native()))));
  }

  void take_package(const FoundPackage& package) {
    const fs::path& path = package.path;
    if (catalogue_.at(path.native()))
      return result_.already.push_back(path.native());
    if (options_.validate && is_bag_or_mets(package.kind) && !is_valid(path))
      return;
    Reference reference =
        read_reference(path, package.kind, pipeline_, options_.expansion, package.list);
    CatalogueEntry& entry = reference.entry;
    entry.collection = within_ ? *within_ : collection_of(path);
    entry.added = options_.clock.now();
    entry.reference = reference_of(reference.files);
    for (const std::string& notice : reference.notices)
      result_.notices.push_back(fmt::format("{}: {}", path.native(), notice));
    if (const auto before = moved_from(reference)) {
      catalogue_.move(*before, entry, entry.added);
      result_.moved.push_back({before->path, entry.path});
    } else {
      known_.emplace(entry.reference, catalogue_.add(entry, reference.files));
      result_.added.push_back({entry.path, entry.citation, entry.files, entry.bytes});
    }
    flush_.after_package();
  }

  bool is_valid(const fs::path& path) {
    PackageReport report = options_.validate(path);
    const Verdict verdict = report.verdict();
    if (verdict == Verdict::valid)
      return true;
    result_.refused.push_back(
        {path.native(), why_refused(report), verdict == Verdict::unreadable, std::move(report)});
    return false;
  }

  /// What was not read to its end has nothing else to be looked for with delo validate.
  static std::string why_refused(const PackageReport& report) {
    for (const Finding& finding : report.findings)
      if (finding.rule->id == "DELO-container-5")
        return fmt::format("{}; {}", finding.message, finding.rule->fix);
    return fmt::format("its validation says: {}", to_word(report.verdict()));
  }

  /// The catalogued package that this one was, before somebody moved it: the same files with the
  /// same digests, and it is gone from a store that is there. Were its store away, this might be a
  /// second copy.
  std::optional<CatalogueEntry> moved_from(const Reference& now) {
    Stores stores([this](const std::string& folder) { return catalogue_.paths_in(folder); });
    for (const std::string& reference : {now.entry.reference, std::string()}) {
      const auto [first, last] = known_.equal_range(reference);
      for (auto each = first; each != last; ++each) {
        auto known = catalogue_.package(each->second);
        if (known && known->kind == now.entry.kind &&
            stores.look_for(*known).presence == Presence::gone &&
            is_same(catalogue_.files_of(known->id), now.files))
          return known;
      }
    }
    return std::nullopt;
  }

  static bool is_same(const CataloguedFiles& before, const CataloguedFiles& now) {
    return std::equal(before.begin(), before.end(), now.begin(), now.end(),
                      [](const auto& a, const auto& b) {
                        return a.first == b.first && a.second.digest == b.second.digest;
                      });
  }

  Catalogue& catalogue_;
  const AuditAddOptions& options_;
  std::vector<Collection> collections_;
  std::optional<std::int64_t> within_; ///< the collection that is being taken in
  ForgottenPaths forgotten_;           ///< of the collection that was looked at last
  std::int64_t forgotten_of_ = 0;
  /// Packages by their references. Looked up once: there may be many to take in, and many that are
  /// alike.
  std::unordered_multimap<std::string, std::int64_t> known_ = catalogue_.references();
  AuditAddResult result_;
  HashPipeline pipeline_;
  SteadyFlush flush_{catalogue_};
};

} // namespace

AuditAddResult audit_add(const AuditAddOptions& options) {
  const CatalogueLock lock(options.catalogue, options.clock);
  Catalogue catalogue(options.catalogue, Catalogue::Missing::create);
  return Adding(catalogue, options).all();
}

} // namespace delo
