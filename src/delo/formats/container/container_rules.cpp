#include "delo/formats/container/container_rules.hpp"

#include "delo/base/last_slash.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/container/junk.hpp"
#include "delo/model/rule_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::array<Rule, 15> kRules{{
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
    {"DELO-path-7", Severity::warning, "no name is that of a device", "RFC 8493 6.1.2",
     "Windows cannot hold such a file", "rename the file and write its manifests anew", "aux.txt",
     "aux-.txt"},
    {"DELO-path-8", Severity::warning, "names have characters that every system allows",
     "RFC 8493 6.1.2", "Windows cannot hold such a file",
     "rename the file and write its manifests anew", "10:30.txt", "10-30.txt"},
    {"DELO-path-9", Severity::warning, "names end with neither a dot nor a space", "RFC 8493 6.1.2",
     "Windows takes them off, and the file is not found by its name",
     "rename the file and write its manifests anew", "notes.", "notes"},
    {"DELO-path-10", Severity::info, "nothing lies there that a system left behind", "-",
     "nobody meant to keep it, and it comes again as soon as somebody looks at the folder",
     "pack the files anew without it, or leave it", ".DS_Store", "the files alone"},
    {"DELO-container-1", Severity::error, "an archive holds one top folder", "CSIPSTR1",
     "files beside the package's own folder do not belong to it",
     "pack the archive anew from the package's folder",
     "deposit.tar holds deposit/bagit.txt and, beside the folder, notes.txt",
     "deposit.tar holds nothing but deposit/ and what is in it"},
    {"DELO-container-2", Severity::error, "the archive can be read to its end", "-",
     "the rest of the archive is lost", "fetch or copy the archive again from its source",
     "deposit.tar ends in the middle of data/scan.tif",
     "deposit.tar ends after its last entry, as tar wrote it"},
    {"DELO-container-4", Severity::warning, "an archive has a top folder",
     "BagIt 0.97 4.1; CSIPSTR1", "unpacked, its files lie among those of others",
     "pack the archive anew from outside the package's folder", "bagit.txt at the top",
     "deposit/bagit.txt"},
    {"DELO-container-3", Severity::warning, "the archive agrees with its own checks", "-",
     "the archive may have been damaged", "fetch or copy the archive again from its source",
     "the zip gives a CRC of 1a2b3c4d for data/a.txt, whose bytes have another",
     "the CRC of each entry is that of its bytes"},
    {"DELO-container-5", Severity::error, "an archive holds no more than its size lets expect",
     "RFC 8493 5.3", "an archive that is made to fill disk and memory stops whoever unpacks it",
     "look at what it holds; when that is meant, type --max-expansion 0, or the factor it needs",
     "deposit.tar.zst of 3 MB, which unpacks to a terabyte of zeros",
     "deposit.tar.zst of 300 MB, which unpacks to a gigabyte of scans"},
}};

constexpr std::array<std::string_view, 4> kDevices{"con", "prn", "aux", "nul"};

/// "CON", "nul.txt", "Com1": Windows opens a device by each of these.
bool is_device(std::string_view part) {
  const std::string_view stem = trim(part.substr(0, part.find('.')));
  const auto is_stem = [stem](std::string_view device) { return is_in_any_case(stem, device); };
  if (std::any_of(kDevices.begin(), kDevices.end(), is_stem))
    return true;
  return stem.size() == 4 && stem[3] >= '0' && stem[3] <= '9' &&
         (begins_in_any_case(stem, "com") || begins_in_any_case(stem, "lpt"));
}

constexpr std::array<bool, 256> kBad = [] {
  std::array<bool, 256> bad{};
  for (std::size_t control = 0; control < 0x20; ++control)
    bad[control] = true;
  for (const char c : std::string_view("<>:\"|?*\\"))
    bad[static_cast<unsigned char>(c)] = true;
  return bad;
}();

bool has_bad_character(std::string_view part) {
  return std::any_of(part.begin(), part.end(),
                     [](char c) { return kBad[static_cast<unsigned char>(c)]; });
}

bool ends_badly(std::string_view part) {
  return part.ends_with('.') || part.ends_with(' ');
}

