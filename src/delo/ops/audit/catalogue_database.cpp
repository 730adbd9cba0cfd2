// The only database code beside the rows. SOCI's errors end here.
#include "delo/ops/audit/catalogue_database.hpp"

#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit/catalogue_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

/// What to tell for a result code of SQLite; all others are plain io errors.
struct Trouble {
  int code;
  ErrorKind kind;
  std::string_view hint;
};

constexpr int kNotADatabase = 26; // SQLITE_NOTADB

constexpr std::array<Trouble, 7> kTroubles{{
    {5 /* SQLITE_BUSY */, ErrorKind::busy, "another program uses it: try again later"},
    {8 /* SQLITE_READONLY */, ErrorKind::io, "check the permissions of the file and its folder"},
    {10 /* SQLITE_IOERR */, ErrorKind::io,
     "the disk failed or is full: check its free space and the system log"},
    {11 /* SQLITE_CORRUPT */, ErrorKind::io,
     "bring the catalogue back from a copy: `delo audit doctor` tells how"},
    {13 /* SQLITE_FULL */, ErrorKind::io, "the disk is full: free some space"},
    {14 /* SQLITE_CANTOPEN */, ErrorKind::io, "check the permissions of the file and its folder"},
    {kNotADatabase, ErrorKind::usage,
     "the file is something else: give the path of a catalogue, or of a new file"},
}};

/// A disk that gives nothing makes SQLite believe that a database is none.
bool begins_as_database(const std::string& path) {
  constexpr std::string_view kBegin("SQLite format 3", 16); // with its zero
  std::array<char, kBegin.size()> begin{};
  const Fd fd = open_for_reading(path);
  const std::int64_t n = read_some(fd.get(), begin.data(), begin.size());
  return n < 0 || std::string_view(begin.data(), static_cast<std::size_t>(n)) == kBegin;
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

} // namespace

Transaction::Transaction(soci::session& sql, const std::string& begin) : sql_(sql) {
  sql_ << begin;
}

Transaction::~Transaction() {
  if (!open_)
    return;
  try {
    sql_ << "rollback";
  } catch (const soci::soci_error&) { // the trouble that brought us here is being told already
  }
}

void Transaction::commit() {
  sql_ << "commit";
  open_ = false;
}

CatalogueDatabase::CatalogueDatabase(const std::filesystem::path& path, Catalogue::Missing missing)
    : path_(std::filesystem::absolute(path).native()) {
  if (missing == Catalogue::Missing::refuse && !is_there(path_))
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

Error CatalogueDatabase::trouble(const soci::soci_error& error, std::string_view verb) const {
  Trouble found{0, ErrorKind::io, {}};
  if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error))
    for (const Trouble& known : kTroubles)
      if (known.code == (sqlite->result() & 0xFF)) // extended codes carry theirs in the low byte
        found = known;
  if (found.code == kNotADatabase && begins_as_database(path_))
    found = {0, ErrorKind::io, "reading it failed: check the disk and the system log"};
  return {found.kind,
          fmt::format("cannot {} the catalogue {}: {}", verb, display_name(path_), error.what()),
          std::string(found.hint)};
}

Error CatalogueDatabase::damage(const BadRow& bad) const {
  return {ErrorKind::io,
          fmt::format("the catalogue {} is damaged: {}", display_name(path_), bad.what()),
          "bring the catalogue back from a copy: `delo audit doctor` tells how"};
}

void CatalogueDatabase::settle() {
  if (!is_settled_)
    was_torn_ = flush_log();
}

bool CatalogueDatabase::flush_log() {
  bool torn = std::exchange(was_torn_, false);
  std::vector<std::string> lines;
  do {
    lines = guarded("read", [this] { return select_outbox(sql, kLinesInOneWrite); });
    if (!lines.empty() || !is_settled_)
      torn = write_out(lines) || torn;
  } while (lines.size() == kLinesInOneWrite);
  return torn;
}

bool CatalogueDatabase::write_out(const std::vector<std::string>& lines) {
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
    const long long count = static_cast<long long>(lines.size());
    if (is_lazy_)
      sql << "pragma synchronous = normal";
    Transaction transaction(sql);
    sql << "delete from outbox where line in (select line from outbox order by line limit :count)",
        soci::use(count);
    sql << "update ledger set file_bytes = :bytes where id = 1", soci::use(length);
    transaction.commit();
  });
  return torn;
}

void CatalogueDatabase::commit_lazily(bool lazily) {
  guarded("write", [&] { sql << "pragma synchronous = " << (lazily ? "normal" : "full"); });
  is_lazy_ = lazily;
}

/// Each line needs the digest of the one before, so they are made when their order is known.
void CatalogueDatabase::write_lines() {
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
  lines_.clear();
}

/// The tree of a catalogue that has none yet, from the file and the lines that wait.
std::string CatalogueDatabase::grow_tree(const LogState& state) {
  LogVerdict log = read_log(event_log_of(path_), [](const Json&, std::string_view) {});
  read_waiting(log, state.lines, select_outbox(sql), [](const Json&, std::string_view) {});
  if (log.state.lines == state.lines && log.state.head == state.head)
    return log.state.tree;
  throw Error(ErrorKind::io,
              fmt::format("the event log of {} is not that of the catalogue", display_name(path_)),
              "`delo audit verify-log` tells what is wrong with it");
}

} // namespace delo
