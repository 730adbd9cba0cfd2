// The source line of a document: where the original is kept, where it was published, and who is to
// be credited.
#pragma once

#include "delo/formats/citation/archive_table.hpp"
#include "delo/model/source_line.hpp"

#include <string_view>

namespace delo {

/// Reads a source line. Values are kept as printed, spans count the bytes of `whole`; what is not
/// understood stays empty and comes back in `unparsed`.
SourceLine parse_source_line(std::string_view whole,
                             const ArchiveTable& table = ArchiveTable::built_in());

} // namespace delo
