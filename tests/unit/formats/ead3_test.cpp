// The description of a document as EAD3: valid, and each field in its place.
#include "delo/formats/descriptive/ead3_writer.hpp"
#include "unit/support/random_record.hpp"
#include "unit/support/xml.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

using test::Values;
using Written = test::WrittenXml;

Written ead_of(const DocumentRecord& record,
               const DescriptionFacts& facts = {"the-id", {1000000000}, "delo 1"}) {
  return {[&](ByteSink& sink) { write_ead3(sink, record, facts); }, package_schema()};
}

ArchivalCitation holding() {
  ArchivalCitation citation;
  citation.raw = "АВП РФ, ф. 094, оп. 37, п. 362, д. 18, лл. 0041-0043об";
  citation.parts = {{Level::archive, "АВП РФ", ""},
                    {Level::fond, "094", ""},
                    {Level::opis, "37", ""},
                    {Level::papka, "362", ""},
                    {Level::delo, "18", "", Confidence::unsure},
                    {Level::listy, "0041-0043об", ""},
                    {Level::form, "Microfilm", ""},
                    {Level::url, "https://example.org/scan?id=5", ""}};
  citation.notes = {"unnumbered page"};
  return citation;
}

TEST(Ead3, puts_every_field_where_it_belongs) {
  DocumentRecord record;
  record.title.values = {"Telegram, ‘On <Three> Coasters & Others’"};
  record.date_display.values = {"March 1946"};
  record.summary.values = {"Report on ships."};
  record.support.values = {"Kolkheti Endowment"};
  record.record_id.values = {"113636"};
  record.rights_text.values = {"One.", "Two."};
  record.rights_uri.values = {"http://rightsstatements.org/vocab/CNE/1.0/"};
  record.access.values = {"closed"};
  record.classification.values = {"Strictly secret"};
  record.url.values = {"https://example.org/document/113636"};
  record.published_in.values = {"Bulletin 5"};
  const Written ead = ead_of(record, {"the-id", {1000000000}, "delo 1", "ships", "The Sender"});
  EXPECT_EQ(ead.values("/ead/control/recordid"), Values{"the-id"});
  EXPECT_EQ(ead.values("/ead/control/otherrecordid"), record.record_id.values);
  EXPECT_EQ(ead.values("//titlestmt/titleproper"), record.title.values);
  EXPECT_EQ(ead.values("//titlestmt/sponsor"), record.support.values);
  EXPECT_EQ(ead.values("//maintenanceagency/agencyname"), Values{"The Sender"});
  EXPECT_EQ(ead.values("//localcontrol[@localtype='batch']/term"), Values{"ships"});
  EXPECT_EQ(ead.values("//eventdatetime/@standarddatetime"), Values{"2001-09-09T01:46:40Z"});
  EXPECT_EQ(ead.values("/ead/archdesc/@level"), Values{"item"});
  EXPECT_EQ(ead.values("//did/unittitle"), record.title.values);
  EXPECT_EQ(ead.values("//did/unitdate"), record.date_display.values);
  EXPECT_EQ(ead.values("//did/dao/@href"), record.url.values);
  EXPECT_EQ(ead.values("//scopecontent/p"), record.summary.values);
  EXPECT_EQ(ead.values("//userestrict/p"), (Values{"One.", "Two.", ""}));
  EXPECT_EQ(ead.values("//userestrict/p/ref/@href"), record.rights_uri.values);
  EXPECT_EQ(ead.values("//userestrict/p/ref"), Values{"Copyright Not Evaluated"});
  EXPECT_EQ(ead.values("//accessrestrict/p"), record.access.values);
  EXPECT_EQ(ead.values("//legalstatus/p"), record.classification.values);
  EXPECT_EQ(ead.values("//bibliography/bibref"), record.published_in.values);
}

TEST(Ead3, tells_people_with_what_they_did) {
  DocumentRecord record;
  record.authors.values = {"Ministry of Ships"};
  record.contributor.values = {"K. Saralidze"};
  record.translator.values = {"O. Brandreth", "Кетеван Саралидзе"};
  record.programme.values = {"NPIHP"};
  record.people.values = {"Sailor"};
  record.places.values = {"Batumi"};
  record.subjects.values = {"Ships--Trade"};
  const Written ead = ead_of(record);
  EXPECT_EQ(ead.values("//origination/name[@relator='aut']/part"), record.authors.values);
  EXPECT_EQ(ead.values("//acqinfo[@localtype='contributor']/p"), record.contributor.values);
  EXPECT_EQ(ead.values("//processinfo[@localtype='translator']/p"), record.translator.values);
  EXPECT_EQ(ead.values("/ead/archdesc/controlaccess[1]/persname[@relator='trl']/part"),
            record.translator.values);
  EXPECT_EQ(ead.values("//controlaccess/persname[@relator='dnr']/part"), record.contributor.values);
  EXPECT_EQ(ead.values("//controlaccess/corpname[@relator='fnd']/part"), record.programme.values);
  EXPECT_EQ(ead.values("//controlaccess/name[not(@relator)]/part"), record.people.values);
  EXPECT_EQ(ead.values("//controlaccess/geogname/part"), record.places.values);
  EXPECT_EQ(ead.values("//controlaccess/subject/part"), record.subjects.values);
  EXPECT_EQ(ead.values("/ead/archdesc/controlaccess[2]"), Values{}) << "one for all of them";
}

