// What the parts of a holding mean beside each other.
#pragma once

#include "delo/formats/citation/labelled_part.hpp"

#include <vector>

namespace delo {

/// Settles what only the neighbours of a part, the archive and the country can tell, and marks as
/// noted what is contradicted: of two different values for one level neither is kept, unless the
/// words around them say which one counts. `given_up`: levels with a value that could not be read
/// whole.
void settle_levels(std::vector<FoundPart>& parts, const std::vector<Level>& given_up,
                   const LevelsPlace& place);

} // namespace delo
