#include "delo/ops/audit/discovery.hpp"

#include "delo/base/error.hpp"
#include "delo/formats/ocfl/ocfl_names.hpp"
#include "delo/formats/ocfl/ocfl_storage.hpp"
#include "delo/ops/audit/reference.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <string>

namespace delo {
namespace {

namespace fs = std::filesystem;

FoundPackages find_in_folder(const fs::path& root, const KnownPaths& known) {
  FoundPackages found;
  for (const fs::path& child : children_of(root)) {
    if (known.contains(child.native()))
      continue;
    try {
      const fs::path path = one_path(child);
      if (const auto kind = find_kind(path))
        found.packages.push_back({path, *kind, {}});
      else
        found.passed_over.push_back(child);
    } catch (const CannotTake& trouble) {
      found.troubles.push_back({child.native(), trouble.reason, trouble.unreadable, {}});
    }
  }
  return found;
}

/// Runs `work`; what cannot be read cannot be taken in.
template <typename Work>
auto looking(const Work& work) {
  try {
    return work();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::io)
      throw;
    throw CannotTake{error.message(), true};
  }
}

} // namespace

bool is_forgotten(const fs::path& path, const ForgottenPaths& forgotten) {
  const auto known = forgotten.find(path.native());
  struct stat state {};
  return known != forgotten.end() && ::lstat(path.c_str(), &state) == 0 &&
         state.st_ctim.tv_sec <= known->second.seconds;
}

bool is_storage_root(const fs::path& folder) {
  return looking([&] { return is_ocfl_root(folder); });
}

FoundPackages find_objects(const fs::path& root) {
  const OcflObjects objects = looking([&] { return find_ocfl_objects(root); });
  FoundPackages found;
  for (const std::string& object : objects.objects)
    found.packages.push_back({object.empty() ? root : root / object, PackageKind::ocfl, {}});
  for (const OcflPlace& place : objects.unlistable)
    found.troubles.push_back(
        {(root / place.path).native(),
         fmt::format("cannot list the folder, in which objects may lie: {}", place.words),
         true,
         {}});
  for (const OcflPlace& place : objects.strays)
    found.passed_over.push_back(root / place.path);
  return found;
}

FoundPackages find_packages(const Collection& collection, const KnownPaths& known) {
  if (collection.kind == CollectionKind::packages)
    return find_in_folder(collection.root, known);
  if (collection.kind == CollectionKind::ocfl)
    return find_objects(collection.root);
  FoundPackages found;
  if (collection.kind == CollectionKind::list)
    found.packages.push_back({collection.root, PackageKind::list, collection.list});
  else
    found.packages.push_back({collection.root, PackageKind::files, {}});
  return found;
}

} // namespace delo
