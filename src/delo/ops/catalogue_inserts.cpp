#include "delo/ops/catalogue_rows.hpp"
#include "delo/ops/catalogue_text.hpp"

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

std::int64_t last_id(soci::session& sql) {
  long long id = 0;
  sql << "select last_insert_rowid()", into(id);
  return id;
}

} // namespace

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
