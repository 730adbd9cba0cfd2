#include "delo/ops/audit/catalogue_schema.hpp"

#include "delo/base/atomic_file.hpp"
#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/soci.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>

namespace delo {
namespace {

/// "delo" in SQLite's application_id: tells our files from those of other programs.
constexpr int kApplicationId = 0x64656C6F;

// Times are RFC 3339 texts in UTC, so that a person with any SQLite tool can read them, and they
// sort. Names are bytes and need not be UTF-8: every path, name and citation is written with "%"
// and two hexadecimal digits for "%", for control characters and for bytes that are not UTF-8, and
// is otherwise unchanged (catalogue_text.hpp).
constexpr std::array<SchemaStep, 38> kSteps{{
    {1, R"(create table package (
       id integer primary key,
       path text not null unique,
       name text not null,
       citation text not null,
       kind text not null check (kind in ('folder', 'archive')),
       device integer not null,
       files integer not null,
       bytes integer not null,
       added text not null,
       last_checked text,
       last_outcome text))"},
    {1, R"(create table file (
       package integer not null references package (id),
       path text not null,
       size integer not null,
       algorithm text not null,
       digest text not null,
       primary key (package, path)) without rowid)"},
    {1, R"(create table run (
       id integer primary key,
       started text not null,
       ended text,
       packages integer not null default 0,
       packages_passed integer not null default 0,
       files integer not null default 0,
       bytes integer not null default 0,
       exit integer))"},
    {1, R"(create table run_count (
       run integer not null references run (id),
       outcome text not null,
       number integer not null,
       primary key (run, outcome)) without rowid)"},
    {1, R"(create table event (
       id integer primary key,
       run integer not null references run (id),
       package integer not null references package (id),
       path text not null,
       outcome text not null,
       expected text,
       actual text,
       expected_size integer,
       actual_size integer,
       bytes_read integer not null,
       reason text not null,
       time text not null))"},
    {1, "create index event_of_run on event (run)"},
    {1, "create index event_of_package on event (package)"},
    {1, "create index package_by_check on package (last_checked)"},
    // Version 2: collections, the event log, and what is known of each result.
    {2, R"(create table collection (
       id integer primary key,
       name text not null unique,
       kind text not null,
       root text not null,
       list text not null))"},
    {2, R"(create table setting (
       collection integer not null references collection (id),
       name text not null,
       value text not null,
       primary key (collection, name)))"},
    {2, "insert into collection values (1, 'default', 'packages', '', '')"},
    // rank: 0 never read, 1 failed, 2 passed. Together with last_checked it is the order of
    // reading. A package that is forgotten keeps its row, for the sake of its events, and gives up
    // its path.
    {2, R"(create table package_2 (
       id integer primary key,
       collection integer not null references collection (id),
       path text not null,
       folder text not null,
       name text not null,
       citation text not null,
       kind text not null,
       device integer not null,
       files integer not null,
       bytes integer not null,
       added text not null,
       reference text not null,
       rank integer not null,
       last_checked text not null,
       last_outcome text not null,
       last_run integer not null,
       forgotten text not null))"},
    {2,
     R"(insert into package_2 select id, 1, path, rtrim(rtrim(path, replace(path, '/', '')), '/'),
       name, citation, kind, device, files, bytes, added, '',
       case when last_outcome is null then 0 when last_outcome = 'passed' then 2 else 1 end,
       coalesce(last_checked, ''), coalesce(last_outcome, ''), 0, '' from package)"},
    {2, "drop table package"},
    {2, "alter table package_2 rename to package"},
    {2, "create unique index package_by_path on package (path) where forgotten = ''"},
    {2, R"(create index package_in_turn on package (collection, rank, last_checked, id)
       where forgotten = '')"},
    {2, "create index package_by_folder on package (folder) where forgotten = ''"},
    {2, "create index package_by_name on package (name) where forgotten = ''"},
    // Sums that are kept up, so that nobody has to look at every package.
    {2, R"(create table tally (
       collection integer not null references collection (id),
       rank integer not null,
       packages integer not null,
       files integer not null,
       bytes integer not null,
       primary key (collection, rank)))"},
    {2, R"(insert into tally select collection, rank, count(*), sum(files), sum(bytes) from package
       group by collection, rank)"},
    {2, "alter table run add column host text not null default ''"},
    {2, "alter table run add column version text not null default ''"},
    {2, "alter table run add column selection text not null default ''"},
    {2, "alter table run add column origin integer not null default 0"},
    {2, "alter table run add column checkpoint text not null default ''"},
    {2, "alter table run add column broken_off integer not null default 0"},
    {2, "update run set origin = id"},
    {2, "alter table event add column errno integer not null default 0"},
    {2, "alter table event add column moved_to text not null default ''"},
    {2, "alter table event add column again text not null default ''"},
    {2, "delete from event where outcome = 'passed'"},
    // Bad results that wait until it is known whether the whole store is to be doubted.
    {2, R"(create table held (
       package integer primary key references package (id),
       origin integer not null,
       result text not null))"},
    // What was the reference until somebody accepted a change.
    {2, R"(create table superseded (
       id integer primary key,
       package integer not null references package (id),
       path text not null,
       size integer not null,
       algorithm text not null,
       digest text not null,
       until text not null,
       reason text not null))"},
    {2, "create index superseded_of_package on superseded (package)"},
    // The state of the event log; lines wait in the outbox until they are in the file.
    {2, R"(create table ledger (
       id integer primary key,
       lines integer not null,
       head text not null,
       tree text not null,
       file_bytes integer not null))"},
    {2, "insert into ledger values (1, 0, '', '', 0)"},
    {2, "create table outbox (line integer primary key, text text not null)"},
}};

