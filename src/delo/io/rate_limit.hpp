// Reading no faster than is good for those who work on the same disk.
#pragma once

#include "delo/io/package_source.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>

namespace delo {

/// Shares out so many bytes a second among all threads that ask. What was not asked for is not
/// saved up beyond one second.
class RateLimit {
public:
  RateLimit(std::uint64_t bytes_per_second, std::stop_token stop);

  /// Returns when `bytes` more may be read. Throws Error(interrupted) when a stop was asked for.
  void take(std::uint64_t bytes);

private:
  using Clock = std::chrono::steady_clock;

  std::uint64_t bytes_per_second_;
  std::stop_token stop_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  Clock::time_point free_at_; ///< when all that was given out has been read at this rate
};

/// A reader that asks `limit` for every byte; `limit` must outlive it.
std::unique_ptr<EntryReader> paced(std::unique_ptr<EntryReader> inner, RateLimit& limit);

} // namespace delo
