// One stored package against the catalogue's own copy of its digests.
#pragma once

#include "delo/io/hash_pipeline.hpp"
#include "delo/model/expansion_limit.hpp"
#include "delo/ops/catalogue.hpp"

namespace delo {

/// Reads every catalogued byte of a package that is there and tells what differs. Nothing that
/// could not be read is called altered or missing. Throws Error(interrupted) when a stop was asked
/// for of `pipeline`: then nothing is known.
PackageCheck check_package(const CatalogueEntry& package, const CataloguedFiles& files,
                           HashPipeline& pipeline, const Clock& clock, ExpansionLimit expansion);

/// The check of a package that could not be looked at, or is gone: one event for all of it.
PackageCheck check_without_reading(const CatalogueEntry& package, AuditOutcome outcome,
                                   std::string reason, const Clock& clock);

} // namespace delo
