// What delo audit takes.
#pragma once

#include "cli/tables/shared.hpp"

#include <array>

namespace delo::cli {

inline constexpr std::array<Flag, 3> kAuditFlags{{kCatalogue, kJson, kHelp}};
inline constexpr std::array<Flag, 4> kAuditRunFlags{{kCatalogue, kMaxExpansion, kJson, kHelp}};
inline constexpr std::array<Flag, 5> kAuditAddFlags{
    {kCatalogue, kMaxExpansion, kQuiet, kJson, kHelp}};
inline constexpr std::array<Example, 2> kAuditAddExamples{{
    {"delo audit add out", "takes every package in out/ into the catalogue"},
    {"delo audit add out/deposit.zip --catalogue holdings.sqlite",
     "one package, a catalogue of your own"},
}};
inline constexpr std::array<Example, 2> kAuditRunExamples{{
    {"delo audit run", "reads every byte again; silent, with exit code 0, when all is well"},
    {"0 2 * * 0  delo audit run", "a line for cron, which mails what the run prints"},
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
