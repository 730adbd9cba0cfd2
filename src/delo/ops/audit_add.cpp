#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit_reference.hpp"
#include "delo/ops/audit_stores.hpp"
#include "delo/ops/catalogue.hpp"
#include "delo/ops/catalogue_lock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

class Adding {
public:
  Adding(Catalogue& catalogue, const AuditAddOptions& options)
      : catalogue_(catalogue), options_(options), pipeline_({.stop = options.stop}) {
    result_.catalogue = options.catalogue.native();
    const auto packages = catalogue.packages();
    Stores stores(packages);
    for (const CatalogueEntry& package : packages) {
      catalogued_.insert(package.path);
      if (stores.look_for(package).presence == Presence::gone)
        gone_.push_back(package);
    }
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
    } catch (const CannotTake& trouble) {
      result_.refused.push_back({path.native(), trouble.reason, trouble.unreadable, {}});
    }
  }

  void take(const fs::path& given) {
    const fs::path path = one_path(given);
    if (const auto kind = find_kind(path))
      return take_package(path, *kind);
    if (!fs::is_directory(path) || !take_store(path))
      result_.not_packages.push_back(given.native());
  }

  /// Whether there was a package in the folder, or something that could not be told from one.
  bool take_store(const fs::path& folder) {
    const std::size_t refused_before = result_.refused.size();
    std::vector<std::string> passed_over;
    bool found = false;
    for (const fs::path& child : children_of(folder))
      guarded(child, [&] {
        const fs::path path = one_path(child);
        if (const auto kind = find_kind(path)) {
          found = true;
          take_package(path, *kind);
        } else {
          passed_over.push_back(child.native());
        }
      });
    if (found)
      std::move(passed_over.begin(), passed_over.end(), std::back_inserter(result_.passed_over));
    return found || result_.refused.size() > refused_before;
  }

  void take_package(const fs::path& path, PackageKind kind) {
    if (catalogued_.contains(path.native()))
      return result_.already.push_back(path.native());
    if (options_.validate && !is_valid(path))
      return;
    Reference reference = read_reference(path, kind, pipeline_, options_.expansion);
    CatalogueEntry& entry = reference.entry;
    entry.added = options_.clock.now();
    const auto before = moved_from(reference);
    if (before != gone_.end()) {
      catalogue_.move(before->id, entry);
      result_.moved.push_back({before->path, entry.path});
      gone_.erase(before);
    } else {
      catalogue_.add(entry, reference.files);
      result_.added.push_back({entry.path, entry.citation, entry.files, entry.bytes});
    }
    catalogued_.insert(entry.path);
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
  std::vector<CatalogueEntry>::iterator moved_from(const Reference& now) {
    return std::find_if(gone_.begin(), gone_.end(), [&](const CatalogueEntry& gone) {
      if (gone.kind != now.entry.kind || gone.files != now.entry.files ||
          gone.bytes != now.entry.bytes)
        return false;
      const CataloguedFiles before = catalogue_.files_of(gone.id);
      return std::equal(before.begin(), before.end(), now.files.begin(), now.files.end(),
                        [](const auto& a, const auto& b) {
                          return a.first == b.first && a.second.digest == b.second.digest;
                        });
    });
  }

  Catalogue& catalogue_;
  const AuditAddOptions& options_;
  std::set<std::string> catalogued_; ///< paths
  std::vector<CatalogueEntry> gone_; ///< not in their place when the work began
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
