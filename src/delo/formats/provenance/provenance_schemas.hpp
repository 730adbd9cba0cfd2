// The JSON Schemas that travel in the program: those of schemas/.
#pragma once

#include <span>
#include <string_view>

namespace delo {

struct EmbeddedJsonSchema {
  std::string_view name; ///< "provenance-record.schema.json"
  std::string_view text;
};

/// All of them, by name.
std::span<const EmbeddedJsonSchema> embedded_json_schemas();

} // namespace delo
