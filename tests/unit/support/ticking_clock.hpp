// A clock for tests of what goes on for a while.
#pragma once

#include "delo/base/timestamp.hpp"

#include <cstdint>
#include <functional>

namespace delo::test {

/// A clock that goes on by itself, and calls somebody at every look at it.
class TickingClock final : public Clock {
public:
  explicit TickingClock(std::int64_t start) : time_(start) {}
  Timestamp now() const override {
    if (on_look)
      on_look();
    return Timestamp{++time_};
  }
  void go_on(std::int64_t seconds) { time_ += seconds; }
  std::function<void()> on_look;

private:
  mutable std::int64_t time_;
};

} // namespace delo::test
