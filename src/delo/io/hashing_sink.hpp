// Digests and size of bytes on their way to somewhere else.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/io/hasher.hpp"

#include <cstdint>

namespace delo {

class HashingSink final : public ByteSink {
public:
  HashingSink(ByteSink& next, AlgorithmSet algorithms) : next_(next) { hasher_.start(algorithms); }

  void write(std::string_view bytes) override {
    hasher_.update(bytes);
    size_ += bytes.size();
    next_.write(bytes);
  }
  DigestSet finish() { return hasher_.finish(); }
  std::uint64_t size() const { return size_; }

private:
  ByteSink& next_;
  Hasher hasher_;
  std::uint64_t size_ = 0;
};

} // namespace delo
