// When a citation can name a package, and how.
#include "delo/model/citation.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

ArchivalCitation citation() {
  ArchivalCitation holding;
  holding.parts = {{Level::archive, "RGASPI", "RGASPI"},
                   {Level::fond, "558", "f. 558"},
                   {Level::opis, "11", "op. 11"},
                   {Level::delo, "99", "d. 99"},
                   {Level::listy, "0005-0006", "ll. 0005-0006"}};
  return holding;
}

TEST(Citation, makes_an_identifier_that_keeps_zeros) {
  EXPECT_EQ(identifier_from(citation()), "RGASPI-f558-op11-d99-l0005-0006");
}

TEST(Citation, orders_the_identifier_by_level_not_by_print) {
  ArchivalCitation holding = citation();
  holding.parts.push_back({Level::papka, "2/46", "Papka 2/46"});
  EXPECT_EQ(identifier_from(holding), "RGASPI-f558-op11-p2_46-d99-l0005-0006");
}

TEST(Citation, makes_no_identifier_from_an_incomplete_citation) {
  ArchivalCitation holding = citation();
  std::erase_if(holding.parts, [](const CitationPart& p) { return p.level == Level::delo; });
  EXPECT_FALSE(holding.is_complete());
  EXPECT_EQ(identifier_from(holding), std::nullopt);
}

TEST(Citation, makes_no_identifier_from_an_unsure_part) {
  ArchivalCitation holding = citation();
  holding.parts.back().confidence = Confidence::unsure;
  EXPECT_EQ(identifier_from(holding), std::nullopt);
}

TEST(Citation, makes_no_identifier_with_other_letters) {
  ArchivalCitation holding = citation();
  holding.parts[2].value = "1а"; // Cyrillic а
  EXPECT_EQ(identifier_from(holding), std::nullopt);
}

TEST(Citation, gives_an_empty_value_for_a_level_that_is_absent) {
  EXPECT_EQ(citation().value(Level::papka), "");
  EXPECT_EQ(citation().find(Level::papka), nullptr);
}

TEST(Citation, allows_only_safe_package_ids) {
  EXPECT_TRUE(is_package_id("wcda-113636"));
  for (const std::string_view id : {"", "-a", "a.", "a/b", "..", "a b", "ё"})
    EXPECT_FALSE(is_package_id(id)) << id;
  EXPECT_FALSE(is_package_id(std::string(101, 'a')));
}

} // namespace
} // namespace delo
