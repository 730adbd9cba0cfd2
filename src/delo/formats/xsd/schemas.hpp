// The schemas that travel in the program: METS, PREMIS, MODS, EAD3, Dublin Core, METSRights, E-ARK,
// in our words.
#pragma once

#include "delo/io/xml_schema.hpp"

#include <span>
#include <string_view>

namespace delo {

struct EmbeddedSchema {
  std::string_view name; ///< as used in schemaLocation: "mets.xsd"
  std::string_view text;
};

/// All schemas, by name.
std::span<const EmbeddedSchema> embedded_schemas();

/// One grammar that knows all of them. Compiled at first use, shared by all threads.
const XmlSchema& package_schema();
/// The grammar of Dublin Core files, whose root element has no namespace.
const XmlSchema& dublin_core_schema();

} // namespace delo
