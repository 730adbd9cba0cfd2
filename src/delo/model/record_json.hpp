// Records as JSON, for `--json` and for files inside packages. Keys are an interface: they are
// added to, never renamed.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/record.hpp"

namespace delo {

/// {"value", "origin", "confidence", "raw", "line"}; {"value": null} when the field is empty. The
/// value is a string, or a list of strings when there are several.
Json to_json(const Field& field);

/// Every level by its name (null when absent), then "raw", "parts" and "notes".
Json to_json(const ArchivalCitation& citation);

/// {"record": {field: …}, "holdings": […], "warnings": […]}.
Json record_to_json(const DocumentRecord& record);

} // namespace delo
