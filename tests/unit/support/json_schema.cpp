#include "unit/support/json_schema.hpp"

#include "unit/support/files.hpp"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace delo::test {
namespace {

using Plain = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

Plain read_schema(const std::string& name) {
  return Plain::parse(bytes_of(fs::path(DELO_SCHEMAS_DIR) / name));
}

} // namespace

std::string schema_complaint(const std::string& name, const Plain& document) {
  const Plain text = read_schema(name);
  valijson::Schema schema;
  // Schemas name each other by their file names; they lie in one folder.
  valijson::SchemaParser().populateSchema(
      Adapter(text), schema, [](const std::string& other) { return new Plain(read_schema(other)); },
      [](const Plain* other) { delete other; });
  valijson::ValidationResults results;
  valijson::Validator validator;
  validator.validate(schema, Adapter(document), &results);
  valijson::ValidationResults::Error error;
  std::string all;
  while (results.popError(error)) {
    for (const std::string& step : error.context)
      all += step;
    all += ": " + error.description + "\n";
  }
  return all;
}

} // namespace delo::test
