// One stored package against the catalogue's own copy of its digests.
#pragma once

#include "delo/io/hash_pipeline.hpp"
#include "delo/model/expansion_limit.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/reading.hpp"

#include <functional>

namespace delo {

/// What checking needs.
struct CheckTools {
  HashPipeline& pipeline;
  const Clock& clock;
  ExpansionLimit expansion = {};
  ReadingManner manner = {};
  /// Whether a package agrees with what it says of itself; asked only of one that has changed
  /// together with its manifests. Empty: nobody knows.
  std::function<bool(const CatalogueEntry&)> agrees_with_itself = {};
};

/// Reads every catalogued byte of a package that is there and tells what differs. What is bad is
/// read a second time, and both readings are told; when the second is right, nothing is proven, and
/// the file is unreadable. Nothing that could not be read is called altered or missing. Throws
/// Error(interrupted) when a stop was asked for: then nothing is known; Error(io) when the
/// environment and not the package is in trouble.
PackageCheck check_package(const CatalogueEntry& package, const CataloguedFiles& files,
                           const CheckTools& tools);

/// The check of a package that could not be looked at, or is gone: one event for all of it.
PackageCheck check_without_reading(const CatalogueEntry& package, AuditOutcome outcome,
                                   std::string reason, const Clock& clock);

/// Adds what was found out about a package to the report of a run.
void add_check(AuditReport& report, PackageCheck check);
/// Likewise that it was not looked at, because its store is away.
void add_away(AuditReport& report, const CatalogueEntry& package, const std::string& reason);

} // namespace delo
