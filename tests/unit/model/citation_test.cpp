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

TEST(Citation, writes_look_alike_letters_of_a_number_in_latin) {
  ArchivalCitation holding = citation();
  holding.parts[2].value = "1а"; // Cyrillic а
  EXPECT_EQ(identifier_from(holding), "RGASPI-f558-op1a-d99-l0005-0006");
}

TEST(Citation, writes_a_cyrillic_citation_in_latin_by_sound) {
  ArchivalCitation holding;
  holding.parts = {{Level::archive, "GARF", "ГА РФ"},
                   {Level::fond, "Р-9478", "Ф. Р-9478"},
                   {Level::opis, "1а", "Оп. 1а"},
                   {Level::delo, "7", "Д. 7"},
                   {Level::listy, "5-6об", "Л. 5-6об"}};
  EXPECT_EQ(identifier_from(holding), "GARF-fR-9478-op1a-d7-l5-6ob");
}

TEST(Citation, makes_no_identifier_with_letters_that_have_no_latin_form) {
  ArchivalCitation holding = citation();
  holding.parts[2].value = "第1";
  EXPECT_EQ(identifier_from(holding), std::nullopt);
}

TEST(Citation, lets_no_path_out_of_a_value) {
  ArchivalCitation holding = citation();
  holding.parts[3].value = "../../99";
  EXPECT_EQ(identifier_from(holding), "RGASPI-f558-op11-d__99-l0005-0006");
}

TEST(Citation, needs_no_fond_where_files_are_not_counted_by_fond) {
  ArchivalCitation holding;
  holding.parts = {{Level::archive, "PRC FMA", "PRC FMA"}, {Level::delo, "109-01041-01", ""}};
  EXPECT_FALSE(holding.is_complete());
  holding.counts_by_fond = false;
  EXPECT_EQ(identifier_from(holding), "PRCFMA-d109-01041-01");
}

TEST(Citation, matches_what_printers_vary) {
  ArchivalCitation cyrillic;
  cyrillic.parts = {{Level::archive, "RGASPI", "РГАСПИ"},
                    {Level::fond, "558", "Ф. 558"},
                    {Level::opis, "011", "Оп. 011"},
                    {Level::delo, "99", "Д. 99"},
                    {Level::listy, "5,6", "Л. 5,6"}};
  EXPECT_EQ(match_key(cyrillic), "rgaspi f558 op11 d99 l5,6");
  EXPECT_EQ(match_key(citation()), match_key(cyrillic));
}

TEST(Citation, gives_no_match_key_to_a_citation_without_a_file) {
  ArchivalCitation holding = citation();
  std::erase_if(holding.parts, [](const CitationPart& p) { return p.level == Level::delo; });
  EXPECT_EQ(match_key(holding), "");
  ArchivalCitation unsure = citation();
  unsure.parts[2].confidence = Confidence::unsure;
  EXPECT_EQ(match_key(unsure), "");
}

TEST(Citation, expands_no_endless_range) {
  ArchivalCitation holding = citation();
  holding.parts[4].value = "1-99999999999";
  EXPECT_EQ(match_key(holding), "rgaspi f558 op11 d99 l1-99999999999");
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
