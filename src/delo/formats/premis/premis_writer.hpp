// Preservation metadata as PREMIS 3: objects, events, agents, rights.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/model/event.hpp"
#include "delo/model/package_file.hpp"

#include <string>
#include <vector>

namespace delo {

/// A link between objects: "structural", "has part".
struct PremisRelationship {
  std::string type;
  std::string sub_type;
  std::string object_id;
};

/// An intellectual entity or a representation: an object without bytes of its own.
struct PremisObject {
  enum class Kind { intellectual_entity, representation } kind;
  std::vector<std::string> ids; ///< the first is ours, the others are other people's
  std::string original_name;
  std::vector<PremisRelationship> relationships;
};

/// A file, with what PREMIS 1.5 asks for.
struct PremisFileObject {
  std::string id;
  const PackageFile* file = nullptr;
  std::vector<PremisRelationship> relationships;
};

/// The content of one PREMIS file.
struct PremisDocument {
  std::vector<PremisObject> objects;
  std::vector<PremisFileObject> files;
  std::vector<Event> events;
  std::vector<Agent> agents;
  std::vector<RightsStatement> rights;
};

/// Writes one document. `schema` is where the schema lies, relative to the document; "" when it
/// does not travel along.
void write_premis(ByteSink& sink, const PremisDocument& document, std::string_view schema);

} // namespace delo
