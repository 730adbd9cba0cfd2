// What comes into the catalogue: finding packages, and reading one whole to know it again.
#pragma once

#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/reading.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace delo {

/// A package that cannot be taken in, thrown by the functions below.
struct CannotTake {
  std::string reason;
  bool unreadable = false; ///< it may be sound: reading failed
};

/// The path without links, "." and "..", so that one package has one path.
std::filesystem::path one_path(const std::filesystem::path& path);

/// A folder with a bagit.txt or METS.xml or the declaration of an OCFL object, or a tar or zip
/// file; nothing when it is none of them.
std::optional<PackageKind> find_kind(const std::filesystem::path& path);

/// Whether packages of the kind are judged by validation.
bool is_bag_or_mets(PackageKind kind);

/// What lies in a folder, sorted by bytes; names that begin with "." are left out.
std::vector<std::filesystem::path> children_of(const std::filesystem::path& folder);

/// A row for the catalogue, with its files.
struct Reference {
  CatalogueEntry entry;
  CataloguedFiles files;
  std::vector<std::string> notices; ///< what people should know of it
};

/// Reads every byte of a package, to be its reference. Throws CannotTake for what cannot be read,
/// for an OCFL object that is not what its inventories say, and for files that are not what their
/// `list` says: damage must not become the reference.
Reference read_reference(const std::filesystem::path& path, PackageKind kind,
                         HashPipeline& pipeline, ExpansionLimit expansion,
                         const std::filesystem::path& list = {});

} // namespace delo
