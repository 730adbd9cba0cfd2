// The catalogue: which packages are watched, what their bytes were when they came in, and what
// every run found. It keeps its own copy of every digest (ISO 16363 4.4.1.2: apart from the
// packages), so that a manifest that was altered together with its files is noticed, too.
#pragma once

#include "delo/model/audit_data.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// What the catalogue knows of one file.
struct CataloguedFile {
  std::uint64_t size = 0;
  Digest digest;
};

/// The path under which an archive itself is catalogued.
inline constexpr std::string_view kContainer = ".";

/// By path inside the package, bytes as found.
using CataloguedFiles = std::map<std::string, CataloguedFile, std::less<>>;

/// What a run found out about one package.
struct PackageCheck {
  std::vector<AuditEvent> events; ///< all but the passed ones
  AuditCounts counts;
  AuditOutcome outcome = AuditOutcome::passed;
  bool complete = true; ///< every byte was read, so that the package counts as checked
  std::uint64_t device = 0;
  Timestamp time;
};

/// An SQLite database behind SOCI. Everything durable is committed before a function returns; all
/// of them throw Error(io) when the database fails, Error(busy) when it stays locked. Use from one
/// thread; who writes holds the CatalogueLock.
class Catalogue {
public:
  /// What to do when there is no such file.
  enum class Missing { create, refuse };

  /// Opens the catalogue and brings it to this version of the schema. With Missing::refuse a
  /// catalogue that is not there is an Error(nothing_to_check).
  Catalogue(std::filesystem::path path, Missing missing);
  ~Catalogue();
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;

  /// All packages: never checked first, then by their last check, then by path.
  std::vector<CatalogueEntry> packages();
  CataloguedFiles files_of(std::int64_t package);
  /// Takes in a package with its files, whole or not at all; returns the id it gets.
  std::int64_t add(const CatalogueEntry& entry, const CataloguedFiles& files);
  /// A package that was moved: only its place and name change.
  void move(std::int64_t package, const CatalogueEntry& to);

  std::int64_t begin_run(Timestamp started);
  /// Keeps what was found out about one package, whole or not at all.
  void record(std::int64_t run, std::int64_t package, const PackageCheck& check);
  /// Keeps that packages were not looked at.
  void record_not_run(std::int64_t run, std::span<const CatalogueEntry> packages,
                      const std::string& reason, Timestamp time);
  void end_run(std::int64_t run, Timestamp ended, const AuditCounts& counts, ExitCode exit);

  AuditStatus status();

private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace delo
