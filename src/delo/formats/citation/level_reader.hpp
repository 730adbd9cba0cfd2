// The levels of a holding: labelled parts and phrases in any order behind the archive.
#pragma once

#include "delo/formats/citation/citation_labels.hpp"
#include "delo/formats/citation/folded_text.hpp"
#include "delo/model/citation.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// A labelled value where it was found.
struct LabelledPart {
  LabelKind kind;
  std::string value;
  std::size_t begin;
  std::size_t end;
  Confidence confidence = Confidence::certain;
};

/// The labelled value at `begin`, if there is a whole one. `country` is where the archive is.
std::optional<LabelledPart> match_part(const FoldedText& text, std::size_t begin,
                                       std::string_view country);

/// Where the levels begin, and in which archive they are counted.
struct LevelsPlace {
  std::size_t begin;
  std::string_view archive;
  std::string_view country;
};

/// Adds the parts and notes of `text` from `place` on to `holding`. What is not understood becomes
/// a note; a part whose value may be cut short, or is contradicted, is given up.
void read_levels(const FoldedText& text, const LevelsPlace& place, ArchivalCitation& holding);

} // namespace delo
