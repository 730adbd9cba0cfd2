// The fields of a record, filled from the parts of a page.
#pragma once

#include "delo/formats/page/page_frame.hpp"
#include "delo/model/record.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// A field of one value with the line it came from.
Field field_from(const PageLine& line, std::string value,
                 Confidence confidence = Confidence::certain);

/// Date, title, support line, and a warning when the body is dated differently.
void read_heading(const std::vector<PageLine>& lines, const PageFrame& frame,
                  DocumentRecord& record);

/// The summary has no label: it is taken only when its place and its words leave no doubt.
void read_summary(const std::vector<PageLine>& lines, const PageFrame& frame,
                  DocumentRecord& record);

/// Source line, rights and donors, below "Document Information". Throws Error(io) naming `name`
/// when labels turn out to have values.
void read_information(const std::vector<PageLine>& lines, const PageFrame& frame,
                      std::string_view name, DocumentRecord& record);

} // namespace delo
