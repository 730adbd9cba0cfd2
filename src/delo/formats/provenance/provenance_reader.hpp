// The provenance record of a package that delo made, read back.
#pragma once

#include "delo/model/record.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// What the rules ask of documentation/provenance.json.
struct ProvenanceRecord {
  std::string package_id;
  std::string id_basis; ///< "citation", "record id", ...
  std::vector<std::string> representations;
  std::string page_name; ///< of the source page; empty when the record names none
  std::string page_sha512;
  DocumentRecord record;
};

struct ReadProvenance {
  bool is_ours = false;                   ///< a JSON object that says that delo made it
  std::vector<std::string> complaints;    ///< of the form: no JSON, or not by its schema
  std::optional<ProvenanceRecord> record; ///< when there are no complaints
};

/// Reads the text of a provenance.json. The lists of files, which may be long, are not kept.
ReadProvenance read_provenance(std::string_view text);

} // namespace delo
