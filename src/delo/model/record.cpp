#include "delo/model/record.hpp"

#include <array>

namespace delo {
namespace {

using R = DocumentRecord;

constexpr std::array<RecordField, 19> kFields{{
    {"title", &R::title},
    {"date_display", &R::date_display},
    {"date_iso", &R::date_iso},
    {"citation_raw", &R::citation_raw},
    {"contributor", &R::contributor},
    {"translator", &R::translator},
    {"transcriber", &R::transcriber},
    {"programme", &R::programme},
    {"published_in", &R::published_in},
    {"publisher", &R::publisher},
    {"rights_type", &R::rights_type},
    {"rights_uri", &R::rights_uri},
    {"rights_text", &R::rights_text},
    {"support", &R::support},
    {"summary", &R::summary},
    {"uploaded", &R::uploaded},
    {"record_id", &R::record_id},
    {"language", &R::language},
    {"donors", &R::donors},
}};

} // namespace

std::string_view to_word(Origin origin) {
  switch (origin) {
  case Origin::parsed:
    return "parsed";
  case Origin::typed:
    return "typed";
  case Origin::defaulted:
    return "defaulted";
  }
  return "";
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
