// The only database code. SOCI's errors end at the edge of this file.
#include "delo/ops/audit/catalogue.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/hasher.hpp"
#include "delo/ops/audit/catalogue_rows.hpp"
#include "delo/ops/audit/catalogue_schema.hpp"
#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/audit/record_json.hpp"
#include "delo/ops/soci.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

namespace delo {
namespace {

/// What to tell for a result code of SQLite; all others are plain io errors.
struct Trouble {
  int code;
  ErrorKind kind;
  std::string_view hint;
};

constexpr std::array<Trouble, 7> kTroubles{{
    {5 /* SQLITE_BUSY */, ErrorKind::busy, "another program uses it: try again later"},
    {8 /* SQLITE_READONLY */, ErrorKind::io, "check the permissions of the file and its folder"},
    {10 /* SQLITE_IOERR */, ErrorKind::io,
     "the disk failed or is full: check its free space and the system log"},
    {11 /* SQLITE_CORRUPT */, ErrorKind::io,
     "bring the catalogue back from a copy: `delo audit doctor` tells how"},
    {13 /* SQLITE_FULL */, ErrorKind::io, "the disk is full: free some space"},
    {14 /* SQLITE_CANTOPEN */, ErrorKind::io, "check the permissions of the file and its folder"},
    {26 /* SQLITE_NOTADB */, ErrorKind::usage,
     "the file is something else: give the path of a catalogue, or of a new file"},
}};

Error database_error(const soci::soci_error& error, std::string_view verb,
                     const std::string& path) {
  Trouble trouble{0, ErrorKind::io, {}};
  if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error))
    for (const Trouble& known : kTroubles)
      if (known.code == (sqlite->result() & 0xFF)) // extended codes carry theirs in the low byte
        trouble = known;
  return {trouble.kind,
          fmt::format("cannot {} the catalogue {}: {}", verb, display_name(path), error.what()),
          std::string(trouble.hint)};
}

/// SOCI's own little language for connections knows no escapes.
std::string connection_text(const std::string& path) {
  if (path.find('"') == std::string::npos)
    return fmt::format("dbname=\"{}\" timeout=10", path);
  throw Error(
      ErrorKind::usage,
      fmt::format("the path of a catalogue cannot hold a quotation mark: {}", display_name(path)),
      "give another path with --catalogue");
}

/// A transaction that is taken back unless it was committed.
class Transaction {
public:
  explicit Transaction(soci::session& sql, const std::string& begin = "begin immediate")
      : sql_(sql) {
    sql_ << begin;
  }
  ~Transaction() {
    if (!open_)
      return;
    try {
      sql_ << "rollback";
    } catch (const soci::soci_error&) { // the trouble that brought us here is being told already
    }
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit() {
    sql_ << "commit";
    open_ = false;
  }

private:
  soci::session& sql_;
  bool open_ = true;
};

/// How a line of the log names a package.
Json package_json(const CatalogueEntry& entry) {
  Json json;
  json["package"] = to_catalogue_text(entry.path);
  return json;
}

Json reference_json(const CatalogueEntry& entry) {
  Json json = package_json(entry);
  json["kind"] = to_word(entry.kind);
  if (!entry.citation.empty())
    json["citation"] = to_catalogue_text(entry.citation);
  json["files"] = entry.files;
  json["bytes"] = entry.bytes;
  json["reference"] = entry.reference;
  return json;
}

Json counts_json(const AuditCounts& counts) {
  Json json;
  json["packages"] = counts.packages;
  json["packages_passed"] = counts.packages_passed;
  json["files"] = counts.files;
  json["bytes"] = counts.bytes;
  for (const AuditOutcome outcome : audit_outcomes())
    if (counts.of(outcome) > 0)
      json["outcomes"][code_of(outcome)] = counts.of(outcome);
  return json;
}

Json collection_json(const Collection& collection) {
  Json json;
  json["collection"] = to_catalogue_text(collection.name);
  json["kind"] = to_word(collection.kind);
  json["root"] = to_catalogue_text(collection.root);
  if (!collection.list.empty())
    json["list"] = to_catalogue_text(collection.list);
  for (const auto& [name, value] : collection.settings.values())
    json["settings"][name] = to_catalogue_text(value);
  return json;
}

/// The digest of a file in one of two lists; null where it is not in it.
Json digest_in(const CataloguedFiles& files, const std::string& name) {
  const auto found = files.find(name);
  return found == files.end() ? Json(nullptr) : Json(labelled(found->second.digest));
}

/// Which digests change when `was` becomes `now`.
Json changes_json(const CataloguedFiles& was, const CataloguedFiles& now) {
  CataloguedFiles both = was;
  both.insert(now.begin(), now.end());
  Json changes = Json::array();
  for (const auto& [name, file] : both) {
    Json change;
    change["path"] = to_catalogue_text(name);
    change["was"] = digest_in(was, name);
    change["is"] = digest_in(now, name);
    if (change["was"] != change["is"])
      changes.push_back(std::move(change));
  }
  return changes;
}

} // namespace

