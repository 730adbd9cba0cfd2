// A package that goes out as one stream of bytes, and cannot be read back.
#pragma once

#include "delo/io/archive_writer.hpp"

namespace delo {

/// A tar on its way to `out`; `scratch` is a folder for what must rest on the way. What went out
/// cannot be taken back: seal() only ends the archive, staged() is empty, commit() does nothing.
class StreamSink final : public PackageSink {
public:
  StreamSink(ByteSink& out, const std::filesystem::path& scratch, const std::string& package_id,
             Container container)
      : writer_(out, "the stream", scratch, package_id, container) {}

  void add(const RelPath& path, std::uint64_t size, Timestamp modified,
           const std::function<void(ByteSink&)>& fill) override {
    writer_.add(path, size, modified, fill);
  }
  void add_generated(const RelPath& path, Timestamp modified,
                     const std::function<void(ByteSink&)>& fill) override {
    writer_.add_generated(path, modified, fill);
  }
  void add_folder(const RelPath& path, Timestamp modified) override {
    writer_.add_folder(path, modified);
  }
  void seal() override { writer_.close(); }
  std::filesystem::path staged() const override { return {}; }
  void commit(Overwrite) override {}

private:
  ArchiveWriter writer_;
};

} // namespace delo
