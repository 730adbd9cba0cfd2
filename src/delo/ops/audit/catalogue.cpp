#include "delo/ops/audit/catalogue.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/hasher.hpp"
#include "delo/ops/audit/catalogue_database.hpp"
#include "delo/ops/audit/catalogue_rows.hpp"
#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/audit/log_bodies.hpp"
#include "delo/ops/audit/record_json.hpp"

#include <fmt/format.h>

#include <utility>

namespace delo {

std::string reference_of(const CataloguedFiles& files) {
  Hasher hasher;
  hasher.start({Algorithm::sha256});
  for (const auto& [name, file] : files)
    hasher.update(
        fmt::format("{} {} {}\n", labelled(file.digest), file.size, to_catalogue_text(name)));
  return hasher.finish().find(Algorithm::sha256)->hex();
}

Catalogue::Catalogue(std::filesystem::path path, Missing missing)
    : database_(std::make_unique<CatalogueDatabase>(std::move(path), missing)) {}
Catalogue::~Catalogue() = default;

std::vector<Collection> Catalogue::collections() {
  return database_->guarded("read", [this] { return select_collections(database_->sql); });
}

std::int64_t Catalogue::put(const Collection& collection, Timestamp time) {
  std::int64_t id = 0;
  for (const Collection& known : collections())
    if (known.name == collection.name) {
      if (known.kind == collection.kind && known.root == collection.root &&
          known.list == collection.list && known.settings == collection.settings)
        return known.id;
      id = known.id;
    }
  database_->in_transaction("write", [&] {
    Collection now = collection;
    now.id = id;
    if (id == 0)
      id = insert_collection(database_->sql, now);
    else
      update_collection(database_->sql, now);
    update_settings(database_->sql, id, now.settings);
    database_->log("collection", time, collection_json(now));
  });
  return id;
}

CollectionTotals Catalogue::totals(std::int64_t collection) {
  return database_->guarded("read", [&] { return select_totals(database_->sql, collection); });
}

std::uint64_t Catalogue::overdue(std::int64_t collection, Timestamp limit) {
  return database_->guarded("read",
                            [&] { return select_overdue(database_->sql, collection, limit); });
}

std::optional<Timestamp> Catalogue::oldest_check(std::int64_t collection) {
  return database_->guarded("read", [&] {
    const auto oldest = select_oldest(database_->sql, collection);
    return oldest ? oldest->last_checked : std::nullopt;
  });
}

std::optional<Timestamp> Catalogue::last_success() {
  return database_->guarded("read", [this] { return select_last_success(database_->sql); });
}

std::vector<CatalogueEntry> Catalogue::packages() {
  return database_->guarded("read", [this] { return select_packages(database_->sql); });
}

std::vector<CatalogueEntry> Catalogue::find(const std::string& path_or_name) {
  return database_->guarded("read", [&]() -> std::vector<CatalogueEntry> {
    if (auto entry = select_package_at(database_->sql, path_or_name))
      return {*std::move(entry)};
    return select_packages_called(database_->sql, path_or_name);
  });
}

std::optional<CatalogueEntry> Catalogue::at(const std::string& path) {
  return database_->guarded("read", [&] { return select_package_at(database_->sql, path); });
}

std::vector<std::string> Catalogue::paths_in(const std::string& folder) {
  return database_->guarded("read", [&] { return select_paths_in(database_->sql, folder); });
}

std::map<std::string, Timestamp> Catalogue::forgotten(std::int64_t collection) {
  return database_->guarded("read", [&] { return select_forgotten(database_->sql, collection); });
}

std::optional<CatalogueEntry> Catalogue::next(const Turn& after) {
  return database_->guarded("read", [&] { return select_next(database_->sql, after); });
}

std::vector<std::string> Catalogue::names_left(std::int64_t collection, std::int64_t origin) {
  return database_->guarded("read",
                            [&] { return select_names_left(database_->sql, collection, origin); });
}

CataloguedFiles Catalogue::files_of(std::int64_t package) {
  return database_->guarded("read", [&] { return select_files(database_->sql, package); });
}

std::optional<CatalogueEntry> Catalogue::package(std::int64_t id) {
  return database_->guarded("read", [&] { return select_package(database_->sql, id); });
}

std::unordered_multimap<std::string, std::int64_t> Catalogue::references() {
  return database_->guarded("read", [this] { return select_references(database_->sql); });
}

void Catalogue::adopt(const CatalogueEntry& package, const CataloguedFiles& files, Timestamp time) {
  database_->in_transaction("write", [&] {
    CatalogueEntry whole = package;
    whole.reference = reference_of(files);
    update_reference(database_->sql, package, whole);
    database_->log("adopted", time, reference_json(whole));
  });
}

std::int64_t Catalogue::add(const CatalogueEntry& entry, const CataloguedFiles& files) {
  std::int64_t id = 0;
  database_->in_transaction("write", [&] {
    CatalogueEntry whole = entry;
    whole.reference = reference_of(files);
    id = insert_package(database_->sql, whole);
    insert_files(database_->sql, id, files);
    database_->log("added", entry.added, reference_json(whole));
  });
  return id;
}

void Catalogue::move(const CatalogueEntry& from, const CatalogueEntry& to, Timestamp time) {
  database_->in_transaction("write", [&] {
    update_place(database_->sql, from.id, to);
    Json body = package_json(from);
    body["to"] = to_catalogue_text(to.path);
    database_->log("moved", time, std::move(body));
  });
}

void Catalogue::accept(const CatalogueEntry& package, const CataloguedFiles& files,
                       const std::string& reason, Timestamp time) {
  const CataloguedFiles was = files_of(package.id);
  database_->in_transaction("write", [&] {
    CatalogueEntry now = package;
    now.reference = reference_of(files);
    Json body = reference_json(now);
    body["reason"] = to_catalogue_text(reason);
    body["changes"] = changes_json(was, files);
    for (const auto& [name, file] : was) {
      const auto found = files.find(name);
      if (found == files.end() || found->second.digest != file.digest)
        insert_superseded(database_->sql, package.id, name, file, reason, time);
    }
    const long long id = package.id;
    database_->sql << "delete from file where package = :id", soci::use(id);
    insert_files(database_->sql, package.id, files);
    if (const auto before = select_package(database_->sql, package.id))
      update_reference(database_->sql, *before, now);
    database_->log("accepted", time, std::move(body));
  });
}

void Catalogue::forget(const CatalogueEntry& package, const std::string& reason, Timestamp time) {
  database_->in_transaction("write", [&] {
    const long long id = package.id;
    database_->sql << "delete from file where package = :id", soci::use(id);
    database_->sql << "delete from held where package = :id", soci::use(id);
    update_forgotten(database_->sql, package, time);
    Json body = reference_json(package);
    body["reason"] = to_catalogue_text(reason);
    database_->log("forgotten", time, std::move(body));
  });
}

RunPlace Catalogue::begin_run(const RunStart& start) {
  RunPlace place;
  database_->in_transaction("write", [&] {
    const auto last = select_last_run_of(database_->sql, start.selection);
    if (last)
      place.before = last->started;
    const bool goes_on = last && !start.anew && last->is_broken_off;
    place.origin = goes_on ? last->origin : 0;
    place.id = insert_run(database_->sql, start, place.origin);
    if (place.origin == 0)
      place.origin = place.id;
    else
      place.continues = select_run_start(database_->sql, place.origin);
    Json body;
    body["run"] = place.id;
    body["host"] = start.host;
    body["version"] = start.version;
    body["selection"] = start.selection;
    if (place.continues)
      body["continues"] = place.origin;
    const bool is_merge = start.selection == kMergeSelection;
    database_->log(is_merge ? "merge" : "run", start.started, std::move(body));
  });
  return place;
}

void Catalogue::record(std::int64_t run, const CatalogueEntry& package, const PackageCheck& check) {
  database_->in_transaction("write", [&] {
    if (!check.events.empty()) {
      EventInsert insert(database_->sql, run);
      for (const AuditEvent& event : check.events)
        insert.row(package.id, event);
    }
    update_checked(database_->sql, package, run, check);
    Json body = package_json(package);
    body["run"] = run;
    body.update(check_json(check));
    database_->log("check", check.time, std::move(body));
  });
}

void Catalogue::hold(const RunPlace& run, const CatalogueEntry& package,
                     const PackageCheck& check) {
  database_->in_transaction("write", [&] {
    const long long id = package.id;
    const long long origin = run.origin;
    const std::string result = printable(check_json(check), -1);
    database_->sql << "delete from held where package = :id", soci::use(id);
    database_->sql << "insert into held (package, origin, result) values (:id, :origin, :result)",
        soci::use(id), soci::use(origin), soci::use(result);
    update_last_run(database_->sql, package.id, run.id);
  });
}

std::vector<HeldCheck> Catalogue::held(const RunPlace& run) {
  return database_->guarded("read", [&] {
    const long long origin = run.origin;
    long long id = 0;
    std::string result;
    std::vector<std::pair<std::int64_t, std::string>> rows;
    soci::statement select =
        (database_->sql.prepare << "select package, result from held where origin = :origin"
                                   " order by package",
         soci::use(origin), soci::into(id), soci::into(result));
    select.execute();
    while (select.fetch())
      rows.emplace_back(id, result);
    std::vector<HeldCheck> held;
    for (const auto& row : rows) {
      auto package = select_package(database_->sql, row.first);
      if (!package)
        continue;
      auto check = check_from(Json::parse(row.second, nullptr, false), *package);
      if (!check)
        throw BadRow("a result that is held back cannot be read");
      held.push_back({*std::move(package), *std::move(check)});
    }
    return held;
  });
}

void Catalogue::drop_held(std::int64_t package) {
  database_->in_transaction("write", [&] {
    const long long id = package;
    database_->sql << "delete from held where package = :id", soci::use(id);
  });
}

void Catalogue::drop_held_of_others(const RunPlace& run) {
  database_->in_transaction("write", [&] {
    const long long origin = run.origin;
    database_->sql << "delete from held where origin <> :origin", soci::use(origin);
  });
}

void Catalogue::record_not_run(std::int64_t run, std::span<const CatalogueEntry> packages,
                               const std::string& reason, Timestamp time) {
  database_->in_transaction("write", [&] {
    EventInsert insert(database_->sql, run);
    AuditEvent event;
    event.outcome = AuditOutcome::not_run;
    event.reason = reason;
    event.time = time;
    for (const CatalogueEntry& package : packages) {
      insert.row(package.id, event);
      update_last_run(database_->sql, package.id, run);
      Json body = package_json(package);
      body["run"] = run;
      body["reason"] = to_catalogue_text(reason);
      database_->log("not run", time, std::move(body));
    }
  });
}

void Catalogue::record_stop(std::int64_t run, const std::string& collection,
                            const std::string& reason, std::uint64_t packages, Timestamp time) {
  database_->in_transaction("write", [&] {
    Json body;
    body["run"] = run;
    body["collection"] = to_catalogue_text(collection);
    body["packages"] = packages;
    body["reason"] = to_catalogue_text(reason);
    database_->log("mass change", time, std::move(body));
  });
}

void Catalogue::end_run(const RunPlace& run, Timestamp ended, const AuditCounts& counts,
                        ExitCode exit, RunEnd end) {
  database_->in_transaction("write", [&] {
    update_run(database_->sql, run.id, ended, counts, exit, end == RunEnd::broken_off);
    Json body;
    body["run"] = run.id;
    body["exit"] = static_cast<int>(exit);
    if (end == RunEnd::broken_off)
      body["broken_off"] = true;
    body.update(run_counts_json(counts));
    database_->log("end", ended, std::move(body));
  });
}

void Catalogue::keep_checkpoint(const KeptCheckpoint& checkpoint) {
  database_->in_transaction("write", [&] {
    const long long run = checkpoint.run;
    database_->sql << "update run set checkpoint = :note where id = :run",
        soci::use(checkpoint.note), soci::use(run);
  });
}

std::vector<KeptCheckpoint> Catalogue::checkpoints() {
  return database_->guarded("read", [this] { return select_checkpoints(database_->sql); });
}

AuditStatus Catalogue::status() {
  return database_->guarded("read", [this] {
    AuditStatus status;
    status.catalogue = database_->path();
    for (const Collection& collection : select_collections(database_->sql)) {
      const CollectionTotals totals = select_totals(database_->sql, collection.id);
      status.packages += totals.count();
      status.files += totals.files;
      status.bytes += totals.bytes;
      status.never_checked += totals.packages[0];
      if (auto oldest = select_oldest(database_->sql, collection.id))
        if (!status.oldest || *oldest->last_checked < *status.oldest->last_checked)
          status.oldest = std::move(oldest);
    }
    status.last_run = select_last_run(database_->sql);
    return status;
  });
}

void Catalogue::hand_out(const std::function<void(const LogState&)>& begin, CatalogueRows& rows) {
  database_->guarded("read", [&] {
    Transaction moment(database_->sql, "begin");
    std::uint64_t bytes = 0;
    begin(select_log_state(database_->sql, bytes));
    hand_out_rows(database_->sql, rows);
    moment.commit();
  });
}

void Catalogue::require_empty() {
  if (!database_->guarded("read", [this] { return is_empty_catalogue(database_->sql); }))
    throw Error(ErrorKind::usage,
                fmt::format("the catalogue {} is not empty", display_name(database_->path())),
                "an export makes a catalogue of its own: give a new file with --catalogue");
}

void Catalogue::take_in(const Json& body, const std::function<void(CatalogueRows&)>& feed,
                        Timestamp time) {
  database_->in_transaction("write", [&] {
    database_->log("imported", time, body);
    RowsInsert rows(database_->sql, [&](const CatalogueEntry& entry) {
      database_->log("adopted", time, reference_json(entry));
    });
    feed(rows);
  });
}

void Catalogue::log(std::string_view what, Timestamp time, const Json& body) {
  database_->in_transaction("write", [&] { database_->log(what, time, body); });
}

CatalogueHealth Catalogue::health() {
  return database_->guarded("read", [this] { return select_health(database_->sql); });
}

void Catalogue::adopt_log(const LogState& state, std::uint64_t bytes, std::span<const LostRun> runs,
                          std::span<const Json> lines, Timestamp time) {
  database_->take_log_as_it_is();
  database_->in_transaction("write", [&] {
    const long long length = static_cast<long long>(bytes);
    update_log_state(database_->sql, state);
    database_->sql << "delete from outbox"; // they are in the file, or another history
    database_->sql << "update ledger set file_bytes = :bytes where id = 1", soci::use(length);
    for (const LostRun& run : runs)
      insert_lost_run(database_->sql, run);
    for (const Json& body : lines)
      database_->log(&body == &lines.back() ? "catalogue restored" : "restored", time, body);
  });
}

bool Catalogue::flush_log() {
  return database_->flush_log();
}

LogState Catalogue::log_state() {
  return database_->guarded("read", [this] {
    std::uint64_t bytes = 0;
    return select_log_state(database_->sql, bytes);
  });
}

std::vector<std::string> Catalogue::log_waiting() {
  return database_->guarded("read", [this] { return select_outbox(database_->sql); });
}

std::uint64_t Catalogue::log_bytes() {
  return database_->guarded("read", [this] {
    std::uint64_t bytes = 0;
    select_log_state(database_->sql, bytes);
    return bytes;
  });
}

void Catalogue::commit_lazily(bool lazily) {
  database_->commit_lazily(lazily);
}

} // namespace delo
