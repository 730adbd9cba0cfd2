// A folder that becomes a bag where it is.
#pragma once

#include "delo/io/package_sink.hpp"
#include "delo/io/staging.hpp"
#include "delo/io/tree_writer.hpp"

namespace delo {

/// The bag grows beside the folder and gets its payload as second names of the same files: no byte
/// is copied, and the folder stays as it is until commit() exchanges the two in one step. Then the
/// names in the old tree go, each only where the bag has the same file; what came at the last
/// moment stays (left_behind()). A journal beside the bag tells the next run which of the two is
/// the old one, should this run be killed between. Payload is added with link() only.
class InPlaceSink final : public PackageSink {
public:
  /// `folder` is canonical. Throws Error(io) when nothing can be made beside it.
  explicit InPlaceSink(std::filesystem::path folder);

  void add(const RelPath& path, std::uint64_t size, Timestamp modified,
           const std::function<void(ByteSink&)>& fill) override;
  FileMaker maker(const RelPath& path, std::uint64_t size, Timestamp modified) override {
    return files_.maker(path, size, modified);
  }
  void add_generated(const RelPath& path, Timestamp modified,
                     const std::function<void(ByteSink&)>& fill) override;
  void add_folder(const RelPath& path, Timestamp) override { files_.make_folder(path); }
  /// Throws Error(io) where the file system or the owner of the file allows no second name.
  bool link(const RelPath& path, const std::string& existing) override;
  void seal() override;
  std::filesystem::path staged() const override { return staging_.path() / name_; }
  /// Throws SourceChanged when the folder has other files than the bag. Always takes the place of
  /// the folder.
  void commit(Overwrite overwrite) override;

  std::vector<std::filesystem::path> left_behind() const override { return left_behind_; }

private:
  std::filesystem::path folder_;
  std::string name_;
  Staging staging_;
  TreeWriter files_;
  std::vector<std::filesystem::path> left_behind_;
};

} // namespace delo
