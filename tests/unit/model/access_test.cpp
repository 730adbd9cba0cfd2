// Access rules are understood or refused, never guessed.
#include "delo/model/access.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

std::string read(std::string_view text) {
  const auto access = read_access(text);
  return access ? to_text(*access) : "-";
}

TEST(AccessRules, are_read_in_the_words_people_use) {
  for (const auto& [text, kept] : {std::pair{"open", "open"},
                                   {" Closed ", "closed"},
                                   {"until 2040", "until 2040"},
                                   {"Restricted until 2040-02", "until 2040-02"},
                                   {"closed until 2040-02-29", "until 2040-02-29"},
                                   {"Открыт", "open"},
                                   {"ЗАКРЫТО", "closed"},
                                   {"закрыт до 31.12.2039", "until 2039-12-31"},
                                   {"до  2040", "until 2040"}})
    EXPECT_EQ(read(text), kept) << text;
}

TEST(AccessRules, are_not_guessed) {
  for (const char* text :
       {"", "restricted", "until", "until later", "until 2040-13", "until 2039-02-29", "until 40",
        "until 2040-1", "2040", "until 31.02.2040", "until 1.1.2040", "perhaps until 2040",
        "secret", "until 2040-01-01-01", "until -2040", "until 2.2040"})
    EXPECT_EQ(read(text), "-") << text;
}

TEST(AccessRules, come_back_from_the_form_in_which_they_are_kept) {
  for (const char* text : {"open", "closed", "until 2040", "until 2040-01-31"})
    EXPECT_EQ(read(text), text);
}

TEST(AccessRules, do_not_come_from_the_secrecy_mark_of_the_original) {
  DocumentRecord record;
  record.classification.values = {"closed"};
  EXPECT_FALSE(access_of(record));
  record.access.values = {"closed"};
  EXPECT_TRUE(access_of(record)->is_restricted());
}

} // namespace
} // namespace delo
