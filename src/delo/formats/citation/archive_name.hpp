// The archive of a holding: a known code, a name in full words with or without its code in
// brackets, or an unknown name in front of a fond.
#pragma once

#include "delo/formats/citation/archive_table.hpp"
#include "delo/model/citation.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace delo {

struct ArchiveName {
  const Archive* archive = nullptr; ///< nullptr when the table does not have it
  CitationPart part;
  std::size_t end = 0; ///< where the levels begin
};

/// A known archive at `begin`.
std::optional<ArchiveName> match_known_archive(const FoldedText& text, std::size_t begin,
                                               const ArchiveTable& table);

/// The same, or an archive that the table does not have but whose words say what it is: "Arkiv",
/// "Provincial Archives", "Levéltár".
std::optional<ArchiveName> match_archive_name(const FoldedText& text, std::size_t begin,
                                              const ArchiveTable& table);

/// Behind "Source:" and the like.
std::size_t skip_announcement(const FoldedText& text);

/// Whether a text in front of a fond can be the name of an archive: a code of capitals ("NARCH",
/// "AI RA") or a name that says archive, and nothing else.
bool could_name_archive(std::string_view name);

} // namespace delo