TEST(Ead3, tells_the_levels_of_the_only_holding) {
  DocumentRecord record;
  record.holdings = {holding()};
  const Written ead = ead_of(record);
  const auto unitid = [&ead](const std::string& type) {
    return ead.values("//did/unitid[@localtype='" + type + "']");
  };
  EXPECT_EQ(ead.values("//did/repository/corpname/part"), Values{"АВП РФ"});
  EXPECT_EQ(unitid("citation"), Values{record.holdings[0].raw});
  EXPECT_EQ(unitid("fond"), Values{"094"});
  EXPECT_EQ(unitid("opis"), Values{"37"});
  EXPECT_EQ(unitid("papka"), Values{"362"});
  EXPECT_EQ(unitid("delo"), Values{"18"});
  EXPECT_EQ(unitid("listy"), Values{"0041-0043об"});
  EXPECT_EQ(ead.values("//did/physdesc[@localtype='form']"), Values{"Microfilm"});
  EXPECT_EQ(ead.values("//originalsloc/p"),
            (Values{record.holdings[0].raw, "unnumbered page", "unsure: delo 18"}));
  EXPECT_EQ(ead.values("//originalsloc/list/defitem[label='url']/item/ref/@href"),
            Values{"https://example.org/scan?id=5"});
}

TEST(Ead3, keeps_the_levels_of_several_holdings_apart) {
  DocumentRecord record;
  record.holdings = {holding(), holding()};
  record.holdings[1].raw = "GARF, f. 1";
  record.holdings[1].parts = {{Level::archive, "GARF", ""}, {Level::fond, "1", ""}};
  const Written ead = ead_of(record);
  EXPECT_EQ(ead.values("//did/repository/corpname/part"), (Values{"АВП РФ", "GARF"}));
  EXPECT_EQ(ead.values("//did/unitid[@localtype='fond']"), Values{});
  EXPECT_EQ(ead.values("//originalsloc[1]/list/defitem[label='fond']/item"), Values{"094"});
  EXPECT_EQ(ead.values("//originalsloc[2]/list/defitem[label='fond']/item"), Values{"1"});
}

TEST(Ead3, takes_dates_apart_as_far_as_they_go) {
  const auto dated = [](const std::string& edtf) {
    DocumentRecord record;
    record.date_iso.values = {edtf};
    return ead_of(record);
  };
  const std::string date = "//unitdatestructured";
  EXPECT_EQ(dated("1946-03-05").values(date + "/datesingle/@standarddate"), Values{"1946-03-05"});
  EXPECT_EQ(dated("1946-03").values(date + "/datesingle"), Values{"1946-03"});
  const Written range = dated("1947/1948-02");
  EXPECT_EQ(range.values(date + "/daterange/fromdate/@standarddate"), Values{"1947"});
  EXPECT_EQ(range.values(date + "/daterange/todate/@standarddate"), Values{"1948-02"});
  EXPECT_EQ(dated("../1948").values(date + "/daterange/fromdate"), Values{});
  EXPECT_EQ(dated("1948/").values(date + "/daterange/todate"), Values{});
  const Written about = dated("1950~");
  EXPECT_EQ(about.values(date + "/@certainty"), Values{"approximate"});
  EXPECT_EQ(about.values(date + "/datesingle/@standarddate"), Values{"1950"});
  EXPECT_EQ(about.values(date + "/datesingle"), Values{"1950~"});
  for (const char* no_iso : {"194X", "1950-21", "1950-XX-05"}) {
    EXPECT_EQ(dated(no_iso).values(date + "/datesingle/@standarddate"), Values{}) << no_iso;
    EXPECT_EQ(dated(no_iso).values(date + "/datesingle"), Values{no_iso});
  }
}

TEST(Ead3, gives_languages_their_codes_and_parts) {
  DocumentRecord record;
  record.language.values = {"Russian", "Old Norse", "eng (translation)"};
  const Written ead = ead_of(record);
  EXPECT_EQ(ead.values("//langmaterial[@label='original']/language"),
            (Values{"Russian", "Old Norse"}));
  EXPECT_EQ(ead.values("//langmaterial/language/@langcode"), (Values{"rus", "eng"}));
  EXPECT_EQ(ead.values("//langmaterial[@label='translation']/language"), Values{"eng"});
}

TEST(Ead3, of_almost_nothing_is_valid_and_invents_nothing) {
  const Written ead = ead_of({});
  EXPECT_EQ(ead.values("//titleproper"), Values{"the-id"});
  EXPECT_EQ(ead.values("//unittitle"), Values{});
  EXPECT_EQ(ead.values("//repository"), Values{});
  EXPECT_EQ(ead.values("//controlaccess"), Values{});
  EXPECT_EQ(ead.values("//unitdatestructured"), Values{});
}

TEST(Ead3, is_valid_whatever_the_clock_says) {
  for (const std::int64_t seconds : {0LL, 4102358400LL, 4102444800LL, 253402300799LL}) {
    const Written ead = ead_of({}, {"the-id", {seconds}, "delo 1"});
    EXPECT_EQ(ead.values("//eventdatetime/@standarddatetime").empty(), seconds > 4102358400LL);
  }
}

TEST(Ead3, of_random_records_is_valid) {
  test::Random random;
  for (int i = 0; i < 300 && !testing::Test::HasFailure(); ++i) {
    SCOPED_TRACE(i);
    ead_of(test::random_record(random, i % 2 == 1));
  }
}

} // namespace
} // namespace delo
