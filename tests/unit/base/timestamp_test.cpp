// Times are written one way and read back only when they are written that way.
#include "delo/base/timestamp.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace delo {
namespace {

using namespace std::string_literals;

TEST(Timestamp, writes_known_moments) {
  EXPECT_EQ(to_rfc3339(Timestamp{0}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_rfc3339(Timestamp{-1}), "1969-12-31T23:59:59Z");
  EXPECT_EQ(to_rfc3339(Timestamp{951782400}), "2000-02-29T00:00:00Z");
  EXPECT_EQ(to_rfc3339(Timestamp{-761112000}), "1945-11-18T20:00:00Z");
  EXPECT_EQ(to_date(Timestamp{-1}), "1969-12-31");
  EXPECT_EQ(to_date(Timestamp{86399}), "1970-01-01");
}

TEST(Timestamp, reads_back_what_it_wrote) {
  test::Random random;
  constexpr std::int64_t kFirst = -62135596800; // year 1
  constexpr std::int64_t kLast = 253402300799;  // the end of year 9999
  std::vector<std::int64_t> moments{kFirst, kLast, 0, -1, 68169600, 951782400};
  for (int i = 0; i < 5000; ++i)
    moments.push_back(kFirst + static_cast<std::int64_t>(
                                   random.below(static_cast<std::uint64_t>(kLast - kFirst))));
  for (const std::int64_t moment : moments) {
    const std::string text = to_rfc3339(Timestamp{moment});
    EXPECT_EQ(text.size(), 20U) << text;
    EXPECT_EQ(parse_rfc3339(text), Timestamp{moment}) << text;
    EXPECT_TRUE(text.starts_with(to_date(Timestamp{moment}) + "T"));
  }
}

TEST(Timestamp, order_of_moments_is_order_of_texts) {
  EXPECT_LT(*parse_rfc3339("1945-11-20T08:00:00Z"), *parse_rfc3339("1946-10-01T00:00:00Z"));
}

TEST(Timestamp, reads_nothing_else) {
  for (const std::string& text : {""s,
                                  "1945-11-20"s,
                                  "1945-11-20T08:00:00"s,
                                  "1945-11-20T08:00:00z"s,
                                  "1945-11-20t08:00:00Z"s,
                                  "1945-11-20 08:00:00Z"s,
                                  "1945-11-20T08:00:00+00:00"s,
                                  "1945-11-20T08:00:00.0Z"s,
                                  " 1945-11-20T08:00:00Z"s,
                                  "1945-11-20T08:00:00Z "s,
                                  "1945-11-20T08:00:00Z\0"s,
                                  "1945-11-20T08:00:00ZZ"s,
                                  "1945-13-01T00:00:00Z"s,
                                  "1945-00-01T00:00:00Z"s,
                                  "1945-02-29T00:00:00Z"s,
                                  "1945-04-31T00:00:00Z"s,
                                  "1945-01-00T00:00:00Z"s,
                                  "1945-01-01T24:00:00Z"s,
                                  "1945-01-01T00:60:00Z"s,
                                  "1945-01-01T00:00:60Z"s,
                                  "1945-1-1T0:0:0Z"s,
                                  "1945-01-01T-1:00:00Z"s,
                                  "1945--1-01T00:00:00Z"s,
                                  "45-01-01T00:00:00Z"s,
                                  "19450-01-01T00:00:00Z"s,
                                  "1945-11-20T08:00Z"s,
                                  "tomorrow"s})
    EXPECT_FALSE(parse_rfc3339(text)) << testing::PrintToString(text);
}

TEST(FixedClock, stands_still) {
  const FixedClock clock(Timestamp{42});
  EXPECT_EQ(clock.now(), Timestamp{42});
  EXPECT_EQ(clock.now(), Timestamp{42});
}

TEST(SystemClock, does_not_run_backwards_from_a_known_date) {
  EXPECT_GT(SystemClock().now(), *parse_rfc3339("2024-01-01T00:00:00Z"));
}

} // namespace
} // namespace delo
