#include "delo/model/audit_evidence.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

struct FaultRow {
  LogFault fault;
  std::string_view word;
  std::string_view advice;
};

constexpr std::string_view kRestoreLog =
    "bring the log back from a copy: docs/runbook.md tells how";
constexpr std::string_view kRestoreCatalogue =
    "somebody changed the database: keep it as evidence, bring the catalogue back from a copy, and "
    "type `delo audit doctor --adopt-log`";

constexpr std::array<FaultRow, 11> kFaults{{
    {LogFault::lines, "lines are missing", kRestoreLog},
    {LogFault::older_catalogue, "older catalogue",
     "if the catalogue was brought back from an older copy, type `delo audit doctor --adopt-log`"},
    {LogFault::head, "another last line", kRestoreLog},
    {LogFault::root, "another tree",
     "the log was rewritten: keep it as evidence, and bring it back "
     "from a copy"},
    {LogFault::checkpoint, "checkpoint", "bring the file back from a copy"},
    {LogFault::signature, "signature",
     "see that it is the right key; otherwise somebody else made the checkpoint"},
    {LogFault::reference, "reference changed", kRestoreCatalogue},
    {LogFault::outcome, "result changed", kRestoreCatalogue},
    {LogFault::not_in_catalogue, "not in the catalogue", kRestoreCatalogue},
    {LogFault::not_in_log, "not in the log", kRestoreCatalogue},
    {LogFault::damaged, "cannot be read", kRestoreCatalogue},
}};

const FaultRow& row(LogFault fault) {
  return kFaults[static_cast<std::size_t>(fault)];
}

} // namespace

std::string_view to_word(LogFault fault) {
  return row(fault).word;
}

std::string_view advice(LogFault fault) {
  return row(fault).advice;
}

ExitCode exit_code(const AuditProof& proof) {
  return proof.problem.empty() ? ExitCode::good : ExitCode::bad;
}

ExitCode exit_code(const std::vector<AuditPremis>& documents) {
  return std::all_of(documents.begin(), documents.end(),
                     [](const AuditPremis& each) { return each.problem.empty(); })
             ? ExitCode::good
             : ExitCode::bad;
}

ExitCode exit_code(const AnchorReport& report) {
  return std::all_of(report.anchors.begin(), report.anchors.end(),
                     [](const Anchor& anchor) { return anchor.reason.empty(); })
             ? ExitCode::good
             : ExitCode::bad;
}

ExitCode exit_code(const DoctorReport& report) {
  if (report.is_unreadable)
    return ExitCode::could_not_finish;
  return report.findings.empty() ? ExitCode::good : ExitCode::bad;
}

ExitCode exit_code(const LogCheck& check) {
  return check.bad_line || !check.differences.empty() ? ExitCode::bad : ExitCode::good;
}

} // namespace delo
