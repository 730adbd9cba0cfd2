// A document page, saved as text or HTML, becomes a record.
#pragma once

#include "delo/formats/citation/archive_table.hpp"
#include "delo/formats/page/page_text.hpp"
#include "delo/model/record.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace delo {

struct PageOptions {
  std::optional<std::string> encoding; ///< by any of its names; not given: it is detected
  const ArchiveTable& archives = ArchiveTable::built_in();
};

/// What a page said, in which layout it was, and how its bytes were read.
struct ReadPage {
  DocumentRecord record;
  std::string shape;    ///< "L1", "L2", "L2v", "L3", "L4", "L5", "L6" or "L9"
  std::string encoding; ///< IANA name
  Confidence encoding_confidence = Confidence::certain;
  EncodingOrigin encoding_origin = EncodingOrigin::detected;
  bool html = false;
};

/// Reads a page. Fields that it does not state stay empty; what is doubtful is told in
/// record.warnings. Throws Error(io) naming `name` when the bytes are not a document page of a
/// layout that is known, Error(usage) for an encoding that is not known.
ReadPage read_page(std::string_view bytes, std::string_view name, const PageOptions& options = {});

} // namespace delo
