// What the commands of delo audit take that prove something.
#pragma once

#include "cli/tables/shared.hpp"

#include <array>

namespace delo::cli {

inline constexpr std::array<Flag, 6> kAuditVerifyLogFlags{
    {kCatalogue,
     {.name = "log",
      .value = "FILE",
      .help = "an event log to be read alone, or with --catalogue in the place of its own"},
     {.name = "checkpoint",
      .value = "FILE",
      .help = "a checkpoint that was kept elsewhere: the log must begin with what it signs"},
     {.name = "key",
      .value = "KEY",
      .help =
          "the public half of the key of the log, or a file that holds it (default: FILE.key.pub "
          "beside the catalogue)"},
     kJson,
     kHelp}};
inline constexpr std::array<Example, 2> kAuditVerifyLogExamples{{
    {"delo audit verify-log",
     "reads the event log, and compares it with checkpoints and catalogue"},
    {"delo audit verify-log --log catalogue.sqlite.events.jsonl --checkpoint run-000012.checkpoint "
     "--key catalogue.sqlite.key.pub",
     "what somebody else does who was given these three files"},
}};

inline constexpr std::array<Flag, 5> kAuditProveFlags{
    {kCatalogue,
     {.name = "since",
      .value = "CHECKPOINT",
      .help = "an older checkpoint: prove also that the log only grew since"},
     kOutputFile,
     kJson,
     kHelp}};
inline constexpr std::array<Example, 2> kAuditProveExamples{{
    {"delo audit prove out/deposit -o proof.json",
     "a proof that docs/check-proof.py checks with nothing but Python"},
    {"delo audit prove deposit --since run-000012.checkpoint",
     "also that no line was changed since that run, on standard output"},
}};

inline constexpr std::array<Flag, 6> kAuditPremisFlags{
    {kCatalogue,
     kOutputFile,
     {.name = "all", .help = "all collections, or all packages"},
     kForce,
     kJson,
     kHelp}};
inline constexpr std::array<Example, 2> kAuditPremisExamples{{
    {"delo audit premis out/deposit -o deposit.premis.xml",
     "a fixity check event for each check of the package, and what else happened to it"},
    {"delo audit premis --all -o premis", "a file for each package, in a folder"},
}};

inline constexpr std::array<Flag, 10> kAuditAnchorFlags{
    {kCatalogue,
     {.name = "request",
      .value = "FILE",
      .help = "write a request (RFC 3161) for the latest checkpoint, to be sent to an authority"},
     {.name = "reply", .value = "FILE", .help = "take what the authority answered"},
     {.name = "url",
      .value = "URL",
      .help = "ask an authority at this address, and take its answer"},
     kAllowPrivate,
     {.name = "verify", .help = "judge all replies that are kept once more"},
     {.name = "ca", .value = "FILE", .help = "certificates of the authorities to trust, PEM"},
     {.name = "untrusted",
      .value = "FILE",
      .help = "certificates between those and the one that signed, PEM"},
     kJson,
     kHelp}};
inline constexpr std::array<Example, 4> kAuditAnchorExamples{{
    {"delo audit anchor --url https://tsa.example.org --ca authority.pem",
     "asks an authority for a time-stamp on the latest checkpoint, and keeps it"},
    {"delo audit anchor --request ask.tsq", "asks for a time-stamp on the latest checkpoint"},
    {"delo audit anchor --reply answer.tsr --ca authority.pem",
     "keeps the answer, if it is good: a proof of when the log was as it is"},
    {"delo audit anchor --verify --ca authority.pem", "looks at all answers again"},
}};

inline constexpr std::array<Flag, 4> kAuditDoctorFlags{
    {kCatalogue,
     {.name = "adopt-log",
      .help = "after the catalogue was brought back from an older copy: go on behind the last line "
              "of the log, and list what is to be done again"},
     kJson,
     kHelp}};
inline constexpr std::array<Example, 2> kAuditDoctorExamples{{
    {"delo audit doctor", "says what is wrong with the catalogue, and what to type"},
    {"delo audit doctor --adopt-log", "the last step after an older copy was brought back"},
}};

} // namespace delo::cli
