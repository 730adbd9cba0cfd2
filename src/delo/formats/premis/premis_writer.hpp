// Preservation metadata as PREMIS 3: objects, events, agents, rights.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/io/xml_writer.hpp"
#include "delo/model/event.hpp"
#include "delo/model/package_file.hpp"

#include <string>
#include <vector>

namespace delo {

/// A link between objects: "structural", "is included in". Terms are those of the Library of
/// Congress (relationshipType, relationshipSubType).
struct PremisRelationship {
  std::string type;
  std::string sub_type;
  std::string object_id;
  std::vector<std::string> event_ids = {}; ///< what brought the relationship about
};

/// An intellectual entity or a representation: an object without bytes of its own.
struct PremisObject {
  enum class Kind { intellectual_entity, representation } kind;
  std::vector<std::string> ids; ///< the first is ours, the others are other people's
  std::string original_name;
  std::vector<PremisRelationship> relationships;
};

/// Writes one document as a stream: memory does not grow with its files. The calls must come in
/// the order that PREMIS has: objects and files, events, agents, rights, then finish().
class PremisWriter {
public:
  /// `schemas_folder`: see schema_location().
  PremisWriter(ByteSink& sink, std::string_view schemas_folder);

  void object(const PremisObject& object);
  /// A file, with what PREMIS 1.5 asks for; `relationship` may be null.
  void file(std::string_view id, const PackageFile& file,
            const PremisRelationship* relationship = nullptr);
  void event(const Event& event);
  void agent(const Agent& agent);
  void rights(const RightsStatement& rights);
  void finish();

private:
  XmlWriter xml_;
};

} // namespace delo
