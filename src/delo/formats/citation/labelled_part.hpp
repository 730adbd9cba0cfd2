// One labelled value: "op. 11", "File No. 412/68", "Bl. 5-6".
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

/// The value at `begin` with its label behind it, as in Latvian and Hungarian: "15. apr.", "58.
/// doboz".
std::optional<FoundPart> match_part_behind(const FoldedText& text, std::size_t begin,
                                           const LevelsPlace& place);

} // namespace delo
