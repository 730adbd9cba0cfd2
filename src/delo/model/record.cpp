#include "delo/model/record.hpp"

#include <array>

namespace delo {
namespace {

using R = DocumentRecord;

constexpr std::array<RecordField, 33> kFields{{
    {"title", &R::title},
    {"date_display", &R::date_display},
    {"date_iso", &R::date_iso},
    {"date_body", &R::date_body},
    {"citation_raw", &R::citation_raw},
    {"contributor", &R::contributor},
    {"translator", &R::translator},
    {"transcriber", &R::transcriber},
    {"editor", &R::editor},
    {"compiler", &R::compiler},
    {"programme", &R::programme},
    {"published_in", &R::published_in},
    {"publisher", &R::publisher},
    {"rights_type", &R::rights_type},
    {"rights_uri", &R::rights_uri},
    {"rights_text", &R::rights_text},
    {"access", &R::access},
    {"personal_data", &R::personal_data},
    {"support", &R::support},
    {"summary", &R::summary},
    {"uploaded", &R::uploaded},
    {"record_id", &R::record_id},
    {"url", &R::url},
    {"document_type", &R::document_type},
    {"language", &R::language},
    {"classification", &R::classification},
    {"authors", &R::authors},
    {"people", &R::people},
    {"places", &R::places},
    {"subjects", &R::subjects},
    {"original_archive", &R::original_archive},
    {"donors", &R::donors},
    {"notes", &R::notes},
}};

} // namespace

std::string_view to_word(Origin origin) {
  static constexpr std::array<std::string_view, 5> kWords{"page", "sheet", "option", "typed",
                                                          "default"};
  return kWords[static_cast<std::size_t>(origin)];
}

std::string Field::joined() const {
  std::string text;
  for (const std::string& value : values) {
    if (!text.empty())
      text += "; ";
    text += value;
  }
  return text;
}

std::span<const RecordField> record_fields() {
  return kFields;
}

} // namespace delo
