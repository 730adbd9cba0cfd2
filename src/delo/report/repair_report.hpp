// What a repair came to.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/audit_repair.hpp"

#include <string>

namespace delo {

std::string repair_text(const AuditRepair& repair);
Json repair_json(const AuditRepair& repair);

} // namespace delo
