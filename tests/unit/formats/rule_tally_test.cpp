// A METS file of a million faults: some of each are kept, and all are counted.
#include "delo/formats/csip/rule_tally.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

Fault fault_of(RuleNumber rule, bool others_tell = false) {
  Fault fault{rule, 1, "wrong"};
  fault.others_tell = others_tell;
  return fault;
}

TEST(RuleTally, keeps_the_first_faults_of_a_kind_and_counts_the_others) {
  RuleTally tally(2);
  for (int i = 0; i < 5; ++i) {
    tally.fail(fault_of(1));
    tally.fail(fault_of(1, true));
  }
  tally.fail(fault_of(2));
  EXPECT_EQ(tally.faults().size(), 5U);
  EXPECT_TRUE(tally.judged(2));
  std::uint64_t more = 0;
  for (const auto& [kind, counted] : tally.counted())
    more += counted.more;
  EXPECT_EQ(more, 6U);
}

TEST(RuleTally, takes_over_what_another_has_counted) {
  RuleTally one(3);
  RuleTally other(3);
  for (int i = 0; i < 5; ++i) {
    one.fail(fault_of(1));
    other.fail(fault_of(1));
  }
  RuleTally sum(3);
  sum.add(one);
  sum.add(other);
  EXPECT_EQ(sum.faults().size(), 3U);
  EXPECT_EQ((sum.counted().at({1, std::nullopt, false}).more), 7U);
}

} // namespace
} // namespace delo