std::string reference_of(const CataloguedFiles& files) {
  Hasher hasher;
  hasher.start({Algorithm::sha256});
  for (const auto& [name, file] : files)
    hasher.update(
        fmt::format("{} {} {}\n", labelled(file.digest), file.size, to_catalogue_text(name)));
  return hasher.finish().find(Algorithm::sha256)->hex();
}

class Catalogue::Impl {
public:
  Impl(std::filesystem::path path, Missing missing)
      : path_(std::filesystem::absolute(path).native()) {
    if (missing == Missing::refuse && !std::filesystem::exists(path_))
      throw Error(ErrorKind::nothing_to_check,
                  fmt::format("there is no catalogue at {}", display_name(path_)),
                  "make one with `delo audit add PACKAGE...`");
    guarded("open", [this] {
      soci::register_factory_sqlite3();
      sql.open(soci::sqlite3, connection_text(path_));
      migrate(sql, schema_steps(), path_);
      sql << "pragma foreign_keys = on";
      std::string mode; // readers go on while a run writes
      sql << "pragma journal_mode = wal", soci::into(mode);
      sql << "pragma synchronous = full"; // what was committed survives a power cut
    });
  }

  /// Runs `work`; the database's troubles come out as Error.
  template <typename Work>
  std::invoke_result_t<const Work&> guarded(std::string_view verb, const Work& work) {
    try {
      return work();
    } catch (const soci::soci_error& error) {
      throw database_error(error, verb, path_);
    } catch (const BadRow& bad) {
      throw Error(ErrorKind::io,
                  fmt::format("the catalogue {} is damaged: {}", display_name(path_), bad.what()),
                  "bring the catalogue back from a copy: `delo audit doctor` tells how");
    }
  }

  /// The same in one transaction, with what it logs.
  template <typename Work>
  void in_transaction(std::string_view verb, const Work& work) {
    if (!is_settled_)
      was_torn_ = flush_log();
    guarded(verb, [&] {
      Transaction transaction(sql);
      lines_.clear();
      work();
      write_lines();
      transaction.commit();
    });
  }

  /// A line for the log, written with the transaction that is open.
  void log(std::string_view what, Timestamp time, Json body) {
    lines_.push_back({std::string(what), time, std::move(body)});
  }

  bool flush_log() {
    const std::vector<std::string> lines = guarded("read", [this] { return select_outbox(sql); });
    if (lines.empty() && is_settled_)
      return std::exchange(was_torn_, false);
    std::uint64_t bytes = 0;
    guarded("write", [&] { // what the lines tell of comes to the disk before them
      if (is_lazy_)
        sql << "pragma synchronous = full";
      Transaction transaction(sql);
      sql << "update ledger set id = 1 where id = 1";
      select_log_state(sql, bytes);
      transaction.commit();
    });
    bool torn = false;
    const long long length =
        static_cast<long long>(append_lines(event_log_of(path_), bytes, lines, torn));
    is_settled_ = true;
    guarded("write", [&] {
      if (is_lazy_)
        sql << "pragma synchronous = normal";
      Transaction transaction(sql);
      sql << "delete from outbox";
      sql << "update ledger set file_bytes = :bytes where id = 1", soci::use(length);
      transaction.commit();
    });
    return std::exchange(was_torn_, false) || torn;
  }

