// What lies below the root of a collection.
#pragma once

#include "delo/model/audit_data.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace delo {

/// Paths of packages that need not be looked at once more.
using KnownPaths = std::set<std::string>;

struct FoundPackage {
  std::filesystem::path path;
  PackageKind kind = PackageKind::folder;
  std::filesystem::path list = {}; ///< of the kind list: its digests
};

struct FoundPackages {
  std::vector<FoundPackage> packages;             ///< in the order of their paths
  std::vector<std::filesystem::path> passed_over; ///< not packages
  std::vector<AuditRefusal> troubles;             ///< could not be looked at
};

/// When packages were forgotten, by their paths.
using ForgottenPaths = std::map<std::string, Timestamp>;

/// Whether this is the package that was forgotten, and not one that came into its place since: then
/// the system would know of a later change.
bool is_forgotten(const std::filesystem::path& path, const ForgottenPaths& forgotten);

/// Whether a folder declares to be an OCFL storage root. Throws CannotTake when that cannot be
/// read.
bool is_storage_root(const std::filesystem::path& folder);
/// The objects below an OCFL storage root. A folder that cannot be listed is a trouble: objects may
/// lie there. Throws CannotTake when the root itself cannot be listed.
FoundPackages find_objects(const std::filesystem::path& root);

/// Looks for packages as the kind of the collection says; passes over what lies in its root and is
/// `known`. Throws CannotTake when the root itself
/// cannot be listed.
FoundPackages find_packages(const Collection& collection, const KnownPaths& known = {});

} // namespace delo
