// Rights statements and licences are found by whatever form of their name people use.
#include "delo/model/rights.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace delo {
namespace {

std::string code_of(std::string_view text) {
  const RightsTerm* term = find_rights_term(text);
  return term ? std::string(term->code) : "-";
}

TEST(RightsTerms, are_found_by_their_own_code_label_and_address) {
  for (const RightsTerm& term : rights_terms()) {
    EXPECT_EQ(find_rights_term(term.code), &term) << term.code;
    EXPECT_EQ(find_rights_term(term.label), &term) << term.label;
    EXPECT_EQ(find_rights_term(term.uri), &term) << term.uri;
  }
}

TEST(RightsTerms, hold_the_twelve_statements_and_the_licences_once_each) {
  std::set<std::string_view> uris;
  int statements = 0;
  for (const RightsTerm& term : rights_terms()) {
    EXPECT_TRUE(uris.insert(term.uri).second) << term.uri;
    statements += term.uri.starts_with("http://rightsstatements.org/vocab/") ? 1 : 0;
  }
  EXPECT_EQ(statements, 12);
}

TEST(RightsTerms, are_found_by_every_form_of_the_address) {
  for (const char* address : {"http://creativecommons.org/licenses/by-nc/4.0",
                              "https://creativecommons.org/licenses/by-nc/4.0/",
                              "https://www.creativecommons.org/licenses/BY-NC/4.0/deed.ru",
                              "creativecommons.org/licenses/by-nc/4.0/deed",
                              " https://creativecommons.org/licenses/by-nc/4.0/legalcode "})
    EXPECT_EQ(code_of(address), "CC BY-NC 4.0") << address;
  for (const char* address :
       {"https://rightsstatements.org/vocab/CNE/1.0/", "http://rightsstatements.org/vocab/CNE/1.0",
        "https://rightsstatements.org/page/CNE/1.0/?language=en"})
    EXPECT_EQ(code_of(address), "CNE") << address;
}

TEST(RightsTerms, are_found_by_the_short_words_people_type) {
  for (const auto& [text, code] : {std::pair{"cc-by", "CC BY 4.0"},
                                   {"CC BY 4.0", "CC BY 4.0"},
                                   {"cc_by_sa 3.0", "CC BY-SA 3.0"},
                                   {"CC0", "CC0 1.0"},
                                   {"Public Domain", "PDM 1.0"},
                                   {"Общественное достояние", "PDM 1.0"},
                                   {"inc", "InC"},
                                   {"InC-EDU", "InC-EDU"},
                                   {"cne", "CNE"},
                                   {"Copyright not evaluated.", "CNE"}})
    EXPECT_EQ(code_of(text), code) << text;
}

TEST(RightsTerms, are_not_guessed) {
  for (const char* text : {"", "free", "cc", "CC BY 5.0", "https://example.org/licence",
                           "https://creativecommons.org/licenses/by/4.0/ or CNE", "by", "InC InC"})
    EXPECT_EQ(code_of(text), "-") << text;
}

TEST(RightsTerms, tell_licences_from_statements) {
  EXPECT_TRUE(find_rights_term("CC BY 4.0")->is_licence);
  EXPECT_FALSE(find_rights_term("CNE")->is_licence);
  EXPECT_FALSE(find_rights_term("PDM 1.0")->is_licence);
  EXPECT_EQ(find_rights_term("InC")->category, RightsCategory::copyrighted);
  EXPECT_EQ(find_rights_term("CNE")->category, RightsCategory::other);
}

TEST(RightsTerms, know_an_address_from_words) {
  for (const char* address :
       {"https://example.org/licence", "http://example.org:80/a?b=c#d", "https://пример.example/а",
        "HTTPS://example.org", "https://example.org/%D0%B0"})
    EXPECT_TRUE(is_web_address(address)) << address;
  for (const char* text :
       {"", "https://", "https://example.org/a b", "all rights reserved", "http://[x", "http://a%",
        "http://a/%zz", "http://a#b#c", "http://:80", "http://a:b", "ftp://a", "http://a/\x01",
        "https://example.org/<a>", "http://a:/", "http://?", "http://a/\xFF"})
    EXPECT_FALSE(is_web_address(text)) << text;
}

TEST(RightsTerms, become_a_field_with_the_address_and_what_was_given) {
  const auto named = rights_field(" cc-by ", Origin::sheet);
  ASSERT_TRUE(named);
  EXPECT_EQ(named->joined(), "https://creativecommons.org/licenses/by/4.0/");
  EXPECT_EQ(named->raw, " cc-by ");
  EXPECT_EQ(named->origin, Origin::sheet);
  EXPECT_EQ(rights_field("https://example.org/own", Origin::option)->joined(),
            "https://example.org/own");
  EXPECT_FALSE(rights_field("as you like", Origin::sheet));
}

DocumentRecord with_rights(const char* uri, bool standard) {
  DocumentRecord record;
  if (*uri)
    record.rights_uri.values = {uri};
  if (standard) {
    record.rights_type.values = {"HAPP-standard"};
    record.rights_text.values = {"One.", "Two."};
  }
  return record;
}

TEST(RightsReading, lets_the_policy_hold_only_where_no_other_terms_are_given) {
  for (const char* uri : {"", "http://rightsstatements.org/vocab/CNE/1.0/",
                          "http://rightsstatements.org/vocab/InC/1.0/"})
    EXPECT_TRUE(rights_of(with_rights(uri, true)).policy_holds) << uri;
  for (const char* uri : {"https://creativecommons.org/licenses/by/4.0/", "https://example.org/own",
                          "https://creativecommons.org/publicdomain/mark/1.0/"})
    EXPECT_FALSE(rights_of(with_rights(uri, true)).policy_holds) << uri;
  EXPECT_FALSE(rights_of(with_rights("", false)).policy_holds);
  EXPECT_FALSE(rights_of(with_rights("", false)).is_stated());
  EXPECT_EQ(rights_of(with_rights("", true)).text, "One.\nTwo.");
}

} // namespace
} // namespace delo
