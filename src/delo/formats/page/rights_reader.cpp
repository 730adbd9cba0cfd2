#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_shapes.hpp"
#include "delo/formats/page/rights_text.hpp"

namespace delo {

bool RightsReader::take(const PageLines& lines, LineRange paragraph, bool labelled) {
  Field field = field_from(lines, paragraph);
  const std::string text = field.joined();
  const RightsParagraph kind = rights_paragraph(text);
  if (kind == RightsParagraph::none && !labelled)
    return false;
  reuse_ = reuse_ || kind == RightsParagraph::reuse;
  enquiry_ = enquiry_ || kind == RightsParagraph::enquiry;
  if (kind == RightsParagraph::reuse)
    if (const std::string name = publisher_named_in(text); !name.empty()) {
      publisher_ = field;
      publisher_.values = {name};
    }
  if (text_.empty()) {
    text_ = std::move(field);
  } else if (text_.values.back() != text) { // a paragraph printed twice is one
    text_.raw += "\n" + field.raw;
    text_.values.push_back(text);
  }
  return true;
}

void RightsReader::write(DocumentRecord& record) const {
  if (text_.empty()) {
    record.warnings.emplace_back("the page states no rights");
    return;
  }
  record.rights_text = text_;
  record.publisher = publisher_;
  if (!reuse_ || !enquiry_ || publisher_.joined() != kStandardPublisher) {
    record.warnings.emplace_back("the rights text is not the usual one: no rights statement was "
                                 "derived from it");
    return;
  }
  record.rights_type = text_;
  record.rights_type.values = {std::string(kStandardRights)};
  record.rights_uri = record.rights_type;
  record.rights_uri.values = {std::string(kNotEvaluated)};
  record.rights_uri.origin = Origin::defaulted;
  record.rights_uri.confidence = Confidence::likely;
}

} // namespace delo
