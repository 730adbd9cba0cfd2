// One holding of a source line: an archive and the levels around it.
#pragma once

#include "delo/formats/citation/archive_table.hpp"
#include "delo/model/citation.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// A holding, and what of its text has no place in it.
struct ParsedHolding {
  ArchivalCitation holding;
  std::string unparsed;
  std::string published_in; ///< what stands before an archive that is named last
};

/// Reads "RGASPI, f. 558, op. 11, d. 99, ll. 0005-0006" with any punctuation, and the shapes of
/// other archives. The archive may be unknown, in full words, or behind its levels; it may be
/// missing when the text begins with the fond. `offset` is where the text begins in the source
/// line. Nothing when the text is not a holding.
std::optional<ParsedHolding> parse_holding(std::string_view whole, const ArchiveTable& table,
                                           std::size_t offset = 0);

/// Whether the text begins with a holding: an archive, or the fond.
bool begins_with_archive(std::string_view text, const ArchiveTable& table);

} // namespace delo
