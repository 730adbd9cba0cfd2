#include "delo/io/rate_limit.hpp"

#include "delo/base/error.hpp"

#include <algorithm>
#include <utility>

namespace delo {
namespace {

class PacedReader final : public EntryReader {
public:
  PacedReader(std::unique_ptr<EntryReader> inner, RateLimit& limit)
      : inner_(std::move(inner)), limit_(limit) {}

  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t n = inner_->read(buffer, size);
    limit_.take(n);
    return n;
  }

private:
  std::unique_ptr<EntryReader> inner_;
  RateLimit& limit_;
};

} // namespace

RateLimit::RateLimit(std::uint64_t bytes_per_second, std::stop_token stop)
    : bytes_per_second_(std::max<std::uint64_t>(bytes_per_second, 1)), stop_(std::move(stop)),
      free_at_(Clock::now()) {}

void RateLimit::take(std::uint64_t bytes) {
  std::unique_lock lock(mutex_);
  const auto now = Clock::now();
  const auto cost = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(
      static_cast<double>(bytes) / static_cast<double>(bytes_per_second_)));
  free_at_ = std::max(free_at_, now - std::chrono::seconds(1)) + cost;
  const auto until = free_at_;
  wake_.wait_until(lock, stop_, until, [until] { return Clock::now() >= until; });
  if (stop_.stop_requested())
    throw Error(ErrorKind::interrupted, "stopped on request");
}

std::unique_ptr<EntryReader> paced(std::unique_ptr<EntryReader> inner, RateLimit& limit) {
  return std::make_unique<PacedReader>(std::move(inner), limit);
}

} // namespace delo
