#include "delo/model/audit_repair.hpp"

namespace delo {

ExitCode exit_code(const AuditRepair& repair) {
  return repair.is_whole ? ExitCode::good : ExitCode::bad;
}

} // namespace delo
