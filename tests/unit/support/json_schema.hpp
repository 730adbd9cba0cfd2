// JSON judged by the published schemas.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace delo::test {

/// What a schema of schemas/ has against a document; "" when nothing.
std::string schema_complaint(const std::string& schema, const nlohmann::json& document);

} // namespace delo::test
