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

std::uint64_t count(long long value) {
  return static_cast<std::uint64_t>(value);
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

} // namespace delo
