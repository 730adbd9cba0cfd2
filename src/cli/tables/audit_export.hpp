// What delo audit export and import take.
#pragma once

#include "cli/tables/shared.hpp"

#include <array>

namespace delo::cli {

inline constexpr std::array<Flag, 5> kAuditExportFlags{
    {kCatalogue, kOutputFile, kForce, kJson, kHelp}};
inline constexpr std::array<Flag, 3> kAuditImportFlags{{kCatalogue, kJson, kHelp}};
inline constexpr std::array<Example, 2> kAuditExportExamples{{
    {"delo audit export -o catalogue.jsonl", "the whole catalogue as JSON Lines, to be kept apart"},
    {"delo audit export | xz > catalogue.jsonl.xz", "the same to another program"},
}};
inline constexpr std::array<Example, 2> kAuditImportExamples{{
    {"delo audit import catalogue.jsonl", "a new catalogue in the place of one that was lost"},
    {"delo audit import catalogue.jsonl --catalogue copy.sqlite",
     "in another place, for a machine that audits a second copy"},
}};

} // namespace delo::cli
