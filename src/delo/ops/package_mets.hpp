// The METS files of a package, drawn from what has been written of it.
#pragma once

#include "delo/ops/written_package.hpp"

namespace delo {

/// Writes the METS.xml that the plan names: the package's own, or that of a representation.
void write_package_mets(ByteSink& sink, const WrittenPackage& package, const PlannedFile& file);

} // namespace delo