  void commit_lazily(bool lazily) {
    guarded("write", [&] { sql << "pragma synchronous = " << (lazily ? "normal" : "full"); });
    is_lazy_ = lazily;
  }

  /// The file is longer than it should be, and that is wanted.
  void take_log_as_it_is() { is_settled_ = true; }

  const std::string& path() const { return path_; }

  soci::session sql;

private:
  struct Line {
    std::string what;
    Timestamp time;
    Json body;
  };

  /// Each line needs the digest of the one before, so they are made when their order is known.
  void write_lines() {
    if (lines_.empty())
      return;
    std::uint64_t bytes = 0;
    LogState state = select_log_state(sql, bytes);
    if (!tree_of(state))
      state.tree = grow_tree(state);
    for (const Line& line : lines_) {
      const std::string text = next_line(state, line.time, line.what, line.body);
      state = after_line(state, text);
      const long long number = static_cast<long long>(state.lines);
      sql << "insert into outbox (line, text) values (:line, :text)", soci::use(number),
          soci::use(text);
    }
    update_log_state(sql, state);
  }

  /// The tree of a catalogue that has none yet, from the file and the lines that wait.
  std::string grow_tree(const LogState& state) {
    LogVerdict log = read_log(event_log_of(path_), [](const Json&, std::string_view) {});
    const std::vector<std::string> waiting = select_outbox(sql);
    std::uint64_t number = state.lines - std::min<std::uint64_t>(state.lines, waiting.size());
    for (const std::string& line : waiting)
      if (++number > log.state.lines) // the others are in the file already
        log.state = after_line(log.state, line);
    if (log.state.lines == state.lines && log.state.head == state.head)
      return log.state.tree;
    throw Error(
        ErrorKind::io,
        fmt::format("the event log of {} is not that of the catalogue", display_name(path_)),
        "`delo audit verify-log` tells what is wrong with it");
  }

  std::string path_;
  std::vector<Line> lines_;
  bool is_lazy_ = false;
  /// Whether the file was seen to end where the catalogue ends. Before that nothing is written: a
  /// catalogue that was brought back from an older copy must not part from its log.
  bool is_settled_ = false;
  bool was_torn_ = false;
};

Catalogue::Catalogue(std::filesystem::path path, Missing missing)
    : impl_(std::make_unique<Impl>(std::move(path), missing)) {}
Catalogue::~Catalogue() = default;

std::vector<Collection> Catalogue::collections() {
  return impl_->guarded("read", [this] { return select_collections(impl_->sql); });
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
  impl_->in_transaction("write", [&] {
    Collection now = collection;
    now.id = id;
    if (id == 0)
      id = insert_collection(impl_->sql, now);
    else
      update_collection(impl_->sql, now);
    update_settings(impl_->sql, id, now.settings);
    impl_->log("collection", time, collection_json(now));
  });
  return id;
}

CollectionTotals Catalogue::totals(std::int64_t collection) {
  return impl_->guarded("read", [&] { return select_totals(impl_->sql, collection); });
}

std::uint64_t Catalogue::overdue(std::int64_t collection, Timestamp limit) {
  return impl_->guarded("read", [&] { return select_overdue(impl_->sql, collection, limit); });
}

std::optional<Timestamp> Catalogue::oldest_check(std::int64_t collection) {
  return impl_->guarded("read", [&] {
    const auto oldest = select_oldest(impl_->sql, collection);
    return oldest ? oldest->last_checked : std::nullopt;
  });
}

std::optional<Timestamp> Catalogue::last_success() {
  return impl_->guarded("read", [this] { return select_last_success(impl_->sql); });
}

std::vector<CatalogueEntry> Catalogue::packages() {
  return impl_->guarded("read", [this] { return select_packages(impl_->sql); });
}

std::vector<CatalogueEntry> Catalogue::find(const std::string& path_or_name) {
  return impl_->guarded("read", [&]() -> std::vector<CatalogueEntry> {
    if (auto entry = select_package_at(impl_->sql, path_or_name))
      return {*std::move(entry)};
    return select_packages_called(impl_->sql, path_or_name);
  });
}

