// The levels of a holding: labelled parts, values without labels as the archive arranges them, and
// phrases, in any order.
#pragma once

#include "delo/formats/citation/archive_table.hpp"
#include "delo/formats/citation/citation_labels.hpp"
#include "delo/formats/citation/folded_text.hpp"
#include "delo/model/citation.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// A value where it was found.
struct FoundPart {
  Label label;
  std::string value;
  std::size_t begin = 0; ///< of the label, or of the value when it has none
  std::size_t end = 0;
  Confidence confidence = Confidence::certain;
  bool noted = false; ///< given up: only its words are kept
};

/// In which archive the levels are counted.
struct LevelsPlace {
  std::string_view archive;
  std::string_view country;
  Arrangement arrangement = Arrangement::fonds;

  LabelScope scope() const { return {country, counts_by_fond(arrangement)}; }
};

/// The labelled value at `begin`, if there is a whole one.
std::optional<FoundPart> match_part(const FoldedText& text, std::size_t begin,
                                    const LevelsPlace& place);

/// Adds the parts and notes of `text` between `begin` and `end` to `holding`. What is not
/// understood becomes a note; a part whose value may be cut short, or is contradicted, is given up.
void read_levels(const FoldedText& text, std::size_t begin, std::size_t end,
                 const LevelsPlace& place, ArchivalCitation& holding);

} // namespace delo
