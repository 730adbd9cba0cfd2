// The foot of a page of the site in parts, and whose names stand at its end.
#pragma once

#include "delo/formats/page/site_page.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace delo {

/// Cuts the foot at its labels. Lines that belong to no label stand behind "Document Information".
std::vector<LabelledLines> cut_at_labels(const PageView& page, std::size_t begin);

/// Whether donors of paragraph `first` go on after a blank line: in the container of the others, or
/// a name of their kind alone.
bool donors_go_on(const PageLines& lines, LineRange first, LineRange paragraph);

/// Whether all of it is of the site, or says who holds the rights in the site.
bool is_small_print(const PageLines& lines, LineRange range);

/// Whether a line of it names a body that gives money, or one that the support line names.
bool names_donors(const PageLines& lines, LineRange range, std::string_view support);

} // namespace delo
