// The catalogue: which packages are watched, what their bytes were when they came in, and what
// every run found. It keeps its own copy of every digest (ISO 16363 4.4.1.2: apart from the
// packages), so that a manifest that was altered together with its files is noticed, too.
#pragma once

#include "delo/model/audit_data.hpp"
#include "delo/ops/audit/event_log.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace delo {

/// What the catalogue knows of one file.
struct CataloguedFile {
  std::uint64_t size = 0;
  Digest digest;
};

/// The path under which an archive itself is catalogued.
inline constexpr std::string_view kContainer = ".";

/// By path inside the package, bytes as found.
using CataloguedFiles = std::map<std::string, CataloguedFile, std::less<>>;

/// SHA-256 over the list of files, sizes and digests: what the event log keeps of a reference.
std::string reference_of(const CataloguedFiles& files);

/// What a run found out about one package.
struct PackageCheck {
  std::vector<AuditEvent> events; ///< all but the passed ones
  AuditCounts counts;
  AuditOutcome outcome = AuditOutcome::passed;
  bool complete = true; ///< every byte was read, so that the package counts as checked
  std::uint64_t device = 0;
  Timestamp started;
  Timestamp time; ///< when it ended
  std::uint64_t milliseconds = 0;
  std::uint64_t maybe_cached = 0; ///< files, as in AuditReport
};

/// Where a run stands in the order of reading: behind this package of its collection.
struct Turn {
  std::int64_t collection = 0;
  std::int64_t origin = 0; ///< what this run, or the one it continues, has read is left out
  PackageRank rank = PackageRank::never_read;
  std::string last_checked = {};
  std::int64_t id = 0;
};

/// The selection of a run that reads nothing itself, but merges what other catalogues found out.
inline constexpr std::string_view kMergeSelection = "(merge)";

/// What a run is, as it begins.
struct RunStart {
  Timestamp started;
  std::string host;
  std::string version;
  std::string selection; ///< what it was asked to read; runs of one selection continue each other
  bool anew = false;     ///< continues nothing
};

struct RunPlace {
  std::int64_t id = 0;
  std::int64_t origin = 0;            ///< the first of the runs that it continues; its own id
  std::optional<Timestamp> continues; ///< when that one began, if it is another
  std::optional<Timestamp> before;    ///< when the last run of this selection began
};

/// The sums of one collection.
struct CollectionTotals {
  std::array<std::uint64_t, 3> packages{}; ///< by PackageRank
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::uint64_t count() const { return packages[0] + packages[1] + packages[2]; }
};

/// A result that waits until its store is known to be sound.
struct HeldCheck {
  CatalogueEntry package;
  PackageCheck check;
};

/// What was the reference of a file until somebody accepted a change.
struct SupersededFile {
  std::string path;
  CataloguedFile file;
  Timestamp until;
  std::string reason;
};

/// A package with all that is known of it, by the name of its collection.
struct ExchangedPackage {
  CatalogueEntry entry;
  std::string collection;
  std::optional<Timestamp> forgotten;
  CataloguedFiles files;
  std::vector<SupersededFile> superseded;
};

struct ExchangedRun {
  AuditRunSummary summary;
  std::int64_t origin = 0; ///< as in RunPlace
  std::string selection;
  bool is_broken_off = false;
};

/// Takes what a catalogue holds, one after another: collections first, then runs, then packages.
class CatalogueRows {
public:
  virtual ~CatalogueRows() = default;
  virtual void collection(const Collection& collection) = 0;
  virtual void run(const ExchangedRun& run) = 0;
  virtual void package(const ExchangedPackage& package) = 0;
};

/// A signed checkpoint that a run left behind.
struct KeptCheckpoint {
  std::int64_t run = 0;
  std::string note; ///< its text (formats/tlog/checkpoint.hpp)
};

/// What the database itself says of its state; every list is empty when all is well.
struct CatalogueHealth {
  std::vector<std::string> damage;       ///< in its file
  std::vector<std::string> loose_rows;   ///< that belong to rows that are not there
  std::vector<std::string> wrong_totals; ///< sums that are not those of the packages
};

/// A run that only the log knows.
struct LostRun {
  std::int64_t id = 0;
  std::string started; ///< RFC 3339, as the following
  std::string ended;   ///< empty: it has no end
  std::string host;
  std::string version;
  std::string selection;
  std::string note; ///< its checkpoint; may be empty
  int exit = 0;
  bool is_broken_off = false;
};

class CatalogueDatabase;

/// An SQLite database behind SOCI, and the event log beside it. Everything durable is committed
/// before a function returns; lines of the log are committed with what they tell of, and come into
/// the file with flush_log(). All functions throw Error(io) when the database fails, Error(busy)
/// when it stays locked. Use from one thread; who writes holds the CatalogueLock.
class Catalogue {
public:
  /// What to do when there is no such file.
  enum class Missing { create, refuse };

  /// Opens the catalogue and brings it to this version of the schema; an older one is copied
  /// before. With Missing::refuse a catalogue that is not there is an Error(nothing_to_check).
  Catalogue(std::filesystem::path path, Missing missing);
  ~Catalogue();
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;

  std::vector<Collection> collections();
  /// Makes the collection, or brings the one of this name to this form; returns its id. What
  /// changes is logged.
  std::int64_t put(const Collection& collection, Timestamp time);
  CollectionTotals totals(std::int64_t collection);
  /// When the package was read that has waited longest; nothing when none was read whole.
  std::optional<Timestamp> oldest_check(std::int64_t collection);
  /// The end of the last run with exit code 0.
  std::optional<Timestamp> last_success();
  /// Packages that were neither read nor taken in since `limit`.
  std::uint64_t overdue(std::int64_t collection, Timestamp limit);

