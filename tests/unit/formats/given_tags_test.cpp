// What a user may say in bag-info.txt, and what is refused.
#include "delo/formats/bagit/given_tags.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;

std::string text_of(const BagInfo& info) {
  return to_text(info);
}

TEST(GivenTags, takes_labels_and_values_as_they_are) {
  EXPECT_EQ(checked_tag("Contact-Name", " Хранитель: A ").value, "Хранитель: A");
}

TEST(GivenTags, refuses_what_a_tag_file_cannot_hold) {
  for (const auto& [label, value] : std::vector<std::pair<std::string, std::string>>{{"", "a"},
                                                                                     {"A:B", "a"},
                                                                                     {" A", "a"},
                                                                                     {"A\nB", "a"},
                                                                                     {"A", ""},
                                                                                     {"A", "  "},
                                                                                     {"A", "a\nb"},
                                                                                     {"A", "a\rb"},
                                                                                     {"A", "\xE4"}})
    EXPECT_EQ(kind_of([&label = label, &value = value] { checked_tag(label, value); }),
              ErrorKind::usage)
        << label;
}

TEST(GivenTags, refuses_what_is_computed_with_a_hint) {
  for (const char* label : {"Payload-Oxum", "payload-oxum", "Bag-Size", "Bagging-Date",
                            "Bag-Software-Agent", "Delo-Packed-At"}) {
    const auto error = error_of([&] { checked_tag(label, "1.1"); });
    ASSERT_TRUE(error) << label;
    EXPECT_THAT(error->message(), HasSubstr("it is computed"));
    EXPECT_FALSE(error->hint().empty());
  }
  EXPECT_THAT(error_of([] { checked_tag("Bag-Count", "1 of 2"); })->hint(), HasSubstr("--group"));
}

TEST(GivenTags, keeps_the_order_of_a_bag_info_and_drops_what_is_computed) {
  const BagInfo kept = kept_tags("Zeta: 1\nPayload-Oxum: 1.1\nAlpha: a\n  b\nZeta: 2\n"
                                 "Bag-Group-Identifier: g\nBagging-Date: 2001-01-01\n",
                                 "bag-info.txt");
  EXPECT_EQ(text_of(kept), "Zeta: 1\nAlpha: a b\nZeta: 2\nBag-Group-Identifier: g\n");
}

TEST(GivenTags, names_the_line_that_is_no_tag) {
  const auto error = error_of([] { kept_tags("A: 1\nnonsense\n", "i.txt"); });
  ASSERT_TRUE(error);
  EXPECT_THAT(error->message(), HasSubstr("i.txt: line 2"));
  EXPECT_EQ(kind_of([] { kept_tags("A: \xE4\n", "i.txt"); }), ErrorKind::usage);
}

TEST(GivenTags, replaces_by_label_whatever_its_case) {
  BagInfo before;
  before.add("A", "1");
  before.add("B", "1");
  BagInfo after;
  after.add("a", "2");
  EXPECT_EQ(text_of(replaced_by(before, after)), "B: 1\na: 2\n");
}

TEST(GivenTags, lets_a_new_group_win_over_an_old_one) {
  BagInfo given;
  given.add("Bag-Group-Identifier", "old");
  given.add("Internal-Sender-Identifier", "mine");
  BagInfo computed;
  computed.add("Internal-Sender-Identifier", "id");
  computed.add("Bag-Group-Identifier", "new");
  EXPECT_EQ(text_of(with_given_tags(given, computed)),
            "Internal-Sender-Identifier: mine\nBag-Group-Identifier: new\n");
}

} // namespace
} // namespace delo
