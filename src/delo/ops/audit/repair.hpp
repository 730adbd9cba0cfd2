// Putting right what an audit found, from another copy of the package: always on command.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/model/audit_repair.hpp"
#include "delo/model/expansion_limit.hpp"

#include <filesystem>
#include <stop_token>
#include <string>

namespace delo {

struct AuditRepairOptions {
  std::filesystem::path catalogue;
  std::string package; ///< its path, name or citation
  /// The other copy of the package, or the folder that holds it under the same name.
  std::filesystem::path replica;
  const Clock& clock;
  std::stop_token stop{};
  ExpansionLimit expansion{};
};

/// Reads the package, copies what is bad from the replica to new names beside it, reads the copies
/// back, and only when all of them are what the catalogue says puts each in its place, in one step
/// that leaves what was bad aside. The repair is logged; the catalogue does not change, so that the
/// next run reads the package first. What is not catalogued is left where it is. Throws
/// Error(usage) when no package, or more than one, is called so, when the replica is the package
/// itself, or when there is no place beside the package on its file system; Error(io), Error(busy),
/// Error(interrupted): files that were put in their places before stay there.
AuditRepair audit_repair(const AuditRepairOptions& options);

} // namespace delo
