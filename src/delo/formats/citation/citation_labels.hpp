// The words and abbreviations that name a level of an archive, in the languages they occur in.
#pragma once

#include "delo/formats/citation/folded_text.hpp"
#include "delo/model/citation.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace delo {

/// What a label announces.
enum class LabelKind {
  fond,
  opis,
  portfel,
  papka,
  delo,
  tom,
  listy,
  folder_or_page, ///< "p.": papka or pages, only its neighbours can tell
  noted,          ///< a level that delo does not model, kept as a note: "per. 14", "por. 34"
};

/// The level of a kind; none for folder_or_page and noted.
std::optional<Level> level_of(LabelKind kind);

/// A label found in a text, and where it ends (behind its full stop and spaces).
struct LabelMatch {
  LabelKind kind;
  std::size_t end;
};

/// The longest label at `begin`. Some labels mean a level in one country only ("v." is a sheet in
/// Baku and a volume elsewhere): they count for archives of that country alone.
std::optional<LabelMatch> match_label(const FoldedText& text, std::size_t begin,
                                      std::string_view country);

} // namespace delo
