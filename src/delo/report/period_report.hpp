// What an audit did in a period, for those who ask for evidence.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/json.hpp"
#include "delo/model/audit_period.hpp"

#include <string>

namespace delo {

std::string period_text(const AuditPeriod& period);
Json period_json(const AuditPeriod& period);
/// A row for each package that was watched at the end.
std::string period_csv(const AuditPeriod& period);
/// One page without scripts and without anything from elsewhere, with charts as SVG.
void write_period_html(const AuditPeriod& period, ByteSink& sink);

} // namespace delo
