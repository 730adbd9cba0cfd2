// When lines of the event log come into its file while much is being done.
#pragma once

#include "delo/ops/audit/catalogue.hpp"

#include <chrono>
#include <cstdint>

namespace delo {

/// Commits lazily while it lives, and brings the log to the disk now and then: a power cut takes
/// back what was found out in the last second at most. Refers to the catalogue, which must outlive
/// it.
class SteadyFlush {
public:
  explicit SteadyFlush(Catalogue& catalogue);
  /// After each package.
  void after_package();
  /// Everything is on the disk; from now on each commit reaches it.
  void finish();

private:
  Catalogue& catalogue_;
  std::uint64_t waiting_ = 0;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

} // namespace delo
