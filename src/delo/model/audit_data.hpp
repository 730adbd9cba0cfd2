// What watching over stored packages finds out, and what the catalogue knows of them.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/model/collection.hpp"
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
  altered,          ///< as long as it was, with other bytes; or no longer a file
  truncated,        ///< shorter than it was
  extended,         ///< longer than it was
  missing,          ///< catalogued, but not there
  extra,            ///< there, but not catalogued
  unreadable,       ///< reading failed, or gave this once and that once: nothing is known of it
  package_missing,  ///< the whole package is gone, while its store is there
  not_run,          ///< not looked at, because its store is away
  moved,            ///< not in its place, but its bytes lie under another name
  manifest_altered, ///< of a package that agrees with itself, but not with the catalogue
};
inline constexpr std::size_t kAuditOutcomeCount = 11;

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

/// What a catalogued package is.
enum class PackageKind : std::uint8_t {
  folder,  ///< a bag or METS package
  archive, ///< the same in a tar or zip
  ocfl,    ///< an OCFL object
  files,   ///< any folder
  list     ///< the files of a list of digests, and no others
};

std::string_view to_word(PackageKind kind);
std::optional<PackageKind> package_kind_from_word(std::string_view word);

/// What came out when something was read once more, because the first reading was bad.
struct SecondLook {
  AuditOutcome outcome = AuditOutcome::passed;
  std::optional<Digest> actual;
  std::optional<std::uint64_t> actual_size;
  int error_number = 0;
  std::string reason;
};

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
  int error_number = 0; ///< errno of what could not be read
  std::string reason;   ///< "cannot read …: Input/output error", "is now a link"; may be empty
  std::string moved_to; ///< of what was moved: its new name, or the package's new place
  std::optional<SecondLook> again;
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
  std::array<std::uint64_t, kAuditOutcomeCount> outcomes{};

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
  std::uint64_t count = 0;           ///< packages that were not looked at
  std::vector<std::string> packages; ///< their paths, unless a whole collection is away
};

/// A collection in which so much failed at once that the store is doubted and not the packages:
/// nothing was marked.
struct MassChange {
  std::string collection;
  std::string reason;
  std::uint64_t packages = 0;     ///< that failed
  std::vector<AuditEvent> events; ///< a few of what was seen
};

/// Whether a collection can be read within its cycle, at the pace of this run.
struct CycleOutlook {
  std::string collection;
  std::uint64_t cycle = 0; ///< seconds
  std::uint64_t packages = 0;
  std::uint64_t bytes = 0;
  std::uint64_t between_runs = 0;           ///< seconds from the run before to this one
  std::uint64_t needed = 0;                 ///< bytes in each run, to read all in time
  std::optional<std::uint64_t> allowed = 0; ///< bytes in each run; nothing: as many as there are
  std::uint64_t overdue = 0;                ///< packages that were not read for a whole cycle
  bool is_reachable() const { return !allowed || *allowed >= needed; }
};

/// How a collection stands after a run.
struct CollectionStanding {
  std::string collection;
  std::uint64_t packages = 0;
  std::uint64_t bytes = 0;
  std::uint64_t failed = 0;        ///< packages whose last result is not "passed"
  std::uint64_t never_read = 0;    ///< packages
  std::uint64_t overdue = 0;       ///< packages; 0 without a cycle
  std::optional<Timestamp> oldest; ///< when the package was read that has waited longest
};

/// What lies in a collection and is not catalogued.
struct Unwatched {
  std::string collection;
  std::vector<std::string> packages; ///< their paths
};

/// A package that a run would read, and why now.
struct PlannedPackage {
  std::string path;
  std::string collection;
  std::uint64_t bytes = 0;
  std::string why; ///< "never read", "failed before", "read last on …"
};

/// Where the event log stood at the end of a run.
struct LogPlace {
  std::uint64_t lines = 0;
  std::string head;       ///< SHA-256 of the last line, in hexadecimal
  std::string root;       ///< of the RFC 6962 tree over all lines, in base64
  std::string checkpoint; ///< the file with the signed root; empty when it was not made
  std::string trouble;    ///< why not
};

