// What other catalogues found out, on its way into this one.
#include "delo/ops/audit/catalogue_database.hpp"
#include "delo/ops/audit/catalogue_rows.hpp"
#include "delo/ops/audit/log_bodies.hpp"

namespace delo {
namespace {

bool is_counting(const CatalogueEntry& now, const std::optional<Timestamp>& known,
                 const PackageCheck& check) {
  if (!known || check.time > *known)
    return true;
  const bool is_good = check.outcome == AuditOutcome::passed;
  return check.time == *known && (!is_good || now.rank == PackageRank::passed);
}

} // namespace

void Catalogue::together(const std::function<void()>& work) {
  database_->in_transaction("write", work);
}

bool Catalogue::take_over(std::int64_t run, const CatalogueEntry& package,
                          const PackageCheck& check, const Json& body) {
  bool counts = false;
  database_->in_transaction("write", [&] {
    const CatalogueEntry now = select_package(database_->sql, package.id).value_or(package);
    counts = is_counting(now, select_last_result(database_->sql, now), check);
    if (counts) {
      EventInsert insert(database_->sql, run);
      for (const AuditEvent& event : check.events)
        insert.row(now.id, event);
      PackageCheck here = check;
      here.device = now.device; // devices have other numbers on every host
      update_checked(database_->sql, now, now.last_run, here); // a run that goes on reads it itself
    }
    Json line = package_json(now);
    line["run"] = run;
    line.update(body);
    database_->log(counts ? "check" : "older check", check.time, std::move(line));
  });
  return counts;
}

std::optional<Timestamp> Catalogue::last_result(const CatalogueEntry& package) {
  return database_->guarded("read", [&] { return select_last_result(database_->sql, package); });
}

std::uint64_t Catalogue::count_held() {
  return database_->guarded("read", [this] {
    long long count = 0;
    database_->sql << "select count(*) from held", soci::into(count);
    return static_cast<std::uint64_t>(count);
  });
}

} // namespace delo
