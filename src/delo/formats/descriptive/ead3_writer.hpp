// The description of a document as EAD3 1.1.1.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/formats/descriptive/description.hpp"
#include "delo/model/record.hpp"

namespace delo {

/// Writes one `ead` that describes an item. Each holding is told three times, for three kinds of
/// readers: verbatim as unitid, level by level as unitid where there is one holding only (else
/// nobody could say which level belongs to which), and both together as originalsloc. Fields the
/// record does not have are left out.
void write_ead3(ByteSink& sink, const DocumentRecord& record, const DescriptionFacts& facts);

} // namespace delo
