#include "delo/ops/audit/catalogue_rows.hpp"

#include "delo/ops/audit/catalogue_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

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

PackageRank rank_from(int number) {
  if (number < 0 || number > static_cast<int>(PackageRank::passed))
    throw BadRow(fmt::format("{} is no rank", number));
  return static_cast<PackageRank>(number);
}

std::uint64_t count(long long value) {
  return static_cast<std::uint64_t>(value);
}

constexpr std::string_view kPackageColumns =
    "select id, collection, path, name, citation, kind, device, files, bytes, added, reference,"
    " rank, last_checked, last_outcome, last_run from package ";
constexpr std::string_view kWatched = "where forgotten = '' ";

/// The columns of one package while they are read.
struct PackageRow {
  long long id = 0, collection = 0, device = 0, files = 0, bytes = 0, last_run = 0;
  int rank = 0;
  std::string path, name, citation, kind, added, reference, last_checked, last_outcome;

  CatalogueEntry entry() const {
    CatalogueEntry entry;
    entry.id = id;
    entry.collection = collection;
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
    entry.reference = reference;
    entry.rank = rank_from(rank);
    if (!last_checked.empty())
      entry.last_checked = time_from(last_checked);
    if (!last_outcome.empty())
      entry.last_outcome = outcome_from(last_outcome);
    entry.last_run = last_run;
    return entry;
  }
};

/// A statement over the columns above.
class PackageSelect {
public:
  /// A condition of packages that are watched, or with "where" of all.
  template <typename... Uses>
  PackageSelect(soci::session& sql, std::string_view condition, Uses&&... uses) : statement_(sql) {
    statement_.exchange(into(row_.id));
    statement_.exchange(into(row_.collection));
    statement_.exchange(into(row_.path));
    statement_.exchange(into(row_.name));
    statement_.exchange(into(row_.citation));
    statement_.exchange(into(row_.kind));
    statement_.exchange(into(row_.device));
    statement_.exchange(into(row_.files));
    statement_.exchange(into(row_.bytes));
    statement_.exchange(into(row_.added));
    statement_.exchange(into(row_.reference));
    statement_.exchange(into(row_.rank));
    statement_.exchange(into(row_.last_checked));
    statement_.exchange(into(row_.last_outcome));
    statement_.exchange(into(row_.last_run));
    (statement_.exchange(std::forward<Uses>(uses)), ...);
    statement_.alloc();
    const std::string_view watched = condition.starts_with("where ") ? "" : kWatched;
    statement_.prepare(fmt::format("{}{}{}", kPackageColumns, watched, condition));
    statement_.define_and_bind();
    statement_.execute();
  }

  std::optional<CatalogueEntry> next() {
    return statement_.fetch() ? std::optional(row_.entry()) : std::nullopt;
  }
  std::vector<CatalogueEntry> all() {
    std::vector<CatalogueEntry> entries;
    while (auto entry = next())
      entries.push_back(*std::move(entry));
    return entries;
  }

private:
  PackageRow row_;
  soci::statement statement_;
};

} // namespace

std::vector<CatalogueEntry> select_packages(soci::session& sql) {
  return PackageSelect(sql, "order by rank, last_checked, path").all();
}

std::vector<CatalogueEntry> select_packages_called(soci::session& sql, const std::string& name) {
  const std::string text = to_catalogue_text(name);
  return PackageSelect(sql, "and (name = :name or citation = :citation) order by path", use(text),
                       use(text))
      .all();
}

std::unordered_multimap<std::string, std::int64_t> select_references(soci::session& sql) {
  long long id = 0;
  std::string reference;
  soci::statement select = (sql.prepare << "select id, reference from package where forgotten = ''",
                            into(id), into(reference));
  select.execute();
  std::unordered_multimap<std::string, std::int64_t> references;
  while (select.fetch())
    references.emplace(reference, id);
  return references;
}

std::optional<CatalogueEntry> select_package_at(soci::session& sql, const std::string& path) {
  const std::string text = to_catalogue_text(path);
  return PackageSelect(sql, "and path = :path", use(text)).next();
}

std::optional<CatalogueEntry> select_package(soci::session& sql, std::int64_t id) {
  const long long number = id;
  return PackageSelect(sql, "and id = :id", use(number)).next();
}

std::optional<CatalogueEntry> select_any_package(soci::session& sql, std::int64_t id) {
  const long long number = id;
  return PackageSelect(sql, "where id = :id", use(number)).next();
}

