// JSON judged by a schema (JSON Schema draft 7).
#pragma once

#include "delo/base/json.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Gives the text of a schema by its file name, as another schema names it.
using JsonSchemaTexts = std::function<std::string_view(const std::string& name)>;

/// What the schema called `name` has against a document, one line each with its place; nothing when
/// the document is valid. Nothing is ever fetched.
std::vector<std::string> json_schema_complaints(const std::string& name,
                                                const JsonSchemaTexts& texts, const Json& document);

} // namespace delo
