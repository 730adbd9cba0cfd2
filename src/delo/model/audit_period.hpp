// What an audit did in a period: the evidence that ISO 16363 4.4.1.2 and the NDSA levels of
// preservation ask for.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/model/audit_data.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace delo {

/// From the first second to the last but one: [from, to).
struct Period {
  std::string name; ///< as it was asked for: "2026"
  Timestamp from;
  Timestamp to;
};

/// "2026", "2026-Q3", "2026-07" or "2026-07-01..2026-09-30", in UTC; nothing for other texts.
std::optional<Period> parse_period(std::string_view text);

/// One thing that happened to a package.
struct PeriodEvent {
  Timestamp time;
  std::string package;
  std::string citation;
  std::string what; ///< "altered", "repaired", "accepted", "forgotten", "mass change" and so on
  std::string detail;
};

/// How a package stood at the end of the period.
struct PeriodPackage {
  std::string path;
  std::string citation;
  Timestamp added;
  std::optional<Timestamp> last_checked; ///< read whole
  std::optional<AuditOutcome> last_outcome;
  std::uint64_t checks = 0; ///< in the period
  std::uint64_t bytes = 0;  ///< of the package
};

struct PeriodMonth {
  std::uint64_t checks = 0;
  std::uint64_t failures = 0;
  std::uint64_t bytes = 0; ///< read
};

struct AuditPeriod {
  Period period;
  std::string catalogue;
  std::uint64_t runs = 0;
  std::map<int, std::uint64_t> exits;        ///< runs by exit code
  std::uint64_t broken_off = 0;              ///< runs without an end, or with an early one
  std::uint64_t checks = 0;                  ///< of packages
  std::uint64_t bytes = 0;                   ///< read
  std::uint64_t checked = 0;                 ///< packages watched at the end and read in the period
  std::vector<PeriodPackage> packages;       ///< watched at the end, by path
  std::vector<PeriodEvent> failures;         ///< each time a package failed that was sound before
  std::vector<PeriodEvent> repairs;          ///< repaired, or passed again after a failure
  std::vector<PeriodEvent> changes;          ///< added, moved, accepted, forgotten
  std::vector<PeriodEvent> stops;            ///< stores away, mass changes, what was not told
  std::vector<PeriodEvent> anchors;          ///< of the log, by a time-stamp authority
  std::map<std::string, PeriodMonth> months; ///< "2026-07"
  std::uint64_t log_lines = 0;               ///< up to the end of the period
  std::string log_head;                      ///< SHA-256 of the last of them
  std::string log_root;                      ///< RFC 6962 root over them, base64; may be empty
  std::uint64_t clock_jumps = 0;             ///< lines with an earlier time than the one before

  /// Packages that are bad or unproven at the end.
  std::uint64_t open_failures() const;
  /// The package that was read whole longest ago; null when there is none.
  const PeriodPackage* oldest() const;
  std::uint64_t never_checked() const;
};

} // namespace delo
