// The words and abbreviations that name a level of an archive, in the languages they occur in.
#pragma once

#include "delo/formats/citation/folded_text.hpp"
#include "delo/model/citation.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace delo {

/// What a label announces.
struct Label {
  Level level = Level::fond;
  bool folder_or_page = false; ///< "p.": papka or pages, only its neighbours can tell
  bool in_full = false;        ///< "delo", not "d."
  bool pages = false;          ///< "pp.", which a publication has, too
};

/// A label found in a text, and where it ends (behind its full stop and spaces).
struct LabelMatch {
  Label label;
  std::size_t end = 0;
};

/// Where the labels stand. Some mean a level in one country only ("v." is a sheet in Baku and a
/// volume elsewhere); single letters count only in archives that number by fond and opis.
struct LabelScope {
  std::string_view country; ///< "" when it is not known
  bool by_fond = true;
};

/// The longest label at `begin`.
std::optional<LabelMatch> match_label(const FoldedText& text, std::size_t begin,
                                      const LabelScope& scope);

/// A label behind its number, as in Latvian and Hungarian: "15. apr." at the letters.
std::optional<LabelMatch> match_label_behind(const FoldedText& text, std::size_t begin,
                                             const LabelScope& scope);

} // namespace delo
