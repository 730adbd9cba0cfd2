// Counts the bytes on their way, so that a source that changed while it was read is noticed.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace delo {

/// Throws Error(io) unless the `size` that came is what was expected of the file.
inline void require_size(std::uint64_t expected, std::uint64_t size, std::string_view path) {
  if (size != expected)
    throw Error(ErrorKind::io,
                fmt::format("{} changed while it was read: {} bytes became {}", display_name(path),
                            expected, size),
                "nothing was written; run the command again when nobody writes to the file");
}

class CountingSink final : public ByteSink {
public:
  explicit CountingSink(ByteSink& next) : next_(next) {}

  void write(std::string_view bytes) override {
    next_.write(bytes);
    count_ += bytes.size();
  }

  /// Throws Error(io) unless exactly `expected` bytes came by.
  void require(std::uint64_t expected, std::string_view path) const {
    require_size(expected, count_, path);
  }

private:
  ByteSink& next_;
  std::uint64_t count_ = 0;
};

} // namespace delo
