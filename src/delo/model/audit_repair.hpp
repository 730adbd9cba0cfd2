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
  std::string reason;              ///< why it was not repaired; empty when it was
  bool is_copy_unreadable = false; ///< that is the reason: the other copy may be good or bad
};

struct AuditRepair {
  CatalogueEntry package;
  std::string replica;             ///< where the good bytes came from
  std::string aside;               ///< the folder that holds what was bad; empty when there is none
  std::vector<RepairedFile> files; ///< that were not what they should be
  std::vector<std::string> extra;  ///< there, but not catalogued: left alone
  std::vector<Unreadable> unreadable; ///< in the end: what these are nobody knows
  bool is_whole = false;              ///< in the end every byte is what is catalogued
};

/// 0 when the package is whole now, or was before; 3 when something could not be read, and 1 when
/// there is no good copy or the package is not what is catalogued all the same.
ExitCode exit_code(const AuditRepair& repair);

} // namespace delo
