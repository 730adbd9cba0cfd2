// The entries of one tar or zip, plain or compressed, with the same bytes every time.
#pragma once

#include "delo/base/error.hpp"
#include "delo/io/package_sink.hpp"

#include <sys/types.h>

#include <optional>

struct archive;

namespace delo {

/// Entries are owned by nobody, readable by all, and carry only the times they are given. What is
/// not compressed does not depend on a compressor's version, and one bad byte on disk spoils one
/// byte of one file. Zstandard works on several threads; its bytes do not tell how many.
class ArchiveWriter {
public:
  /// The archive's bytes go to `out`, which is called `name` in messages; files of a size that is
  /// not known yet rest in `scratch`, a folder, on the way.
  ArchiveWriter(ByteSink& out, std::string name, std::filesystem::path scratch,
                std::string package_id, Container container);
  ~ArchiveWriter();
  ArchiveWriter(const ArchiveWriter&) = delete;
  ArchiveWriter& operator=(const ArchiveWriter&) = delete;

  /// As in PackageSink.
  void add(const RelPath& path, std::uint64_t size, Timestamp modified,
           const std::function<void(ByteSink&)>& fill);
  void add_generated(const RelPath& path, Timestamp modified,
                     const std::function<void(ByteSink&)>& fill);
  void add_folder(const RelPath& path, Timestamp modified);
  /// Ends the archive.
  void close();

private:
  void choose_format(Container container);
  void check(int result, const std::string& path);
  static ssize_t write_block(archive*, void* context, const void* bytes, std::size_t size);

  ByteSink& out_;
  std::string name_;
  std::filesystem::path scratch_;
  std::string package_id_;
  std::optional<Error> trouble_; ///< of `out`
  bool abandoned_ = false;       ///< nothing more goes out
  std::unique_ptr<archive, int (*)(archive*)> archive_;
};

} // namespace delo
