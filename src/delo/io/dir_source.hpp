// A package, or any other tree of files, that lies in a folder.
#pragma once

#include "delo/base/fd.hpp"
#include "delo/io/package_source.hpp"

namespace delo {

/// Walks a folder in one fixed order: the files of a folder by the bytes of their names, then its
/// folders. Symbolic links below the folder are never followed. Memory: one entry for each name.
class DirSource final : public PackageSource {
public:
  /// With Details::yes every file is asked for its size and time, at one system call each.
  enum class Details { no, yes };
  explicit DirSource(std::filesystem::path root, Details details = Details::no);

  std::optional<Entry> next() override;
  std::unique_ptr<EntryReader> open() override;
  bool has_independent_readers() const override { return true; }
  std::optional<std::vector<std::string>> names() override;
  std::string root_name() const override;

private:
  void list_folder(const std::string& folder);

  std::filesystem::path root_;
  std::shared_ptr<Fd> root_fd_;
  Details details_;
  std::vector<Entry> entries_;
  std::size_t next_ = 0;
};

/// When a file on disk was changed last, in whole seconds; nothing when it cannot be asked.
std::optional<Timestamp> modified_of(const std::filesystem::path& file);

/// A reader of one file on disk; the root's descriptor is shared so that it outlives the source.
std::unique_ptr<EntryReader> open_file_reader(const std::filesystem::path& path);

} // namespace delo
