// When and how much is to be audited, so that all is read once in a cycle.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace delo {

/// What a timer is to run each night.
struct Schedule {
  std::string collection; ///< its name; empty: all collections
  std::string root;       ///< of the collection; may be empty
  std::string catalogue;
  std::string program = "/usr/bin/delo";
  std::uint64_t cycle = 0;   ///< seconds in which all is to be read
  std::uint64_t nightly = 0; ///< seconds for each night
  unsigned at = 2 * 60;      ///< begin, in minutes since midnight
  std::uint64_t packages = 0;
  std::uint64_t bytes = 0;
  std::optional<std::uint64_t> pace; ///< bytes a second, as the last run read them

  /// Bytes that each night has to read.
  std::uint64_t bytes_per_night() const;
  /// Bytes that a night can read at this pace.
  std::optional<std::uint64_t> bytes_in_time() const;
  /// Nothing when no run has shown the pace yet.
  std::optional<bool> is_reachable() const;
};

} // namespace delo
