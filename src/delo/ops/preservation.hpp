// The PREMIS files of a package, drawn from what has been written of it.
#pragma once

#include "delo/ops/written_package.hpp"

namespace delo {

/// Writes the PREMIS file that the plan names. The package's own holds the intellectual entity,
/// its representations, events, agents and rights; a representation's holds its files.
void write_preservation(ByteSink& sink, const WrittenPackage& package, const PlannedFile& file);

} // namespace delo
