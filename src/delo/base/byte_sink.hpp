// Where bytes go, one piece after another.
#pragma once

#include <string>
#include <string_view>

namespace delo {

/// Takes bytes in order. Throws Error(io) when they cannot be kept.
class ByteSink {
public:
  virtual ~ByteSink() = default;
  virtual void write(std::string_view bytes) = 0;
};

/// Keeps the bytes in memory.
class StringSink final : public ByteSink {
public:
  void write(std::string_view bytes) override { text_ += bytes; }
  const std::string& str() const { return text_; }
  std::string take() { return std::move(text_); }

private:
  std::string text_;
};

} // namespace delo
