// From a source line to the fields of a record: one way for pages, sheets and corrected records.
#pragma once

#include "delo/formats/citation/archive_table.hpp"
#include "delo/model/record.hpp"

namespace delo {

/// Keeps the source line as it is and fills holdings, credits and published source from it. Each of
/// these fields gets the origin, confidence and place of `field`; what was there before is
/// replaced. What is doubtful or not understood is told in record.warnings.
void apply_source_line(const Field& field, DocumentRecord& record,
                       const ArchiveTable& table = ArchiveTable::built_in());

} // namespace delo
