// However many faults there are, some of each kind are kept, and none is lost from the count.
#include "delo/model/finding_cap.hpp"

#include <gtest/gtest.h>

#include <array>

namespace delo {
namespace {

constexpr std::array<Rule, 2> kRules{{
    {"B-1", Severity::error, "t", "-", "h", "f"},
    {"A-1", Severity::error, "t", "-", "h", "f"},
}};

TEST(FindingCap, keeps_the_first_of_each_rule_and_weight) {
  FindingCap cap(2);
  for (const Rule& rule : kRules)
    for (const Severity severity : {Severity::error, Severity::warning})
      for (int i = 0; i < 5; ++i)
        EXPECT_EQ(cap.has_room(rule, severity), i < 2) << rule.id;
  ASSERT_EQ(cap.more().size(), 4U);
  for (const MoreFindings& row : cap.more())
    EXPECT_EQ(row.count, 3U);
  EXPECT_EQ(cap.more().front().rule->id, "A-1") << "in the order of ids, whatever came first";
}

TEST(FindingCap, adds_what_others_have_counted) {
  FindingCap cap(1);
  EXPECT_TRUE(cap.has_room(kRules[0], Severity::error));
  EXPECT_TRUE(cap.more().empty());
  cap.count_more(kRules[0], Severity::error, 7);
  EXPECT_FALSE(cap.has_room(kRules[0], Severity::error));
  ASSERT_EQ(cap.more().size(), 1U);
  EXPECT_EQ(cap.more().front().count, 8U);
}

TEST(FindingCap, can_be_lifted_or_keep_nothing) {
  FindingCap all(kAllFindings);
  for (std::uint64_t i = 0; i < 2 * kMostFindings; ++i)
    EXPECT_TRUE(all.has_room(kRules[0], Severity::error));
  FindingCap none(0);
  EXPECT_FALSE(none.has_room(kRules[0], Severity::error));
}

struct Fault {
  enum class Kind { odd, even } kind;
  int number;
};

TEST(CappedFaults, keep_the_first_of_each_kind_in_the_order_they_came) {
  CappedFaults<Fault> faults(2);
  for (int i = 0; i < 10; ++i)
    faults.add({i % 2 == 0 ? Fault::Kind::even : Fault::Kind::odd, i});
  ASSERT_EQ(faults.size(), 4U);
  for (int i = 0; i < 4; ++i)
    EXPECT_EQ(faults[static_cast<std::size_t>(i)].number, i);
  EXPECT_EQ(faults.more(Fault::Kind::even), 3U);
  CappedFaults<Fault> few(2);
  few.add({Fault::Kind::odd, 1});
  EXPECT_EQ(few.more(Fault::Kind::odd), 0U);
  EXPECT_EQ(few.more(Fault::Kind::even), 0U);
}

} // namespace
} // namespace delo
