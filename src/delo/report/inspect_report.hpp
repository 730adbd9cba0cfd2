// What was understood of a document, for the eyes of an archivist and for programs.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/found_documents.hpp"
#include "delo/model/record.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// How the bytes of a page were read.
struct EncodingView {
  std::string_view name = "UTF-8"; ///< IANA name
  Confidence confidence = Confidence::certain;
  std::string_view origin = "detected"; ///< or "page": the page names it; "option": the user does
};

/// What a report is about.
struct InspectedView {
  std::string_view path;
  std::string_view shape;
  const DocumentRecord& record;
  const std::optional<std::string>& package_id;
  EncodingView encoding = {};
  bool html = false;
};

/// A folder whose pages were shown before.
struct InspectedFolderView {
  std::string_view path;
  std::uint64_t pages = 0;
  std::uint64_t companions = 0; ///< files that belong to a page
  const std::vector<FoundProblem>& not_pages;
  const std::vector<LeftOut>& left_out;
};

/// Field by field with origin, confidence and the line it came from; then the holdings level by
/// level and the warnings. Control characters are escaped.
std::string inspect_text(const InspectedView& document);

/// One entry of "documents": path, shape, format, encoding, package_id, record, holdings, warnings.
Json inspect_json(const InspectedView& document);

/// What is no page, counts, and what to type next.
std::string inspect_folder_text(const InspectedFolderView& folder);

/// One entry of "folders": path, pages, companions, not_pages, left_out.
Json inspect_folder_json(const InspectedFolderView& folder);

} // namespace delo
