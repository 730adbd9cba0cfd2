#include "delo/ops/audit/steady_flush.hpp"

namespace delo {
namespace {

/// So many packages, or so long a time, may wait for their place in the file.
constexpr std::uint64_t kPackagesWaiting = 1000;
constexpr std::chrono::seconds kLongestWait{1};

} // namespace

SteadyFlush::SteadyFlush(Catalogue& catalogue) : catalogue_(catalogue) {
  catalogue_.commit_lazily(true);
}

void SteadyFlush::after_package() {
  const auto now = std::chrono::steady_clock::now();
  if (++waiting_ < kPackagesWaiting && now - last_ < kLongestWait)
    return;
  catalogue_.flush_log();
  waiting_ = 0;
  last_ = now;
}

void SteadyFlush::finish() {
  catalogue_.commit_lazily(false);
  catalogue_.flush_log();
}

} // namespace delo
