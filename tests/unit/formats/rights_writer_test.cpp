// The rights declaration: valid METSRights that says what the record says, and no more.
#include "delo/formats/rights/rights_writer.hpp"
#include "unit/support/xml.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

using test::Values;

test::WrittenXml declaration(const DocumentRecord& record) {
  return {[&](ByteSink& sink) { write_rights_declaration(sink, record); }, package_schema()};
}

DocumentRecord standard() {
  DocumentRecord record;
  record.rights_text.values = {"Reuse is <welcome>.", "Ask us."};
  record.rights_type.values = {"HAPP-standard"};
  record.rights_uri.values = {"http://rightsstatements.org/vocab/CNE/1.0/"};
  record.rights_uri.origin = Origin::defaulted;
  return record;
}

DocumentRecord with_uri(std::string uri) {
  DocumentRecord record;
  record.rights_uri.values = {std::move(uri)};
  return record;
}

std::string category(const DocumentRecord& record) {
  const auto values = declaration(record).values("/RightsDeclarationMD/@RIGHTSCATEGORY");
  return values.size() == 1 ? values.front() : "?";
}

TEST(RightsDeclaration, of_the_usual_paragraphs_evaluates_nothing) {
  const auto written = declaration(standard());
  EXPECT_EQ(written.values("/*/@RIGHTSCATEGORY"), Values{"OTHER"});
  EXPECT_EQ(written.values("/*/@OTHERCATEGORYTYPE"), Values{"not evaluated"});
  EXPECT_EQ(written.values("//RightsDeclaration"),
            (Values{"Reuse is <welcome>.", "Ask us.",
                    "Copyright Not Evaluated: http://rightsstatements.org/vocab/CNE/1.0/"}));
  EXPECT_EQ(written.values("//Context/@CONTEXTCLASS"), (Values{"ACADEMIC USER", "GENERAL PUBLIC"}));
  EXPECT_EQ(written.values("//Context[@CONTEXTCLASS='ACADEMIC USER']/Permissions/@COPY"),
            Values{"true"});
  EXPECT_EQ(written.values("//Context[@CONTEXTCLASS='GENERAL PUBLIC']//ConstraintDescription"),
            Values{"commercial use needs permission"});
}

TEST(RightsDeclaration, names_the_category_of_each_kind_of_term) {
  for (const auto& [uri, word] :
       {std::pair{"https://creativecommons.org/licenses/by/4.0/", "LICENSED"},
        {"https://creativecommons.org/publicdomain/zero/1.0/", "PUBLIC DOMAIN"},
        {"https://creativecommons.org/publicdomain/mark/1.0/", "PUBLIC DOMAIN"},
        {"http://rightsstatements.org/vocab/NoC-US/1.0/", "PUBLIC DOMAIN"},
        {"http://rightsstatements.org/vocab/InC/1.0/", "COPYRIGHTED"},
        {"http://rightsstatements.org/vocab/NoC-CR/1.0/", "CONTRACTUAL"},
        {"http://rightsstatements.org/vocab/UND/1.0/", "OTHER"},
        {"https://creativecommons.org/licenses/by/2.5/ru/", "LICENSED"},
        {"https://example.org/own", "OTHER"}})
    EXPECT_EQ(category(with_uri(uri)), word) << uri;
}

TEST(RightsDeclaration, says_the_conditions_of_a_licence) {
  const auto open = declaration(with_uri("https://creativecommons.org/licenses/by/4.0/"));
  EXPECT_EQ(open.values("//Permissions/@MODIFY"), Values{"true"});
  EXPECT_EQ(open.values("//Constraints/@CONSTRAINTTYPE"), Values{"ATTRIBUTION"});
  const auto narrow = declaration(with_uri("https://creativecommons.org/licenses/by-nc-nd/4.0/"));
  EXPECT_EQ(narrow.values("//Permissions/@MODIFY"), Values{"false"});
  EXPECT_EQ(narrow.values("//Constraints/@CONSTRAINTTYPE"), (Values{"ATTRIBUTION", "RE-USE"}));
}

TEST(RightsDeclaration, permits_nothing_that_nobody_has_permitted) {
  for (const char* uri :
       {"http://rightsstatements.org/vocab/InC/1.0/",
        "http://rightsstatements.org/vocab/NoC-CR/1.0/", "https://example.org/own"})
    EXPECT_EQ(declaration(with_uri(uri)).values("//Context"), Values{}) << uri;
}

TEST(RightsDeclaration, permits_no_use_of_what_may_not_be_seen) {
  DocumentRecord record = with_uri("https://creativecommons.org/licenses/by/4.0/");
  record.access.values = {"until 2040-01-31"};
  const auto until = declaration(record);
  EXPECT_EQ(until.values("//Permissions/@DISPLAY"), Values{"false"});
  EXPECT_EQ(until.values("//Permissions/@COPY"), Values{"false"});
  EXPECT_EQ(until.values("//Permissions[@MODIFY]"), Values{});
  EXPECT_EQ(until.values("//Constraints[@CONSTRAINTTYPE='TIME']/ConstraintDescription"),
            Values{"closed until 2040-01-31"});
  DocumentRecord closed;
  closed.access.values = {"closed"};
  EXPECT_EQ(declaration(closed).values("//Context/@CONTEXTCLASS"), Values{"GENERAL PUBLIC"});
  EXPECT_EQ(declaration(closed).values("//Constraints/@OTHERCONSTRAINTTYPE"), Values{"access"});
  EXPECT_EQ(declaration(closed).values("/*/@OTHERCATEGORYTYPE"), Values{"not stated"});
}

TEST(RightsDeclaration, is_made_only_where_there_is_something_to_declare) {
  DocumentRecord record;
  EXPECT_FALSE(has_rights_declaration(record));
  record.classification.values = {"Top Secret"};
  EXPECT_FALSE(has_rights_declaration(record)) << "a mark of the original is no rule of today";
  record.access.values = {"open"};
  EXPECT_TRUE(has_rights_declaration(record));
  EXPECT_TRUE(has_rights_declaration(standard()));
}

} // namespace
} // namespace delo
