// What watching over stored packages finds out, and what the catalogue knows of them.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/model/digest.hpp"
#include "delo/model/report_data.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// What became of one file, or of a package as a whole. Never merged: a file that could not be
/// read is neither altered nor missing, and a package that was not looked at did not pass.
enum class AuditOutcome : std::uint8_t {
  passed,
  altered,         ///< as long as it was, with other bytes; or no longer a file
  truncated,       ///< shorter than it was
  extended,        ///< longer than it was
  missing,         ///< catalogued, but not there
  extra,           ///< there, but not catalogued
  unreadable,      ///< reading failed: nothing is known of it
  package_missing, ///< the whole package is gone, while its store is there
  not_run,         ///< not looked at, because its store is away
};

/// What an outcome says about the bytes.
enum class Standing { good, bad, unproven };

/// All outcomes, in the order above.
std::span<const AuditOutcome> audit_outcomes();
/// The word in reports and in the catalogue: "altered", "package missing".
std::string_view to_word(AuditOutcome outcome);
std::optional<AuditOutcome> audit_outcome_from_word(std::string_view word);
Standing standing(AuditOutcome outcome);
/// Of two outcomes, the one that says more about a package that has both.
AuditOutcome graver(AuditOutcome a, AuditOutcome b);

/// What holds a catalogued package.
enum class PackageKind : std::uint8_t { folder, archive };

std::string_view to_word(PackageKind kind);
std::optional<PackageKind> package_kind_from_word(std::string_view word);

/// One result that is not "passed".
struct AuditEvent {
  std::string package;  ///< where the package is kept; absolute
  std::string name;     ///< of the package
  std::string citation; ///< where the original is kept; empty when the package does not say
  std::string path;     ///< inside the package; "." is an archive itself, empty the whole package
  AuditOutcome outcome = AuditOutcome::passed;
  std::optional<Digest> expected; ///< the catalogue's own copy
  std::optional<Digest> actual;
  std::optional<std::uint64_t> expected_size;
  std::optional<std::uint64_t> actual_size;
  std::uint64_t bytes_read = 0;
  std::string reason; ///< "cannot read …: Input/output error", "is now a link"; may be empty
  Timestamp time;
};

/// "sha512:" and the hexadecimal digits; empty without a digest.
std::string labelled(const std::optional<Digest>& digest);

/// The numbers of a run.
struct AuditCounts {
  std::uint64_t packages = 0; ///< looked at, which those of a store that is away were not
  std::uint64_t packages_passed = 0;
  std::uint64_t files = 0; ///< read to their end, archives themselves not counted
  std::uint64_t bytes = 0; ///< read
  /// Files for each outcome; packages for package_missing and not_run.
  std::array<std::uint64_t, 9> outcomes{};

  std::uint64_t of(AuditOutcome outcome) const {
    return outcomes[static_cast<std::size_t>(outcome)];
  }
  void add(AuditOutcome outcome, std::uint64_t more = 1) {
    outcomes[static_cast<std::size_t>(outcome)] += more;
  }
  /// Results that prove a fault.
  std::uint64_t bad() const;
};

/// A folder of packages that looks unmounted or emptied. Nothing is said about its packages.
struct StoreAway {
  std::string folder;
  std::string reason;
  std::vector<std::string> packages; ///< their paths
};

/// What one run found out.
struct AuditReport {
  std::string catalogue;
  Timestamp started;
  Timestamp ended;
  AuditCounts counts;
  std::vector<AuditEvent> events; ///< all but the passed ones
  std::vector<StoreAway> stores_away;
};

/// 3 (something could not be read) beats 1 (a proven fault), which beats 6 (a store is away), which
/// beats 4 (nothing catalogued).
ExitCode exit_code(const AuditReport& report);

/// A package that was not taken into the catalogue.
struct AuditRefusal {
  std::string path;
  std::string reason;
  bool unreadable = false;             ///< it may be sound: reading failed
  std::optional<PackageReport> report; ///< of its validation, when that is the reason
};

/// What `add` did.
struct AuditAddResult {
  struct Added {
    std::string path;
    std::string citation;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
  };
  struct Moved {
    std::string from;
    std::string to;
  };
  std::string catalogue;
  std::vector<Added> added;
  std::vector<Moved> moved;              ///< known by their content, gone from where they were
  std::vector<std::string> already;      ///< catalogued before; their digests stay as they were
  std::vector<std::string> not_packages; ///< given, but neither a package nor a folder of packages
  std::vector<std::string> passed_over;  ///< found in a folder of packages, but not packages
  std::vector<AuditRefusal> refused;
};

/// 3 when something could not be read, 1 when a package was refused, 4 when something was no
/// package.
ExitCode exit_code(const AuditAddResult& result);

/// One catalogued package.
struct CatalogueEntry {
  std::int64_t id = 0;
  std::string path; ///< absolute
  std::string name;
  std::string citation;
  PackageKind kind = PackageKind::folder;
  std::uint64_t device = 0; ///< of the folder that holds it, to notice another one mounted there
  std::uint64_t files = 0;  ///< in it, an archive itself not counted
  std::uint64_t bytes = 0;  ///< of its files, or of the archive as it is
  Timestamp added;
  std::optional<Timestamp> last_checked; ///< when every byte was last read by a run
  std::optional<AuditOutcome> last_outcome;
};

/// One run as the catalogue remembers it.
struct AuditRunSummary {
  std::int64_t id = 0;
  Timestamp started;
  std::optional<Timestamp> ended; ///< nothing: still going, or it was killed
  std::optional<int> exit;
  AuditCounts counts;
};

/// How the holdings stand.
struct AuditStatus {
  std::string catalogue;
  std::uint64_t packages = 0;
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::uint64_t never_checked = 0;
  std::optional<CatalogueEntry> oldest; ///< the package whose last check is longest ago
  std::optional<AuditRunSummary> last_run;
};

} // namespace delo
