// Which documents of a package are held to a schema, and what is said of the others.
#include "delo/ops/validate.hpp"
#include "unit/support/packages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using namespace test;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using testing::UnorderedElementsAre;

constexpr std::string_view kEvent =
    "<event xmlns=\"info:lc/xmlns/premis-v2\"><eventIdentifier><eventIdentifierType>local"
    "</eventIdentifierType><eventIdentifierValue>1</eventIdentifierValue></eventIdentifier>"
    "<eventType>scan</eventType><eventDateTime>2012-05-06</eventDateTime></event>";
constexpr std::string_view kFindingAid =
    "<ead xmlns=\"urn:isbn:1-931666-22-9\"><eadheader><eadid/><filedesc><titlestmt><titleproper/>"
    "</titlestmt></filedesc></eadheader><archdesc level=\"fonds\"><did><unittitle/></did>"
    "</archdesc></ead>";

class XmlRules : public testing::Test {
protected:
  TempDir scratch_;
  const fs::path sip_ = pack_telegram(scratch_.path(), Layout::sip);

  /// What is wrong with the form of documents, or with them by their schema.
  std::vector<std::string> found_in_documents() const {
    std::vector<std::string> found_ones = found(validate_package(sip_));
    std::erase_if(found_ones, [](const std::string& text) { return !text.starts_with("XML-"); });
    return found_ones;
  }
};

TEST_F(XmlRules, hold_records_of_premis_2_to_their_schema) {
  const fs::path file = sip_ / "metadata/preservation/scan.xml";
  write_file(file, kEvent);
  EXPECT_THAT(found_in_documents(), IsEmpty());
  EXPECT_THAT(validate_package(sip_).not_run, IsEmpty());
  replace_in(file, "2012-05-06", "in May");
  EXPECT_THAT(found_in_documents(), ElementsAre("XML-3 metadata/preservation/scan.xml"));
}

TEST_F(XmlRules, hold_finding_aids_of_ead_2002_to_their_schema) {
  const fs::path file = sip_ / "metadata/descriptive/aid.xml";
  write_file(file, kFindingAid);
  EXPECT_THAT(found_in_documents(), IsEmpty());
  EXPECT_THAT(validate_package(sip_).not_run, IsEmpty());
  replace_in(file, "fonds", "heap");
  EXPECT_THAT(found_in_documents(), ElementsAre("XML-3 metadata/descriptive/aid.xml"));
}

TEST_F(XmlRules, hold_what_mets_embeds_to_its_schema) {
  const std::string wrapped = "<dmdSec ID=\"embedded\"><mdWrap MDTYPE=\"EAD\"><xmlData>" +
                              std::string(kFindingAid) + "</xmlData></mdWrap></dmdSec>";
  const std::string mets = bytes_of(sip_ / "METS.xml");
  const std::size_t end = mets.find(">", mets.find("</metsHdr")) + 1;
  write_file(sip_ / "METS.xml", mets.substr(0, end) + wrapped + mets.substr(end));
  EXPECT_THAT(found_in_documents(), IsEmpty());
  replace_in(sip_ / "METS.xml", "level=\"fonds\"", "level=\"heap\"");
  EXPECT_THAT(found_in_documents(), ElementsAre("XML-3 METS.xml"));
}

TEST_F(XmlRules, say_that_finding_aids_without_a_namespace_were_not_checked) {
  write_file(sip_ / "metadata/descriptive/aid.xml", "<ead><eadheader/></ead>");
  EXPECT_THAT(found_in_documents(), IsEmpty());
  EXPECT_THAT(validate_package(sip_).not_run, ElementsAre(HasSubstr("aid.xml")));
}

TEST_F(XmlRules, hold_mets_2_to_its_schema_and_say_that_its_files_were_not_compared) {
  const fs::path mets = sip_ / "METS.xml";
  write_file(mets,
             "<mets xmlns=\"http://www.loc.gov/METS/v2\"><mdSec><md ID=\"a\"/></mdSec></mets>");
  EXPECT_THAT(found_in_documents(), IsEmpty());
  const auto findings = in_full(validate_package(sip_));
  EXPECT_THAT(findings, Contains(AllOf(HasSubstr("METS-root-1"), HasSubstr("METS 2"))))
      << "a package whose files nobody compared is not valid";
  EXPECT_THAT(findings, Not(Contains(HasSubstr("METS-file-4"))));
  replace_in(mets, "<mdSec>", "<odd/><mdSec>");
  EXPECT_THAT(found_in_documents(), ElementsAre("XML-3 METS.xml"));
  write_file(mets,
             "<mets xmlns=\"http://www.loc.gov/METS/v2\"><metsHdr ID=\"a\" MDID=\"b\"/><mdSec>"
             "<md ID=\"a\"/></mdSec></mets>");
  EXPECT_THAT(found_in_documents(), UnorderedElementsAre(StartsWith("XML-4"), StartsWith("XML-5")));
}

TEST_F(XmlRules, say_that_what_mets_2_embeds_was_not_checked) {
  const fs::path mets = sip_ / "METS.xml";
  write_file(mets,
             "<mets xmlns=\"http://www.loc.gov/METS/v2\"><mdSec><md ID=\"a\"/></mdSec></mets>");
  const auto of_schemas = AllOf(HasSubstr("METS.xml"), HasSubstr("own schema"));
  EXPECT_THAT(validate_package(sip_).not_run, Not(Contains(of_schemas)));
  replace_in(mets, "/></mdSec>",
             "><mdWrap MDTYPE=\"PREMIS\"><xmlData>" + std::string(kEvent) +
                 "</xmlData></mdWrap></md></mdSec>");
  EXPECT_THAT(found_in_documents(), IsEmpty());
  EXPECT_THAT(validate_package(sip_).not_run, Contains(of_schemas));
}

} // namespace
} // namespace delo