  /// All packages: never read first, then those that failed, then by their last check.
  std::vector<CatalogueEntry> packages();
  /// By its path; or else all that have this name or citation.
  std::vector<CatalogueEntry> find(const std::string& path_or_name);
  std::optional<CatalogueEntry> at(const std::string& path);
  /// The paths of packages whose parent folder this is.
  std::vector<std::string> paths_in(const std::string& folder);
  /// When packages of a collection were forgotten, by their paths.
  std::map<std::string, Timestamp> forgotten(std::int64_t collection);
  /// The package whose turn comes after this one.
  std::optional<CatalogueEntry> next(const Turn& after);
  /// The names of the packages that no run since this origin has read.
  std::vector<std::string> names_left(std::int64_t collection, std::int64_t origin);
  CataloguedFiles files_of(std::int64_t package);
  /// A package that is watched.
  std::optional<CatalogueEntry> package(std::int64_t id);
  /// All packages by their references: those with the same one have the same content. Empty for
  /// what is older than the log.
  std::unordered_multimap<std::string, std::int64_t> references();

  /// Takes in a package with its files, whole or not at all; returns the id it gets. Its time is
  /// CatalogueEntry::added.
  std::int64_t add(const CatalogueEntry& entry, const CataloguedFiles& files);
  /// Logs the reference of a package that was taken in before there was a log.
  void adopt(const CatalogueEntry& package, const CataloguedFiles& files, Timestamp time);
  /// A package that was moved: only its place and name change.
  void move(const CatalogueEntry& from, const CatalogueEntry& to, Timestamp time);
  /// From now on these are its files; what they were before is kept beside. `check` is the reading
  /// that found them.
  void accept(const CatalogueEntry& package, const CataloguedFiles& files,
              const std::string& reason, Timestamp time);
  /// The package is not watched any more; its events stay.
  void forget(const CatalogueEntry& package, const std::string& reason, Timestamp time);

  /// A run begins, or goes on where one of the same selection was broken off.
  RunPlace begin_run(const RunStart& start);
  /// Keeps what was found out about one package, whole or not at all.
  void record(std::int64_t run, const CatalogueEntry& package, const PackageCheck& check);
  /// Keeps what another catalogue found out about a package: as its last result, unless a newer one
  /// is known, which stays. Of two in the same second the bad one counts. `body` is for the log,
  /// where one that does not count is an "older check". Returns whether it counts.
  bool take_over(std::int64_t run, const CatalogueEntry& package, const PackageCheck& check,
                 const Json& body);
  /// When the last result of a package was found; nothing before the first.
  std::optional<Timestamp> last_result(const CatalogueEntry& package);
  /// Keeps a result that is not to count yet; the run does not read the package again.
  void hold(const RunPlace& run, const CatalogueEntry& package, const PackageCheck& check);
  std::vector<HeldCheck> held(const RunPlace& run);
  /// How many results are held back, by whatever run.
  std::uint64_t count_held();
  /// Forgets held results of a package, or of all but this run. Their packages keep what was known.
  void drop_held(std::int64_t package);
  void drop_held_of_others(const RunPlace& run);
  /// Keeps that packages were not looked at.
  void record_not_run(std::int64_t run, std::span<const CatalogueEntry> packages,
                      const std::string& reason, Timestamp time);
  /// Keeps that a collection was doubted as a whole.
  void record_stop(std::int64_t run, const std::string& collection, const std::string& reason,
                   std::uint64_t packages, Timestamp time);
  /// A run that was broken off is continued by the next of its selection.
  enum class RunEnd { whole, broken_off };
  void end_run(const RunPlace& run, Timestamp ended, const AuditCounts& counts, ExitCode exit,
               RunEnd end = RunEnd::whole);

  void keep_checkpoint(const KeptCheckpoint& checkpoint);
  /// The oldest first.
  std::vector<KeptCheckpoint> checkpoints();

  AuditStatus status();

  /// Hands out everything as it is at one moment, whoever writes meanwhile; `begin` is told the
  /// state of the log at that moment first. Bad results of single runs are not part of it.
  void hand_out(const std::function<void(const LogState&)>& begin, CatalogueRows& rows);
  /// Throws Error(usage) when the catalogue holds anything.
  void require_empty();
  /// Takes everything that `feed` gives into an empty catalogue, whole or not at all. Logs it as
  /// "imported" with this body, and the reference of each package as "adopted". Throws Error(usage)
  /// when what is given contradicts itself.
  void take_in(const Json& body, const std::function<void(CatalogueRows&)>& feed, Timestamp time);

  /// Runs `work`: whatever it keeps here comes in whole or not at all.
  void together(const std::function<void()>& work);

  /// One more line of the log, for what has no function of its own.
  void log(std::string_view what, Timestamp time, const Json& body);
  /// Goes on behind a log that is longer than it knows; `bytes` is the length of its file. `lines`
  /// are bodies of lines "restored", and the last of a line "catalogue restored".
  void adopt_log(const LogState& state, std::uint64_t bytes, std::span<const LostRun> runs,
                 std::span<const Json> lines, Timestamp time);
  /// Brings all lines into the file. Before that, what they tell of is on the disk. Returns whether
  /// the file ended in the middle of a line.
  bool flush_log();
  CatalogueHealth health();
  LogState log_state();
  /// The lines that are not in the file yet.
  std::vector<std::string> log_waiting();
  /// The length of the log's file, as far as the catalogue knows.
  std::uint64_t log_bytes();

  /// Whether every commit is to reach the disk, or may wait for the next flush_log(): between, a
  /// power cut may take the last results back, but never spoil what is there.
  void commit_lazily(bool lazily);

private:
  std::unique_ptr<CatalogueDatabase> database_;
};

} // namespace delo
