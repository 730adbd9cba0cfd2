// What came of merging the catalogues of several hosts.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/audit_merge.hpp"
#include "delo/report/audit_report.hpp"

#include <string>

namespace delo {

/// What is not well, and what had been merged before; empty when all is well and no summary is
/// asked for.
std::string merge_text(const AuditMerge& merge, AuditDetail detail = AuditDetail::silent);
/// Complete in every case: what audit_json() says of a run, and the shards.
Json merge_json(const AuditMerge& merge);

} // namespace delo
