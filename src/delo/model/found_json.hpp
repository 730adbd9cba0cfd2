// What was found below a source, as JSON: in reports and in packages.
#pragma once

#include "delo/base/json_writer.hpp"
#include "delo/model/found_documents.hpp"

#include <vector>

namespace delo {

/// The items of an array: path and reason of each.
void write_items(JsonWriter& json, const std::vector<LeftOut>& left_out);

} // namespace delo
