// The archive at the beginning of a holding: a known code, a full name with its code in brackets,
// or an unknown name in front of a fond.
#pragma once

#include "delo/formats/citation/archives.hpp"
#include "delo/model/citation.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace delo {

struct ArchiveName {
  const Archive* archive; ///< nullptr when the table does not have it
  CitationPart part;
  std::size_t end; ///< where the levels begin
};

/// A known archive at the beginning of the text.
std::optional<ArchiveName> match_known_archive(const FoldedText& text);

/// Whether a text in front of a fond can be the name of an archive: a code of capitals ("NARCH",
/// "AI RA") or a name that says archive, and nothing else.
bool could_name_archive(std::string_view name);

} // namespace delo
