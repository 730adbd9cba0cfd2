#include "delo/ops/audit/catalogue_rows.hpp"
#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/audit/record_json.hpp"

#include <filesystem>
#include <utility>

namespace delo {
namespace {

using soci::into;
using soci::use;

/// SQLite's integers have 63 bits for a size, which is more than any file has.
long long number(std::uint64_t value) {
  return static_cast<long long>(value);
}

template <typename From, typename To>
void set_optional(Nullable<To>& column, const std::optional<From>& value) {
  if (value)
    column.set(static_cast<To>(*value));
  else
    column.clear();
}

void set_text(Nullable<std::string>& column, std::string text) {
  if (text.empty())
    column.clear();
  else
    column.set(std::move(text));
}

std::string folder_text(const CatalogueEntry& entry) {
  return to_catalogue_text(std::filesystem::path(entry.path).parent_path().native());
}

PackageRank rank_after(const PackageCheck& check) {
  return check.outcome == AuditOutcome::passed ? PackageRank::passed : PackageRank::failed;
}

} // namespace

std::int64_t insert_package(soci::session& sql, const CatalogueEntry& entry) {
  const long long collection = entry.collection;
  const std::string path = to_catalogue_text(entry.path);
  const std::string folder = folder_text(entry);
  const std::string name = to_catalogue_text(entry.name);
  const std::string citation = to_catalogue_text(entry.citation);
  const std::string kind(to_word(entry.kind));
  const std::string added = to_rfc3339(entry.added);
  const long long device = number(entry.device);
  const long long files = number(entry.files);
  const long long bytes = number(entry.bytes);
  long long id = 0;
  sql << "insert into package (collection, path, folder, name, citation, kind, device, files,"
         " bytes, added, reference, rank, last_checked, last_outcome, last_run, forgotten) values"
         " (:collection, :path, :folder, :name, :citation, :kind, :device, :files, :bytes, :added,"
         " :reference, 0, '', '', 0, '') returning id",
      use(collection), use(path), use(folder), use(name), use(citation), use(kind), use(device),
      use(files), use(bytes), use(added), use(entry.reference), into(id);
  tally(sql, entry, PackageRank::never_read, 1);
  return id;
}

void insert_files(soci::session& sql, std::int64_t package, const CataloguedFiles& files) {
  const long long id = package;
  std::string path;
  std::string algorithm;
  std::string digest;
  long long size = 0;
  soci::statement insert =
      (sql.prepare << "insert into file (package, path, size, algorithm, digest) values"
                      " (:package, :path, :size, :algorithm, :digest)",
       use(id), use(path), use(size), use(algorithm), use(digest));
  for (const auto& [name, file] : files) {
    path = to_catalogue_text(name);
    size = number(file.size);
    algorithm = info(file.digest.algorithm()).bagit;
    digest = file.digest.hex();
    insert.execute(true);
  }
}

void insert_superseded(soci::session& sql, std::int64_t package, const std::string& path,
                       const CataloguedFile& file, const std::string& reason, Timestamp until) {
  const long long id = package;
  const std::string name = to_catalogue_text(path);
  const long long size = number(file.size);
  const std::string algorithm(info(file.digest.algorithm()).bagit);
  const std::string digest = file.digest.hex();
  const std::string why = to_catalogue_text(reason);
  const std::string time = to_rfc3339(until);
  sql << "insert into superseded (package, path, size, algorithm, digest, until, reason) values"
         " (:package, :path, :size, :algorithm, :digest, :until, :reason)",
      use(id), use(name), use(size), use(algorithm), use(digest), use(time), use(why);
}

std::int64_t insert_run(soci::session& sql, const RunStart& start, std::int64_t origin) {
  const std::string text = to_rfc3339(start.started);
  long long id = 0;
  long long first = origin;
  sql << "insert into run (started, host, version, selection, origin) values"
         " (:started, :host, :version, :selection, :origin) returning id",
      use(text), use(start.host), use(start.version), use(start.selection), use(first), into(id);
  if (origin == 0)
    sql << "update run set origin = id where id = :id", use(id);
  return id;
}

void insert_lost_run(soci::session& sql, const LostRun& run) {
  const long long id = run.id;
  const int broken = run.is_broken_off ? 1 : 0;
  Nullable<std::string> ended;
  set_text(ended, run.ended);
  Nullable<int> exit;
  if (ended.has_value())
    exit.set(run.exit);
  sql << "insert into run (id, started, ended, exit, host, version, selection, origin, checkpoint,"
         " broken_off) values (:id, :started, :ended, :exit, :host, :version, :selection, :origin,"
         " :note, :broken) on conflict (id) do nothing",
      use(id), use(run.started), use(ended.value, ended.state), use(exit.value, exit.state),
      use(run.host), use(run.version), use(run.selection), use(id), use(run.note), use(broken);
}

std::int64_t insert_collection(soci::session& sql, const Collection& collection) {
  const std::string name = to_catalogue_text(collection.name);
  const std::string kind(to_word(collection.kind));
  const std::string root = to_catalogue_text(collection.root);
  const std::string list = to_catalogue_text(collection.list);
  long long id = 0;
  sql << "insert into collection (name, kind, root, list) values (:name, :kind, :root, :list)"
         " returning id",
      use(name), use(kind), use(root), use(list), into(id);
  return id;
}

void update_collection(soci::session& sql, const Collection& collection) {
  const long long id = collection.id;
  const std::string kind(to_word(collection.kind));
  const std::string root = to_catalogue_text(collection.root);
  const std::string list = to_catalogue_text(collection.list);
  sql << "update collection set kind = :kind, root = :root, list = :list where id = :id", use(kind),
      use(root), use(list), use(id);
}

void update_settings(soci::session& sql, std::int64_t collection, const Settings& settings) {
  const long long id = collection;
  sql << "delete from setting where collection = :id", use(id);
  for (const auto& [name, value] : settings.values()) {
    const std::string text = to_catalogue_text(value);
    sql << "insert into setting (collection, name, value) values (:id, :name, :value)", use(id),
        use(name), use(text);
  }
}

void update_place(soci::session& sql, std::int64_t package, const CatalogueEntry& to) {
  const long long id = package;
  const std::string path = to_catalogue_text(to.path);
  const std::string folder = folder_text(to);
  const std::string name = to_catalogue_text(to.name);
  const long long device = number(to.device);
  sql << "update package set path = :path, folder = :folder, name = :name, device = :device"
         " where id = :id",
      use(path), use(folder), use(name), use(device), use(id);
}

void update_checked(soci::session& sql, const CatalogueEntry& package, std::int64_t run,
                    const PackageCheck& check) {
  const long long id = package.id;
  const long long last_run = run;
  const PackageRank rank = rank_after(check);
  const int rank_number = static_cast<int>(rank);
  const std::string outcome(to_word(check.outcome));
  // In one statement, or the package would travel through the order of reading twice.
  Nullable<std::string> time;
  Nullable<long long> device;
  if (check.complete) {
    time.set(to_rfc3339(check.time));
    device.set(number(check.device));
  }
  sql << "update package set last_outcome = :outcome, rank = :rank, last_run = :run,"
         " last_checked = coalesce(:time, last_checked), device = coalesce(:device, device)"
         " where id = :id",
      use(outcome), use(rank_number), use(last_run), use(time.value, time.state),
      use(device.value, device.state), use(id);
  if (rank != package.rank) {
    tally(sql, package, package.rank, -1);
    tally(sql, package, rank, 1);
  }
}

void update_last_run(soci::session& sql, std::int64_t package, std::int64_t run) {
  const long long id = package;
  const long long number = run;
  sql << "update package set last_run = :run where id = :id", use(number), use(id);
}

void update_reference(soci::session& sql, const CatalogueEntry& was, const CatalogueEntry& now) {
  const long long id = was.id;
  const long long files = number(now.files);
  const long long bytes = number(now.bytes);
  const std::string citation = to_catalogue_text(now.citation);
  tally(sql, was, was.rank, -1);
  sql << "update package set files = :files, bytes = :bytes, citation = :citation,"
         " reference = :reference where id = :id",
      use(files), use(bytes), use(citation), use(now.reference), use(id);
  tally(sql, now, was.rank, 1);
}

void update_forgotten(soci::session& sql, const CatalogueEntry& package, Timestamp time) {
  const long long id = package.id;
  const std::string text = to_rfc3339(time);
  sql << "update package set forgotten = :time where id = :id", use(text), use(id);
  tally(sql, package, package.rank, -1);
}

void update_run(soci::session& sql, std::int64_t run, Timestamp ended, const AuditCounts& counts,
                ExitCode exit, bool broken_off) {
  const long long id = run;
  const std::string text = to_rfc3339(ended);
  const long long packages = number(counts.packages);
  const long long passed = number(counts.packages_passed);
  const long long files = number(counts.files);
  const long long bytes = number(counts.bytes);
  const int code = static_cast<int>(exit);
  const int broken = broken_off ? 1 : 0;
  sql << "update run set ended = :ended, packages = :packages, packages_passed = :passed,"
         " files = :files, bytes = :bytes, exit = :exit, broken_off = :broken where id = :id",
      use(text), use(packages), use(passed), use(files), use(bytes), use(code), use(broken),
      use(id);
  std::string outcome;
  long long times = 0;
  soci::statement insert =
      (sql.prepare
           << "insert into run_count (run, outcome, number) values (:run, :outcome, :number)",
       use(id), use(outcome), use(times));
  for (const AuditOutcome each : audit_outcomes()) {
    outcome = to_word(each);
    times = number(counts.of(each));
    if (times > 0)
      insert.execute(true);
  }
}

void update_log_state(soci::session& sql, const LogState& state) {
  const long long lines = number(state.lines);
  sql << "update ledger set lines = :lines, head = :head, tree = :tree where id = 1", use(lines),
      use(state.head), use(state.tree);
}

void tally(soci::session& sql, const CatalogueEntry& package, PackageRank rank, int sign) {
  const long long collection = package.collection;
  const int rank_number = static_cast<int>(rank);
  const long long packages = sign;
  const long long files = sign * number(package.files);
  const long long bytes = sign * number(package.bytes);
  sql << "insert into tally (collection, rank, packages, files, bytes) values"
         " (:collection, :rank, :packages, :files, :bytes)"
         " on conflict (collection, rank) do update set packages = tally.packages +"
         " excluded.packages, files = tally.files + excluded.files, bytes = tally.bytes +"
         " excluded.bytes",
      use(collection), use(rank_number), use(packages), use(files), use(bytes);
}

EventInsert::EventInsert(soci::session& sql, std::int64_t run)
    : run_(run),
      statement_((sql.prepare << "insert into event (run, package, path, outcome, expected, actual,"
                                 " expected_size, actual_size, bytes_read, reason, time, errno,"
                                 " moved_to, again) values (:run, :package, :path, :outcome,"
                                 " :expected, :actual, :was, :is, :bytes, :reason, :time, :errno,"
                                 " :moved, :again)",
                  use(run_), use(package_), use(path_), use(outcome_),
                  use(expected_.value, expected_.state), use(actual_.value, actual_.state),
                  use(expected_size_.value, expected_size_.state),
                  use(actual_size_.value, actual_size_.state), use(bytes_read_), use(reason_),
                  use(time_), use(errno_), use(moved_to_), use(again_))) {}

void EventInsert::row(std::int64_t package, const AuditEvent& event) {
  package_ = package;
  path_ = to_catalogue_text(event.path);
  outcome_ = to_word(event.outcome);
  set_text(expected_, labelled(event.expected));
  set_text(actual_, labelled(event.actual));
  set_optional(expected_size_, event.expected_size);
  set_optional(actual_size_, event.actual_size);
  bytes_read_ = number(event.bytes_read);
  reason_ = to_catalogue_text(event.reason);
  time_ = to_rfc3339(event.time);
  errno_ = event.error_number;
  moved_to_ = to_catalogue_text(event.moved_to);
  again_ = event.again ? printable(second_look_json(*event.again), -1) : "";
  statement_.execute(true);
}

} // namespace delo
