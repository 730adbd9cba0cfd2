// What lines of the event log say of packages, collections and runs. Names are written as in the
// catalogue (catalogue_text.hpp).
#pragma once

#include "delo/base/json.hpp"
#include "delo/ops/audit/catalogue.hpp"

namespace delo {

/// How a line of the log names a package.
Json package_json(const CatalogueEntry& entry);
/// A package with its kind, its sums and the digest of its reference.
Json reference_json(const CatalogueEntry& entry);
Json run_counts_json(const AuditCounts& counts);
Json collection_json(const Collection& collection);
/// Which digests change when `was` becomes `now`.
Json changes_json(const CataloguedFiles& was, const CataloguedFiles& now);

} // namespace delo
