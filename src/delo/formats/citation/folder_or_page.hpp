// "p." is a papka or pages; only what stands around it can tell.
#pragma once

#include "delo/formats/citation/labelled_part.hpp"

#include <string_view>
#include <vector>

namespace delo {

/// Gives each "p." of the parts its level: a folder before the delo or beside sheets, pages behind
/// the delo or as a range. What is neither is marked as noted.
void settle_folder_or_page(std::vector<FoundPart>& parts, std::string_view archive);

} // namespace delo
