#include "delo/model/audit_period.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

TEST(AuditPeriod, periods_are_years_quarters_months_and_days) {
  const auto span = [](const char* text) {
    const auto period = parse_period(text);
    return period ? to_date(period->from) + " " + to_date(period->to) : std::string("none");
  };
  EXPECT_EQ(span("2026"), "2026-01-01 2027-01-01");
  EXPECT_EQ(span("2026-Q1"), "2026-01-01 2026-04-01");
  EXPECT_EQ(span("2026-Q4"), "2026-10-01 2027-01-01");
  EXPECT_EQ(span("2024-02"), "2024-02-01 2024-03-01");
  EXPECT_EQ(span("2026-12"), "2026-12-01 2027-01-01");
  EXPECT_EQ(span("2026-07-01..2026-07-01"), "2026-07-01 2026-07-02");
  for (const char* wrong :
       {"", "26", "2026-Q5", "2026-13", "2026-00", "2026-7", "2026-02-30..2026-03-01",
        "2026-07-02..2026-07-01", "2026-07-01", "year"})
    EXPECT_EQ(span(wrong), "none") << wrong;
}

} // namespace
} // namespace delo
