// A document page, saved as text, becomes a record.
#pragma once

#include "delo/model/record.hpp"

#include <string>
#include <string_view>

namespace delo {

/// What a page said, and in which layout it was.
struct ReadPage {
  DocumentRecord record;
  std::string shape; ///< "L1": label lines without values
};

/// Reads a page. Fields that it does not state stay empty; what is doubtful is told in
/// record.warnings. Throws Error(io) naming `name` when the bytes are not a document page of a
/// layout that is known.
ReadPage read_page(std::string_view bytes, std::string_view name);

} // namespace delo
