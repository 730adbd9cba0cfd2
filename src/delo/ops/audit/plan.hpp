// What a run would read, without reading it.
#pragma once

#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue.hpp"

namespace delo {

/// A report of which nothing is known yet but who makes it.
AuditReport empty_report(const AuditRunOptions& options);

/// The packages a run of these options would read, in their order.
AuditReport plan_run(Catalogue& catalogue, const AuditRunOptions& options);

} // namespace delo
