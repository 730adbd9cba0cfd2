// What people and programs are told of a source line.
#include "delo/ops/cite.hpp"
#include "delo/report/cite_report.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

CitedLine read(std::string_view line, Normalise normalise = Normalise::no) {
  return CitationReader({.normalise = normalise}).read(line);
}

TEST(CiteReport, shows_each_part_with_its_words_and_confidence) {
  const std::string text = cite_text(read("AVPRF, f. 0102, op. 13, p. 72, d. 5. Translated by Bo "
                                          "Reed (Some University)."));
  for (const std::string_view told :
       {"papka       72 (likely) from \"p. 72\"", "trl Bo Reed, Some University",
        "match key     avprf f102 op13 p72 d5", "package id    AVPRF-f0102-op13-p72-d5"})
    EXPECT_NE(text.find(told), std::string::npos) << told << " in\n" << text;
}

TEST(CiteReport, gives_programs_a_string_or_a_list_or_null) {
  const Json json = cite_json(
      read("RGANI, f. 5, op. 3, d. 7, l. 1. Translated for CWIHP by Bo Reed and Ada Weber."));
  EXPECT_EQ(json["translator"], (Json{"Bo Reed", "Ada Weber"}));
  EXPECT_EQ(json["programme"], "CWIHP");
  EXPECT_TRUE(json["contributor"].is_null());
  EXPECT_EQ(json["holdings"][0]["listy"], "1");
  EXPECT_EQ(json["credits"][0]["role"], "trl");
  EXPECT_EQ(json["package_id"], "RGANI-f5-op3-d7-l1");
}

TEST(CiteReport, names_nothing_after_an_unsure_part) {
  const Json json = cite_json(read("0570, 8/8/15, MFA"));
  EXPECT_EQ(json["holdings"][0]["fond"], "0570");
  EXPECT_TRUE(json["package_id"].is_null());
  EXPECT_TRUE(json["match_key"].is_null());
}

TEST(CiteReport, hides_what_would_turn_a_terminal) {
  EXPECT_EQ(cite_text(read("\x1b[31mRGANI, f. 1, op. 2, d. 3")).find('\x1b'), std::string::npos);
}

TEST(CiteReport, has_the_canonical_form_only_when_asked) {
  EXPECT_FALSE(cite_json(read("RGANI, f. 1, op. 2, d. 3")).contains("normalised"));
  EXPECT_EQ(cite_json(read("RGANI f.1 op.2 d.3", Normalise::cyrillic))["normalised"],
            "РГАНИ. Ф. 1. Оп. 2. Д. 3.");
}

} // namespace
} // namespace delo
