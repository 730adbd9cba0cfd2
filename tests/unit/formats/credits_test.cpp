// All the ways in which people are credited behind a citation.
#include "delo/formats/citation/credits.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

using Names = std::vector<std::string>;

TEST(Credits, takes_who_paid_for_no_part_of_a_name) {
  const Credits read = parse_credits(
      "Translated by Max Braun and Ida Klein, with support from the Roth Foundation.");
  EXPECT_EQ(read.translators, (std::vector<std::string>{"Max Braun", "Ida Klein"}));
  EXPECT_EQ(read.notes, std::vector<std::string>{"with support from the Roth Foundation"});
}

TEST(Credits, reads_contributor_and_translator_in_every_form) {
  for (const std::string_view line :
       {"Contributed by Jamil Hasanli and translated by Gary Goldberg.",
        "Obtained by Jamil Hasanli and translated by Gary Goldberg",
        "Obtained by Jamil Hasanli, translated by Gary Goldberg.",
        "Obtained by Jamil Hasanli; translated by Gary Goldberg",
        "Contributed by Jamil Hasanli. Translated by Gary Goldberg.",
        "copy obtained by Jamil Hasanli; translation by Gary Goldberg."}) {
    const Credits credits = parse_credits(line);
    EXPECT_EQ(credits.contributors, Names{"Jamil Hasanli"}) << line;
    EXPECT_EQ(credits.translators, Names{"Gary Goldberg"}) << line;
    EXPECT_EQ(credits.unparsed, "") << line;
  }
}

TEST(Credits, gives_one_person_all_the_roles_of_the_clause) {
  const Credits credits = parse_credits("Contributed, transcribed, and translated by Ada Weber.");
  EXPECT_EQ(credits.contributors, Names{"Ada Weber"});
  EXPECT_EQ(credits.transcribers, Names{"Ada Weber"});
  EXPECT_EQ(credits.translators, Names{"Ada Weber"});
}

TEST(Credits, reads_programme_and_language_in_either_order) {
  for (const std::string_view line :
       {"Translated for CWIHP by Ada Weber.", "Translated for CWIHP from Russian by Ada Weber",
        "Translated from German for CWIHP by Ada Weber.",
        "Obtained and translated for CWIHP by Ada Weber."}) {
    const Credits credits = parse_credits(line);
    EXPECT_EQ(credits.translators, Names{"Ada Weber"}) << line;
    EXPECT_EQ(credits.programmes, Names{"CWIHP"}) << line;
  }
  EXPECT_TRUE(parse_credits("Translated from Portuguese by Ada Weber").programmes.empty());
}

TEST(Credits, does_not_end_a_name_at_an_initial) {
  const Credits credits =
      parse_credits("Obtained by James G. Hershberg and Karl P. Benziger, and translated by Yu. V. "
                    "Smith, Jr.");
  EXPECT_EQ(credits.contributors, (Names{"James G. Hershberg", "Karl P. Benziger"}));
  EXPECT_EQ(credits.translators, Names{"Yu. V. Smith, Jr."});
}

TEST(Credits, splits_lists_with_a_last_and) {
  const Credits credits =
      parse_credits("Obtained by A. One; translated and edited by B. Two, C. Three, and D. Four.");
  EXPECT_EQ(credits.translators, (Names{"B. Two", "C. Three", "D. Four"}));
  EXPECT_EQ(credits.editors, (Names{"B. Two", "C. Three", "D. Four"}));
}

TEST(Credits, keeps_brackets_with_their_name) {
  const Credits credits =
      parse_credits("copy obtained by NHK (Japanese Television), provided to CWIHP, and on file at "
                    "Some Archive, Washington, D.C.; translation by Ada Weber.");
  EXPECT_EQ(credits.contributors, Names{"NHK (Japanese Television)"});
  EXPECT_EQ(credits.programmes, Names{"CWIHP"});
  EXPECT_EQ(credits.translators, Names{"Ada Weber"});
  EXPECT_EQ(credits.notes, Names{"on file at Some Archive, Washington, D.C."});
}

TEST(Credits, gives_a_title_or_degree_to_the_person_before_it) {
  for (const std::string_view title :
       {"Doctor of Historical Sciences", "кандидат исторических наук", "PhD", "Ph.D.",
        "Doctor of Political and Historical Sciences", "Professor at Baku State University",
        "professor of history, Baku State University", "senior research fellow", "д.и.н."}) {
    const Credits credits = parse_credits("Contributed by A. M. Corvin, " + std::string(title) +
                                          ", and translated by Ada Weber.");
    EXPECT_EQ(credits.contributors, Names{"A. M. Corvin"}) << title;
    EXPECT_EQ(credits.translators, Names{"Ada Weber"}) << title;
    ASSERT_EQ(credits.list.size(), 2U) << title;
    EXPECT_EQ(credits.list[0].affiliation, title);
  }
}

TEST(Credits, takes_a_rank_before_a_name_for_a_part_of_it) {
  EXPECT_EQ(parse_credits("Translated by A. One, Professor Ann Low, and C. Three.").translators,
            (Names{"A. One", "Professor Ann Low", "C. Three"}));
}

TEST(Credits, splits_names_at_joints_of_other_languages_and_in_any_case) {
  for (const std::string_view joint : {"and", "And", "&", "и", "та", "und", "with"})
    EXPECT_EQ(parse_credits("Translated by A. One " + std::string(joint) + " B. Two").translators,
              (Names{"A. One", "B. Two"}))
        << joint;
}

TEST(Credits, credits_nobody_when_a_comma_may_be_an_affiliation) {
  const Credits credits =
      parse_credits("Obtained by Jamil Hasanli, Baku, and translated by Gary Goldberg.");
  EXPECT_TRUE(credits.contributors.empty());
  EXPECT_EQ(credits.translators, Names{"Gary Goldberg"});
  EXPECT_EQ(credits.unparsed, "Obtained by Jamil Hasanli, Baku");
}

TEST(Credits, does_not_cut_an_institution_at_its_and) {
  const Credits credits = parse_credits("Contributed by the Center for Ships and Harbours.");
  EXPECT_TRUE(credits.contributors.empty());
  EXPECT_NE(credits.unparsed, "");
}

TEST(Credits, leaves_a_second_sentence_out_of_the_name) {
  const Credits credits = parse_credits("Contributed by Jamil Hasanli. See also the other file.");
  EXPECT_EQ(credits.contributors, Names{"Jamil Hasanli"});
  EXPECT_EQ(credits.unparsed, "See also the other file");
}

TEST(Credits, finds_the_statement_behind_a_full_stop_or_a_comma) {
  EXPECT_EQ(find_credits("d. 5. Contributed by A B", 0, StatementStart::sentence), 6U);
  EXPECT_EQ(find_credits("d. 5, compiled by A B", 0, StatementStart::anywhere), 6U);
  EXPECT_EQ(find_credits("Book, translated by A B", 0, StatementStart::sentence),
            std::string_view::npos);
}

} // namespace
} // namespace delo
