// Names of packages: never two alike, never a number that says nothing.
#include "delo/ops/identity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Identity document(const std::string& name, const std::string& id, const std::string& record_id = "",
                  Origin origin = Origin::page) {
  return {name, {id, origin, "citation", ""}, record_id, {}, ""};
}

TEST(Identity, leaves_names_alone_that_are_different) {
  std::vector<Identity> all{document("a", "RGASPI-f1", "7"), document("b", "RGASPI-f2")};
  EXPECT_THAT(settle_ids(all), IsEmpty());
  EXPECT_EQ(all[0].id.id, "RGASPI-f1");
}

TEST(Identity, tells_documents_of_one_citation_apart_by_their_record_ids) {
  std::vector<Identity> all{document("a", "X-f1", "101"), document("b", "X-f1", "102"),
                            document("c", "X-f1", "103")};
  EXPECT_THAT(settle_ids(all), IsEmpty());
  EXPECT_EQ(all[0].id.id, "X-f1-wcda-101");
  EXPECT_EQ(all[2].id.id, "X-f1-wcda-103");
  EXPECT_EQ(all[2].id.basis, "citation and record id");
}

TEST(Identity, gives_nobody_a_name_when_one_of_them_has_no_record_id) {
  std::vector<Identity> all{document("a.txt", "X-f1", "101"), document("b.txt", "X-f1")};
  const auto problems = settle_ids(all);
  ASSERT_THAT(problems, SizeIs(2));
  EXPECT_THAT(problems.at(0).message, HasSubstr("a.txt would be named X-f1, and so would b.txt"));
  EXPECT_THAT(problems.at(1).message, HasSubstr("a.txt"));
  EXPECT_THAT(problems.at(1).hint, HasSubstr("--id"));
}

TEST(Identity, takes_no_account_of_letter_case) {
  std::vector<Identity> all{document("a", "x-f1"), document("b", "X-F1")};
  EXPECT_THAT(settle_ids(all), SizeIs(2));
}

TEST(Identity, does_not_change_a_name_that_was_typed) {
  std::vector<Identity> all{document("a", "", "101"), document("b", "", "102")};
  for (Identity& identity : all)
    identity.id = typed_package_id("mine", Origin::sheet);
  EXPECT_THAT(settle_ids(all), SizeIs(2));
  EXPECT_EQ(all[0].id.id, "mine");
}

TEST(Identity, makes_a_name_longer_wherever_its_citation_came_from_and_only_once) {
  std::vector<Identity> all{document("a", "X-f1", "101", Origin::sheet),
                            document("b", "X-f1", "102", Origin::typed)};
  EXPECT_THAT(settle_ids(all), IsEmpty());
  EXPECT_EQ(all[0].id.id, "X-f1-wcda-101");
  EXPECT_FALSE(id_with_record_id(all[0]));
}

TEST(Identity, sees_that_two_records_of_one_id_stay_alike) {
  std::vector<Identity> all{document("a", "X-f1", "101"), document("b", "X-f1", "101")};
  EXPECT_THAT(settle_ids(all), SizeIs(2));
}

TEST(Identity, overlooks_documents_that_have_no_name) {
  std::vector<Identity> all{document("a", ""), document("b", "")};
  EXPECT_THAT(settle_ids(all), IsEmpty());
}

TEST(Duplicates, are_told_in_three_grades) {
  Identity a{"a", {}, "101", {"rgaspi f1 d2 l5", "avprf f9 d9"}, "digest"};
  Identity b{"b", {}, "101", {"rgaspi f1 d2 l5"}, "digest"};
  Identity c{"c", {}, "", {"avprf f9 d9"}, ""};
  const auto found = find_duplicates({a, b, c});
  ASSERT_THAT(found, SizeIs(4));
  EXPECT_EQ(found[0].likeness, Likeness::payload);
  EXPECT_THAT(found[0].names, ElementsAre("a", "b"));
  EXPECT_EQ(found[1].likeness, Likeness::record_id);
  EXPECT_EQ(found[2].value, "avprf f9 d9");
  EXPECT_THAT(found[2].names, ElementsAre("a", "c"));
  EXPECT_THAT(found[3].names, ElementsAre("a", "b"));
}

} // namespace
} // namespace delo