std::optional<CatalogueEntry> Catalogue::at(const std::string& path) {
  return impl_->guarded("read", [&] { return select_package_at(impl_->sql, path); });
}

std::vector<std::string> Catalogue::paths_in(const std::string& folder) {
  return impl_->guarded("read", [&] { return select_paths_in(impl_->sql, folder); });
}

std::optional<CatalogueEntry> Catalogue::next(const Turn& after) {
  return impl_->guarded("read", [&] { return select_next(impl_->sql, after); });
}

std::vector<std::string> Catalogue::names_left(std::int64_t collection, std::int64_t origin) {
  return impl_->guarded("read", [&] { return select_names_left(impl_->sql, collection, origin); });
}

CataloguedFiles Catalogue::files_of(std::int64_t package) {
  return impl_->guarded("read", [&] { return select_files(impl_->sql, package); });
}

std::vector<CatalogueEntry> Catalogue::alike(const CatalogueEntry& package) {
  return impl_->guarded("read", [&] { return select_alike(impl_->sql, package); });
}

void Catalogue::adopt(const CatalogueEntry& package, const CataloguedFiles& files, Timestamp time) {
  impl_->in_transaction("write", [&] {
    CatalogueEntry whole = package;
    whole.reference = reference_of(files);
    update_reference(impl_->sql, package, whole);
    impl_->log("adopted", time, reference_json(whole));
  });
}

std::int64_t Catalogue::add(const CatalogueEntry& entry, const CataloguedFiles& files) {
  std::int64_t id = 0;
  impl_->in_transaction("write", [&] {
    CatalogueEntry whole = entry;
    whole.reference = reference_of(files);
    id = insert_package(impl_->sql, whole);
    insert_files(impl_->sql, id, files);
    impl_->log("added", entry.added, reference_json(whole));
  });
  return id;
}

void Catalogue::move(const CatalogueEntry& from, const CatalogueEntry& to, Timestamp time) {
  impl_->in_transaction("write", [&] {
    update_place(impl_->sql, from.id, to);
    Json body = package_json(from);
    body["to"] = to_catalogue_text(to.path);
    impl_->log("moved", time, std::move(body));
  });
}

void Catalogue::accept(const CatalogueEntry& package, const CataloguedFiles& files,
                       const std::string& reason, Timestamp time) {
  const CataloguedFiles was = files_of(package.id);
  impl_->in_transaction("write", [&] {
    CatalogueEntry now = package;
    now.reference = reference_of(files);
    Json body = reference_json(now);
    body["reason"] = to_catalogue_text(reason);
    body["changes"] = changes_json(was, files);
    for (const auto& [name, file] : was) {
      const auto found = files.find(name);
      if (found == files.end() || found->second.digest != file.digest)
        insert_superseded(impl_->sql, package.id, name, file, reason, time);
    }
    const long long id = package.id;
    impl_->sql << "delete from file where package = :id", soci::use(id);
    insert_files(impl_->sql, package.id, files);
    if (const auto before = select_package(impl_->sql, package.id))
      update_reference(impl_->sql, *before, now);
    impl_->log("accepted", time, std::move(body));
  });
}

void Catalogue::forget(const CatalogueEntry& package, const std::string& reason, Timestamp time) {
  impl_->in_transaction("write", [&] {
    const long long id = package.id;
    impl_->sql << "delete from file where package = :id", soci::use(id);
    impl_->sql << "delete from held where package = :id", soci::use(id);
    update_forgotten(impl_->sql, package, time);
    Json body = reference_json(package);
    body["reason"] = to_catalogue_text(reason);
    impl_->log("forgotten", time, std::move(body));
  });
}

