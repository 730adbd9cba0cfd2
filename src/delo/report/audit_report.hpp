// What watching over packages found out, as text for people and as JSON for programs. The text of a
// run in which all is well is empty: a nightly job then sends no mail.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/audit_data.hpp"

#include <span>
#include <string>
#include <string_view>

namespace delo {

/// How much to tell of a run in which all is well.
enum class AuditDetail { silent, summary };

/// Every result that is not "passed", and what to do about it; empty when all is well and no
/// summary is asked for.
std::string audit_text(const AuditReport& report, AuditDetail detail = AuditDetail::silent);
std::string audit_text(const AuditAcceptResult& result);
std::string audit_text(const CatalogueEntry& forgotten);
std::string audit_text(std::span<const Collection> collections);
std::string audit_text(const AuditAddResult& result);
std::string audit_text(const AuditStatus& status);
std::string audit_text(std::span<const CatalogueEntry> packages);
/// `what` was done: "exported", "imported".
std::string audit_text(const AuditExchange& exchange, std::string_view what);

/// One line for the subject of a mail: "delo audit on archive1: 1 altered, 2 missing".
std::string audit_subject(const AuditReport& report);
/// The text of a mail: when and where the run was, and what audit_text() says; empty with it.
std::string audit_mail(const AuditReport& report);

/// The figures of a run and of the collections it was about, for the textfile collector of the
/// Prometheus node exporter.
std::string audit_metrics(const AuditReport& report);

/// The same, complete in every case. Keys are only ever added within one schema_version.
Json audit_json(const AuditReport& report);
Json audit_json(const AuditAddResult& result);
Json audit_json(const AuditStatus& status);
Json audit_json(std::span<const CatalogueEntry> packages);
Json audit_json(const AuditAcceptResult& result);
Json audit_json(const CatalogueEntry& forgotten);
Json audit_json(std::span<const Collection> collections);
/// `report` is its name: "audit export", "audit import".
Json audit_json(const AuditExchange& exchange, std::string_view report);

} // namespace delo
