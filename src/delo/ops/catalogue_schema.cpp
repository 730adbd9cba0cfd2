#include "delo/ops/catalogue_schema.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/soci.hpp"

#include <fmt/format.h>

#include <array>

namespace delo {
namespace {

/// "delo" in SQLite's application_id: tells our files from those of other programs.
constexpr int kApplicationId = 0x64656C6F;

// Times are RFC 3339 texts in UTC, so that a person with any SQLite tool can read them, and they
// sort. Names are bytes and need not be UTF-8: every path, name and citation is written with "%"
// and two hexadecimal digits for "%", for control characters and for bytes that are not UTF-8, and
// is otherwise unchanged (catalogue_text.hpp).
constexpr std::array<SchemaStep, 8> kSteps{{
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