std::optional<CatalogueEntry> select_next(soci::session& sql, const Turn& after) {
  const long long collection = after.collection;
  const long long origin = after.origin;
  const int rank = static_cast<int>(after.rank);
  const long long id = after.id;
  // In two steps: SQLite does not use the id of an index in a comparison of three columns, and
  // would go through all packages that were never read for each of them.
  auto equal =
      PackageSelect(sql,
                    "and collection = :collection and last_run < :origin and rank = :rank"
                    " and last_checked = :checked and id > :id order by id limit 1",
                    use(collection), use(origin), use(rank), use(after.last_checked), use(id))
          .next();
  if (equal)
    return equal;
  return PackageSelect(sql,
                       "and collection = :collection and last_run < :origin"
                       " and (rank, last_checked) > (:rank, :checked)"
                       " order by rank, last_checked, id limit 1",
                       use(collection), use(origin), use(rank), use(after.last_checked))
      .next();
}

std::optional<CatalogueEntry> select_oldest(soci::session& sql, std::int64_t collection) {
  std::optional<CatalogueEntry> oldest;
  for (const PackageRank rank : {PackageRank::failed, PackageRank::passed}) {
    // "0" sorts before every time, and behind the empty text of what was never read whole.
    auto next =
        select_next(sql, {collection, std::numeric_limits<std::int64_t>::max(), rank, "0", 0});
    if (next && next->last_checked && (!oldest || *next->last_checked < *oldest->last_checked))
      oldest = std::move(next);
  }
  return oldest;
}

std::optional<Timestamp> select_last_success(soci::session& sql) {
  Nullable<std::string> ended;
  sql << "select max(ended) from run where exit = 0", into(ended.value, ended.state);
  return ended.has_value() ? std::optional(time_from(ended.value)) : std::nullopt;
}

std::optional<Timestamp> select_last_result(soci::session& sql, const CatalogueEntry& package) {
  const long long id = package.id;
  const std::string not_run(to_word(AuditOutcome::not_run)); // says nothing of the package
  Nullable<std::string> latest;
  sql << "select max(time) from event where package = :id and outcome <> :not_run", use(id),
      use(not_run), into(latest.value, latest.state);
  if (!latest.has_value())
    return package.last_checked;
  return std::max(std::optional(time_from(latest.value)), package.last_checked);
}

std::vector<std::string> select_paths_in(soci::session& sql, const std::string& folder) {
  const std::string text = to_catalogue_text(folder);
  std::string path;
  soci::statement select =
      (sql.prepare << "select path from package where forgotten = '' and folder = :folder",
       use(text), into(path));
  select.execute();
  std::vector<std::string> paths;
  while (select.fetch())
    paths.push_back(name_from(path));
  return paths;
}

std::map<std::string, Timestamp> select_forgotten(soci::session& sql, std::int64_t collection) {
  const long long id = collection;
  std::string path;
  std::string time;
  soci::statement select =
      (sql.prepare << "select path, max(forgotten) from package where forgotten <> ''"
                      " and collection = :id group by path",
       use(id), into(path), into(time));
  select.execute();
  std::map<std::string, Timestamp> forgotten;
  while (select.fetch())
    forgotten.emplace(name_from(path), time_from(time));
  return forgotten;
}

std::vector<std::string> select_names_left(soci::session& sql, std::int64_t collection,
                                           std::int64_t origin) {
  const long long id = collection;
  const long long first = origin;
  std::string name;
  soci::statement select =
      (sql.prepare << "select name from package where forgotten = '' and collection = :id"
                      " and last_run < :origin",
       use(id), use(first), into(name));
  select.execute();
  std::vector<std::string> names;
  while (select.fetch())
    names.push_back(name_from(name));
  return names;
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
  long long id = 0;
  sql << "select id from run order by id desc limit 1", into(id);
  return sql.got_data() ? select_run(sql, id) : std::nullopt;
}

