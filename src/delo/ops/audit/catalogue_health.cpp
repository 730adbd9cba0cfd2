// What SQLite itself, and the sums that are kept up, say of the state of a catalogue.
#include "delo/ops/audit/catalogue_rows.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

/// So many faults of a file are enough to know that it is damaged.
constexpr int kMostFaults = 20;

std::vector<std::string> select_texts(soci::session& sql, const std::string& statement) {
  std::string text;
  soci::statement select = (sql.prepare << statement, soci::into(text));
  select.execute();
  std::vector<std::string> texts;
  while (select.fetch())
    texts.push_back(text);
  return texts;
}

std::vector<std::string> select_damage(soci::session& sql) {
  std::vector<std::string> said =
      select_texts(sql, fmt::format("pragma integrity_check({})", kMostFaults));
  if (said.size() == 1 && said.front() == "ok")
    said.clear();
  return said;
}

std::vector<std::string> select_loose_rows(soci::session& sql) {
  return select_texts(sql, "select count(*) || ' rows of ' || \"table\" || ' without their ' ||"
                           " \"parent\" from pragma_foreign_key_check() group by \"table\","
                           " \"parent\"");
}

/// Groups that stand in one of the two lists only.
std::vector<std::string> select_wrong_totals(soci::session& sql) {
  return select_texts(
      sql, "with real as (select collection, rank, count(*) as packages, sum(files) as files,"
           " sum(bytes) as bytes from package where forgotten = '' group by collection, rank),"
           " kept as (select collection, rank, packages, files, bytes from tally where"
           " packages <> 0 or files <> 0 or bytes <> 0),"
           " wrong as (select * from (select * from real except select * from kept) union"
           " select * from (select * from kept except select * from real))"
           " select coalesce(max(collection.name), 'no collection') from wrong left join collection"
           " on collection.id = wrong.collection group by wrong.collection");
}

} // namespace

CatalogueHealth select_health(soci::session& sql) {
  return {select_damage(sql), select_loose_rows(sql), select_wrong_totals(sql)};
}

} // namespace delo
