// What the markup says about single lines, held against the page as a whole.
#pragma once

#include "delo/formats/page/html_text.hpp"

namespace delo {

/// Takes back marks that the page itself belies: a "menu" that holds the document, and headings
/// that are not what <title> says. Marks the line that is what <title> says.
void settle_places(HtmlText& page);

} // namespace delo
