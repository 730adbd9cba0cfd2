// The making of the packages that packages.hpp promises.
#include "unit/support/packages.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/io/hasher.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <utility>

namespace delo::test {

const Clock& fixed_clock() {
  static const FixedClock kClock{Timestamp{1000000000}};
  return kClock;
}

PackOptions telegram_options(const fs::path& output) {
  PackOptions options;
  options.sources = {fixture("telegram-batumi-1946-03-05.txt")};
  options.output = output;
  options.id = "telegram";
  options.clock = &fixed_clock();
  options.software_version = "0";
  return options;
}

fs::path pack_telegram(const fs::path& output, Layout layout,
                       const std::function<void(PackOptions&)>& change) {
  PackOptions options = telegram_options(output);
  options.layout = layout;
  if (change)
    change(options);
  return pack(options).plan.target;
}

void append(const fs::path& file, std::string_view bytes) {
  write_file(file, bytes_of(file) + std::string(bytes));
}

void replace_in(const fs::path& file, std::string_view from, std::string_view to) {
  std::string text = bytes_of(file);
  const std::size_t at = text.find(from);
  if (at == std::string::npos)
    throw std::runtime_error(fmt::format("{} does not hold {}", file.native(), from));
  write_file(file, text.replace(at, from.size(), to));
}

void flip_bit(const fs::path& file) {
  std::string text = bytes_of(file);
  char& middle = text.at(text.size() / 2);
  middle = static_cast<char>(middle ^ 1);
  write_file(file, text);
}

std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && !entry.is_symlink())
      files.push_back(entry.path().lexically_relative(folder).native());
  std::sort(files.begin(), files.end());
  return files;
}

std::string digest_of(Algorithm algorithm, std::string_view bytes) {
  Hasher hasher;
  hasher.start({algorithm});
  hasher.update(bytes);
  const DigestSet digests = hasher.finish();
  return digests.find(algorithm)->hex();
}

namespace {

/// Writes the manifests of one kind anew, over the files that belong into them.
void seal_manifests(const fs::path& bag, bool tag_manifests) {
  for (const auto& entry : fs::directory_iterator(bag)) {
    const auto name = parse_manifest_name(entry.path().filename().native());
    if (!name || name->is_tag_manifest != tag_manifests || !name->algorithm)
      continue;
    std::string text;
    for (const std::string& file : files_below(bag))
      if (file.starts_with("data/") != tag_manifests && !file.starts_with("tagmanifest-"))
        text += digest_of(*name->algorithm, bytes_of(bag / file)) + "  " +
                encode_manifest_path(file) + "\n";
    write_file(entry.path(), text);
  }
}

} // namespace

void seal_payload(const fs::path& bag) {
  seal_manifests(bag, false);
}

void seal_oxum(const fs::path& bag) {
  std::uint64_t bytes = 0;
  std::uint64_t files = 0;
  for (const std::string& file : files_below(bag))
    if (file.starts_with("data/")) {
      bytes += fs::file_size(bag / file);
      ++files;
    }
  const std::string text = bytes_of(bag / "bag-info.txt");
  const std::size_t start = text.find("Payload-Oxum: ");
  const std::string line = text.substr(start, text.find('\n', start) - start);
  replace_in(bag / "bag-info.txt", line, fmt::format("Payload-Oxum: {}.{}", bytes, files));
}

void seal_tags(const fs::path& bag) {
  seal_manifests(bag, true);
}

void seal(const fs::path& bag) {
  seal_payload(bag);
  seal_oxum(bag);
  seal_tags(bag);
}

std::vector<ArchiveItem> items_of(const fs::path& folder) {
  std::vector<ArchiveItem> items{{ArchiveItem::Kind::folder, folder.filename().native(), {}}};
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder.parent_path()).native();
    if (entry.is_symlink())
      items.push_back({ArchiveItem::Kind::symlink, name, fs::read_symlink(entry.path()).native()});
    else if (entry.is_directory())
      items.push_back({ArchiveItem::Kind::folder, name, {}});
    else if (entry.is_fifo())
      items.push_back({ArchiveItem::Kind::pipe, name, {}});
    else
      items.push_back({ArchiveItem::Kind::file, name, bytes_of(entry.path())});
  }
  std::sort(items.begin(), items.end(),
            [](const ArchiveItem& a, const ArchiveItem& b) { return a.name < b.name; });
  return items;
}

