// The provenance of the provenance: how each field of the description came to be known.
#pragma once

#include "delo/ops/written_package.hpp"

namespace delo {

/// Writes the provenance record as JSON (schemas/provenance-record.schema.json): each field with
/// value, verbatim line, origin and confidence; the page it was read from; who packed it with what.
void write_provenance(ByteSink& sink, const WrittenPackage& package);

/// Who sends the package, and how that is known: typed, else the page's publisher, else the
/// contributor of the copy, else "not stated".
struct Submitter {
  std::string name;
  Origin origin = Origin::defaulted;
  bool is_organization = true;
};
Submitter submitter_of(const WrittenPackage& package);

} // namespace delo
