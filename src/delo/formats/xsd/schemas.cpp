#include "delo/formats/xsd/schemas.hpp"

namespace delo {
namespace {

std::map<std::string, std::string_view> all_texts() {
  std::map<std::string, std::string_view> texts;
  for (const EmbeddedSchema& schema : embedded_schemas())
    texts.emplace(schema.name, schema.text);
  return texts;
}

} // namespace

const XmlSchema& package_schema() {
  static const XmlSchema kSchema(all_texts(), "delo-all.xsd");
  return kSchema;
}

const XmlSchema& dublin_core_schema() {
  static const XmlSchema kSchema(all_texts(), "qualifieddc.xsd");
  return kSchema;
}

} // namespace delo
