// What watching over packages found out, as text for people and as JSON for programs. The text of a
// run in which all is well is empty: a nightly job then sends no mail.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/audit_data.hpp"

#include <span>
#include <string>

namespace delo {

/// Every result that is not "passed", and what to do about it; empty when all is well.
std::string audit_text(const AuditReport& report);
std::string audit_text(const AuditAddResult& result);
std::string audit_text(const AuditStatus& status);
std::string audit_text(std::span<const CatalogueEntry> packages);

/// The same, complete in every case. Keys are only ever added within one schema_version.
Json audit_json(const AuditReport& report);
Json audit_json(const AuditAddResult& result);
Json audit_json(const AuditStatus& status);
Json audit_json(std::span<const CatalogueEntry> packages);

} // namespace delo