RunPlace Catalogue::begin_run(const RunStart& start) {
  RunPlace place;
  impl_->in_transaction("write", [&] {
    const auto last = select_last_run_of(impl_->sql, start.selection);
    if (last)
      place.before = last->started;
    const bool goes_on = last && !start.anew && last->is_broken_off;
    place.origin = goes_on ? last->origin : 0;
    place.id = insert_run(impl_->sql, start, place.origin);
    if (place.origin == 0)
      place.origin = place.id;
    else
      place.continues = select_run_start(impl_->sql, place.origin);
    Json body;
    body["run"] = place.id;
    body["host"] = start.host;
    body["version"] = start.version;
    body["selection"] = start.selection;
    if (place.continues)
      body["continues"] = place.origin;
    impl_->log("run", start.started, std::move(body));
  });
  return place;
}

void Catalogue::record(std::int64_t run, const CatalogueEntry& package, const PackageCheck& check) {
  impl_->in_transaction("write", [&] {
    if (!check.events.empty()) {
      EventInsert insert(impl_->sql, run);
      for (const AuditEvent& event : check.events)
        insert.row(package.id, event);
    }
    update_checked(impl_->sql, package, run, check);
    Json body = package_json(package);
    body["run"] = run;
    body.update(check_json(check));
    impl_->log("check", check.time, std::move(body));
  });
}

void Catalogue::hold(const RunPlace& run, const CatalogueEntry& package,
                     const PackageCheck& check) {
  impl_->in_transaction("write", [&] {
    const long long id = package.id;
    const long long origin = run.origin;
    const std::string result = printable(check_json(check), -1);
    impl_->sql << "delete from held where package = :id", soci::use(id);
    impl_->sql << "insert into held (package, origin, result) values (:id, :origin, :result)",
        soci::use(id), soci::use(origin), soci::use(result);
    update_last_run(impl_->sql, package.id, run.id);
  });
}

