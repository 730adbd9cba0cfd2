#include "delo/formats/page/page_shapes.hpp"

#include <array>

namespace delo {

std::span<const PageShape> page_shapes() {
  static const std::array kShapes{kRisExport,  kBibtexExport, kSitePage,
                                  kQuotedPage, kResultList,   kFlattenedPage};
  return kShapes;
}

} // namespace delo
