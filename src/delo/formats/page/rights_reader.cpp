#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_shapes.hpp"
#include "delo/formats/page/rights_text.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

/// Whether a paragraph in the place of rights speaks of them, in whatever words.
bool speaks_of_rights(std::string_view text) {
  constexpr std::array<std::string_view, 15> kWords{
      "copyright", "licen",         "rights", "permission", "reuse",
      "re-use",    "public domain", "\u00A9", "авторск",    "лиценз",
      "перепечат", "urheberrecht",  "lizenz", "droits",     "derechos"};
  const std::string lower = fold_name(text);
  return std::any_of(
             kWords.begin(), kWords.end(),
             [&lower](std::string_view word) { return lower.find(word) != std::string::npos; }) ||
         !terms_named_in(text).terms.empty();
}

} // namespace

bool RightsReader::take(const PageLines& lines, LineRange paragraph, bool in_its_place) {
  Field field = field_from(lines, paragraph);
  const std::string text = field.joined();
  const bool usual = rights_paragraph(text) != RightsParagraph::none || terms_named_in(text).only();
  if (!usual && !(in_its_place && speaks_of_rights(text)))
    return false;
  if (text_.empty()) {
    text_ = std::move(field);
  } else if (text_.values.back() != text) { // a paragraph printed twice is one
    text_.raw += "\n" + field.raw;
    text_.values.push_back(text);
    lower_confidence(text_, field.confidence);
  }
  return true;
}

void RightsReader::write(DocumentRecord& record) const {
  apply_rights_text(text_, record);
}

} // namespace delo
