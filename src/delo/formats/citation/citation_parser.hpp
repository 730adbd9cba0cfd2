// The source line of a document: where the original is kept, where it was published, and who is to
// be credited.
#pragma once

#include "delo/formats/citation/credits.hpp"
#include "delo/model/citation.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// A source line in its parts.
struct SourceLine {
  std::vector<ArchivalCitation> holdings;
  Credits credits;
  std::string published_in;       ///< as printed; empty when only an archive is named
  std::vector<std::string> notes; ///< "compiled by V. N. Malin", "on file at …"
  std::string unparsed;           ///< what the grammar does not know
};

/// Reads a source line. Values are kept as printed; what is not understood stays empty and comes
/// back in `unparsed`.
SourceLine parse_source_line(std::string_view whole);

} // namespace delo
