// The only database code. SOCI's errors end at the edge of this file.
#include "delo/ops/catalogue.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/catalogue_rows.hpp"
#include "delo/ops/catalogue_schema.hpp"
#include "delo/ops/soci.hpp"

#include <fmt/format.h>

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
    {11 /* SQLITE_CORRUPT */, ErrorKind::io, "bring the catalogue back from a copy"},
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
  explicit Transaction(soci::session& sql) : sql_(sql) { sql_ << "begin immediate"; }
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

} // namespace

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
      sql << "pragma foreign_keys = on";
      migrate(sql, schema_steps(), path_);
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
                  "bring the catalogue back from a copy");
    }
  }

  /// The same in one transaction.
  template <typename Work>
  void in_transaction(std::string_view verb, const Work& work) {
    guarded(verb, [&] {
      Transaction transaction(sql);
      work();
      transaction.commit();
    });
  }

  const std::string& path() const { return path_; }

  soci::session sql;

private:
  std::string path_;
};

Catalogue::Catalogue(std::filesystem::path path, Missing missing)
    : impl_(std::make_unique<Impl>(std::move(path), missing)) {}
Catalogue::~Catalogue() = default;

std::vector<CatalogueEntry> Catalogue::packages() {
  return impl_->guarded("read", [this] { return select_packages(impl_->sql); });
}

CataloguedFiles Catalogue::files_of(std::int64_t package) {
  return impl_->guarded("read", [&] { return select_files(impl_->sql, package); });
}

std::int64_t Catalogue::add(const CatalogueEntry& entry, const CataloguedFiles& files) {
  std::int64_t id = 0;
  impl_->in_transaction("write", [&] {
    id = insert_package(impl_->sql, entry);
    insert_files(impl_->sql, id, files);
  });
  return id;
}

void Catalogue::move(std::int64_t package, const CatalogueEntry& to) {
  impl_->in_transaction("write", [&] { update_place(impl_->sql, package, to); });
}

std::int64_t Catalogue::begin_run(Timestamp started) {
  std::int64_t id = 0;
  impl_->in_transaction("write", [&] { id = insert_run(impl_->sql, started); });
  return id;
}

void Catalogue::record(std::int64_t run, std::int64_t package, const PackageCheck& check) {
  impl_->in_transaction("write", [&] {
    EventInsert insert(impl_->sql, run);
    for (const AuditEvent& event : check.events)
      insert.row(package, event);
    if (check.events.empty()) {
      AuditEvent passed;
      passed.bytes_read = check.counts.bytes;
      passed.time = check.time;
      insert.row(package, passed);
    }
    update_checked(impl_->sql, package, check);
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
    for (const CatalogueEntry& package : packages)
      insert.row(package.id, event);
  });
}

void Catalogue::end_run(std::int64_t run, Timestamp ended, const AuditCounts& counts,
                        ExitCode exit) {
  impl_->in_transaction("write", [&] { update_run(impl_->sql, run, ended, counts, exit); });
}

AuditStatus Catalogue::status() {
  return impl_->guarded("read", [this] {
    AuditStatus status;
    status.catalogue = impl_->path();
    for (CatalogueEntry& entry : select_packages(impl_->sql)) {
      ++status.packages;
      status.files += entry.files;
      status.bytes += entry.bytes;
      if (!entry.last_checked)
        ++status.never_checked;
      else if (!status.oldest)
        status.oldest = std::move(entry);
    }
    status.last_run = select_last_run(impl_->sql);
    return status;
  });
}

} // namespace delo
