// A package written as a folder.
#pragma once

#include "delo/io/package_sink.hpp"
#include "delo/io/staging.hpp"
#include "delo/io/tree_writer.hpp"

namespace delo {

class DirSink final : public PackageSink {
public:
  DirSink(std::filesystem::path folder, std::string package_id);

  void add(const RelPath& path, std::uint64_t size, Timestamp modified,
           const std::function<void(ByteSink&)>& fill) override;
  FileMaker maker(const RelPath& path, std::uint64_t size, Timestamp modified) override {
    return files_.maker(path, size, modified);
  }
  void add_generated(const RelPath& path, Timestamp modified,
                     const std::function<void(ByteSink&)>& fill) override;
  void add_folder(const RelPath& path, Timestamp) override { files_.make_folder(path); }
  bool link(const RelPath& path, const std::string& existing) override {
    return files_.link(path, existing);
  }
  void seal() override { files_.seal(); }
  std::filesystem::path staged() const override { return staging_.path() / package_id_; }
  void commit(Overwrite overwrite) override { staging_.publish(package_id_, overwrite); }

private:
  Staging staging_;
  std::string package_id_;
  TreeWriter files_;
};

} // namespace delo
