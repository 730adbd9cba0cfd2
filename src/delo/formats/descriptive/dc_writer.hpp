// The description of a document as qualified Dublin Core.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/formats/descriptive/description.hpp"
#include "delo/model/record.hpp"

namespace delo {

/// Writes one `qualifieddc` record. Fields the record does not have are left out.
void write_dublin_core(ByteSink& sink, const DocumentRecord& record, const DescriptionFacts& facts);

} // namespace delo
