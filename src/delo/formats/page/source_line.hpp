// Which lines of a page are its source line.
#pragma once

#include "delo/formats/page/page_parts.hpp"

#include <string_view>
#include <vector>

namespace delo {

/// A source line, and what stood beside it without belonging to it.
struct SourceText {
  Field field; ///< one value; empty when nothing looks like a source line
  std::vector<LineRange> rest;
};

/// Joins the lines of a source line that was broken: by an editor, or where a sentence or a list
/// plainly goes on. `labelled`: they stand under the label "Source".
SourceText join_source(const PageView& page, const std::vector<LineRange>& paragraphs,
                       bool labelled);

/// Whether a line can be a source line: it has a number or says who supplied or translated the
/// copy. The name of a foundation, which may stand in its place, has neither.
bool looks_like_source(std::string_view line);

/// Whether a line names a body that gives money: a foundation, a fund, a ministry.
bool names_donor(std::string_view line);

} // namespace delo
