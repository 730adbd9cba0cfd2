// L9: what reference managers export, as fields with tags.
#pragma once

#include "delo/formats/page/page_parts.hpp"
#include "delo/formats/page/page_shapes.hpp"
#include "delo/model/record.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace delo {

/// What a tag of an export means for a record.
enum class ExportField : std::uint8_t {
  title,
  date,
  source, ///< "location in archives"
  url,
  author,
  subject,
  summary,
  language,
  type,
  publisher,
};

struct ExportValue {
  ExportField field;
  std::string value;
  LineRange lines;
  bool whole = true; ///< no line without a tag follows that may belong to it
};

/// What speaks for an export being one reference that can be read.
ShapeEvidence export_evidence(std::size_t records, const std::vector<ExportValue>& values);

/// One record from its values, whatever the format they came in.
DocumentRecord record_from_export(const PageView& page, const std::vector<ExportValue>& values);

} // namespace delo
