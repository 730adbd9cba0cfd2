#include "delo/formats/container/container_rules.hpp"

#include "delo/base/utf8.hpp"
#include "delo/model/rule_table.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <map>

namespace delo {
namespace {

constexpr std::array<Rule, 9> kRules{{
    {"DELO-path-1", Severity::error, "every name stays inside the package", "RFC 8493 5.1",
     "a name that is absolute or climbs out could touch files of the receiver",
     "rename the file and write its manifests anew",
     "an entry of the archive is called ../../etc/passwd",
     "the entry is called deposit/data/passwd"},
    {"DELO-path-2", Severity::error, "a package holds no symbolic or hard links", "RFC 8493 5.1",
     "a link shows other bytes on other machines, and its target is not protected",
     "put the file itself in the place of the link", "data/scan.tif -> /mnt/scans/0001.tif",
     "data/scan.tif, a file with the bytes of the scan"},
    {"DELO-path-3", Severity::error, "a package holds files and folders only", "RFC 8493 2.1.2",
     "devices, pipes and sockets have no bytes that could be kept", "remove it",
     "data/queue, a named pipe", "data/queue.txt, a file with what came through the pipe"},
    {"DELO-path-4", Severity::error, "no name occurs twice", "RFC 8493 2.1.3",
     "of two entries with one name only one survives unpacking", "pack the archive anew",
     "the archive has data/letter.txt twice, with different bytes",
     "data/letter.txt and data/letter-2.txt"},
    {"DELO-path-5", Severity::warning, "names are UTF-8", "RFC 8493 2.1.3",
     "other systems show such names wrongly or cannot store them",
     "rename the file and write its manifests anew",
     "data/\\xc4\\xee\\xea.txt, a name in windows-1251",
     "data/\u0414\u043e\u043a.txt, the same name in UTF-8"},
    {"DELO-path-6", Severity::warning,
     "no two names differ only in letter case or Unicode normalisation form", "RFC 8493 5.2",
     "Windows and macOS keep only one of the two", "rename one of them",
     "data/Letter.txt beside data/letter.txt", "data/Letter.txt beside data/letter-copy.txt"},
    {"DELO-container-1", Severity::error, "an archive holds one top folder", "CSIPSTR1",
     "files beside the package's own folder do not belong to it",
     "pack the archive anew from the package's folder",
     "deposit.tar holds deposit/bagit.txt and, beside the folder, notes.txt",
     "deposit.tar holds nothing but deposit/ and what is in it"},
    {"DELO-container-2", Severity::error, "the archive can be read to its end", "-",
     "the rest of the archive is lost", "fetch or copy the archive again from its source",
     "deposit.tar ends in the middle of data/scan.tif",
     "deposit.tar ends after its last entry, as tar wrote it"},
    {"DELO-container-3", Severity::warning, "the archive agrees with its own checks", "-",
     "the archive may have been damaged", "fetch or copy the archive again from its source",
     "the zip gives a CRC of 1a2b3c4d for data/a.txt, whose bytes have another",
     "the CRC of each entry is that of its bytes"},
}};

std::uint64_t hash_of(const std::string& name) {
  return std::hash<std::string>()(name);
}

} // namespace

std::span<const Rule> container_rules() {
  return kRules;
}

void ContainerRules::add(std::string_view rule, const std::string& name, std::string message) {
  findings_.push_back({&find_rule(kRules, rule), name, 0, std::move(message), {}, {}});
}

void ContainerRules::on_entry(const Entry& entry, const RelPath* path, PathFault fault) {
  if (!path)
    return add("DELO-path-1", entry.name,
               fmt::format("the name cannot be used: {}", describe(fault)));
  if (entry.outside_root)
    return add("DELO-container-1", entry.name, "lies beside the package's own folder");
  if (entry.kind == EntryKind::symlink)
    add("DELO-path-2", entry.name, fmt::format("is a link to {}", display_name(entry.link_target)));
  if (entry.kind == EntryKind::special)
    add("DELO-path-3", entry.name, "is neither a file nor a folder");
  if (!is_utf8(entry.name))
    add("DELO-path-5", entry.name, "the name is not UTF-8");
  if (entry.kind != EntryKind::file)
    others_.insert(entry.name);
  const std::uint64_t own = hash_of(entry.name);
  const std::uint64_t first = names_.add(hash_of(fold_name(entry.name)), own);
  if (first == own && names_.was_known() && entry.kind != EntryKind::folder)
    add("DELO-path-4", entry.name, "the name occurs twice");
  else if (first != own)
    twins_.emplace_back(entry.name, first);
}

/// Only hashes of names are kept while they pass; the few that matter are looked up here.
void ContainerRules::tell_twins(const SeenFiles& seen) {
  if (twins_.empty())
    return;
  std::map<std::uint64_t, std::string> firsts;
  for (const auto& [name, first] : twins_)
    firsts.emplace(first, "");
  const auto meet = [&firsts](const std::string& name) {
    if (const auto wanted = firsts.find(hash_of(name)); wanted != firsts.end())
      wanted->second = name;
  };
  for (const std::string& name : others_)
    meet(name);
  for (const auto& [path, file] : seen)
    meet(path.str());
  for (const auto& [name, first] : twins_)
    if (const std::string& other = firsts.at(first); fold_name(other) == fold_name(name))
      add("DELO-path-6", name,
          fmt::format("differs from {} only in letter case or normalisation form",
                      display_name(other)));
}

void ContainerRules::at_end(const PassOutcome& outcome, FindingSink& sink,
                            std::vector<std::string>&) {
  tell_twins(outcome.seen);
  for (Finding& finding : findings_)
    sink.report(std::move(finding));
  findings_.clear();
}

void container_damaged(const std::string& reason, FindingSink&& sink) {
  sink.report({&find_rule(kRules, "DELO-container-2"),
               {},
               0,
               fmt::format("the archive is cut short or damaged: {}", reason),
               {},
               {}});
}

void container_warning(const std::string& reason, FindingSink&& sink) {
  sink.report({&find_rule(kRules, "DELO-container-3"),
               {},
               0,
               fmt::format("the archive disagrees with itself: {}", display_name(reason)),
               {},
               {}});
}

} // namespace delo
