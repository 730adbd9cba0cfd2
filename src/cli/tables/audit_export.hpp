// What delo audit export, import and merge take.
#pragma once

#include "cli/tables/shared.hpp"

#include <array>

namespace delo::cli {

inline constexpr std::array<Flag, 5> kAuditExportFlags{
    {kCatalogue, kOutputFile, kForce, kJson, kHelp}};
inline constexpr std::array<Flag, 3> kAuditImportFlags{{kCatalogue, kJson, kHelp}};
inline constexpr std::array<Flag, 4> kAuditMergeFlags{{kCatalogue, kVerbose, kJson, kHelp}};
inline constexpr std::array<Example, 2> kAuditExportExamples{{
    {"delo audit export -o catalogue.jsonl", "the whole catalogue as JSON Lines, to be kept apart"},
    {"delo audit export | xz > catalogue.jsonl.xz", "the same to another program"},
}};
inline constexpr std::array<Example, 2> kAuditImportExamples{{
    {"delo audit import catalogue.jsonl", "a new catalogue in the place of one that was lost"},
    {"delo audit import catalogue.jsonl --catalogue copy.sqlite",
     "in another place, for a machine that audits a second copy"},
}};
inline constexpr std::array<Example, 2> kAuditMergeExamples{{
    {"delo audit merge shard-1.sqlite shard-2.sqlite --catalogue holdings.sqlite",
     "what two hosts read with `delo audit run --shard`; silent, with exit code 0, when all is "
     "well"},
    {"delo audit merge shard-*.sqlite --json", "the same into your own catalogue, for programs"},
}};

} // namespace delo::cli
