#include "delo/io/json_schema.hpp"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace delo {
namespace {

using Plain = nlohmann::json; // what the adapter knows
using Adapter = valijson::adapters::NlohmannJsonAdapter;

} // namespace

std::vector<std::string> json_schema_complaints(const std::string& name,
                                                const JsonSchemaTexts& texts,
                                                const Json& document) {
  const Plain text = Plain::parse(texts(name));
  valijson::Schema schema;
  valijson::SchemaParser().populateSchema(
      Adapter(text), schema,
      [&texts](const std::string& other) { return new Plain(Plain::parse(texts(other))); },
      [](const Plain* other) { delete other; });
  const Plain plain = document;
  valijson::ValidationResults results;
  valijson::Validator().validate(schema, Adapter(plain), &results);
  std::vector<std::string> complaints;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    std::string place;
    for (const std::string& step : error.context)
      place += step;
    complaints.push_back(place + ": " + error.description);
  }
  return complaints;
}

} // namespace delo