std::vector<HeldCheck> Catalogue::held(const RunPlace& run) {
  return impl_->guarded("read", [&] {
    const long long origin = run.origin;
    long long id = 0;
    std::string result;
    std::vector<std::pair<std::int64_t, std::string>> rows;
    soci::statement select =
        (impl_->sql.prepare << "select package, result from held where origin = :origin"
                               " order by package",
         soci::use(origin), soci::into(id), soci::into(result));
    select.execute();
    while (select.fetch())
      rows.emplace_back(id, result);
    std::vector<HeldCheck> held;
    for (const auto& row : rows) {
      auto package = select_package(impl_->sql, row.first);
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
  impl_->in_transaction("write", [&] {
    const long long id = package;
    impl_->sql << "delete from held where package = :id", soci::use(id);
  });
}

void Catalogue::drop_held_of_others(const RunPlace& run) {
  impl_->in_transaction("write", [&] {
    const long long origin = run.origin;
    impl_->sql << "delete from held where origin <> :origin", soci::use(origin);
  });
}

void Catalogue::record_not_run(std::int64_t run, std::span<const CatalogueEntry> packages,
                               const std::string& reason, Timestamp time) {
  impl_->in_transaction("write", [&] {
    EventInsert insert(impl_->sql, run);
    AuditEvent event;
    event.outcome = AuditOutcome::not_run;
    event.reason = reason;
    event.time = time;
    for (const CatalogueEntry& package : packages) {
      insert.row(package.id, event);
      update_last_run(impl_->sql, package.id, run);
      Json body = package_json(package);
      body["run"] = run;
      body["reason"] = to_catalogue_text(reason);
      impl_->log("not run", time, std::move(body));
    }
  });
}

void Catalogue::record_stop(std::int64_t run, const std::string& collection,
                            const std::string& reason, std::uint64_t packages, Timestamp time) {
  impl_->in_transaction("write", [&] {
    Json body;
    body["run"] = run;
    body["collection"] = to_catalogue_text(collection);
    body["packages"] = packages;
    body["reason"] = to_catalogue_text(reason);
    impl_->log("mass change", time, std::move(body));
  });
}

void Catalogue::end_run(const RunPlace& run, Timestamp ended, const AuditCounts& counts,
                        ExitCode exit, RunEnd end) {
  impl_->in_transaction("write", [&] {
    update_run(impl_->sql, run.id, ended, counts, exit, end == RunEnd::broken_off);
    Json body;
    body["run"] = run.id;
    body["exit"] = static_cast<int>(exit);
    if (end == RunEnd::broken_off)
      body["broken_off"] = true;
    body.update(counts_json(counts));
    impl_->log("end", ended, std::move(body));
  });
}

void Catalogue::keep_checkpoint(const KeptCheckpoint& checkpoint) {
  impl_->in_transaction("write", [&] {
    const long long run = checkpoint.run;
    impl_->sql << "update run set checkpoint = :note where id = :run", soci::use(checkpoint.note),
        soci::use(run);
  });
}

std::vector<KeptCheckpoint> Catalogue::checkpoints() {
  return impl_->guarded("read", [this] { return select_checkpoints(impl_->sql); });
}

AuditStatus Catalogue::status() {
  return impl_->guarded("read", [this] {
    AuditStatus status;
    status.catalogue = impl_->path();
    for (const Collection& collection : select_collections(impl_->sql)) {
      const CollectionTotals totals = select_totals(impl_->sql, collection.id);
      status.packages += totals.count();
      status.files += totals.files;
      status.bytes += totals.bytes;
      status.never_checked += totals.packages[0];
      if (auto oldest = select_oldest(impl_->sql, collection.id))
        if (!status.oldest || *oldest->last_checked < *status.oldest->last_checked)
          status.oldest = std::move(oldest);
    }
    status.last_run = select_last_run(impl_->sql);
    return status;
  });
}

void Catalogue::hand_out(const std::function<void(const LogState&)>& begin, CatalogueRows& rows) {
  impl_->guarded("read", [&] {
    Transaction moment(impl_->sql, "begin");
    std::uint64_t bytes = 0;
    begin(select_log_state(impl_->sql, bytes));
    hand_out_rows(impl_->sql, rows);
    moment.commit();
  });
}

void Catalogue::require_empty() {
  if (!impl_->guarded("read", [this] { return is_empty_catalogue(impl_->sql); }))
    throw Error(ErrorKind::usage,
                fmt::format("the catalogue {} is not empty", display_name(impl_->path())),
                "an export makes a catalogue of its own: give a new file with --catalogue");
}

void Catalogue::take_in(const std::function<Json(CatalogueRows&)>& feed, Timestamp time) {
  impl_->in_transaction("write", [&] {
    RowsInsert rows(impl_->sql);
    impl_->log("imported", time, feed(rows));
  });
}

void Catalogue::log(std::string_view what, Timestamp time, const Json& body) {
  impl_->in_transaction("write", [&] { impl_->log(what, time, body); });
}

CatalogueHealth Catalogue::health() {
  return impl_->guarded("read", [this] { return select_health(impl_->sql); });
}

void Catalogue::adopt_log(const LogState& state, std::uint64_t bytes, std::span<const LostRun> runs,
                          std::span<const Json> lines, Timestamp time) {
  impl_->take_log_as_it_is();
  impl_->in_transaction("write", [&] {
    const long long length = static_cast<long long>(bytes);
    update_log_state(impl_->sql, state);
    impl_->sql << "delete from outbox"; // they are in the file, or another history
    impl_->sql << "update ledger set file_bytes = :bytes where id = 1", soci::use(length);
    for (const LostRun& run : runs)
      insert_lost_run(impl_->sql, run);
    for (const Json& body : lines)
      impl_->log(&body == &lines.back() ? "catalogue restored" : "restored", time, body);
  });
}

bool Catalogue::flush_log() {
  return impl_->flush_log();
}

LogState Catalogue::log_state() {
  return impl_->guarded("read", [this] {
    std::uint64_t bytes = 0;
    return select_log_state(impl_->sql, bytes);
  });
}

std::vector<std::string> Catalogue::log_waiting() {
  return impl_->guarded("read", [this] { return select_outbox(impl_->sql); });
}

std::uint64_t Catalogue::log_bytes() {
  return impl_->guarded("read", [this] {
    std::uint64_t bytes = 0;
    select_log_state(impl_->sql, bytes);
    return bytes;
  });
}

void Catalogue::commit_lazily(bool lazily) {
  impl_->commit_lazily(lazily);
}

} // namespace delo
