// Languages are found by code or name, and never guessed.
#include "delo/model/languages.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace delo {
namespace {

std::string code_of(std::string_view text) {
  const Language* language = find_language(text);
  return language ? std::string(language->code) : "-";
}

TEST(Languages, are_found_by_every_code_and_name_of_their_own) {
  for (const Language& language : languages()) {
    EXPECT_EQ(find_language(language.code), &language);
    EXPECT_EQ(find_language(language.name()), &language) << language.code;
    EXPECT_EQ(find_language(language.russian.substr(0, language.russian.find('|'))), &language)
        << language.code;
    for (const std::string_view code : {language.terminology, language.short_code})
      EXPECT_TRUE(code.empty() || find_language(code) == &language) << code;
  }
}

TEST(Languages, give_no_code_twice) {
  std::set<std::string_view> codes;
  for (const Language& language : languages())
    for (const std::string_view code : {language.code, language.terminology, language.short_code})
      EXPECT_TRUE(code.empty() || codes.insert(code).second) << code;
}

TEST(Languages, are_those_of_the_archives) {
  for (const char* code :
       {"rus", "ukr", "aze", "per", "geo", "chi", "kor", "ger", "hun", "pol", "cze",
        "bul", "rum", "mon", "lit", "lav", "est", "alb", "spa", "por", "eng"})
    EXPECT_EQ(code_of(code), code);
  EXPECT_GE(languages().size(), 60U);
}

TEST(Languages, are_found_in_other_spellings) {
  for (const auto& [text, code] : {std::pair{"RU", "rus"},
                                   {"deu", "ger"},
                                   {"Farsi", "per"},
                                   {"Русский язык", "rus"},
                                   {"АЗЕРБАЙДЖАНСКИЙ", "aze"},
                                   {" Chinese language ", "chi"},
                                   {"Moldovan", "rum"},
                                   {"mol", "rum"},
                                   {"голландский", "dut"}})
    EXPECT_EQ(code_of(text), code) << text;
}

TEST(Languages, are_not_guessed) {
  for (const char* text :
       {"", " ", "xx", "Russian and English", "Rus", "Klingon", "russ", "language"})
    EXPECT_EQ(code_of(text), std::string(text) == "Rus" ? "rus" : "-") << text;
}

} // namespace
} // namespace delo