namespace {

struct FreeEntry {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

void must(int result, ::archive* writer, const std::string& name) {
  if (result == ARCHIVE_OK || result == ARCHIVE_WARN)
    return;
  const char* reason = archive_error_string(writer);
  throw std::runtime_error(fmt::format("{}: {}", name, reason ? reason : "no reason"));
}

void write_item(::archive* writer, const ArchiveItem& item) {
  const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
  archive_entry_set_pathname(entry.get(), item.name.c_str());
  archive_entry_set_mtime(entry.get(), 1000000000, 0);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_size(entry.get(), 0);
  switch (item.kind) {
  case ArchiveItem::Kind::file:
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(item.bytes.size()));
    break;
  case ArchiveItem::Kind::folder:
    archive_entry_set_filetype(entry.get(), AE_IFDIR);
    archive_entry_set_perm(entry.get(), 0755);
    break;
  case ArchiveItem::Kind::symlink:
    archive_entry_set_filetype(entry.get(), AE_IFLNK);
    archive_entry_set_symlink(entry.get(), item.bytes.c_str());
    break;
  case ArchiveItem::Kind::pipe:
    archive_entry_set_filetype(entry.get(), AE_IFIFO);
    break;
  }
  must(archive_write_header(writer, entry.get()), writer, item.name);
  if (item.kind == ArchiveItem::Kind::file && !item.bytes.empty() &&
      archive_write_data(writer, item.bytes.data(), item.bytes.size()) !=
          static_cast<la_ssize_t>(item.bytes.size()))
    throw std::runtime_error("cannot write " + item.name);
}

/// Takes the mark "this name is UTF-8" off all names of a zip, as old programs wrote them.
void unmark_names(const fs::path& zip) {
  std::string bytes = bytes_of(zip);
  for (const auto& [header, flags] : {std::pair("PK\x03\x04", 7), std::pair("PK\x01\x02", 9)})
    for (std::size_t at = bytes.find(header); at != std::string::npos;
         at = bytes.find(header, at + 4)) {
      char& high = bytes.at(at + static_cast<std::size_t>(flags));
      high = static_cast<char>(high & ~0x08);
    }
  write_file(zip, bytes);
}

} // namespace

void write_archive(const fs::path& target, ArchiveKind kind,
                   const std::vector<ArchiveItem>& items) {
  const std::unique_ptr<::archive, int (*)(::archive*)> handle(archive_write_new(),
                                                               archive_write_free);
  ::archive* writer = handle.get();
  if (kind == ArchiveKind::zip) {
    must(archive_write_set_format_zip(writer), writer, "zip");
    must(archive_write_zip_set_compression_store(writer), writer, "zip");
  } else {
    must(archive_write_set_format_pax_restricted(writer), writer, "tar");
    if (kind == ArchiveKind::tar_gz)
      must(archive_write_add_filter_gzip(writer), writer, "gzip");
  }
  must(archive_write_open_filename(writer, target.c_str()), writer, target.native());
  for (const ArchiveItem& item : items)
    write_item(writer, item);
  must(archive_write_close(writer), writer, target.native());
  if (kind == ArchiveKind::zip &&
      std::any_of(items.begin(), items.end(), [](const auto& item) { return !is_utf8(item.name); }))
    unmark_names(target);
}

void archive_folder(const fs::path& folder, const fs::path& target, ArchiveKind kind) {
  write_archive(target, kind, items_of(folder));
}

std::vector<std::string> found(const PackageReport& report) {
  std::vector<std::string> list;
  for (const Finding& finding : report.findings)
    list.push_back(std::string(finding.rule->id) + " " + finding.path);
  return list;
}

std::vector<std::string> rules_of(const PackageReport& report) {
  std::vector<std::string> rules;
  for (const Finding& finding : report.findings)
    rules.emplace_back(finding.rule->id);
  std::sort(rules.begin(), rules.end());
  rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
  return rules;
}

Finding first(const PackageReport& report, std::string_view rule) {
  for (const Finding& finding : report.findings)
    if (finding.rule->id == rule)
      return finding;
  return {};
}

std::vector<std::string> in_full(const PackageReport& report) {
  std::vector<std::string> list;
  for (const Finding& finding : report.findings)
    list.push_back(fmt::format("{} {}:{} {} [{}] [{}]", finding.rule->id, finding.path,
                               finding.line, finding.message, finding.expected, finding.actual));
  return list;
}

} // namespace delo::test
