#include "delo/model/audit_repair.hpp"

#include <algorithm>

namespace delo {

ExitCode exit_code(const AuditRepair& repair) {
  if (repair.is_whole)
    return ExitCode::good;
  const bool is_unknown =
      !repair.unreadable.empty() ||
      std::any_of(repair.files.begin(), repair.files.end(),
                  [](const RepairedFile& file) { return file.is_copy_unreadable; });
  return is_unknown ? ExitCode::could_not_finish : ExitCode::bad;
}

} // namespace delo
