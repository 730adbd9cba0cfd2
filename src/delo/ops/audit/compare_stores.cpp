#include "delo/ops/audit/compare_stores.hpp"

#include "delo/base/error.hpp"
#include "delo/ops/audit/discovery.hpp"
#include "delo/ops/audit/reference.hpp"

#include <map>
#include <optional>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

/// A package in one of the two copies, or why it cannot be told whether it is one.
struct Place {
  std::optional<FoundPackage> package;
  std::string trouble;
};
using Places = std::map<std::string, Place>;

Places places_in(const fs::path& store) {
  Collection collection;
  Places places;
  try {
    collection.root = one_path(store).native();
    FoundPackages found = find_packages(collection);
    for (FoundPackage& package : found.packages) {
      const std::string name = package.path.filename().native();
      places[name].package = std::move(package);
    }
    for (const AuditRefusal& trouble : found.troubles)
      places[fs::path(trouble.path).filename().native()].trouble = trouble.reason;
  } catch (const CannotTake& trouble) {
    throw Error(ErrorKind::io, trouble.reason, "give two folders of packages");
  }
  return places;
}

class Comparing {
public:
  explicit Comparing(const CompareOptions& options)
      : options_(options), pipeline_({.stop = options.stop}) {
    result_.first = options.first.native();
    result_.second = options.second.native();
  }

  StoreComparison run() {
    const Places first = places_in(options_.first);
    const Places second = places_in(options_.second);
    Places both = first;
    both.insert(second.begin(), second.end());
    for (const auto& [name, place] : both)
      result_.packages.push_back(compare(name, first, second));
    return std::move(result_);
  }

private:
  ComparedPackage compare(const std::string& name, const Places& first, const Places& second) {
    ComparedPackage compared{name, CopyState::same, {}, {}};
    const auto one = first.find(name);
    const auto other = second.find(name);
    if (one == first.end() || other == second.end()) {
      compared.state = one == first.end() ? CopyState::only_second : CopyState::only_first;
      return compared;
    }
    try {
      const CataloguedFiles was = read(one->second);
      const CataloguedFiles is = read(other->second);
      compare(compared, was, is);
    } catch (const CannotTake& trouble) {
      compared.state = CopyState::unproven;
      compared.reason = trouble.reason;
    }
    return compared;
  }

  CataloguedFiles read(const Place& place) {
    if (!place.package)
      throw CannotTake{place.trouble, true};
    Reference reference =
        read_reference(place.package->path, place.package->kind, pipeline_, options_.expansion);
    result_.bytes += reference.entry.bytes;
    return std::move(reference.files);
  }

  static void compare(ComparedPackage& compared, const CataloguedFiles& first,
                      const CataloguedFiles& second) {
    for (const auto& [name, file] : first) {
      const auto other = second.find(name);
      if (other == second.end())
        compared.files.push_back({name, CopyState::only_first});
      else if (other->second.digest != file.digest)
        compared.files.push_back({name, CopyState::differs});
    }
    for (const auto& [name, file] : second)
      if (!first.contains(name))
        compared.files.push_back({name, CopyState::only_second});
    if (!compared.files.empty())
      compared.state = CopyState::differs;
  }

  const CompareOptions& options_;
  HashPipeline pipeline_;
  StoreComparison result_;
};

} // namespace

StoreComparison compare_stores(const CompareOptions& options) {
  return Comparing(options).run();
}

} // namespace delo
