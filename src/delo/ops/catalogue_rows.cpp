#include "delo/ops/catalogue_rows.hpp"

#include "delo/ops/catalogue_text.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

using soci::into;
using soci::use;

std::string name_from(const std::string& text) {
  if (auto name = from_catalogue_text(text))
    return *std::move(name);
  throw BadRow(fmt::format("\"{}\" is not a name", text));
}

Timestamp time_from(const std::string& text) {
  if (const auto time = parse_rfc3339(text))
    return *time;
  throw BadRow(fmt::format("\"{}\" is not a time", text));
}

AuditOutcome outcome_from(const std::string& text) {
  if (const auto outcome = audit_outcome_from_word(text))
    return *outcome;
  throw BadRow(fmt::format("\"{}\" is not an outcome", text));
}

Digest digest_from(const std::string& algorithm, const std::string& hex) {
  if (const auto known = algorithm_from_bagit(algorithm))
    if (auto digest = Digest::from_hex(*known, hex))
      return *digest;
  throw BadRow(fmt::format("\"{}:{}\" is not a digest", algorithm, hex));
}

/// SQLite's integers have 63 bits for a size, which is more than any file has.
long long number(std::uint64_t value) {
  return static_cast<long long>(value);
}
std::uint64_t count(long long value) {
  return static_cast<std::uint64_t>(value);
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

/// The columns of one package while they are read.
struct PackageRow {
  long long id = 0;
  std::string path, name, citation, kind;
  long long device = 0, files = 0, bytes = 0;
  std::string added;
  Nullable<std::string> last_checked, last_outcome;

  CatalogueEntry entry() const {
    CatalogueEntry entry;
    entry.id = id;
    entry.path = name_from(path);
    entry.name = name_from(name);
    entry.citation = name_from(citation);
    const auto known = package_kind_from_word(kind);
    if (!known)
      throw BadRow(fmt::format("\"{}\" is no kind of package", kind));
    entry.kind = *known;
    entry.device = count(device);
    entry.files = count(files);
    entry.bytes = count(bytes);
    entry.added = time_from(added);
    if (last_checked.has_value())
      entry.last_checked = time_from(last_checked.value);
    if (last_outcome.has_value())
      entry.last_outcome = outcome_from(last_outcome.value);
    return entry;
  }
};

std::int64_t last_id(soci::session& sql) {
  long long id = 0;
  sql << "select last_insert_rowid()", into(id);
  return id;
}

} // namespace

std::vector<CatalogueEntry> select_packages(soci::session& sql) {
  PackageRow row;
  // Null sorts before everything, so what was never checked comes first.
  soci::statement select =
      (sql.prepare << "select id, path, name, citation, kind, device, files, bytes, added,"
                      " last_checked, last_outcome from package order by last_checked, path",
       into(row.id), into(row.path), into(row.name), into(row.citation), into(row.kind),
       into(row.device), into(row.files), into(row.bytes), into(row.added),
       into(row.last_checked.value, row.last_checked.state),
       into(row.last_outcome.value, row.last_outcome.state));
  select.execute();
  std::vector<CatalogueEntry> entries;
  while (select.fetch())
    entries.push_back(row.entry());
  return entries;
}

CataloguedFiles select_files(soci::session& sql, std::int64_t package) {
  const long long id = package;
  long long size = 0;
  std::string path;
  std::string algorithm;
  std::string digest;
  soci::statement select =
      (sql.prepare << "select path, size, algorithm, digest from file where package = :package",
       use(id), into(path), into(size), into(algorithm), into(digest));
  select.execute();
  CataloguedFiles files;
  while (select.fetch())
    files.insert_or_assign(name_from(path),
                           CataloguedFile{count(size), digest_from(algorithm, digest)});
  return files;
}

