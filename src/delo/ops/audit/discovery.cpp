#include "delo/ops/audit/discovery.hpp"

#include "delo/ops/audit/reference.hpp"

namespace delo {
namespace {

namespace fs = std::filesystem;

FoundPackages find_in_folder(const fs::path& root) {
  FoundPackages found;
  for (const fs::path& child : children_of(root)) {
    try {
      const fs::path path = one_path(child);
      if (const auto kind = find_kind(path))
        found.packages.push_back({path, *kind});
      else
        found.passed_over.push_back(child);
    } catch (const CannotTake& trouble) {
      found.troubles.push_back({child.native(), trouble.reason, trouble.unreadable, {}});
    }
  }
  return found;
}

} // namespace

FoundPackages find_packages(const Collection& collection) {
  if (collection.kind == CollectionKind::packages)
    return find_in_folder(collection.root);
  FoundPackages found;
  found.packages.push_back({collection.root, PackageKind::files});
  return found;
}

} // namespace delo
