// Rights statements: what the record says of rights and access, and not a word more.
#include "delo/formats/premis/premis_rights.hpp"
#include "delo/formats/premis/premis_writer.hpp"
#include "unit/support/xml.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

using test::Values;

test::WrittenXml premis_of(const DocumentRecord& record) {
  const auto rights =
      rights_statements(record, {"the-id", {{"agent/p", "publisher"}}, Timestamp{1000000000}});
  return {[&](ByteSink& sink) {
            PremisWriter premis(sink, "premis.xsd");
            premis.object({PremisObject::Kind::intellectual_entity, {"the-id"}, "", {}});
            premis.agent({"agent/p", "History Program", AgentType::organization, ""});
            for (const RightsStatement& statement : rights)
              premis.rights(statement);
            premis.finish();
          },
          package_schema()};
}

Field field(std::string value, Origin origin = Origin::page) {
  Field result;
  result.values = {std::move(value)};
  result.origin = origin;
  return result;
}

DocumentRecord standard() {
  DocumentRecord record;
  record.rights_text.values = {"One.", "Two."};
  record.rights_type = field("HAPP-standard");
  record.rights_uri = field("http://rightsstatements.org/vocab/CNE/1.0/", Origin::defaulted);
  return record;
}

TEST(PremisRights, of_the_usual_paragraphs_are_two_statements_and_no_licence) {
  const auto premis = premis_of(standard());
  EXPECT_EQ(premis.values("//rightsBasis"), (Values{"copyright", "other"}));
  EXPECT_EQ(premis.values("//copyrightStatus"), Values{"unknown"});
  EXPECT_EQ(premis.values("//copyrightJurisdiction"), Values{"us"});
  EXPECT_EQ(premis.values("//copyrightNote"), Values{"One.\nTwo."});
  EXPECT_EQ(premis.values("//copyrightDocumentationIdentifierValue"),
            Values{"http://rightsstatements.org/vocab/CNE/1.0/"});
  EXPECT_EQ(premis.values("//copyrightDocumentationRole"), Values{"chosen by default"});
  EXPECT_EQ(premis.values("//otherRightsBasis"), Values{"publisher policy"});
  EXPECT_EQ(premis.values("//act"), Values{"use"});
  EXPECT_EQ(premis.values("//restriction"),
            Values{"research and educational purposes; commercial use needs permission"});
  EXPECT_EQ(premis.values("//rightsStatement/linkingAgentIdentifier/linkingAgentRole"),
            Values{"publisher"});
}

TEST(PremisRights, of_a_licence_from_a_sheet_replace_what_was_derived) {
  DocumentRecord record = standard();
  record.rights_uri = field("https://creativecommons.org/licenses/by/4.0/", Origin::sheet);
  const auto premis = premis_of(record);
  EXPECT_EQ(premis.values("//rightsBasis"), Values{"license"});
  EXPECT_EQ(premis.values("//licenseDocumentationIdentifierValue"), record.rights_uri.values);
  EXPECT_EQ(premis.values("//licenseDocumentationRole"), Values{"given in the sheet"});
  EXPECT_EQ(premis.values("//licenseTerms"),
            Values{"Creative Commons Attribution 4.0 International"});
  EXPECT_EQ(premis.values("//licenseNote"), Values{"One.\nTwo."}) << "what the page says stays";
}

TEST(PremisRights, of_a_licence_that_is_not_in_the_table_are_a_licence_all_the_same) {
  DocumentRecord record;
  record.rights_uri = field("https://creativecommons.org/licenses/by/2.5/ru/", Origin::sheet);
  EXPECT_EQ(premis_of(record).values("//rightsBasis"), Values{"license"});
  EXPECT_EQ(premis_of(record).values("//licenseDocumentationIdentifierValue"),
            record.rights_uri.values);
  EXPECT_EQ(premis_of(record).values("//licenseTerms"), Values{});
}

