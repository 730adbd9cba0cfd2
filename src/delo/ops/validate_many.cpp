#include "delo/ops/validate_many.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

namespace delo {
namespace {

/// Hands the packages out to the threads.
class Queue {
public:
  Queue(std::size_t count, const PackageJob& job) : reports_(count), job_(job) {}

  void work() {
    for (std::size_t i = next_++; i < reports_.size(); i = next_++) {
      try {
        reports_[i] = job_(i);
      } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!failure_)
          failure_ = std::current_exception();
        next_ = reports_.size(); // nothing else is begun
      }
    }
  }

  std::vector<PackageReport> take() {
    if (failure_)
      std::rethrow_exception(failure_);
    return std::move(reports_);
  }

private:
  std::vector<PackageReport> reports_; ///< each thread writes its own elements
  const PackageJob& job_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::exception_ptr failure_;
};

} // namespace

std::vector<PackageReport> judge_many(std::size_t count, std::size_t at_a_time,
                                      const PackageJob& job) {
  Queue queue(count, job);
  std::vector<std::thread> others;
  try {
    for (std::size_t i = 1; i < std::min(at_a_time, count); ++i)
      others.emplace_back([&queue] { queue.work(); });
  } catch (const std::system_error&) { // no more threads: those there are do the work
  }
  queue.work();
  for (std::thread& other : others)
    other.join();
  return queue.take();
}

} // namespace delo
