// Rows of the catalogue to our types and back. Included by catalogue.cpp and its tests only.
#pragma once

#include "delo/ops/catalogue.hpp"
#include "delo/ops/soci.hpp"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace delo {

/// A row that no delo wrote: the database is whole, but its content is not ours any more.
class BadRow : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

std::vector<CatalogueEntry> select_packages(soci::session& sql);
CataloguedFiles select_files(soci::session& sql, std::int64_t package);
std::optional<AuditRunSummary> select_last_run(soci::session& sql);

std::int64_t insert_package(soci::session& sql, const CatalogueEntry& entry);
void insert_files(soci::session& sql, std::int64_t package, const CataloguedFiles& files);
std::int64_t insert_run(soci::session& sql, Timestamp started);

void update_place(soci::session& sql, std::int64_t package, const CatalogueEntry& to);
void update_checked(soci::session& sql, std::int64_t package, const PackageCheck& check);
void update_run(soci::session& sql, std::int64_t run, Timestamp ended, const AuditCounts& counts,
                ExitCode exit);

/// A column that may be null.
template <typename T>
struct Nullable {
  T value{};
  soci::indicator state = soci::i_null;

  void set(T given) {
    value = std::move(given);
    state = soci::i_ok;
  }
  void clear() { state = soci::i_null; }
  bool has_value() const { return state == soci::i_ok; }
};

/// Inserts events of one run, with one statement for all of them.
class EventInsert {
public:
  EventInsert(soci::session& sql, std::int64_t run);
  EventInsert(const EventInsert&) = delete;
  EventInsert& operator=(const EventInsert&) = delete;
  void row(std::int64_t package, const AuditEvent& event);

private:
  long long run_;
  long long package_ = 0;
  std::string path_;
  std::string outcome_;
  Nullable<std::string> expected_;
  Nullable<std::string> actual_;
  Nullable<long long> expected_size_;
  Nullable<long long> actual_size_;
  long long bytes_read_ = 0;
  std::string reason_;
  std::string time_;
  soci::statement statement_;
};

} // namespace delo
