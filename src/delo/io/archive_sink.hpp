// A package written as one tar or zip file, plain or compressed, with the same bytes every time.
#pragma once

#include "delo/io/package_sink.hpp"
#include "delo/io/staging.hpp"

#include <sys/types.h>

struct archive;

namespace delo {

/// Entries are owned by nobody, readable by all, and carry only the times they are given. What is
/// not compressed does not depend on a compressor's version, and one bad byte on disk spoils one
/// byte of one file. Zstandard works on several threads; its bytes do not tell how many.
class ArchiveSink final : public PackageSink {
public:
  ArchiveSink(std::filesystem::path folder, std::string package_id, Container container,
              std::string file_name);
  ~ArchiveSink() override;

  void add(const RelPath& path, std::uint64_t size, Timestamp modified,
           const std::function<void(ByteSink&)>& fill) override;
  void add_generated(const RelPath& path, Timestamp modified,
                     const std::function<void(ByteSink&)>& fill) override;
  void add_folder(const RelPath& path, Timestamp modified) override;
  void seal() override;
  std::filesystem::path staged() const override { return staging_.path() / file_name_; }
  void commit(Overwrite overwrite) override { staging_.publish(file_name_, overwrite); }

private:
  void choose_format(Container container);
  void check(int result, const std::string& path);
  static ssize_t write_block(archive*, void* context, const void* bytes, std::size_t size);

  Staging staging_;
  std::string package_id_;
  std::string file_name_;
  Fd fd_;
  int error_number_ = 0;
  bool abandoned_ = false; ///< nothing more goes to the file
  std::unique_ptr<archive, int (*)(archive*)> archive_;
};

} // namespace delo
