// Archives, and packages in them.
#include "delo/io/archive_names.hpp"
#include "delo/io/package_source.hpp"
#include "delo/model/report_data.hpp"
#include "delo/ops/validate.hpp"
#include "fuzz/scratch.hpp"
#include "fuzz/targets.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <memory>
#include <optional>
#include <set>

namespace delo::fuzz {
namespace {

using Names = std::set<std::string>;

/// "./a/b/" is "a/b".
std::string tidy(std::string name) {
  while (name.starts_with("./") && name.size() > 2)
    name.erase(0, 2);
  while (name.size() > 1 && name.back() == '/')
    name.pop_back();
  return name;
}

/// The names of all files as libarchive lists them; nothing when it does not come to the end.
std::optional<Names> listed(std::string_view bytes, int (*support)(archive*)) {
  Names names;
  const PlainLocale bytes_of_names;
  const std::unique_ptr<archive, int (*)(archive*)> reader(archive_read_new(), archive_read_free);
  support(reader.get());
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
    return std::nullopt;
  archive_entry* entry = nullptr;
  int result = ARCHIVE_OK;
  while ((result = archive_read_next_header(reader.get(), &entry)) == ARCHIVE_OK ||
         result == ARCHIVE_WARN)
    if (const char* name = archive_entry_pathname(entry))
      names.insert(tidy(name));
  return result == ARCHIVE_EOF ? std::optional(names) : std::nullopt;
}

/// Reads everything; the names with the top folder that the source takes off.
Names read_all(PackageSource& source) {
  Names names;
  std::array<char, 4096> buffer{};
  while (const auto entry = source.next()) {
    const std::string root = source.root_name();
    names.insert(root.empty() || entry->outside_root ? entry->name : root + "/" + entry->name);
    names.insert(root);
    if (entry->kind == EntryKind::file)
      for (const auto reader = source.open(); reader->read(buffer.data(), buffer.size()) > 0;) {
      }
  }
  names.insert({".", source.root_name()});
  return names;
}

void must_have_all(const Names& ours, const std::optional<Names>& theirs) {
  if (theirs)
    for (const std::string& name : *theirs)
      must(ours.contains(name), "libarchive lists \"" + name + "\", and delo does not");
}

/// Whether it was read to its end.
bool reads_whole(PackageSource& source, const std::optional<Names>& theirs) {
  try {
    must_have_all(read_all(source), theirs);
    return true;
  } catch (const ContainerDamaged&) {
    return false;
  }
}

void tar(std::string_view bytes) {
  const Fd file = nameless_file(bytes);
  const bool whole =
      reads_whole(*open_stream(file.get(), "package.tar"),
                  listed(bytes, [](archive* a) { return archive_read_support_format_tar(a); }));
  const Fd again = nameless_file(bytes);
  ValidateOptions options;
  options.stream = again.get();
  must(validate_package("package.tar", options).verdict() != Verdict::valid || whole,
       "a package is valid whose tar is damaged");
}

void zip(std::string_view bytes) {
  const auto file = scratch_file("package.zip", bytes);
  const bool whole = reads_whole(*open_source(file), std::nullopt);
  must(validate_package(file).verdict() != Verdict::valid || whole,
       "a package is valid whose zip is damaged");
}

constexpr std::array kTargets{
    Target{"tar", tar, "every name that libarchive lists; never valid when damaged"},
    Target{"zip", zip, "never valid when damaged"},
};

} // namespace

std::span<const Target> archive_targets() {
  return kTargets;
}

} // namespace delo::fuzz
