// The PREMIS files of a package, drawn from what has been written of it.
#pragma once

#include "delo/ops/written_package.hpp"

namespace delo {

/// Writes the PREMIS file that the plan names. The package's own holds the intellectual entity, its
/// representations and how they came of each other, the source page, what people and programs did,
/// and the rights; a representation's holds its files, what was done with all of them, and the
/// rights. Every link leads to something in the same file, but for those between representations
/// and what they represent.
void write_preservation(ByteSink& sink, const WrittenPackage& package, const PlannedFile& file);

} // namespace delo
