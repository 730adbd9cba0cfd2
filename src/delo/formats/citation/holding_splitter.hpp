// Several holdings in one line.
#pragma once

#include "delo/formats/citation/holding_parser.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace delo {

/// The pieces of a text that hold one holding each. Semicolons, full stops, commas and "and"
/// separate them only when a holding follows, because all of them also join clauses and lists of
/// sheets.
std::vector<std::string_view> split_holdings(std::string_view text, const ArchiveTable& table);

/// A piece that begins below the fond ("d. 35, l. 7") in the place of the holding before it: the
/// levels above are taken over as likely. Nothing when it begins with no level.
std::optional<ParsedHolding> continue_holding(const ArchivalCitation& before,
                                              std::string_view piece, const ArchiveTable& table,
                                              std::size_t offset);

} // namespace delo
