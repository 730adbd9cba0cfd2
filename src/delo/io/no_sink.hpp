// A package made in thought: every byte is made, none is kept.
#pragma once

#include "delo/io/counting_sink.hpp"
#include "delo/io/package_sink.hpp"

namespace delo {

/// Sizes are still held to what was announced.
class NoSink final : public PackageSink {
public:
  void add(const RelPath& path, std::uint64_t size, Timestamp,
           const std::function<void(ByteSink&)>& fill) override {
    CountingSink counted(nowhere_);
    fill(counted);
    counted.require(size, path.str());
  }
  void add_generated(const RelPath&, Timestamp,
                     const std::function<void(ByteSink&)>& fill) override {
    fill(nowhere_);
  }
  void add_folder(const RelPath&, Timestamp) override {}
  void seal() override {}
  std::filesystem::path staged() const override { return {}; }
  void commit(Overwrite) override {}

private:
  class Nowhere final : public ByteSink {
    void write(std::string_view) override {}
  } nowhere_;
};

} // namespace delo
