// The description of a document as MODS 3.8.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/formats/descriptive/description.hpp"
#include "delo/model/record.hpp"

namespace delo {

/// Writes one MODS record. The package holds a copy or translation, the archive the original: each
/// holding is a relatedItem of type "original". Fields the record does not have are left out.
void write_mods(ByteSink& sink, const DocumentRecord& record, const DescriptionFacts& facts);

} // namespace delo