int pragma(soci::session& sql, const std::string& name) {
  int value = 0;
  sql << "pragma " << name, soci::into(value);
  return value;
}

[[noreturn]] void refuse_newer(const std::string& path, int have, int known) {
  throw Error(
      ErrorKind::usage,
      fmt::format("the catalogue {} is of version {}, but this delo knows versions up to {}",
                  display_name(path), have, known),
      "use the newer delo that wrote it; nothing was changed");
}

/// An unfamiliar database is never written to.
void require_own(soci::session& sql, int have, const std::string& path) {
  int tables = 0;
  sql << "select count(*) from sqlite_master", soci::into(tables);
  if (pragma(sql, "application_id") != (have == 0 && tables == 0 ? 0 : kApplicationId))
    throw Error(ErrorKind::usage,
                fmt::format("{} is a database of another program, not a catalogue of delo",
                            display_name(path)),
                "give the path of a catalogue, or of a new file, with --catalogue");
}

/// A catalogue that is about to be changed in its form is copied first. A copy that a run before
/// left behind is as good: nothing has changed since, or there would be no step to take.
void keep_copy(soci::session& sql, const std::string& path) {
  const int have = pragma(sql, "user_version");
  if (have == 0)
    return;
  require_own(sql, have, path);
  const std::string copy = fmt::format("{}.version-{}", path, have);
  if (path.empty() || is_there(copy))
    return;
  const std::string half = copy + ".part";
  std::error_code failure;
  std::filesystem::remove(half, failure);
  sql << "vacuum into :copy", soci::use(half);
  sync_fd(open_for_reading(half).get(), half);
  publish(half, copy, Overwrite::yes);
}

} // namespace

std::span<const SchemaStep> schema_steps() {
  return kSteps;
}

void migrate(soci::session& sql, std::span<const SchemaStep> steps, const std::string& path) {
  const int known = steps.back().version;
  if (const int have = pragma(sql, "user_version"); have >= known) {
    require_own(sql, have, path);
    if (have > known)
      refuse_newer(path, have, known);
    return;
  }
  keep_copy(sql, path);
  sql << "begin immediate";
  try {
    // Asked again: another process may have done the work while we waited for the lock.
    const int have = pragma(sql, "user_version");
    require_own(sql, have, path);
    for (const SchemaStep& step : steps)
      if (step.version > have)
        sql << step.sql;
    if (have < known) {
      sql << fmt::format("pragma application_id = {}", kApplicationId);
      sql << fmt::format("pragma user_version = {}", known);
    }
    sql << "commit";
  } catch (...) {
    try {
      sql << "rollback";
    } catch (const soci::soci_error&) { // the first trouble is the one to tell
    }
    throw;
  }
}

} // namespace delo
