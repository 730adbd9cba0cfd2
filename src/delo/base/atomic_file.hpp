// One file that appears whole under its name, or not at all.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/fd.hpp"

#include <filesystem>
#include <string>

namespace delo {

/// What to do when the final name is taken.
enum class Overwrite { no, yes };

/// A file written under a temporary name beside its final one. commit() flushes it, gives it its
/// name and flushes the folder; destroying it without commit() removes it. Ownership: the object
/// owns the temporary file; use it from one thread.
class AtomicFile final : public ByteSink {
public:
  /// Creates the temporary file. Throws Error(io).
  explicit AtomicFile(std::filesystem::path path);
  ~AtomicFile() override;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::string_view bytes) override;
  /// After this the file is on the disk under its name. Throws Error(io), and Error(usage) when
  /// the name is taken and `overwrite` is no.
  void commit(Overwrite overwrite);

private:
  std::filesystem::path path_;
  std::filesystem::path temporary_;
  Fd fd_;
  bool committed_ = false;
};

/// Sixteen random hexadecimal digits, for temporary names that must not clash.
std::string random_name();

/// Whether a renameat2() failed because the file system knows no flags: NFS, some of FUSE.
bool lacks_rename_flags(int error_number);

/// Renames within one file system unless the new name is taken, also where the file system knows no
/// flags; returns 0 or an errno value, EEXIST for a taken name.
int rename_to_free_name(const std::filesystem::path& from, const std::filesystem::path& to);

/// Renames within one file system and flushes the folder. With Overwrite::no a taken name is an
/// Error(usage) and nothing changes.
void publish(const std::filesystem::path& from, const std::filesystem::path& to,
             Overwrite overwrite);

} // namespace delo
