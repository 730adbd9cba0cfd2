// Rows of the catalogue on their way out of it and into a new one.
#include "delo/base/error.hpp"
#include "delo/ops/audit/catalogue_rows.hpp"
#include "delo/ops/audit/catalogue_text.hpp"

#include <filesystem>
#include <map>
#include <utility>
#include <vector>

namespace delo {
namespace {

using soci::into;
using soci::use;

long long number(std::uint64_t value) {
  return static_cast<long long>(value);
}

std::string time_text(const std::optional<Timestamp>& time) {
  return time ? to_rfc3339(*time) : std::string();
}

std::string name_from(const std::string& text) {
  if (auto name = from_catalogue_text(text))
    return *std::move(name);
  throw BadRow("a name cannot be read");
}

Timestamp time_from(const std::string& text) {
  if (const auto time = parse_rfc3339(text))
    return *time;
  throw BadRow("a time cannot be read");
}

void hand_out_runs(soci::session& sql, CatalogueRows& rows) {
  long long id = 0, origin = 0;
  int broken_off = 0;
  std::string selection;
  soci::statement select =
      (sql.prepare << "select id, origin, selection, broken_off from run order by id", into(id),
       into(origin), into(selection), into(broken_off));
  select.execute();
  while (select.fetch())
    if (auto summary = select_run(sql, id))
      rows.run({*std::move(summary), origin, selection, broken_off != 0});
}

std::vector<SupersededFile> select_superseded(soci::session& sql, long long package) {
  long long size = 0;
  std::string path, algorithm, digest, until, reason;
  soci::statement select =
      (sql.prepare << "select path, size, algorithm, digest, until, reason from superseded"
                      " where package = :id order by id",
       use(package), into(path), into(size), into(algorithm), into(digest), into(until),
       into(reason));
  select.execute();
  std::vector<SupersededFile> list;
  while (select.fetch()) {
    const auto known = algorithm_from_bagit(algorithm);
    const auto value = known ? Digest::from_hex(*known, digest) : std::nullopt;
    if (!value)
      throw BadRow("a digest that was the reference cannot be read");
    list.push_back({name_from(path),
                    {static_cast<std::uint64_t>(size), *value},
                    time_from(until),
                    name_from(reason)});
  }
  return list;
}

/// What a run holds back is not part of an export, so that its packages count as not read by it.
bool is_held(soci::session& sql, long long package) {
  long long count = 0;
  sql << "select count(*) from held where package = :id", use(package), into(count);
  return count > 0;
}

} // namespace

void hand_out_rows(soci::session& sql, CatalogueRows& rows) {
  std::map<std::int64_t, std::string> collections;
  for (const Collection& collection : select_collections(sql)) {
    collections[collection.id] = collection.name;
    rows.collection(collection);
  }
  hand_out_runs(sql, rows);
  long long id = 0;
  std::string forgotten;
  soci::statement select =
      (sql.prepare << "select id, forgotten from package order by id", into(id), into(forgotten));
  select.execute();
  while (select.fetch()) {
    auto entry = select_any_package(sql, id);
    if (!entry)
      continue;
    if (is_held(sql, id))
      entry->last_run = 0;
    ExchangedPackage package{
        *std::move(entry), "", {}, select_files(sql, id), select_superseded(sql, id)};
    package.collection = collections[package.entry.collection];
    if (!forgotten.empty())
      package.forgotten = time_from(forgotten);
    rows.package(package);
  }
}

bool is_empty_catalogue(soci::session& sql) {
  long long count = 0;
  sql << "select (select count(*) from package) + (select count(*) from run)"
         " + (select count(*) from collection) + (select lines from ledger where id = 1)",
      into(count);
  return count == 1; // the default collection
}

void RowsInsert::collection(const Collection& collection) {
  Collection row = collection;
  row.id = 1;
  if (collection.name == kDefaultCollection)
    update_collection(sql_, row);
  else
    row.id = insert_collection(sql_, row);
  update_settings(sql_, row.id, row.settings);
  collections_[collection.name] = row.id;
}

void RowsInsert::run(const ExchangedRun& run) {
  const AuditRunSummary& summary = run.summary;
  const long long id = summary.id;
  const long long origin = run.origin;
  const std::string started = to_rfc3339(summary.started);
  sql_ << "insert into run (id, started, host, version, selection, origin) values"
          " (:id, :started, :host, :version, :selection, :origin)",
      use(id), use(started), use(summary.host), use(summary.version), use(run.selection),
      use(origin);
  if (summary.ended && summary.exit)
    update_run(sql_, id, *summary.ended, summary.counts, static_cast<ExitCode>(*summary.exit),
               run.is_broken_off);
}

void RowsInsert::package(const ExchangedPackage& package) {
  const CatalogueEntry& entry = package.entry;
  if (!package.forgotten && select_package_at(sql_, entry.path))
    throw Error(ErrorKind::usage, "there is another package at this path");
  const long long id = ++last_package_;
  const long long collection = collections_.at(package.collection);
  const std::string path = to_catalogue_text(entry.path);
  const std::string folder =
      to_catalogue_text(std::filesystem::path(entry.path).parent_path().native());
  const std::string name = to_catalogue_text(entry.name);
  const std::string citation = to_catalogue_text(entry.citation);
  const std::string kind(to_word(entry.kind));
  const long long device = number(entry.device);
  const long long files = number(entry.files);
  const long long bytes = number(entry.bytes);
  const std::string added = to_rfc3339(entry.added);
  const int rank = static_cast<int>(entry.rank);
  const std::string checked = time_text(entry.last_checked);
  const std::string outcome(entry.last_outcome ? to_word(*entry.last_outcome) : "");
  const long long last_run = entry.last_run;
  const std::string forgotten = time_text(package.forgotten);
  sql_ << "insert into package (id, collection, path, folder, name, citation, kind, device, files,"
          " bytes, added, reference, rank, last_checked, last_outcome, last_run, forgotten) values"
          " (:id, :collection, :path, :folder, :name, :citation, :kind, :device, :files, :bytes,"
          " :added, :reference, :rank, :checked, :outcome, :last_run, :forgotten)",
      use(id), use(collection), use(path), use(folder), use(name), use(citation), use(kind),
      use(device), use(files), use(bytes), use(added), use(entry.reference), use(rank),
      use(checked), use(outcome), use(last_run), use(forgotten);
  insert_files(sql_, id, package.files);
  for (const SupersededFile& before : package.superseded)
    insert_superseded(sql_, id, before.path, before.file, before.reason, before.until);
  CatalogueEntry row = entry;
  row.collection = collection;
  if (package.forgotten)
    return;
  tally(sql_, row, row.rank, 1);
  if (!entry.reference.empty()) // otherwise it is logged at its next check
    adopted_(entry);
}

} // namespace delo
