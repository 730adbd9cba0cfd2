// L7: a list of search results has many dates and titles, and no document. Known, so that it can be
// refused by its name.
#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_labels.hpp"
#include "delo/formats/page/page_shapes.hpp"
#include "delo/formats/page/site_page.hpp"

namespace delo {
namespace {

/// "Results: 1 - 10 of 69".
bool is_result_count(std::string_view line) {
  const std::string folded = folded_line(trim(line).substr(0, 80));
  const bool head = folded.starts_with("results:") || folded.starts_with("results ") ||
                    folded.starts_with("showing ") || folded.starts_with("search results");
  return head && (folded.find(" of ") != std::string::npos || folded.ends_with("results"));
}

ShapeEvidence recognise_list(const PageView& page) {
  constexpr int kStrong = 60; // less than a page with a foot, whose body may count results
  for (const PageLine& line : page.lines)
    if (is_result_count(line.text))
      return {kStrong, {"it is a list of search results"}};
  return {};
}

ShapeReading read_nothing(const PageView&) {
  return {};
}

} // namespace

const PageShape kResultList{"list of search results", recognise_list, read_nothing};

} // namespace delo
