// IDs of documents: each once, and there for whoever refers to it.
#include "delo/formats/xsd/xml_ids.hpp"
#include "delo/formats/xsd/xml_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Silent final : public XmlHandler {
  void start_element(std::string_view, std::string_view, std::span<const XmlAttribute>,
                     std::uint64_t) override {}
  void end_element(std::string_view, std::string_view) override {}
};

/// "<line>: <message>" of each problem with IDs.
std::vector<std::string> problems_of(std::string_view document) {
  Silent silent;
  XmlIds ids(silent);
  XmlReader xml(ids, nullptr);
  xml.feed(document);
  std::vector<std::string> told;
  for (const XmlProblem& problem : ids.finish(was_read_whole(xml.finish())))
    told.push_back(std::to_string(problem.line) + ": " + problem.message);
  return told;
}

std::string mets(std::string_view inner) {
  return "<mets xmlns='http://www.loc.gov/METS/'>\n" + std::string(inner) + "</mets>";
}

TEST(XmlIds, are_each_given_once) {
  EXPECT_THAT(problems_of(mets("<a ID='x'/>\n<b ID=' x '/>\n<c ID='y'/>\n")),
              ElementsAre("3: the ID \"x\" was given in line 2 already"));
}

TEST(XmlIds, may_be_referred_to_before_they_come) {
  EXPECT_THAT(problems_of(mets("<div DMDID='later'/>\n<dmdSec ID='later'/>\n")), IsEmpty());
}

TEST(XmlIds, must_be_there_for_every_word_of_a_list) {
  EXPECT_THAT(problems_of(mets("<dmdSec ID='a'/>\n<div ADMID='a\tb  c' FILEID='d'/>\n")),
              ElementsAre("3: ADMID names \"b\", but no element has this ID",
                          "3: ADMID names \"c\", but no element has this ID",
                          "3: FILEID names \"d\", but no element has this ID"));
}

TEST(XmlIds, are_those_of_all_vocabularies_in_a_document) {
  EXPECT_THAT(problems_of(mets("<a ID='x'/>\n<object xmlns='http://www.loc.gov/premis/v3' "
                               "xmlID='x'/>\n<mods xmlns='http://www.loc.gov/mods/v3' ID='x' "
                               "xml:id='x'/>\n")),
              ElementsAre(testing::HasSubstr("3: the ID"), testing::HasSubstr("4: the ID"),
                          testing::HasSubstr("4: the ID")));
}

TEST(XmlIds, of_mets_2_are_those_of_its_schema) {
  EXPECT_THAT(problems_of("<mets xmlns='http://www.loc.gov/METS/v2' ID='a'>\n"
                          "<metsHdr ID='b' MDID='m n'/>\n"
                          "<mdSec><md ID='m'/><md ID='a'/></mdSec>\n"
                          "<structSec><structMap><div><fptr FILEID='f'/></div></structMap>"
                          "</structSec></mets>"),
              ElementsAre("2: MDID names \"n\", but no element has this ID",
                          "3: the ID \"a\" was given in line 1 already",
                          "4: FILEID names \"f\", but no element has this ID"));
}

TEST(XmlIds, are_not_what_happens_to_have_their_name) {
  EXPECT_THAT(problems_of(mets("<x xmlns='urn:other' ID='a'/>\n<x xmlns='urn:other' ID='a' "
                               "FILEID='nowhere'/>\n")),
              IsEmpty());
}

TEST(XmlIds, that_are_absent_are_not_told_of_a_document_that_broke_off) {
  EXPECT_THAT(problems_of("<mets xmlns='http://www.loc.gov/METS/'>\n<a ID='x'/><a ID='x'/>"
                          "<div DMDID='later'/>"),
              ElementsAre(testing::HasSubstr("2: the ID \"x\"")));
}

} // namespace
} // namespace delo
