#include "delo/model/schedule.hpp"

#include <algorithm>

namespace delo {
namespace {

constexpr std::uint64_t kDay = 86400;

} // namespace

std::uint64_t Schedule::bytes_per_night() const {
  const std::uint64_t nights = std::max<std::uint64_t>(cycle / kDay, 1);
  return (bytes + nights - 1) / nights;
}

std::optional<std::uint64_t> Schedule::bytes_in_time() const {
  if (!pace)
    return std::nullopt;
  return *pace * nightly;
}

std::optional<bool> Schedule::is_reachable() const {
  const auto in_time = bytes_in_time();
  return in_time ? std::optional(*in_time >= bytes_per_night()) : std::nullopt;
}

} // namespace delo
