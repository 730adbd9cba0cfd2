// METS 1.12.1 for E-ARK packages: CSIP 2.2.0 and SIP 2.2.0, written as a stream.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/timestamp.hpp"
#include "delo/model/package_file.hpp"

#include <optional>
#include <string>
#include <vector>

namespace delo {

/// A METS header agent (CSIP10-16, SIP9-31).
struct MetsAgent {
  std::string role; ///< CREATOR, ARCHIVIST, PRESERVATION
  std::string type; ///< ORGANIZATION, INDIVIDUAL, OTHER
  std::string other_type;
  std::string name;
  std::string note;
  std::string note_type; ///< csip:NOTETYPE
};

/// A metadata file that the METS file points to.
struct MetsMetadata {
  PackageFile file;
  std::string type; ///< MDTYPE: MODS, DC, PREMIS, METSRIGHTS
  std::string type_version;
};

/// A group of files under one USE, with its structMap division.
struct MetsFileGroup {
  std::string use; ///< "Documentation", "Schemas", "Representations/translation"
  PackageFiles files = {};
  /// The representation's own METS.xml, when the group stands for a representation (CSIP105-112).
  std::optional<PackageFile> representation_mets = {};
  std::string division = {};     ///< LABEL of the division; that of the group when empty
  bool has_preservation = false; ///< the PREMIS files of the document are about it (CSIP61)
};

/// Everything one METS file says.
struct MetsDocument {
  /// The folder of the METS file; locations are written relative to it. Nothing: paths are so
  /// already.
  std::optional<RelPath> folder;
  std::string object_id;
  std::string label;
  std::string content_category; ///< CSIP2, from the E-ARK vocabulary
  Timestamp created;
  std::vector<MetsAgent> agents;
  /// Where other institutions keep the original, one for each holding (SIP8).
  std::vector<std::string> reference_codes;
  std::vector<MetsMetadata> descriptive;
  std::vector<MetsMetadata> rights; ///< CSIP45-57
  std::vector<MetsMetadata> preservation;
  std::vector<MetsFileGroup> groups;
  Algorithm algorithm = Algorithm::sha512; ///< the one digest METS has room for
  std::string schemas_folder;              ///< relative: "schemas/", "../../schemas/"
};

void write_mets(ByteSink& sink, const MetsDocument& document);

} // namespace delo
