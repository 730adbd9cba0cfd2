// A catalogue with a few small packages, for tests of what it can prove.
#pragma once

#include "delo/model/audit_data.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace delo::test {

class EvidenceTest : public testing::Test {
protected:
  fs::path store() const { return folder_ / "store"; }
  fs::path catalogue() const { return folder_ / "catalogue.db"; }
  fs::path log_file() const { return event_log_of(catalogue()); }
  fs::path make_bag(const std::string& name, std::string_view content = "content") const;
  /// Takes in all that lies in the store.
  void add() const;
  AuditReport run() const;
  /// One statement on the database, as somebody with a tool for it would write it.
  void sql(const std::string& statement) const;
  std::vector<std::string> log_lines() const;
  void write_log(const std::vector<std::string>& lines) const;
  void copy(const fs::path& from, const fs::path& to) const;

  TempDir folder_;
  FixedClock clock_{Timestamp{1'700'000'000}};
};

} // namespace delo::test
