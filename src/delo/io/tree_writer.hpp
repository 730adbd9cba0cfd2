// Writing files into a folder that grows in staging: names that are new, times, and the disk.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/rel_path.hpp"
#include "delo/base/timestamp.hpp"
#include "delo/io/file_target.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace delo {

/// Makes files and folders below `root`, whose parent is there already. Never follows a link and
/// never writes over anything: every name is made by this writer, once. Use from one thread, but
/// for what is said of other threads.
class TreeWriter {
public:
  explicit TreeWriter(std::filesystem::path root);

  /// What makes a new file, and gives it its time, if it is known, and, while files are few, brings
  /// it to the disk. The folders above it are made now; the rest may be done on any thread. It
  /// throws Error(io), also when the name is taken: two names may be one on the disk although they
  /// differ. `size`, where it is known beforehand, must come true.
  FileMaker maker(const RelPath& path, std::optional<std::uint64_t> size,
                  std::optional<Timestamp> modified);
  /// A new file with what `fill` writes, finished. Throws Error(io) also when that is not `size`,
  /// where it is known beforehand: then the source changed.
  void write(const RelPath& path, std::optional<std::uint64_t> size, Timestamp modified,
             const std::function<void(ByteSink&)>& fill);
  /// Another name for an existing file; false when the file system refuses
  /// that, with the reason in errno.
  bool link(const RelPath& path, const std::string& existing);
  void make_folder(const RelPath& path) { make_folders(on_disk(path)); }
  /// A symbolic link; false when something has its name already.
  bool make_link(const RelPath& path, const std::string& target);
  /// Gives what was written another last name, after seal(); false when there is no such thing, or
  /// something else has the name.
  bool rename(const RelPath& path, const std::string& name) const;
  /// Brings every byte and name to the disk.
  void seal();

  std::filesystem::path on_disk(const RelPath& path) const { return root_ / path.str(); }

private:
  /// A folder that was made, open so that names in it are found at once.
  struct Folder;
  class File;

  void make_folders(const std::filesystem::path& folder);
  /// The folder in which the file is to lie, made if need be.
  std::shared_ptr<const Folder> folder_for(const RelPath& path);

  std::filesystem::path root_;
  std::set<std::string> folders_;      ///< made so far
  std::shared_ptr<const Folder> last_; ///< that was asked for
  std::atomic<std::uint64_t> files_ = 0;
};

} // namespace delo
