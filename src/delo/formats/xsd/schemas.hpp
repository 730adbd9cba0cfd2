// The schemas that travel in the program: METS, PREMIS, MODS, EAD, Dublin Core, METSRights, E-ARK,
// in our words.
#pragma once

#include "delo/formats/xsd/namespace_use.hpp"
#include "delo/io/xml_schema.hpp"

#include <span>
#include <string_view>

namespace delo {

struct EmbeddedSchema {
  std::string_view name; ///< as used in schemaLocation: "mets.xsd"
  std::string_view text;
};

/// The schemas of what delo writes, by name: packages with METS carry them.
std::span<const EmbeddedSchema> embedded_schemas();
/// Those of documents that delo only reads: METS 2, PREMIS 2 and EAD 2002.
std::span<const EmbeddedSchema> reading_schemas();

/// One grammar that knows all of them but the roots of Dublin Core. Compiled at first use, shared
/// by all threads.
const XmlSchema& package_schema();
/// A grammar that judges a document which uses no more than this as package_schema() would, made
/// of the schemas of those namespaces: to compile all takes longer than to read a small document.
/// `uri` is the namespace of its root. Compiled at first use, shared by all threads.
const XmlSchema& schema_for(std::string_view uri, const NamespaceUse& use);
/// The grammar of one namespace and of nothing that it embeds: `uri` is one that a schema states.
/// Compiled at first use, shared by all threads.
const XmlSchema& schema_alone(std::string_view uri);
/// The grammar of Dublin Core files, whose root element has no namespace: "qualifieddc" or
/// "simpledc".
const XmlSchema& dublin_core_schema(std::string_view root = "qualifieddc");

} // namespace delo
