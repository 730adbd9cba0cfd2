// The description of a document as MODS 3.8.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/timestamp.hpp"
#include "delo/model/record.hpp"

#include <string>

namespace delo {

/// What a description says besides the record.
struct DescriptionFacts {
  std::string package_id;
  Timestamp created;
  std::string software;
  std::string group = {}; ///< the batch it was packed in, "" for none
};

/// Writes one MODS record. The package holds a copy or translation, the archive the original: each
/// holding is a relatedItem of type "original". Fields the record does not have are left out.
void write_mods(ByteSink& sink, const DocumentRecord& record, const DescriptionFacts& facts);

} // namespace delo
