#include "delo/formats/page/page_shapes.hpp"
#include "delo/formats/page/rights_text.hpp"

namespace delo {

bool RightsReader::take(const PageLines& lines, LineRange paragraph, bool labelled) {
  Field field = field_from(lines, paragraph);
  const std::string text = field.joined();
  if (!labelled && rights_paragraph(text) == RightsParagraph::none && !terms_named_in(text).only())
    return false;
  if (text_.empty()) {
    text_ = std::move(field);
  } else if (text_.values.back() != text) { // a paragraph printed twice is one
    text_.raw += "\n" + field.raw;
    text_.values.push_back(text);
  }
  return true;
}

void RightsReader::write(DocumentRecord& record) const {
  apply_rights_text(text_, record);
}

} // namespace delo
