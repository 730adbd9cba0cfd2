// Points in time, always UTC, and the clock that is passed in wherever time is needed.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// A point in time in whole seconds since 1970-01-01T00:00:00Z.
struct Timestamp {
  std::int64_t seconds = 0;
  auto operator<=>(const Timestamp&) const = default;
};

/// RFC 3339 and xs:dateTime, for example "1945-11-20T08:00:00Z".
std::string to_rfc3339(Timestamp time);

/// The date alone, for example "1945-11-20".
std::string to_date(Timestamp time);

/// Reads what to_rfc3339 writes; nothing else.
std::optional<Timestamp> parse_rfc3339(std::string_view text);

/// Where the library learns what time it is. It never asks the system itself.
class Clock {
public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

/// The time of the system.
class SystemClock final : public Clock {
public:
  Timestamp now() const override;
};

/// A clock that stands still: reproducible packages (SOURCE_DATE_EPOCH) and tests.
class FixedClock final : public Clock {
public:
  explicit FixedClock(Timestamp time) : time_(time) {}
  Timestamp now() const override { return time_; }

private:
  Timestamp time_;
};

} // namespace delo
