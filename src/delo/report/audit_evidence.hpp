// What can be proven of an audit, as text for people and as JSON for programs.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/audit_evidence.hpp"

#include <string>
#include <vector>

namespace delo {

std::string evidence_text(const LogCheck& check);
/// What to tell when nothing is proven.
std::string evidence_text(const AuditProof& proof);
std::string evidence_text(const std::vector<AuditPremis>& documents);
std::string evidence_text(const AnchorReport& report);
std::string evidence_text(const DoctorReport& report);

/// The same, complete in every case. Keys are only ever added within one schema_version.
Json evidence_json(const LogCheck& check);
/// What docs/check-proof.py reads.
Json evidence_json(const AuditProof& proof);

Json evidence_json(const std::vector<AuditPremis>& documents);
Json evidence_json(const AnchorReport& report);
Json evidence_json(const DoctorReport& report);

} // namespace delo