std::optional<AuditRunSummary> select_run(soci::session& sql, std::int64_t number) {
  long long id = number, packages = 0, passed = 0, files = 0, bytes = 0;
  std::string started, host, version, selection;
  Nullable<std::string> ended;
  Nullable<int> exit;
  sql << "select started, ended, packages, packages_passed, files, bytes, exit, host, version,"
         " selection from run where id = :id",
      use(id), into(started), into(ended.value, ended.state), into(packages), into(passed),
      into(files), into(bytes), into(exit.value, exit.state), into(host), into(version),
      into(selection);
  if (!sql.got_data())
    return std::nullopt;
  AuditRunSummary run;
  run.id = id;
  run.started = time_from(started);
  if (ended.has_value())
    run.ended = time_from(ended.value);
  if (exit.has_value())
    run.exit = exit.value;
  run.host = host;
  run.version = version;
  run.is_merge = selection == kMergeSelection;
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

std::optional<RunRow> select_last_run_of(soci::session& sql, const std::string& selection) {
  long long id = 0, origin = 0;
  std::string started;
  Nullable<int> exit;
  int broken_off = 0;
  sql << "select id, origin, started, exit, broken_off from run where selection = :selection"
         " order by id desc limit 1",
      use(selection), into(id), into(origin), into(started), into(exit.value, exit.state),
      into(broken_off);
  if (!sql.got_data())
    return std::nullopt;
  return RunRow{id, origin, time_from(started), broken_off != 0 || !exit.has_value()};
}

std::optional<Timestamp> select_run_start(soci::session& sql, std::int64_t run) {
  const long long id = run;
  std::string started;
  sql << "select started from run where id = :id", use(id), into(started);
  return sql.got_data() ? std::optional(time_from(started)) : std::nullopt;
}

std::vector<Collection> select_collections(soci::session& sql) {
  long long id = 0;
  std::string name, kind, root, list, value;
  std::vector<Collection> collections;
  soci::statement select =
      (sql.prepare << "select id, name, kind, root, list from collection order by id", into(id),
       into(name), into(kind), into(root), into(list));
  select.execute();
  while (select.fetch()) {
    const auto known = collection_kind_from_word(kind);
    if (!known)
      throw BadRow(fmt::format("\"{}\" is no kind of collection", kind));
    collections.push_back(
        {id, name_from(name), *known, name_from(root), name_from(list), Settings{}});
  }
  for (Collection& collection : collections) {
    id = collection.id;
    soci::statement settings =
        (sql.prepare << "select name, value from setting where collection = :id", use(id),
         into(name), into(value));
    settings.execute();
    while (settings.fetch())
      if (find_setting(name)) // one of a newer delo is none of our business
        collection.settings.set(name, name_from(value));
  }
  return collections;
}

CollectionTotals select_totals(soci::session& sql, std::int64_t collection) {
  const long long id = collection;
  int rank = 0;
  long long packages = 0, files = 0, bytes = 0;
  CollectionTotals totals;
  soci::statement select =
      (sql.prepare << "select rank, packages, files, bytes from tally where collection = :id",
       use(id), into(rank), into(packages), into(files), into(bytes));
  select.execute();
  while (select.fetch()) {
    totals.packages[static_cast<std::size_t>(rank_from(rank))] += count(packages);
    totals.files += count(files);
    totals.bytes += count(bytes);
  }
  return totals;
}

std::uint64_t select_overdue(soci::session& sql, std::int64_t collection, Timestamp limit) {
  const long long id = collection;
  const std::string text = to_rfc3339(limit);
  long long sum = 0;
  for (int rank = 0; rank <= 2; ++rank) { // so that each part is a range of the index
    long long part = 0;
    sql << "select count(*) from package where forgotten = '' and collection = :id and rank = :rank"
           " and last_checked < :limit and added < :limit2",
        use(id), use(rank), use(text), use(text), into(part);
    sum += part;
  }
  return count(sum);
}

LogState select_log_state(soci::session& sql, std::uint64_t& file_bytes) {
  long long lines = 0, bytes = 0;
  LogState state;
  sql << "select lines, head, tree, file_bytes from ledger where id = 1", into(lines),
      into(state.head), into(state.tree), into(bytes);
  if (!sql.got_data())
    throw BadRow("the state of the event log is not there");
  state.lines = count(lines);
  file_bytes = count(bytes);
  return state;
}

std::vector<KeptCheckpoint> select_checkpoints(soci::session& sql) {
  long long run = 0;
  std::string note;
  soci::statement select =
      (sql.prepare << "select id, checkpoint from run where checkpoint <> '' order by id",
       into(run), into(note));
  select.execute();
  std::vector<KeptCheckpoint> checkpoints;
  while (select.fetch())
    checkpoints.push_back({run, note});
  return checkpoints;
}

std::vector<std::string> select_outbox(soci::session& sql, std::size_t most) {
  const long long limit = static_cast<long long>(most);
  std::string text;
  soci::statement select =
      (sql.prepare << "select text from outbox order by line limit :limit", use(limit), into(text));
  select.execute();
  std::vector<std::string> lines;
  while (select.fetch())
    lines.push_back(text);
  return lines;
}

} // namespace delo
