#include "delo/base/quantity.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

TEST(Quantity, sizes_are_read_as_people_write_them) {
  EXPECT_EQ(parse_size("1000"), 1000U);
  EXPECT_EQ(parse_size("700 MB"), 700'000'000U);
  EXPECT_EQ(parse_size("4GiB"), 4ULL << 30U);
  EXPECT_EQ(parse_size("4gib"), 4ULL << 30U);
  for (const char* wrong : {"", "MB", "-1", "1 furlong", "1 MB 2", "99999999999999999999", "1.5 GB",
                            "18446744073709551615 kB"})
    EXPECT_EQ(parse_size(wrong), std::nullopt) << wrong;
}

TEST(Quantity, durations_are_sums_of_parts) {
  EXPECT_EQ(parse_duration("90d"), 90U * 86400);
  EXPECT_EQ(parse_duration("2h 30m"), 9000U);
  EXPECT_EQ(parse_duration("2h30m"), 9000U);
  EXPECT_EQ(parse_duration("45"), 45U);
  EXPECT_EQ(parse_duration("1y"), 365U * 86400);
  for (const char* wrong : {"", "d", "3 months", "1d-2h", "99999999999999999y", "1.5h"})
    EXPECT_EQ(parse_duration(wrong), std::nullopt) << wrong;
}

TEST(Quantity, words_of_a_duration_read_back_the_same) {
  for (const std::uint64_t seconds :
       {0ULL, 1ULL, 59ULL, 3600ULL, 86399ULL, 7776000ULL, 99999999ULL})
    EXPECT_EQ(parse_duration(duration_words(seconds)), seconds) << duration_words(seconds);
  EXPECT_EQ(duration_words(90U * 86400), "90d");
}

TEST(Quantity, percents_are_exact) {
  EXPECT_EQ(parse_percent("20%"), 2000U);
  EXPECT_EQ(parse_percent("0.5 %"), 50U);
  EXPECT_EQ(parse_percent("100"), 10000U);
  for (const char* wrong : {"", "%", "101%", "-1%", "1.", "1.234%", "x"})
    EXPECT_EQ(parse_percent(wrong), std::nullopt) << wrong;
}

TEST(Quantity, sizes_are_told_in_three_figures) {
  EXPECT_EQ(size_words(1), "1 byte");
  EXPECT_EQ(size_words(999), "999 bytes");
  EXPECT_EQ(size_words(1500), "1.5 kB");
  EXPECT_EQ(size_words(2'000'000'000'000), "2.0 TB");
}

TEST(Quantity, hours_may_go_over_midnight) {
  const auto night = parse_daily_hours("22:00-06:30");
  ASSERT_TRUE(night);
  EXPECT_TRUE(night->contains(23 * 60));
  EXPECT_TRUE(night->contains(0));
  EXPECT_TRUE(night->contains(6 * 60 + 29));
  EXPECT_FALSE(night->contains(6 * 60 + 30));
  EXPECT_FALSE(night->contains(12 * 60));
  const auto day = parse_daily_hours("08:00-18:00");
  ASSERT_TRUE(day);
  EXPECT_TRUE(day->contains(8 * 60));
  EXPECT_FALSE(day->contains(18 * 60));
  for (const char* wrong : {"", "8-18", "08:00", "25:00-26:00", "08:60-09:00", "08:00-08:00"})
    EXPECT_FALSE(parse_daily_hours(wrong)) << wrong;
}

} // namespace
} // namespace delo
