// A package in one file: tar (plain, gzip, zstd) or zip, read as a stream and never unpacked.
#pragma once

#include "delo/base/fd.hpp"
#include "delo/io/package_source.hpp"

struct archive;
struct archive_entry;

namespace delo {

/// Reads an archive once, in the order of its entries. The top folder is taken off the names, which
/// are otherwise the bytes that were written.
class ArchiveSource final : public PackageSource {
public:
  /// Throws Error(io) when the file cannot be opened.
  explicit ArchiveSource(std::filesystem::path path, ExpansionLimit limit = {});
  /// Reads a tar from an open file as it arrives: a pipe, or a file from where it stands. `name` is
  /// for messages. Throws Error(io) for a zip, whose list of contents stands at its end.
  ArchiveSource(Fd stream, std::filesystem::path name, ExpansionLimit limit = {});
  ~ArchiveSource() override;

  std::optional<Entry> next() override;
  std::unique_ptr<EntryReader> open() override;
  bool has_independent_readers() const override { return false; }
  bool can_be_read_again() const override;
  std::optional<std::vector<std::string>> top_names() override;
  std::string root_name() const override { return root_; }
  std::vector<std::string> container_warnings() const override { return warnings_; }

private:
  friend class ArchiveEntryReader;
  struct Handle;
  [[noreturn]] void fail(const std::string& where) const;
  int next_header(archive_entry*& found);
  void count(std::size_t bytes);
  void compare_with_end();
  Entry describe(archive_entry* found) const;
  bool place(Entry& entry);

  std::filesystem::path path_;
  std::unique_ptr<Handle> handle_;
  std::string root_;
  bool first_ = true;
  std::vector<std::string> warnings_;
};

} // namespace delo
