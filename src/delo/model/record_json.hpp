// Records as JSON, for `--json`, for `--record`, and for files inside packages. Keys are an
// interface: they are added to, never renamed (schemas/document-record.schema.json).
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/record.hpp"

#include <set>
#include <string_view>

namespace delo {

/// {"value", "origin", "confidence", "raw", "line"}; {"value": null} when the field is empty, with
/// "origin" when it was emptied. The
/// value is a string, or a list of strings when there are several; "line" is left out when the
/// field was not read from one.
Json to_json(const Field& field);

/// Every level by its name (null when absent), then "raw", "parts" and "notes".
Json to_json(const ArchivalCitation& citation);

/// {"record": {field: …}, "holdings": […], "warnings": […]}.
Json record_to_json(const DocumentRecord& record);

/// A record that was read from JSON, with what the JSON spoke of: a field that is not there says
/// nothing, a field that is null says that there is no value.
struct ReadRecord {
  DocumentRecord record;
  std::set<std::string_view> fields; ///< names of the fields that are there
  bool has_holdings = false;
};

/// Reads one document as `inspect --json` prints it, or {"record": …} alone; of the keys beside
/// them only "holdings" and "warnings" are read. A field may also be given as its bare value, and
/// is then typed and certain. In a holding, a level given by its name and the same level in "parts"
/// may differ when one of them is what `before` says: then the other is the correction.
/// Throws Error(usage) that names the key, what is wrong with it and what is allowed.
ReadRecord record_from_json(const Json& document, const DocumentRecord& before = {});

} // namespace delo
