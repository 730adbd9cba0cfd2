#include "delo/ops/audit/doubt.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

constexpr std::uint64_t kFewest = 10;
constexpr std::uint64_t kWhole = 10'000;

bool became_empty(const AuditEvent& event) {
  return event.outcome == AuditOutcome::truncated && event.actual_size == std::uint64_t{0};
}

} // namespace

void Doubt::add(const PackageCheck& check, bool failed_before) {
  if (failed_before)
    return;
  ++looked_at_;
  if (check.events.empty())
    return;
  ++failed_;
  for (const AuditEvent& event : check.events)
    ++(became_empty(event) ? emptied_ : other_);
}

std::optional<std::string> Doubt::reason() const {
  if (emptied_ >= kFewest && emptied_ > other_)
    return fmt::format("{} files have become empty since they were last read", emptied_);
  if (failed_ >= kFewest && failed_ * kWhole > share_ * looked_at_)
    return fmt::format("{} of {} packages fail that did not fail before", failed_, looked_at_);
  return std::nullopt;
}

} // namespace delo
