// What was understood of a document, for the eyes of an archivist and for programs.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/record.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// What a report is about.
struct InspectedView {
  std::string_view path;
  std::string_view shape;
  const DocumentRecord& record;
  const std::optional<std::string>& package_id;
};

/// Field by field with origin, confidence and the line it came from; then the holdings level by
/// level and the warnings. Control characters are escaped.
std::string inspect_text(const InspectedView& document);

/// One entry of "documents": path, shape, package_id, record, holdings, warnings.
Json inspect_json(const InspectedView& document);

} // namespace delo
