// What the commands take that work on packages and profiles: unpack, fetch, update, diff, profile;
// and on no package: doctor.
#pragma once

#include "cli/tables/shared.hpp"

#include <array>

namespace delo::cli {

inline constexpr std::array<Flag, 8> kUnpackFlags{{
    kOutputFolder,
    {.name = "payload", .help = "of a bag: only what was packed, without data/ and tag files"},
    kForce,
    kMaxExpansion,
    kSandbox,
    kQuiet,
    kJson,
    kHelp,
}};
inline constexpr std::array<Example, 2> kUnpackExamples{{
    {"delo unpack deposit.tar.gz -o work", "the package as a folder in work/, if it is valid"},
    {"delo unpack deposit.zip --payload -o work", "only the files that were packed"},
}};
inline constexpr std::array<Flag, 7> kFetchFlags{{
    {.name = "max-size",
     .value = "SIZE",
     .help = "fetch no file that is larger, such as 4GiB (default: 100GiB)"},
    kAllowPrivate,
    kDryRun,
    kSandbox,
    kQuiet,
    kJson,
    kHelp,
}};
inline constexpr std::array<Example, 2> kFetchExamples{{
    {"delo fetch deposit", "completes a bag whose fetch.txt says where its payload lies"},
    {"delo fetch --dry-run deposit", "the addresses and lengths, before anybody is asked"},
}};

inline constexpr std::array<Flag, 2> kProfileCheckFlags{{kJson, kHelp}};
inline constexpr std::array<Example, 2> kProfileCheckExamples{{
    {"delo profile check archive.json", "whether it is a BagIt Profile, and what is odd in it"},
    {"delo profile check --json *.json", "the same for programs; exit code 1 when one is unusable"},
}};
inline constexpr std::array<Flag, 2> kProfileConvertFlags{{
    {.name = "identifier",
     .value = "URI",
     .help = "how bags will name the profile (default: as the file says, or made from its name)"},
    kHelp,
}};
inline constexpr std::array<Example, 2> kProfileConvertExamples{{
    {"delo profile convert bagger.json > archive.json", "what gets lost is told on standard error"},
    {"delo profile convert --identifier https://example.org/p.json dart.json",
     "a profile of DART, under an address of its own"},
}};

inline constexpr std::array<Flag, 11> kUpdateFlags{{
    kSet,
    {.name = "add",
     .value = "LABEL=VALUE",
     .help = "a further tag of bag-info.txt",
     .repeats = true},
    {.name = "unset",
     .value = "LABEL",
     .help = "take the tags with the label out of bag-info.txt",
     .repeats = true},
    kTagFile,
    {.name = "add-hash",
     .value = "ALGORITHM",
     .help = "digests to add",
     .repeats = true,
     .choices = kAlgorithms},
    {.name = "drop-hash",
     .value = "ALGORITHM",
     .help = "digests to drop",
     .repeats = true,
     .choices = kAlgorithms},
    kMaxExpansion,
    kSandbox,
    kQuiet,
    kJson,
    kHelp,
}};
inline constexpr std::array<Example, 2> kUpdateExamples{{
    {"delo update out/deposit --set Contact-Name=\"N. Ivanova\"",
     "changes a tag; the payload is verified and left alone"},
    {"delo update out/*.tar --add-hash sha256 --drop-hash md5",
     "other digests, computed while the old ones are verified"},
}};

inline constexpr std::array<Flag, 5> kDiffFlags{{
    kMaxExpansion,
    kSandbox,
    kQuiet,
    kJson,
    kHelp,
}};
inline constexpr std::array<Example, 2> kDiffExamples{{
    {"delo diff received.zip stored", "what was added, removed, changed or renamed"},
    {"delo diff --json out.tar out.tar.zst", "the same for programs; exit code 1 when they differ"},
}};

inline constexpr std::array<Flag, 3> kDoctorFlags{{
    kSandbox,
    kJson,
    kHelp,
}};
inline constexpr std::array<Example, 3> kDoctorExamples{{
    {"delo doctor", "what to send along with a question"},
    {"delo doctor --json", "the same for programs; exit code 3 when temporary files have no place"},
    {"delo doctor --sandbox require /srv/out",
     "exit code 3 when delo cannot be confined, or cannot write there"},
}};

} // namespace delo::cli
