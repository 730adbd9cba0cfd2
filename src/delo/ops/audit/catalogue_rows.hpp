// Rows of the catalogue to our types and back. Included by catalogue.cpp and its tests only. Every
// statement here is one that PostgreSQL takes as well.
#pragma once

#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/soci.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

namespace delo {

/// A row that no delo wrote: the database is whole, but its content is not ours any more.
class BadRow : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// A column that may be null.
template <typename T>
struct Nullable {
  T value{};
  soci::indicator state = soci::i_null;

  void set(T given) {
    value = std::move(given);
    state = soci::i_ok;
  }
  void clear() { state = soci::i_null; }
  bool has_value() const { return state == soci::i_ok; }
};

std::vector<CatalogueEntry> select_packages(soci::session& sql);
std::vector<CatalogueEntry> select_packages_called(soci::session& sql, const std::string& name);
std::unordered_multimap<std::string, std::int64_t> select_references(soci::session& sql);
std::optional<CatalogueEntry> select_package_at(soci::session& sql, const std::string& path);
std::optional<CatalogueEntry> select_package(soci::session& sql, std::int64_t id);
/// One that is forgotten as well.
std::optional<CatalogueEntry> select_any_package(soci::session& sql, std::int64_t id);
std::optional<CatalogueEntry> select_next(soci::session& sql, const Turn& after);
/// The package that was read whole and has waited longest since.
std::optional<CatalogueEntry> select_oldest(soci::session& sql, std::int64_t collection);
std::optional<Timestamp> select_last_success(soci::session& sql);
/// When the last result of the package was found, whether it was read whole or not.
std::optional<Timestamp> select_last_result(soci::session& sql, const CatalogueEntry& package);
std::vector<std::string> select_paths_in(soci::session& sql, const std::string& folder);
std::map<std::string, Timestamp> select_forgotten(soci::session& sql, std::int64_t collection);
std::vector<std::string> select_names_left(soci::session& sql, std::int64_t collection,
                                           std::int64_t origin);
CataloguedFiles select_files(soci::session& sql, std::int64_t package);
std::optional<AuditRunSummary> select_run(soci::session& sql, std::int64_t id);
std::optional<AuditRunSummary> select_last_run(soci::session& sql);
std::vector<Collection> select_collections(soci::session& sql);
CollectionTotals select_totals(soci::session& sql, std::int64_t collection);
std::uint64_t select_overdue(soci::session& sql, std::int64_t collection, Timestamp limit);
LogState select_log_state(soci::session& sql, std::uint64_t& file_bytes);
/// The first lines that wait; `most` of them at most.
std::vector<std::string> select_outbox(soci::session& sql,
                                       std::size_t most = std::size_t{INT32_MAX});
CatalogueHealth select_health(soci::session& sql);
std::vector<KeptCheckpoint> select_checkpoints(soci::session& sql);
/// The last run of a selection: what it needs to be continued.
struct RunRow {
  std::int64_t id = 0;
  std::int64_t origin = 0;
  Timestamp started;
  bool is_broken_off = false; ///< also when it has no end, because it was killed
};
std::optional<RunRow> select_last_run_of(soci::session& sql, const std::string& selection);
std::optional<Timestamp> select_run_start(soci::session& sql, std::int64_t run);

std::int64_t insert_package(soci::session& sql, const CatalogueEntry& entry);
void insert_files(soci::session& sql, std::int64_t package, const CataloguedFiles& files);
void insert_superseded(soci::session& sql, std::int64_t package, const std::string& path,
                       const CataloguedFile& file, const std::string& reason, Timestamp until);
std::int64_t insert_run(soci::session& sql, const RunStart& start, std::int64_t origin);
/// Unless a run of this number is there.
void insert_lost_run(soci::session& sql, const LostRun& run);
std::int64_t insert_collection(soci::session& sql, const Collection& collection);

void update_collection(soci::session& sql, const Collection& collection);
void update_settings(soci::session& sql, std::int64_t collection, const Settings& settings);
void update_place(soci::session& sql, std::int64_t package, const CatalogueEntry& to);
/// What a run found out; moves the package between the sums of its collection.
void update_checked(soci::session& sql, const CatalogueEntry& package, std::int64_t run,
                    const PackageCheck& check);
void update_last_run(soci::session& sql, std::int64_t package, std::int64_t run);
void update_reference(soci::session& sql, const CatalogueEntry& was, const CatalogueEntry& now);
void update_forgotten(soci::session& sql, const CatalogueEntry& package, Timestamp time);
void update_run(soci::session& sql, std::int64_t run, Timestamp ended, const AuditCounts& counts,
                ExitCode exit, bool broken_off);
void update_log_state(soci::session& sql, const LogState& state);
/// Adds a package to the sums of its collection, or takes it out.
void tally(soci::session& sql, const CatalogueEntry& package, PackageRank rank, int sign);

/// Hands out all that an export holds, in the order in which it came in.
void hand_out_rows(soci::session& sql, CatalogueRows& rows);
/// Whether nothing was ever kept in it.
bool is_empty_catalogue(soci::session& sql);

/// Puts the rows of an export into an empty catalogue. `adopted` hears of each package that is
/// watched and has a reference.
class RowsInsert final : public CatalogueRows {
public:
  RowsInsert(soci::session& sql, std::function<void(const CatalogueEntry&)> adopted)
      : sql_(sql), adopted_(std::move(adopted)) {}
  void collection(const Collection& collection) override;
  void run(const ExchangedRun& run) override;
  void package(const ExchangedPackage& package) override;

private:
  soci::session& sql_;
  std::function<void(const CatalogueEntry&)> adopted_;
  std::map<std::string, std::int64_t> collections_;
  std::int64_t last_package_ = 0;
};

/// Inserts events of one run, with one statement for all of them.
class EventInsert {
public:
  EventInsert(soci::session& sql, std::int64_t run);
  EventInsert(const EventInsert&) = delete;
  EventInsert& operator=(const EventInsert&) = delete;
  void row(std::int64_t package, const AuditEvent& event);

private:
  long long run_;
  long long package_ = 0;
  std::string path_;
  std::string outcome_;
  Nullable<std::string> expected_;
  Nullable<std::string> actual_;
  Nullable<long long> expected_size_;
  Nullable<long long> actual_size_;
  long long bytes_read_ = 0;
  std::string reason_;
  std::string time_;
  int errno_ = 0;
  std::string moved_to_;
  std::string again_;
  soci::statement statement_;
};

} // namespace delo