std::optional<AuditRunSummary> select_last_run(soci::session& sql) {
  long long id = 0, packages = 0, passed = 0, files = 0, bytes = 0;
  std::string started;
  Nullable<std::string> ended;
  Nullable<int> exit;
  sql << "select id, started, ended, packages, packages_passed, files, bytes, exit from run"
         " order by id desc limit 1",
      into(id), into(started), into(ended.value, ended.state), into(packages), into(passed),
      into(files), into(bytes), into(exit.value, exit.state);
  if (!sql.got_data())
    return std::nullopt;
  AuditRunSummary run;
  run.id = id;
  run.started = time_from(started);
  if (ended.has_value())
    run.ended = time_from(ended.value);
  if (exit.has_value())
    run.exit = exit.value;
  run.counts.packages = count(packages);
  run.counts.packages_passed = count(passed);
  run.counts.files = count(files);
  run.counts.bytes = count(bytes);
  std::string outcome;
  long long times = 0;
  soci::statement select = (sql.prepare << "select outcome, number from run_count where run = :run",
                            use(id), into(outcome), into(times));
  select.execute();
  while (select.fetch())
    run.counts.add(outcome_from(outcome), count(times));
  return run;
}

std::int64_t insert_package(soci::session& sql, const CatalogueEntry& entry) {
  const std::string path = to_catalogue_text(entry.path);
  const std::string name = to_catalogue_text(entry.name);
  const std::string citation = to_catalogue_text(entry.citation);
  const std::string kind(to_word(entry.kind));
  const std::string added = to_rfc3339(entry.added);
  const long long device = number(entry.device);
  const long long files = number(entry.files);
  const long long bytes = number(entry.bytes);
  sql << "insert into package (path, name, citation, kind, device, files, bytes, added) values"
         " (:path, :name, :citation, :kind, :device, :files, :bytes, :added)",
      use(path), use(name), use(citation), use(kind), use(device), use(files), use(bytes),
      use(added);
  return last_id(sql);
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

std::int64_t insert_run(soci::session& sql, Timestamp started) {
  const std::string text = to_rfc3339(started);
  sql << "insert into run (started) values (:started)", use(text);
  return last_id(sql);
}

void update_place(soci::session& sql, std::int64_t package, const CatalogueEntry& to) {
  const long long id = package;
  const std::string path = to_catalogue_text(to.path);
  const std::string name = to_catalogue_text(to.name);
  const long long device = number(to.device);
  sql << "update package set path = :path, name = :name, device = :device where id = :id",
      use(path), use(name), use(device), use(id);
}

void update_checked(soci::session& sql, std::int64_t package, const PackageCheck& check) {
  const long long id = package;
  const long long device = number(check.device);
  const std::string outcome(to_word(check.outcome));
  const std::string time = to_rfc3339(check.time);
  sql << "update package set last_outcome = :outcome where id = :id", use(outcome), use(id);
  if (check.complete)
    sql << "update package set last_checked = :time, device = :device where id = :id", use(time),
        use(device), use(id);
}

void update_run(soci::session& sql, std::int64_t run, Timestamp ended, const AuditCounts& counts,
                ExitCode exit) {
  const long long id = run;
  const std::string text = to_rfc3339(ended);
  const long long packages = number(counts.packages);
  const long long passed = number(counts.packages_passed);
  const long long files = number(counts.files);
  const long long bytes = number(counts.bytes);
  const int code = static_cast<int>(exit);
  sql << "update run set ended = :ended, packages = :packages, packages_passed = :passed,"
         " files = :files, bytes = :bytes, exit = :exit where id = :id",
      use(text), use(packages), use(passed), use(files), use(bytes), use(code), use(id);
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

EventInsert::EventInsert(soci::session& sql, std::int64_t run)
    : run_(run),
      statement_((sql.prepare << "insert into event (run, package, path, outcome, expected, actual,"
                                 " expected_size, actual_size, bytes_read, reason, time) values"
                                 " (:run, :package, :path, :outcome, :expected, :actual, :was, :is,"
                                 " :bytes, :reason, :time)",
                  use(run_), use(package_), use(path_), use(outcome_),
                  use(expected_.value, expected_.state), use(actual_.value, actual_.state),
                  use(expected_size_.value, expected_size_.state),
                  use(actual_size_.value, actual_size_.state), use(bytes_read_), use(reason_),
                  use(time_))) {}

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
  statement_.execute(true);
}

} // namespace delo
