// The description of a document as qualified Dublin Core.
#pragma once

#include "delo/formats/descriptive/mods_writer.hpp"

namespace delo {

/// Writes one `qualifieddc` record. Fields the record does not have are left out.
void write_dublin_core(ByteSink& sink, const DocumentRecord& record, const DescriptionFacts& facts);

} // namespace delo
