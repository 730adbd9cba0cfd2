// One holding of a source line: an archive and the labelled levels behind it.
#pragma once

#include "delo/model/citation.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// A holding, and what of its text has no place in it.
struct ParsedHolding {
  ArchivalCitation holding;
  std::string unparsed;
};

/// Reads "RGASPI, f. 558, op. 11, d. 99, ll. 0005-0006" with any punctuation. The archive may be
/// unknown, or given in full before its code in brackets; it may be missing when the text begins
/// with the fond. Archives that do not number by fond and opis give the archive alone. Nothing when
/// the text is not a holding.
std::optional<ParsedHolding> parse_holding(std::string_view whole);

} // namespace delo
