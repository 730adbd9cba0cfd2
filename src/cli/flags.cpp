#include "cli/flags.hpp"

#include "cli/command.hpp"
#include "cli/tables/audit.hpp"
#include "cli/tables/audit_evidence.hpp"
#include "cli/tables/audit_export.hpp"
#include "cli/tables/pack.hpp"
#include "cli/tables/packages.hpp"
#include "cli/tables/pages.hpp"
#include "cli/tables/validate.hpp"

#include <array>

namespace delo::cli {
namespace {

constexpr std::array<Command, 32> kCommands{{
    {"pack", "make packages of document pages and the files that belong to them", "SRC", true, true,
     kPackExamples, kPackFlags, cmd_pack},
    {"inspect", "show what is understood of a document page, and change nothing", "PAGE", true,
     true, kInspectExamples, kInspectFlags, cmd_inspect},
    {"template", "make a sheet with a row for each document, to be filled in", "PATH", false, true,
     kTemplateExamples, kTemplateFlags, cmd_template},
    {"cite", "show what is understood of citations, given or on standard input", "STRING", true,
     false, kCiteExamples, kCiteFlags, cmd_cite},
    {"unpack", "make folders of packages again, checked while they are written", "PACKAGE", true,
     true, kUnpackExamples, kUnpackFlags, cmd_unpack},
    {"validate", "check packages against BagIt, METS, E-ARK and the schemas", "PACKAGE", true, true,
     kValidateExamples, kValidateFlags, cmd_validate},
    {"rules", "list the rules that packages are checked against", "", false, false, kRulesExamples,
     kRulesFlags, cmd_rules},
    {"explain", "show what a rule means, why it matters and how to keep it", "RULE", true, true,
     kExplainExamples, kExplainFlags, cmd_explain},
    {"fetch", "get the payload that a bag lists in fetch.txt, and check it on arrival", "BAG", true,
     true, kFetchExamples, kFetchFlags, cmd_fetch},
    {"update", "change tags, tag files and digests of bags, and seal them again", "PACKAGE", true,
     true, kUpdateExamples, kUpdateFlags, cmd_update},
    {"diff", "compare two packages or folders, file by file", "PACKAGE", true, true, kDiffExamples,
     kDiffFlags, cmd_diff},
    {"compare", "compare two copies of a folder of packages, byte by byte", "FOLDER", true, true,
     kCompareExamples, kCompareFlags, cmd_compare},
    {"doctor", "show what the program finds on this machine: engines, sandbox, room to write",
     "FOLDER", false, false, kDoctorExamples, kDoctorFlags, cmd_doctor},
    {"profile check", "say whether files are BagIt Profiles that can be used", "FILE", true, true,
     kProfileCheckExamples, kProfileCheckFlags, cmd_profile_check},
    {"profile convert", "print a profile of Bagger or DART as a BagIt Profile 1.4", "FILE", false,
     true, kProfileConvertExamples, kProfileConvertFlags, cmd_profile_convert},
    {"audit add", "take packages, or a collection of them, into the catalogue", "PATH|NAME", true,
     true, kAuditAddExamples, kAuditAddFlags, cmd_audit_add},
    {"audit run", "read every byte again and compare it with the catalogue", "COLLECTION", true,
     false, kAuditRunExamples, kAuditRunFlags, cmd_audit_run},
    {"audit accept", "make what a package is now its reference", "PACKAGE", false, true,
     kAuditAcceptExamples, kAuditAcceptFlags, cmd_audit_accept},
    {"audit forget", "stop watching a package", "PACKAGE", false, true, kAuditForgetExamples,
     kAuditForgetFlags, cmd_audit_forget},
    {"audit list", "list the packages of the catalogue", "", false, false, kAuditListExamples,
     kAuditListFlags, cmd_audit_list},
    {"audit repair", "bring back what is bad in a package from another copy", "PACKAGE", false,
     true, kAuditRepairExamples, kAuditRepairFlags, cmd_audit_repair},
    {"audit report", "tell what was checked, what failed and what became of it in a period", "",
     false, false, kAuditReportExamples, kAuditReportFlags, cmd_audit_report},
    {"audit schedule", "print the units and the cron line that keep a cycle", "COLLECTION", false,
     false, kAuditScheduleExamples, kAuditScheduleFlags, cmd_audit_schedule},
    {"audit status", "show the last run and the oldest check", "", false, false,
     kAuditStatusExamples, kAuditFlags, cmd_audit_status},
    {"audit export", "write the catalogue as JSON Lines", "", false, false, kAuditExportExamples,
     kAuditExportFlags, cmd_audit_export},
    {"audit import", "make a catalogue of an export", "FILE", false, true, kAuditImportExamples,
     kAuditImportFlags, cmd_audit_import},
    {"audit merge", "bring together what several hosts found out, each with a catalogue", "SHARD",
     true, true, kAuditMergeExamples, kAuditMergeFlags, cmd_audit_merge},
    {"audit verify-log", "prove that the event log, its checkpoints and the catalogue agree", "",
     false, false, kAuditVerifyLogExamples, kAuditVerifyLogFlags, cmd_audit_verify_log},
    {"audit prove", "prove that the last check of a package is in the signed log", "PACKAGE", false,
     true, kAuditProveExamples, kAuditProveFlags, cmd_audit_prove},
    {"audit premis", "write the checks and changes of packages as PREMIS 3", "PACKAGE", false,
     false, kAuditPremisExamples, kAuditPremisFlags, cmd_audit_premis},
    {"audit anchor", "let an authority witness when the log was as it is", "", false, false,
     kAuditAnchorExamples, kAuditAnchorFlags, cmd_audit_anchor},
    {"audit doctor", "say what is wrong with the catalogue, and what to do", "", false, false,
     kAuditDoctorExamples, kAuditDoctorFlags, cmd_audit_doctor},
}};

} // namespace

std::span<const Command> commands() {
  return kCommands;
}

const Command* find_command(std::string_view name) {
  for (const Command& command : kCommands)
    if (command.name == name)
      return &command;
  return nullptr;
}

} // namespace delo::cli