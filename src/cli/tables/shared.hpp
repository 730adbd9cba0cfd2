// Flags that several commands share are written once, so that they mean the same everywhere.
#pragma once

#include "cli/flags.hpp"
#include "cli/report_output.hpp"

namespace delo::cli {

inline constexpr Flag kJson{.name = "json", .help = "print JSON instead of text"};
inline constexpr Flag kHelp{.name = "help", .letter = 'h', .help = "show this help"};
inline constexpr Flag kQuiet{.name = "quiet", .letter = 'q', .help = "print errors only"};
inline constexpr Flag kVerbose{
    .name = "verbose",
    .letter = 'v',
    .help = "tell more: infos, and what became of each rule; of an audit in which all is well"};
inline constexpr Flag kJobs{
    .name = "jobs",
    .letter = 'j',
    .value = "N",
    .help = "how much at a time: packages to validate (default: 1), files to audit (default: 2)"};
inline constexpr Flag kEngine{
    .name = "engine",
    .value = "ENGINE",
    .help = "what computes the digests (default: auto, the quickest that this processor has; "
            "delo doctor lists them)",
    .choices = "auto|openssl|avx2|avx512"};
inline constexpr Flag kConfig{
    .name = "config",
    .value = "FILE",
    .help =
        "settings as TOML: the table [validate], or [collection.NAME] for audits; what is typed "
        "wins (default: delo.toml in the working folder, where there is one)"};
inline constexpr Flag kSandbox{
    .name = "sandbox",
    .value = "HOW",
    .help = "what becomes of the rights that are not needed before anything is read: require gives "
            "them up or fails, auto gives up what this system can, off keeps all (default: auto)",
    .choices = "require|auto|off"};
inline constexpr Flag kProgress{.name = "progress",
                                .value = "HOW",
                                .help = "how to show progress on standard error (default: auto)",
                                .choices = "auto|bar|plain|jsonl|none"};
inline constexpr Flag kFormat{.name = "format",
                              .letter = 'f',
                              .value = "FORMAT",
                              .help = "what to print (default: text)",
                              .choices = kReportChoices};
inline constexpr Flag kDryRun{
    .name = "dry-run", .letter = 'n', .help = "print what would be done, and do nothing"};
inline constexpr Flag kForce{.name = "force", .help = "replace what has the same name"};
inline constexpr Flag kJunk{
    .name = "junk",
    .value = "POLICY",
    .help = "what to do with .DS_Store, Thumbs.db and their like (default: skip, and list them)",
    .choices = "skip|keep|fail"};
inline constexpr Flag kEncoding{
    .name = "encoding",
    .value = "NAME",
    .help = "the encoding of pages and of a CSV sheet (default: told from their bytes)"};
inline constexpr Flag kSchemas{.name = "schemas",
                               .value = "DIR",
                               .help =
                                   "check against the schemas of this folder: its delo-all.xsd or "
                                   "catalog.xml (default: those in delo)"};
inline constexpr Flag kProfile{
    .name = "profile",
    .value = "PROFILE",
    .help = "a BagIt Profile that the bag must keep: a JSON file, the address of "
            "one that delo knows, or translated-document, scans-only, minimal"};
inline constexpr Flag kOnline{
    .name = "online",
    .help = "fetch a profile that is named by its address from there, and keep a copy (default: "
            "only profiles of delo and kept copies are used)"};
inline constexpr Flag kAllowPrivate{
    .name = "allow-private",
    .help = "also fetch from this machine, and from private and reserved addresses"};
inline constexpr Flag kArchives{
    .name = "archives",
    .value = "FILE",
    .help = "archives of your own, as TOML (default: delo/archives.toml in the XDG configuration "
            "folder, where there is one)"};
inline constexpr Flag kCatalogue{.name = "catalogue",
                                 .value = "FILE",
                                 .help =
                                     "the catalogue to use (default: delo/catalogue.sqlite in the "
                                     "XDG data folder)"};

inline constexpr Flag kMaxExpansion{
    .name = "max-expansion",
    .value = "N",
    .help = "stop when over 100 MB and N times as much came out of an archive as went in "
            "(default: 500; 0: any)"};

inline constexpr Flag kOutputFolder{
    .name = "output",
    .letter = 'o',
    .value = "DIR",
    .help =
        "where to write: a folder for packages or a file for a sheet (both required), a file for "
        "an export, a proof or PREMIS (default: standard output)"};
inline constexpr Flag kOutputFile{
    .name = "output", .letter = 'o', .value = "FILE", .help = kOutputFolder.help};
/// Of manifests that delo writes.
inline constexpr std::string_view kAlgorithms = "md5|sha1|sha224|sha256|sha384|sha512";
inline constexpr Flag kSet{.name = "set",
                           .value = "LABEL=VALUE",
                           .help = "a tag for bag-info.txt, in the place of those with its label",
                           .repeats = true};
inline constexpr Flag kTagFile{.name = "tag-file",
                               .value = "FILE[=PATH]",
                               .help = "a file that travels in the bag beside its payload",
                               .repeats = true};

} // namespace delo::cli
