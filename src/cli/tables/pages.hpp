// What the commands take that read pages and citations: inspect, template, cite.
#pragma once

#include "cli/tables/shared.hpp"

#include <array>

namespace delo::cli {

inline constexpr std::array<Flag, 5> kInspectFlags{{kEncoding, kArchives, kSandbox, kJson, kHelp}};
inline constexpr std::array<Example, 3> kInspectExamples{{
    {"delo inspect telegram.txt", "shows each field, where it stands, and how sure it is"},
    {"delo inspect --json *.txt", "the same for programs"},
    {"delo inspect pages", "every page in a folder, and what else lies there"},
}};

inline constexpr std::array<Flag, 8> kTemplateFlags{{
    kOutputFile,
    kEncoding,
    kArchives,
    kJunk,
    kForce,
    kQuiet,
    kJson,
    kHelp,
}};
inline constexpr std::array<Example, 2> kTemplateExamples{{
    {"delo template incoming -o rows.xlsx", "a row for each document below incoming/"},
    {"delo template incoming -o rows.csv", "the same as text, for programs without XLSX"},
}};

inline constexpr std::array<Flag, 4> kCiteFlags{{
    {.name = "normalise",
     .value = "ALPHABET",
     .help = "print the citation in its canonical form; unsure parts are left out",
     .choices = "latin|cyrillic"},
    kArchives,
    kJson,
    kHelp,
}};
inline constexpr std::array<Example, 2> kCiteExamples{{
    {"delo cite 'RGASPI, f. 558, op. 11, d. 99, ll. 0005-0006.'",
     "shows archive, fond, opis, delo and sheets, and how sure each is"},
    {"delo cite --json < lines.txt", "one JSON object for each line of standard input"},
}};

} // namespace delo::cli