TEST(PremisRights, of_a_statement_from_a_sheet_keep_the_policy_of_the_page) {
  DocumentRecord record = standard();
  record.rights_uri = field("http://rightsstatements.org/vocab/InC/1.0/", Origin::sheet);
  const auto premis = premis_of(record);
  EXPECT_EQ(premis.values("//rightsBasis"), (Values{"copyright", "other"}));
  EXPECT_EQ(premis.values("//copyrightStatus"), Values{"copyrighted"});
  EXPECT_EQ(premis.values("//copyrightDocumentationRole"), Values{"given in the sheet"});
}

TEST(PremisRights, name_no_jurisdiction_that_nobody_named) {
  DocumentRecord record;
  const auto jurisdiction = [&record](const char* uri) {
    record.rights_uri = field(uri, Origin::option);
    return premis_of(record).values("//copyrightJurisdiction");
  };
  EXPECT_EQ(jurisdiction("http://rightsstatements.org/vocab/InC/1.0/"), Values{"unknown"});
  EXPECT_EQ(jurisdiction("http://rightsstatements.org/vocab/NoC-US/1.0/"), Values{"us"});
  EXPECT_EQ(jurisdiction("http://rightsstatements.org/vocab/InC-OW-EU/1.0/"), Values{"eu"});
}

TEST(PremisRights, of_terms_that_are_not_known_judge_nothing) {
  DocumentRecord record;
  record.rights_text.values = {"Ask the keeper."};
  EXPECT_EQ(premis_of(record).values("//otherRightsBasis"), Values{"rights statement"});
  EXPECT_EQ(premis_of(record).values("//otherRightsNote"), Values{"Ask the keeper."});
  EXPECT_EQ(premis_of(record).values("//rightsGranted"), Values{});
  record.rights_uri = field("https://example.org/own", Origin::sheet);
  EXPECT_EQ(premis_of(record).values("//otherRightsDocumentationIdentifierValue"),
            record.rights_uri.values);
  EXPECT_EQ(premis_of(record).values("//copyrightStatus"), Values{});
}

TEST(PremisRights, restrict_access_with_its_term) {
  DocumentRecord record;
  record.access = field("until 2040-01-31", Origin::sheet);
  const auto until = premis_of(record);
  EXPECT_EQ(until.values("//otherRightsBasis"), Values{"access"});
  EXPECT_EQ(until.values("//otherRightsNote"), Values{"until 2040-01-31 (given in the sheet)"});
  EXPECT_EQ(until.values("//act"), Values{"disseminate"});
  EXPECT_EQ(until.values("//restriction"), Values{"closed until 2040-01-31"});
  EXPECT_EQ(until.values("//termOfRestriction/startDate"), Values{"2001-09-09"});
  EXPECT_EQ(until.values("//termOfRestriction/endDate"), Values{"2040-01-31"});
  record.access = field("closed", Origin::sheet);
  EXPECT_EQ(premis_of(record).values("//restriction"), Values{"closed"});
  EXPECT_EQ(premis_of(record).values("//termOfRestriction/endDate"), Values{});
  record.access = field("open", Origin::sheet);
  EXPECT_EQ(premis_of(record).values("//act"), Values{"disseminate"});
  EXPECT_EQ(premis_of(record).values("//restriction"), Values{});
  record.access = field("ask Ivan", Origin::page);
  EXPECT_EQ(premis_of(record).values("//otherRightsNote"), Values{"ask Ivan (stated on the page)"});
  EXPECT_EQ(premis_of(record).values("//rightsGranted"), Values{});
}

TEST(PremisRights, flag_personal_data_without_forbidding_anything) {
  DocumentRecord record;
  record.personal_data = field("yes", Origin::sheet);
  const auto premis = premis_of(record);
  EXPECT_EQ(premis.values("//otherRightsBasis"), Values{"personal data"});
  EXPECT_EQ(premis.values("//rightsGranted"), Values{});
  record.personal_data = field("no", Origin::sheet);
  EXPECT_EQ(premis_of(record).values("//rights"), Values{});
}

TEST(PremisRights, take_no_secrecy_mark_of_the_original_for_a_rule_of_today) {
  DocumentRecord record;
  record.classification = field("Top Secret");
  EXPECT_TRUE(rights_statements(record, {"the-id", {}, {}}).empty());
}

} // namespace
} // namespace delo