/// What Windows cannot hold or takes for something else, judged by one part of a name.
struct Portability {
  std::string_view rule;
  bool (*is_bad)(std::string_view part);
  std::string_view message;
};
constexpr std::array<Portability, 3> kPortability{{
    {"DELO-path-7", is_device, "Windows takes the name for a device"},
    {"DELO-path-8", has_bad_character, "the name has characters that Windows does not allow"},
    {"DELO-path-9", ends_badly, "the name ends with a dot or a space, which Windows takes off"},
}};

} // namespace

std::span<const Rule> container_rules() {
  return kRules;
}

void ContainerRules::add(std::string_view rule, const std::string& name, std::string message) {
  const Rule& broken = find_rule(kRules, rule);
  if (cap_.has_room(broken, broken.severity))
    findings_.push_back({&broken, name, 0, std::move(message), {}, {}});
}

void ContainerRules::on_entry(const Entry& entry, const RelPath* path, PathFault fault) {
  if (entry.kind == EntryKind::unreadable)
    return; // a folder that was met under its name already
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
  judge_parts(entry.name);
  if (entry.kind != EntryKind::file)
    others_.insert(entry.name);
  if (twins_.meet(entry.name) && entry.kind != EntryKind::folder)
    add("DELO-path-4", entry.name, "the name occurs twice");
}

/// A name and its folders, which need no entries of their own in an archive; each is told once.
void ContainerRules::judge_parts(const std::string& name) {
  const std::size_t slash = last_slash(name);
  if (const auto folder = std::string_view(name).substr(0, slash == name.npos ? 0 : slash);
      !folder.empty() && folder != last_folder_) {
    last_folder_ = folder;
    for (std::size_t end = folder.find('/');; end = folder.find('/', end + 1)) {
      judge_part(std::string(folder.substr(0, end)));
      if (end == std::string::npos)
        break;
    }
  }
  judge_part(name);
}

void ContainerRules::judge_part(const std::string& name) {
  const std::string_view part = std::string_view(name).substr(last_slash(name) + 1);
  bool is_bad = false;
  if (!bad_.empty() && bad_.contains(name))
    return;
  const auto tell = [&](std::string_view rule, std::string message) {
    is_bad = true;
    add(rule, name, std::move(message));
  };
  for (const Portability& row : kPortability)
    if (row.is_bad(part))
      tell(row.rule, std::string(row.message));
  if (const std::string_view reason = junk_reason(part); !reason.empty())
    tell("DELO-path-10", fmt::format("a leftover: {}", reason));
  if (is_bad)
    bad_.insert(name);
}

/// Only hashes of names are kept while they pass; the few that matter are looked up here.
void ContainerRules::tell_twins(const SeenFiles& seen) {
  const auto each_name = [&](const NameTwins::Visit& visit) {
    for (const std::string& name : others_)
      visit(name);
    for (const auto& [path, file] : seen)
      visit(path.str());
  };
  twins_.tell(each_name, [this](const std::string& name, const std::string& first) {
    add("DELO-path-6", name,
        fmt::format("differs from {} only in letter case or normalisation form",
                    display_name(first)));
  });
}

void ContainerRules::at_end(const PassOutcome& outcome, FindingSink& sink,
                            std::vector<std::string>&) {
  tell_twins(outcome.seen);
  if (outcome.complete && outcome.root_name.empty() && !outcome.seen.empty())
    add("DELO-container-4", "", "the archive has no top folder that holds the package");
  for (Finding& finding : findings_)
    sink.report(std::move(finding));
  findings_.clear();
  for (const MoreFindings& row : cap_.more())
    sink.count_more(*row.rule, row.severity, row.count);
}

void container_damaged(const ContainerDamaged& damage, FindingSink& sink) {
  const bool expands = damage.kind() == ContainerDamaged::Kind::expands;
  sink.report({&find_rule(kRules, expands ? "DELO-container-5" : "DELO-container-2"),
               {},
               0,
               fmt::format("{}: {}",
                           expands ? "the archive expands beyond measure, and was not read further"
                                   : "the archive is cut short or damaged",
                           damage.what()),
               {},
               {}});
}

void container_warning(const std::string& reason, FindingSink& sink) {
  sink.report({&find_rule(kRules, "DELO-container-3"),
               {},
               0,
               fmt::format("the archive disagrees with itself: {}", display_name(reason)),
               {},
               {}});
}

} // namespace delo
