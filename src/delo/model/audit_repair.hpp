// What repairing a package from another copy came to.
#pragma once

#include "delo/model/audit_data.hpp"

#include <optional>
#include <string>
#include <vector>

namespace delo {

/// What was done about one file.
struct RepairedFile {
  std::string path; ///< inside the package; "." is an archive itself
  AuditOutcome was = AuditOutcome::altered;
  std::string reason; ///< why it was not repaired; empty when it was
};

struct AuditRepair {
  CatalogueEntry package;
  std::string replica;             ///< where the good bytes came from
  std::string aside;               ///< the folder that holds what was bad; empty when there is none
  std::vector<RepairedFile> files; ///< that were not what they should be
  std::vector<std::string> extra;  ///< there, but not catalogued: left alone
  bool is_whole = false;           ///< in the end every byte is what is catalogued
};

/// 0 when the package is whole now, or was before; otherwise 1: nothing was changed.
ExitCode exit_code(const AuditRepair& repair);

} // namespace delo
