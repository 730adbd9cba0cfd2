// What the commands take that judge packages, and tell of rules: validate, rules, explain.
#pragma once

#include "cli/tables/shared.hpp"

#include <array>

namespace delo::cli {

inline constexpr std::array<Flag, 26> kValidateFlags{{
    {.name = "complete",
     .help = "only whether every file is there and listed, and tag files: no payload is read"},
    {.name = "fast",
     .help = "only whether bytes and files of the payload are those of Payload-Oxum"},
    {.name = "lenient", .help = "take known slips of old tools for warnings"},
    kProfile,
    kOnline,
    kAllowPrivate,
    kSchemas,
    {.name = "rules",
     .value = "LIST",
     .help = "the families of rules to check, parted by commas: csip,sip (default: all that apply)",
     .repeats = true},
    {.name = "spec",
     .value = "FAMILY=VERSION",
     .help = "the version of CSIP or SIP to check against: csip=2.1.0 (default: what PROFILE of "
             "the package says, or else the newest)",
     .repeats = true},
    {.name = "only",
     .value = "RULE",
     .help = "look at findings of these rules only: ids, or how they begin; the others are counted",
     .repeats = true},
    {.name = "ignore",
     .value = "RULE",
     .help = "do not judge by these rules: ids, or how they begin; what they find is counted",
     .repeats = true},
    kMaxExpansion,
    {.name = "max-findings",
     .value = "N",
     .help = "list at most N findings of a rule for each package, and count the rest (default: "
             "10000; all: any number)"},
    {.name = "baseline",
     .value = "FILE",
     .help = "a JSON report of an earlier run: what it has is known, and does not fail again"},
    {.name = "fail-on",
     .value = "SEVERITY",
     .help = "the lightest finding that makes the run fail (default: error)",
     .choices = "error|warning"},
    kConfig,
    kFormat,
    {.name = "report",
     .value = "FORMAT=FILE",
     .help = "a report into a file as well, in any of the formats",
     .repeats = true},
    kJobs,
    kEngine,
    kSandbox,
    kVerbose,
    kProgress,
    kQuiet,
    kJson,
    kHelp,
}};
inline constexpr std::array<Example, 5> kValidateExamples{{
    {"delo validate out/*", "folders, tar and zip files; nothing is unpacked"},
    {"delo validate --json deposit.zip", "findings for programs; exit code 1 when it is invalid"},
    {"delo validate --profile archive.json deposit.tar",
     "whether a bag keeps the profile of the archive that is to take it"},
    {"delo validate out/* --report junit=tests.xml --report html=report.html",
     "the findings in the terminal, for a CI server and for the file"},
    {"ssh host 'cat deposit.tar.gz' | delo validate -", "a tar that comes as a stream"},
}};

inline constexpr std::array<Flag, 3> kRulesFlags{{
    {.name = kFormat.name,
     .letter = kFormat.letter,
     .value = kFormat.value,
     .help = kFormat.help,
     .choices = "text|json|md"},
    kJson,
    kHelp,
}};
inline constexpr std::array<Example, 2> kRulesExamples{{
    {"delo rules", "a line for each rule: family, id, level, what must hold, section"},
    {"delo rules --format json", "the same for programs, with what to do"},
}};
inline constexpr std::array<Flag, 2> kExplainFlags{{kJson, kHelp}};
inline constexpr std::array<Example, 2> kExplainExamples{{
    {"delo explain BAGIT-3-3", "what the rule means, why it matters, how it is put right"},
    {"delo explain --json BAGIT-3-3 METS-file-3", "two of them, for programs"},
}};

} // namespace delo::cli