/// What one run found out.
struct AuditReport {
  std::string catalogue;
  std::string host;
  std::string version; ///< of delo
  std::int64_t run = 0;
  std::optional<Timestamp> continues; ///< the start of a run that was broken off
  Timestamp started;
  Timestamp ended;
  std::uint64_t holdings = 0; ///< packages in the chosen collections
  AuditCounts counts;
  std::vector<AuditEvent> events; ///< all but the passed ones
  std::vector<StoreAway> stores_away;
  std::vector<MassChange> mass_changes;
  std::vector<Unwatched> unwatched;
  std::vector<CycleOutlook> outlooks;        ///< of collections with a cycle
  std::vector<CollectionStanding> standings; ///< of all chosen collections
  std::optional<Timestamp> last_success;     ///< the end of the last run with exit code 0
  std::vector<PlannedPackage> planned;       ///< of a dry run, which has nothing else
  std::vector<std::string> notices; ///< what else is to be known: "stopped at the budget …"
  std::uint64_t left = 0;           ///< packages that the budget did not reach
  /// Files of which pages were still in memory when they were read, so that the disk may not have
  /// been asked.
  std::uint64_t maybe_cached = 0;
  bool is_dry_run = false;
  LogPlace log;
};

/// 3 (something could not be read, or the log not be signed) beats 1 (a proven fault), which beats
/// 6 (a store is away or doubted), 5 (work is overdue) and 4 (nothing catalogued).
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
  std::string collection; ///< that was made or changed; may be empty
  std::vector<Added> added;
  std::vector<Moved> moved;              ///< known by their content, gone from where they were
  std::vector<std::string> already;      ///< catalogued before; their digests stay as they were
  std::vector<std::string> not_packages; ///< given, but neither a package nor a folder of packages
  std::vector<std::string> passed_over;  ///< found in a folder of packages, but not packages
  std::vector<AuditRefusal> refused;
  std::vector<std::string> notices; ///< what else is to be known of what was taken in
};

/// 3 when something could not be read, 1 when a package was refused, 4 when something was no
/// package.
ExitCode exit_code(const AuditAddResult& result);

/// What became of a package so far. The order is that in which packages are read.
enum class PackageRank : std::uint8_t { never_read, failed, passed };

/// One catalogued package.
struct CatalogueEntry {
  std::int64_t id = 0;
  std::int64_t collection = 1;
  std::string path; ///< absolute
  std::string name;
  std::string citation;
  PackageKind kind = PackageKind::folder;
  std::uint64_t device = 0; ///< of the folder that holds it, to notice another one mounted there
  std::uint64_t files = 0;  ///< in it, an archive itself not counted
  std::uint64_t bytes = 0;  ///< of its files, or of the archive as it is
  Timestamp added;
  std::string reference; ///< SHA-256 over the list of its files and digests
  PackageRank rank = PackageRank::never_read;
  std::optional<Timestamp> last_checked; ///< when every byte was last read by a run
  std::optional<AuditOutcome> last_outcome;
  std::int64_t last_run = 0;
};

/// One run as the catalogue remembers it.
struct AuditRunSummary {
  std::int64_t id = 0;
  Timestamp started;
  std::optional<Timestamp> ended; ///< nothing: still going, or it was killed
  std::optional<int> exit;
  std::string host;
  std::string version;
  bool is_merge = false; ///< it read nothing itself, but merged what other catalogues found out
  AuditCounts counts;
};

/// What `accept` did.
struct AuditAcceptResult {
  CatalogueEntry package;
  std::uint64_t changed = 0; ///< files with another digest than before, new and lost ones included
};

/// What an export holds.
struct AuditExchange {
  std::string catalogue;
  std::uint64_t collections = 0;
  std::uint64_t runs = 0;
  std::uint64_t packages = 0; ///< forgotten ones included
  std::uint64_t forgotten = 0;
  std::uint64_t files = 0;      ///< rows, an archive itself included
  std::uint64_t superseded = 0; ///< digests that were the reference once
  std::uint64_t log_lines = 0;  ///< of the event log when the export was made
  std::string log_head;
  std::string sha256; ///< of the whole file
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
