// What all descriptions say of a holding in words.
#pragma once

#include "delo/model/citation.hpp"

#include <string>

namespace delo {

/// Whether a level is a step of the arrangement below the archive: fond, opis, delo and their like.
bool is_step(Level level);

/// The arrangement above the document, from the archive down: "RGASPI, fond 558, opis 11, delo 99".
std::string arrangement_of(const ArchivalCitation& holding);

/// The levels that are not sure, "item 5/a": a reader of the levels alone must see which they are.
std::string unsure_parts(const ArchivalCitation& holding);

} // namespace delo
