// Counts the bytes on their way, so that a source that changed while it was read is noticed.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace delo {

class CountingSink final : public ByteSink {
public:
  explicit CountingSink(ByteSink& next) : next_(next) {}

  void write(std::string_view bytes) override {
    next_.write(bytes);
    count_ += bytes.size();
  }

  /// Throws Error(io) unless exactly `expected` bytes came by.
  void require(std::uint64_t expected, std::string_view path) const {
    if (count_ != expected)
      throw Error(ErrorKind::io,
                  fmt::format("{} changed while it was read: {} bytes became {}",
                              display_name(path), expected, count_),
                  "nothing was written; run the command again when nobody writes to the file");
  }

private:
  ByteSink& next_;
  std::uint64_t count_ = 0;
};

} // namespace delo
