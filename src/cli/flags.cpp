#include "cli/flags.hpp"

#include "cli/command.hpp"
#include "cli/report_output.hpp"

#include <array>

namespace delo::cli {
namespace {

// Flags that several commands share are written once, so that they mean the same everywhere.
constexpr Flag kJson{.name = "json", .help = "print JSON instead of text"};
constexpr Flag kHelp{.name = "help", .letter = 'h', .help = "show this help"};
constexpr Flag kQuiet{.name = "quiet", .letter = 'q', .help = "print errors only"};
constexpr Flag kProgress{.name = "progress",
                         .value = "HOW",
                         .help = "how to show progress on standard error (default: auto)",
                         .choices = "auto|bar|plain|jsonl|none"};
constexpr Flag kFormat{.name = "format",
                       .letter = 'f',
                       .value = "FORMAT",
                       .help = "what to print (default: text)",
                       .choices = kReportChoices};
constexpr Flag kDryRun{
    .name = "dry-run", .letter = 'n', .help = "print what would be done, and do nothing"};
constexpr Flag kEncoding{
    .name = "encoding",
    .value = "NAME",
    .help = "the encoding of pages and of a CSV sheet (default: told from their bytes)"};
constexpr Flag kSchemas{.name = "schemas",
                        .value = "DIR",
                        .help = "check against the schemas of this folder: its delo-all.xsd or "
                                "catalog.xml (default: those in delo)"};
constexpr Flag kProfile{.name = "profile",
                        .value = "PROFILE",
                        .help = "a BagIt Profile that the bag must keep: a JSON file, or "
                                "translated-document, scans-only, minimal"};
constexpr Flag kArchives{
    .name = "archives",
    .value = "FILE",
    .help = "archives of your own, as TOML (default: delo/archives.toml in the XDG configuration "
            "folder, where there is one)"};
constexpr Flag kCatalogue{.name = "catalogue",
                          .value = "FILE",
                          .help = "the catalogue to use (default: delo/catalogue.sqlite in the "
                                  "XDG data folder)"};

constexpr Flag kMaxExpansion{
    .name = "max-expansion",
    .value = "N",
    .help = "stop when over 100 MB and N times as much came out of an archive as went in "
            "(default: 500; 0: any)"};

constexpr Flag kOutputFolder{
    .name = "output",
    .letter = 'o',
    .value = "DIR",
    .help = "where to write: a folder for packages, a file for a sheet (required)"};
constexpr Flag kSet{.name = "set",
                    .value = "LABEL=VALUE",
                    .help = "a tag for bag-info.txt, in the place of those with its label",
                    .repeats = true};
constexpr Flag kTagFile{.name = "tag-file",
                        .value = "FILE[=PATH]",
                        .help = "a file that travels in the bag beside its payload",
                        .repeats = true};

constexpr std::array<Flag, 43> kPackFlags{{
    kOutputFolder,
    {.name = "metadata",
     .value = "FILE",
     .help = "a sheet (XLSX, CSV, TSV) with a row for each document"},
    {.name = "mapping",
     .value = "FILE",
     .help = "a TOML file that says what the headings of the sheet mean"},
    kEncoding,
    kArchives,
    {.name = "one-per",
     .value = "UNIT",
     .help = "what makes one document (default: any, told from the folders)",
     .choices = "any|page|folder|row"},
    {.name = "junk",
     .value = "POLICY",
     .help = "what to do with .DS_Store, Thumbs.db and their like (default: skip, and list them)",
     .choices = "skip|keep|fail"},
    {.name = "keep-going", .help = "pack the good documents although others have problems"},
    {.name = "group",
     .value = "ID",
     .help = "the group of all these packages: Bag-Group-Identifier, and Bag-Count \"n of m\""},
    {.name = "count",
     .value = "M",
     .help = "how many packages the group has in all (default: those of this run)"},
    {.name = "original",
     .value = "FILE",
     .help = "a scan, or a folder of scans, of the original",
     .repeats = true},
    {.name = "transcription",
     .value = "FILE",
     .help = "a transcription in the original language",
     .repeats = true},
    {.name = "translation",
     .value = "FILE",
     .help = "the translation (default: the page itself)",
     .repeats = true},
    {.name = "representation",
     .value = "NAME=FILE",
     .help = "a file, or a folder of files, of a representation with a name of your own; "
             "translation-fr is a translation",
     .repeats = true},
    {.name = "formats",
     .value = "FILE",
     .help = "what Siegfried (JSON, CSV) or DROID (CSV) says of the files: their PRONOM keys"},
    kDryRun,
    {.name = "force", .help = "replace what has the same name"},
    {.name = "id",
     .value = "ID",
     .help = "the name of the package (default: made from the citation)"},
    {.name = "record",
     .value = "FILE",
     .help = "a corrected record, as delo inspect --json prints it"},
    {.name = "rights",
     .value = "TERM",
     .help = "the rights where the page states none: CNE, \"CC BY 4.0\", an address"},
    {.name = "submitter",
     .value = "NAME",
     .help = "who sends the package (default: the publisher of the page)"},
    {.name = "describe",
     .value = "LIST",
     .help = "the descriptions to write: mods, dc, ead3, parted by commas (default: mods,dc)"},
    {.name = "plain",
     .help = "a bag of the folder as it is, even when document pages lie in it (a folder without "
             "pages needs --layout bag only)"},
    {.name = "in-place",
     .help = "make each folder a bag where it is, its files in data/; instead of -o"},
    kSet,
    {.name = "info",
     .value = "FILE",
     .help = "a bag-info.txt whose tags are kept in their order; counts and dates are made anew"},
    kTagFile,
    kProfile,
    {.name = "links",
     .value = "POLICY",
     .help = "what to do with symbolic links (default: fail, before anything is "
             "written)",
     .choices = "fail|follow|record"},
    {.name = "names",
     .value = "POLICY",
     .help = "what to do with names that are not UTF-8 (default: refuse)",
     .choices = "refuse|escape"},
    {.name = "remote",
     .value = "URL-PREFIX",
     .help = "plain bags: leave the payload out and list it in fetch.txt below this address"},
    {.name = "split",
     .value = "SIZE",
     .help = "plain bags: a group of bags with at most this much payload each, such as 4GiB"},
    {.name = "split-files",
     .value = "N",
     .help = "plain bags: a group of bags with at most N payload files each"},
    {.name = "retry",
     .value = "N",
     .help = "read a source again, up to N times, that changed while it was read (default: 0)"},
    {.name = "layout",
     .value = "LAYOUT",
     .help = "a bag whose payload is a SIP, a SIP alone, or a bag alone (default: bag+sip)",
     .choices = "bag+sip|sip|bag"},
    {.name = "as",
     .value = "CONTAINER",
     .help = "what holds the package (default: dir, or what the profile accepts)",
     .choices = "dir|tar|tar.gz|tar.zst|zip|zip-deflate"},
    {.name = "mtime",
     .value = "WHICH",
     .help = "the times of files in the container: their own, or that of packing (default: keep, "
             "but none later than SOURCE_DATE_EPOCH where that is set)",
     .choices = "keep|fixed"},
    kSchemas,
    {.name = "hash",
     .value = "ALGORITHM",
     .help = "a digest to write; METS gets the strongest (default: sha512, or what the profile "
             "asks for)",
     .repeats = true,
     .choices = "md5|sha1|sha224|sha256|sha384|sha512"},
    kProgress,
    kQuiet,
    kJson,
    kHelp,
}};
constexpr std::array<Example, 5> kPackExamples{{
    {"delo pack telegram.txt -o out", "one page becomes one package in out/"},
    {"delo pack telegram.txt --original scan.tif -o out --as zip",
     "the same with its scan, in a zip file"},
    {"delo pack incoming --metadata rows.xlsx -o out",
     "a package for each row; the same command again packs what is missing"},
    {"delo pack --layout bag photos --set Contact-Name=\"A. Keeper\" -o - | ssh host 'cat >p.tar'",
     "any folder as a bag, streamed as a tar"},
    {"delo pack telegram.txt -o out --profile translated-document --set Contact-Name=\"A. Keeper\"",
     "a package that keeps a BagIt Profile; what it lacks is told before anything is written"},
}};

constexpr std::array<Flag, 4> kInspectFlags{{kEncoding, kArchives, kJson, kHelp}};
constexpr std::array<Example, 3> kInspectExamples{{
    {"delo inspect telegram.txt", "shows each field, where it stands, and how sure it is"},
    {"delo inspect --json *.txt", "the same for programs"},
    {"delo inspect pages", "every page in a folder, and what else lies there"},
}};

constexpr std::array<Flag, 8> kTemplateFlags{{
    {.name = "output",
     .letter = 'o',
     .value = "FILE",
     .help = "where to write: a folder for packages, a file for a sheet (required)"},
    kEncoding,
    kArchives,
    {.name = "junk",
     .value = "POLICY",
     .help = "what to do with .DS_Store, Thumbs.db and their like (default: skip, and list them)",
     .choices = "skip|keep|fail"},
    {.name = "force", .help = "replace what has the same name"},
    kQuiet,
    kJson,
    kHelp,
}};
constexpr std::array<Example, 2> kTemplateExamples{{
    {"delo template incoming -o rows.xlsx", "a row for each document below incoming/"},
    {"delo template incoming -o rows.csv", "the same as text, for programs without XLSX"},
}};

constexpr std::array<Flag, 4> kCiteFlags{{
    {.name = "normalise",
     .value = "ALPHABET",
     .help = "print the citation in its canonical form; unsure parts are left out",
     .choices = "latin|cyrillic"},
    kArchives,
    kJson,
    kHelp,
}};
constexpr std::array<Example, 2> kCiteExamples{{
    {"delo cite 'RGASPI, f. 558, op. 11, d. 99, ll. 0005-0006.'",
     "shows archive, fond, opis, delo and sheets, and how sure each is"},
    {"delo cite --json < lines.txt", "one JSON object for each line of standard input"},
}};

constexpr std::array<Flag, 7> kUnpackFlags{{
    kOutputFolder,
    {.name = "payload", .help = "of a bag: only what was packed, without data/ and tag files"},
    {.name = "force", .help = "replace what has the same name"},
    kMaxExpansion,
    kQuiet,
    kJson,
    kHelp,
}};
constexpr std::array<Example, 2> kUnpackExamples{{
    {"delo unpack deposit.tar.gz -o work", "the package as a folder in work/, if it is valid"},
    {"delo unpack deposit.zip --payload -o work", "only the files that were packed"},
}};

constexpr std::array<Flag, 22> kValidateFlags{{
    {.name = "complete",
     .help = "only whether every file is there and listed, and tag files: no payload is read"},
    {.name = "fast",
     .help = "only whether bytes and files of the payload are those of Payload-Oxum"},
    {.name = "lenient", .help = "take known slips of old tools for warnings"},
    kProfile,
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
    {.name = "config",
     .value = "FILE",
     .help = "a TOML file whose [validate] table gives flags (default: delo.toml in the working "
             "folder, where there is one); what is typed wins"},
    kFormat,
    {.name = "report",
     .value = "FORMAT=FILE",
     .help = "a report into a file as well, in any of the formats",
     .repeats = true},
    {.name = "jobs",
     .letter = 'j',
     .value = "N",
     .help = "check so many packages at a time (default: 1)"},
    {.name = "verbose",
     .letter = 'v',
     .help = "print infos, and what became of each rule, as well"},
    kProgress,
    kQuiet,
    kJson,
    kHelp,
}};
constexpr std::array<Example, 5> kValidateExamples{{
    {"delo validate out/*", "folders, tar and zip files; nothing is unpacked"},
    {"delo validate --json deposit.zip", "findings for programs; exit code 1 when it is invalid"},
    {"delo validate --profile archive.json deposit.tar",
     "whether a bag keeps the profile of the archive that is to take it"},
    {"delo validate out/* --report junit=tests.xml --report html=report.html",
     "the findings in the terminal, for a CI server and for the file"},
    {"ssh host 'cat deposit.tar.gz' | delo validate -", "a tar that comes as a stream"},
}};

constexpr std::array<Flag, 3> kRulesFlags{{
    {.name = kFormat.name,
     .letter = kFormat.letter,
     .value = kFormat.value,
     .help = kFormat.help,
     .choices = "text|json|md"},
    kJson,
    kHelp,
}};
constexpr std::array<Example, 2> kRulesExamples{{
    {"delo rules", "a line for each rule: family, id, level, what must hold, section"},
    {"delo rules --format json", "the same for programs, with what to do"},
}};
constexpr std::array<Flag, 2> kExplainFlags{{kJson, kHelp}};
constexpr std::array<Example, 2> kExplainExamples{{
    {"delo explain BAGIT-3-3", "what the rule means, why it matters, how it is put right"},
    {"delo explain --json BAGIT-3-3 METS-file-3", "two of them, for programs"},
}};

constexpr std::array<Flag, 6> kFetchFlags{{
    {.name = "max-size",
     .value = "SIZE",
     .help = "fetch no file that is larger, such as 4GiB (default: 100GiB)"},
    {.name = "allow-private",
     .help = "also fetch from this machine, and from private and reserved addresses"},
    kDryRun,
    kQuiet,
    kJson,
    kHelp,
}};
constexpr std::array<Example, 2> kFetchExamples{{
    {"delo fetch deposit", "completes a bag whose fetch.txt says where its payload lies"},
    {"delo fetch --dry-run deposit", "the addresses and lengths, before anybody is asked"},
}};

constexpr std::array<Flag, 2> kProfileCheckFlags{{kJson, kHelp}};
constexpr std::array<Example, 2> kProfileCheckExamples{{
    {"delo profile check archive.json", "whether it is a BagIt Profile, and what is odd in it"},
    {"delo profile check --json *.json", "the same for programs; exit code 1 when one is unusable"},
}};
constexpr std::array<Flag, 2> kProfileConvertFlags{{
    {.name = "identifier",
     .value = "URI",
     .help = "how bags will name the profile (default: as the file says, or made from its name)"},
    kHelp,
}};
constexpr std::array<Example, 2> kProfileConvertExamples{{
    {"delo profile convert bagger.json > archive.json", "what gets lost is told on standard error"},
    {"delo profile convert --identifier https://example.org/p.json dart.json",
     "a profile of DART, under an address of its own"},
}};

constexpr std::string_view kAlgorithms = "md5|sha1|sha224|sha256|sha384|sha512";
constexpr std::array<Flag, 10> kUpdateFlags{{
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
    kQuiet,
    kJson,
    kHelp,
}};
constexpr std::array<Example, 2> kUpdateExamples{{
    {"delo update out/deposit --set Contact-Name=\"N. Ivanova\"",
     "changes a tag; the payload is verified and left alone"},
    {"delo update out/*.tar --add-hash sha256 --drop-hash md5",
     "other digests, computed while the old ones are verified"},
}};

constexpr std::array<Flag, 4> kDiffFlags{{
    kMaxExpansion,
    kQuiet,
    kJson,
    kHelp,
}};
constexpr std::array<Example, 2> kDiffExamples{{
    {"delo diff received.zip stored", "what was added, removed, changed or renamed"},
    {"delo diff --json out.tar out.tar.zst", "the same for programs; exit code 1 when they differ"},
}};

constexpr std::array<Flag, 3> kAuditFlags{{kCatalogue, kJson, kHelp}};
constexpr std::array<Flag, 4> kAuditRunFlags{{kCatalogue, kMaxExpansion, kJson, kHelp}};
constexpr std::array<Flag, 5> kAuditAddFlags{{kCatalogue, kMaxExpansion, kQuiet, kJson, kHelp}};
constexpr std::array<Example, 2> kAuditAddExamples{{
    {"delo audit add out", "takes every package in out/ into the catalogue"},
    {"delo audit add out/deposit.zip --catalogue holdings.sqlite",
     "one package, a catalogue of your own"},
}};
constexpr std::array<Example, 2> kAuditRunExamples{{
    {"delo audit run", "reads every byte again; silent, with exit code 0, when all is well"},
    {"0 2 * * 0  delo audit run", "a line for cron, which mails what the run prints"},
}};
constexpr std::array<Example, 2> kAuditListExamples{{
    {"delo audit list", "the packages of the catalogue, with their last check"},
    {"delo audit list --json", "the same for programs"},
}};
constexpr std::array<Example, 2> kAuditStatusExamples{{
    {"delo audit status", "the last run, and the package that has waited longest"},
    {"delo audit status --json", "the same for programs"},
}};

constexpr std::array<Command, 17> kCommands{{
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
    {"profile check", "say whether files are BagIt Profiles that can be used", "FILE", true, true,
     kProfileCheckExamples, kProfileCheckFlags, cmd_profile_check},
    {"profile convert", "print a profile of Bagger or DART as a BagIt Profile 1.4", "FILE", false,
     true, kProfileConvertExamples, kProfileConvertFlags, cmd_profile_convert},
    {"audit add", "take packages into the catalogue, with a digest of every file", "PATH", true,
     true, kAuditAddExamples, kAuditAddFlags, cmd_audit_add},
    {"audit run", "read every byte again and compare it with the catalogue", "", false, false,
     kAuditRunExamples, kAuditRunFlags, cmd_audit_run},
    {"audit list", "list the packages of the catalogue", "", false, false, kAuditListExamples,
     kAuditFlags, cmd_audit_list},
    {"audit status", "show the last run and the oldest check", "", false, false,
     kAuditStatusExamples, kAuditFlags, cmd_audit_status},
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
