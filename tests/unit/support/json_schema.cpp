#include "unit/support/json_schema.hpp"

#include "delo/io/json_schema.hpp"
#include "unit/support/files.hpp"

#include <map>

namespace delo::test {

std::string schema_complaint(const std::string& name, const nlohmann::json& document) {
  std::map<std::string, std::string> texts;
  const auto text = [&texts](const std::string& schema) -> std::string_view {
    return texts.emplace(schema, bytes_of(fs::path(DELO_SCHEMAS_DIR) / schema)).first->second;
  };
  std::string all;
  for (const std::string& complaint : json_schema_complaints(name, text, document))
    all += complaint + "\n";
  return all;
}

} // namespace delo::test
