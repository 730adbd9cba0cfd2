// What the names of representations say, and what they do not.
#include "delo/ops/representations.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

using Names = std::vector<std::string>;

TEST(Representations, kind_is_the_first_word_of_the_name) {
  EXPECT_EQ(kind_of_representation("translation"), "translation");
  EXPECT_EQ(kind_of_representation("translation-fr"), "translation");
  EXPECT_EQ(kind_of_representation("original negatives"), "original");
  for (const char* name : {"translations", "my translation", "перевод", "scan", ""})
    EXPECT_EQ(kind_of_representation(name), "") << name;
}

TEST(Representations, source_is_the_nearest_that_is_there) {
  EXPECT_EQ(source_of_representation("translation", Names{"original", "transcription"}),
            "transcription");
  EXPECT_EQ(source_of_representation("translation", Names{"original", "translation"}), "original");
  EXPECT_EQ(source_of_representation("translation-fr", Names{"transcription-2"}),
            "transcription-2");
  EXPECT_EQ(source_of_representation("transcription", Names{"translation", "original"}),
            "original");
}

TEST(Representations, source_is_not_guessed) {
  EXPECT_EQ(source_of_representation("translation", Names{"translation"}), std::nullopt);
  EXPECT_EQ(source_of_representation("original", Names{"original", "transcription"}), std::nullopt);
  EXPECT_EQ(source_of_representation("negatives", Names{"original"}), std::nullopt);
  // Two transcriptions: one of them it was, and nobody says which.
  EXPECT_EQ(source_of_representation("translation",
                                     Names{"original", "transcription-1", "transcription-2"}),
            std::nullopt);
}

TEST(Representations, names_must_be_good_for_folders_everywhere) {
  for (const char* name : {"original", "translation-fr", "негативы", "scan 2", "a_b"})
    EXPECT_EQ(problem_of_representation_name(name), "") << name;
  for (const char* name : {"", ".", "..", ".hidden", "a/b", "a\\b", "a:b", "a?", "a=b", " a", "a ",
                           "a.", "a\nb", "a\x01", "\xFF"})
    EXPECT_NE(problem_of_representation_name(name), "") << name;
  EXPECT_NE(problem_of_representation_name(std::string(101, 'a')), "");
}

} // namespace
} // namespace delo
