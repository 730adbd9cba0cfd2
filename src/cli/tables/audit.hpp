// What delo audit takes.
#pragma once

#include "cli/tables/shared.hpp"

#include <array>

namespace delo::cli {

// Settings of a collection: each is a flag of the same name (model/collection.hpp).
inline constexpr Flag kCycle{
    .name = "cycle", .value = "TIME", .help = "every package is to be read once in this time: 90d"};
inline constexpr Flag kMaxBytes{.name = "max-bytes",
                                .value = "SIZE",
                                .help = "begin no further package when so much was read: 2TB"};
inline constexpr Flag kMaxTime{
    .name = "max-time", .value = "TIME", .help = "begin no further package after this time: 2h"};
inline constexpr Flag kRate{
    .name = "rate", .value = "SIZE", .help = "read at most so much in a second: 50MB"};
inline constexpr Flag kMaxFailing{
    .name = "max-failing",
    .value = "N%",
    .help = "when more than this share of the packages, and ten at least, fail for the first time, "
            "stop and mark nothing (default: 20%)"};
inline constexpr Flag kQuietHours{
    .name = "quiet-hours", .value = "HH:MM-HH:MM", .help = "read nothing at this time of day"};
inline constexpr Flag kSentinel{
    .name = "sentinel",
    .value = "FILE",
    .help = "a file below the root that is always there: without it the store counts as away"};
inline constexpr Flag kMail{
    .name = "mail", .value = "ADDRESS", .help = "who gets a mail when something is wrong"};
inline constexpr Flag kMailFrom{
    .name = "mail-from", .value = "ADDRESS", .help = "the sender of that mail"};
inline constexpr Flag kSmtp{
    .name = "smtp",
    .value = "URL",
    .help = "the server that takes it: smtps://host:port or smtp://host:port (default: the program "
            "sendmail)"};
inline constexpr Flag kSmtpCredentials{
    .name = "smtp-credentials",
    .value = "FILE",
    .help = "the user's name and the password for that server, a line each"};
inline constexpr Flag kSmtpCa{
    .name = "smtp-ca",
    .value = "FILE",
    .help = "authorities that vouch for that server, PEM, in the place of the system's"};
inline constexpr Flag kPing{
    .name = "ping",
    .value = "URL",
    .help = "an address that is told of start (URL/start), success (URL) and failure (URL/fail)"};
inline constexpr Flag kWebhook{
    .name = "webhook",
    .value = "URL",
    .help = "an address that gets the report as JSON when something is wrong"};
inline constexpr Flag kMetrics{
    .name = "metrics",
    .value = "FILE",
    .help = "a file for the textfile collector of the Prometheus node exporter: audit.prom"};
inline constexpr Flag kReason{
    .name = "reason", .value = "TEXT", .help = "why: it is kept in the event log (required)"};

inline constexpr std::array<Flag, 3> kAuditFlags{{kCatalogue, kJson, kHelp}};
inline constexpr std::array<Flag, 4> kAuditListFlags{
    {kCatalogue,
     {.name = "collections", .help = "list the collections and their settings"},
     kJson,
     kHelp}};
inline constexpr std::array<Flag, 4> kAuditForgetFlags{{kCatalogue, kReason, kJson, kHelp}};
inline constexpr std::array<Flag, 4> kCompareFlags{{kMaxExpansion, kSandbox, kJson, kHelp}};
inline constexpr std::array<Flag, 5> kAuditRepairFlags{
    {kCatalogue,
     {.name = "from",
      .value = "REPLICA",
      .help = "the other copy: the package, or the folder that holds it (required)"},
     kMaxExpansion,
     kJson,
     kHelp}};
inline constexpr std::array<Flag, 5> kAuditReportFlags{
    {kCatalogue,
     {.name = "period",
      .value = "PERIOD",
      .help = "2026, 2026-Q3, 2026-07 or 2026-07-01..2026-09-30 (default: this year)"},
     {.name = "format",
      .letter = 'f',
      .value = "FORMAT",
      .help = "what to print (default: text)",
      .choices = "text|html|csv|json"},
     kJson,
     kHelp}};
inline constexpr std::array<Flag, 5> kAuditScheduleFlags{
    {kCatalogue,
     kCycle,
     {.name = "nightly", .value = "TIME", .help = "the time for each night (default: 2h)"},
     kJson,
     kHelp}};
inline constexpr std::array<Flag, 5> kAuditAcceptFlags{
    {kCatalogue, kReason, kMaxExpansion, kJson, kHelp}};
inline constexpr std::array<Flag, 30> kAuditRunFlags{
    {kCatalogue,
     kConfig,
     {.name = "all", .help = "all collections, or all packages"},
     kCycle,
     kMaxBytes,
     kMaxTime,
     kRate,
     {.name = "sample", .value = "N%", .help = "this part of the packages, those whose turn it is"},
     kMaxFailing,
     kQuietHours,
     kJobs,
     kEngine,
     {.name = "direct", .help = "read around the system's cache, where the file system can do it"},
     {.name = "shard",
      .value = "I/N",
      .help = "read only the I-th of N parts, told apart by a hash of the packages' names"},
     {.name = "anew", .help = "do not go on where a run was broken off"},
     {.name = "mark-all", .help = "mark what fails, however much it is"},
     kMail,
     kMailFrom,
     kSmtp,
     kSmtpCredentials,
     kSmtpCa,
     kPing,
     kWebhook,
     kMetrics,
     kDryRun,
     kMaxExpansion,
     kVerbose,
     {.name = "format",
      .letter = 'f',
      .value = "FORMAT",
      .help = "what to print (default: text)",
      .choices = "text|json"},
     kJson,
     kHelp}};
inline constexpr std::array<Flag, 24> kAuditAddFlags{
    {kCatalogue,
     kConfig,
     {.name = "root", .value = "DIR", .help = "make a collection of this name of what lies in DIR"},
     {.name = "kind",
      .value = "KIND",
      .help = "what lies there (default: packages)",
      .choices = "packages|ocfl|files|list"},
     {.name = "list",
      .value = "FILE",
      .help = "of the kind list: digests as sha256sum or hashdeep write them"},
     kCycle,
     kMaxBytes,
     kMaxTime,
     kRate,
     kMaxFailing,
     kQuietHours,
     kSentinel,
     kMail,
     kMailFrom,
     kSmtp,
     kSmtpCredentials,
     kSmtpCa,
     kPing,
     kWebhook,
     kMetrics,
     kMaxExpansion,
     kQuiet,
     kJson,
     kHelp}};
inline constexpr std::array<Example, 3> kAuditAddExamples{{
    {"delo audit add out", "takes every package in out/ into the catalogue"},
    {"delo audit add holdings --root /srv/holdings --cycle 90d",
     "a collection: every run looks for new packages in it, and tells whether the cycle is kept"},
    {"delo audit add out/deposit.zip --catalogue holdings.sqlite",
     "one package, a catalogue of your own"},
}};
inline constexpr std::array<Example, 3> kAuditRunExamples{{
    {"delo audit run", "reads every byte again; silent, with exit code 0, when all is well"},
    {"delo audit run holdings --max-time 2h", "as much of a collection as two hours allow"},
    {"0 2 * * *  delo audit run --max-time 2h --cycle 90d",
     "a line for cron, which mails what the run prints"},
}};
inline constexpr std::array<Example, 2> kAuditAcceptExamples{{
    {"delo audit accept out/deposit --reason \"tags corrected, ticket 12\"",
     "what lies there now becomes the reference; the old digests are kept in the catalogue"},
    {"delo audit accept \"RGASPI, f. 558, op. 11, d. 99\" --reason \"new edition\"",
     "the same by citation"},
}};
inline constexpr std::array<Example, 2> kAuditForgetExamples{{
    {"delo audit forget out/deposit --reason \"withdrawn by the donor\"",
     "the package is not watched any more"},
    {"delo audit forget deposit --reason \"moved to another store\" --json", "the same by name"},
}};
inline constexpr std::array<Example, 2> kCompareExamples{{
    {"delo compare /srv/holdings /mnt/second/holdings",
     "which packages and files are not the same in both copies"},
    {"delo compare holdings copy --json", "the same for programs"},
}};
inline constexpr std::array<Example, 2> kAuditRepairExamples{{
    {"delo audit repair holdings/deposit --from /mnt/second/deposit",
     "copies what is bad, checks the copies against the catalogue, and keeps what was bad aside"},
    {"delo audit repair deposit --from /mnt/second", "the same by name"},
}};
inline constexpr std::array<Example, 2> kAuditReportExamples{{
    {"delo audit report --period 2026", "coverage, failures, repairs and the head of the log"},
    {"delo audit report --period 2026-Q3 --format html > q3.html",
     "the same as a page to be filed"},
}};
inline constexpr std::array<Example, 2> kAuditScheduleExamples{{
    {"delo audit schedule holdings --cycle 90d --nightly 2h",
     "says whether two hours a night are enough, and prints a service and a timer for systemd"},
    {"delo audit schedule --json", "the same for all collections, for programs"},
}};
inline constexpr std::array<Example, 2> kAuditListExamples{{
    {"delo audit list", "the packages of the catalogue, with their last check"},
    {"delo audit list --json", "the same for programs"},
}};
inline constexpr std::array<Example, 2> kAuditStatusExamples{{
    {"delo audit status", "the last run, and the package that has waited longest"},
    {"delo audit status --json", "the same for programs"},
}};

} // namespace delo::cli
