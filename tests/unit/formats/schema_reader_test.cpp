// Documents get a grammar of what they use, and the verdict that the grammar of everything gives.
#include "delo/formats/xsd/schema_reader.hpp"
#include "delo/formats/xsd/schemas.hpp"
#include "unit/support/files.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace delo {
namespace {

using namespace test;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Counts what it hears.
struct Counter final : XmlHandler {
  int elements = 0;
  std::string text;
  void start_element(std::string_view, std::string_view, std::span<const XmlAttribute>,
                     std::uint64_t) override {
    ++elements;
  }
  void end_element(std::string_view, std::string_view) override {}
  void characters(std::string_view more) override { text += more; }
};

std::vector<std::string> messages(const std::vector<XmlProblem>& problems) {
  std::vector<std::string> texts;
  for (const XmlProblem& problem : problems)
    texts.push_back(fmt::format("{}: {}", problem.line, problem.message));
  return texts;
}

/// What a document has wrong with it, given piece by piece.
std::vector<std::string> wrong_with(std::string_view document, std::size_t piece = 1000) {
  Counter counter;
  SchemaReader reader(counter, SchemaSet::embedded());
  for (std::size_t at = 0; at < document.size(); at += piece)
    reader.feed(document.substr(at, piece));
  return messages(reader.finish());
}

std::vector<std::string> wrong_by_everything(std::string_view document) {
  Counter counter;
  XmlReader reader(counter, &package_schema());
  reader.feed(document);
  return messages(reader.finish());
}

bool is_known(std::string_view document) {
  Counter counter;
  SchemaReader reader(counter, SchemaSet::embedded());
  reader.feed(document);
  reader.finish();
  return reader.is_known_kind();
}

/// METS with something in its xmlData.
std::string mets_around(std::string_view metadata) {
  return fmt::format("<mets xmlns='http://www.loc.gov/METS/' "
                     "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
                     "xmlns:xlink='http://www.w3.org/1999/xlink'>\n"
                     "<dmdSec ID='d'><mdWrap MDTYPE='OTHER'><xmlData>{}</xmlData></mdWrap></dmdSec>"
                     "<structMap><div/></structMap></mets>",
                     metadata);
}

constexpr std::string_view kEvent =
    "<event xmlns='info:lc/xmlns/premis-v2'><eventIdentifier><eventIdentifierType>local"
    "</eventIdentifierType><eventIdentifierValue>1</eventIdentifierValue></eventIdentifier>"
    "<eventType>scan</eventType><eventDateTime>{}</eventDateTime></event>";
constexpr std::string_view kFindingAid =
    "<ead xmlns='urn:isbn:1-931666-22-9'><eadheader><eadid/><filedesc><titlestmt><titleproper/>"
    "</titlestmt></filedesc></eadheader><archdesc level='{}'><did><unittitle/></did></archdesc>"
    "</ead>";

TEST(SchemaReader, checks_premis_2_alone_and_within_mets) {
  const std::string good = fmt::format(kEvent, "2012-05-06");
  const std::string bad = fmt::format(kEvent, "in May");
  EXPECT_THAT(wrong_with(good), IsEmpty());
  EXPECT_THAT(wrong_with(mets_around(good)), IsEmpty());
  EXPECT_THAT(wrong_with(bad), Not(IsEmpty()));
  EXPECT_THAT(wrong_with(mets_around(bad)), Not(IsEmpty()));
}

TEST(SchemaReader, takes_what_any_version_of_premis_2_takes) {
  for (const std::string_view version : {"2.0", "2.1", "2.2", "2.3"})
    EXPECT_THAT(wrong_with(fmt::format("<agent xmlns='info:lc/xmlns/premis-v2' version='{}'>"
                                       "<agentIdentifier><agentIdentifierType authority='list'>"
                                       "local</agentIdentifierType><agentIdentifierValue>1"
                                       "</agentIdentifierValue></agentIdentifier></agent>",
                                       version)),
                IsEmpty())
        << version;
  EXPECT_THAT(wrong_with("<agent xmlns='info:lc/xmlns/premis-v2' version='3.0'/>"),
              testing::Contains(HasSubstr("version")));
}

TEST(SchemaReader, checks_ead_2002_alone_and_within_mets) {
  const std::string good = fmt::format(kFindingAid, "fonds");
  const std::string bad = fmt::format(kFindingAid, "heap");
  EXPECT_THAT(wrong_with(good), IsEmpty());
  EXPECT_THAT(wrong_with(mets_around(good)), IsEmpty());
  EXPECT_THAT(wrong_with(bad), Not(IsEmpty()));
  EXPECT_THAT(wrong_with(mets_around(bad)), Not(IsEmpty()));
}

TEST(SchemaReader, checks_attributes_of_namespaces_that_only_metadata_within_uses) {
  EXPECT_THAT(wrong_with(mets_around("<odd xmlns='urn:odd' xlink:show='odd'/>")),
              ElementsAre(HasSubstr("show")));
  EXPECT_THAT(wrong_with("<mods xmlns='http://www.loc.gov/mods/v3'><extension>"
                         "<odd xmlns='' xmlns:x='http://www.w3.org/1999/xlink' x:show='odd'/>"
                         "</extension></mods>"),
              ElementsAre(HasSubstr("show")));
  EXPECT_THAT(wrong_with("<agent xmlns='http://www.loc.gov/premis/v3'><agentIdentifier>"
                         "<agentIdentifierType>local</agentIdentifierType><agentIdentifierValue>1"
                         "</agentIdentifierValue></agentIdentifier><agentExtension>"
                         "<odd xmlns='' xmlns:x='http://www.w3.org/1999/xlink' x:show='odd'/>"
                         "</agentExtension></agent>"),
              ElementsAre(HasSubstr("show")))
      << "PREMIS 3 itself knows no xlink";
}

TEST(SchemaReader, finds_the_types_that_elements_of_unknown_namespaces_name) {
  constexpr std::string_view object =
      "<odd xmlns='urn:odd' xmlns:p='http://www.loc.gov/premis/v3' xsi:type='p:countryCode' {}>"
      "fi</odd>";
  EXPECT_THAT(wrong_with(mets_around(fmt::format(object, "authority='list'"))), IsEmpty());
  EXPECT_THAT(wrong_with(mets_around(fmt::format(object, "other='list'"))), Not(IsEmpty()));
}

TEST(SchemaReader, gives_the_verdict_of_everything) {
  int documents = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(DELO_SEEDS_DIR)) {
    const std::string whole = bytes_of(entry.path());
    if (entry.path().filename().native().starts_with("dc-") ||
        whole.find("<!DOCTYPE") != std::string::npos)
      continue;
    EXPECT_THAT(wrong_with(whole), IsEmpty()) << entry.path();
    // Damage: every seventh name that is not the root's loses a letter.
    std::string damaged = whole;
    for (std::size_t at = whole.find('<', whole.size() / 3), i = 0; at != std::string::npos;
         at = whole.find('<', at + 1))
      if (++i % 7 == 0 && whole[at + 1] != '/' && whole[at + 1] != '!')
        damaged.insert(damaged.find('>', at) - (whole[whole.find('>', at) - 1] == '/' ? 1 : 0),
                       " odd='1'");
    EXPECT_EQ(wrong_with(damaged).size(), wrong_by_everything(damaged).size()) << entry.path();
    ++documents;
  }
  EXPECT_GT(documents, 60);
}

TEST(SchemaReader, tells_its_handler_everything_once_however_long_the_document_is) {
  for (const std::size_t notes : {10U, 60'000U}) {
    std::string mods = "<mods xmlns='http://www.loc.gov/mods/v3'>";
    for (std::size_t i = 0; i < notes; ++i)
      mods += "<note>twelve bytes</note>\n";
    mods += "<part order='{}'/></mods>";
    EXPECT_EQ(mods.size() > SchemaReader::kLookThrough, notes > 10);
    for (const std::size_t piece : {std::size_t{7}, std::size_t{1} << 16U, mods.size()}) {
      Counter counter;
      SchemaReader reader(counter, SchemaSet::embedded());
      for (std::size_t at = 0; at < mods.size(); at += piece)
        reader.feed(std::string_view(mods).substr(at, piece));
      EXPECT_THAT(
          messages(reader.finish()),
          ElementsAre(AllOf(HasSubstr(fmt::format("{}: ", notes + 1)), HasSubstr("order"))));
      EXPECT_EQ(counter.elements, static_cast<int>(notes) + 2);
      EXPECT_EQ(counter.text.size(), notes * 13);
    }
  }
}

TEST(SchemaReader, checks_what_a_long_document_holds_far_from_its_beginning) {
  const std::string padding(SchemaReader::kLookThrough, ' ');
  EXPECT_THAT(wrong_with(mets_around(padding + fmt::format(kEvent, "2012")), 1U << 16U), IsEmpty());
  EXPECT_THAT(wrong_with(mets_around(padding + fmt::format(kEvent, "in May")), 1U << 16U),
              Not(IsEmpty()));
}

TEST(SchemaReader, checks_only_the_form_of_kinds_that_delo_does_not_know) {
  const std::string_view page = "<html xmlns='http://www.w3.org/1999/xhtml'><odd/>";
  EXPECT_THAT(wrong_with(std::string(page) + "</html>"), IsEmpty());
  EXPECT_THAT(wrong_with(page), Not(IsEmpty())) << "it is cut off";
  EXPECT_FALSE(is_known(std::string(page) + "</html>"));
  EXPECT_FALSE(is_known("<ead><eadheader/></ead>")) << "EAD 2002 without a namespace";
  EXPECT_TRUE(is_known(fmt::format(kFindingAid, "fonds")));
  EXPECT_TRUE(is_known(fmt::format(kEvent, "2012")));
  EXPECT_TRUE(is_known("")) << "a document without a root is of no other kind";
}

/// METS 2 with something in its xmlData.
std::string mets_2_around(std::string_view metadata) {
  return fmt::format("<mets xmlns='http://www.loc.gov/METS/v2' "
                     "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><mdSec><md ID='a'>"
                     "<mdWrap MDTYPE='OTHER'><xmlData>{}</xmlData></mdWrap></md></mdSec></mets>",
                     metadata);
}

TEST(SchemaReader, holds_mets_2_to_its_schema_and_what_it_embeds_to_none) {
  const std::string padding(SchemaReader::kLookThrough, ' ');
  for (const std::string& pad : {std::string(), padding}) {
    EXPECT_THAT(wrong_with(mets_2_around(pad + fmt::format(kEvent, "2012")), 1U << 16U), IsEmpty());
    EXPECT_THAT(wrong_with(mets_2_around(pad + fmt::format(kEvent, "in May")), 1U << 16U),
                IsEmpty());
    EXPECT_THAT(wrong_with(mets_2_around(pad + "<mets><odd/></mets>"), 1U << 16U),
                ElementsAre(HasSubstr("odd")));
    EXPECT_THAT(wrong_with(mets_2_around(pad + "<p:object xmlns:p='info:lc/xmlns/premis-v2' "
                                               "xsi:type='p:file'/>"),
                           1U << 16U),
                Not(IsEmpty()))
        << "as the official schema says by itself";
  }
  EXPECT_TRUE(is_known(mets_2_around("")));
}

TEST(SchemaReader, checks_mets_2_within_other_documents) {
  EXPECT_THAT(wrong_with(mets_around("<m:mets xmlns:m='http://www.loc.gov/METS/v2'/>")), IsEmpty());
  EXPECT_THAT(
      wrong_with(mets_around("<m:mets xmlns:m='http://www.loc.gov/METS/v2'><m:amdSec/></m:mets>")),
      ElementsAre(HasSubstr("amdSec")));
}

TEST(SchemaReader, refuses_a_doctype_wherever_the_document_goes_on) {
  EXPECT_THAT(wrong_with("<!DOCTYPE mods><mods xmlns='http://www.loc.gov/mods/v3'/>"),
              ElementsAre(HasSubstr("DOCTYPE")));
}

TEST(SchemaReader, shares_grammars_and_makes_no_more_than_a_few) {
  const auto use_of = [](const std::vector<std::string>& names) {
    NamespaceUse use;
    for (const std::string& name : names)
      use.start_element(name, "x", {}, 1);
    return use;
  };
  const std::vector<std::string> kinds{"http://www.loc.gov/METS/", "http://www.loc.gov/premis/v3",
                                       "http://www.loc.gov/mods/v3", "http://purl.org/dc/terms/",
                                       "http://cosimo.stanford.edu/sdr/metsrights/"};
  const XmlSchema* mods = &schema_for(kinds[2], use_of({kinds[2]}));
  EXPECT_EQ(&schema_for(kinds[2], use_of({kinds[2], "urn:odd"})), mods);
  std::set<const XmlSchema*> made;
  for (unsigned bits = 1; bits < 1U << kinds.size(); ++bits) {
    std::vector<std::string> some;
    for (std::size_t i = 0; i < kinds.size(); ++i)
      if ((bits >> i & 1U) != 0)
        some.push_back(kinds[i]);
    made.insert(&schema_for(some[0], use_of(some)));
  }
  EXPECT_LT(made.size(), 20U);
  EXPECT_TRUE(made.contains(&package_schema())) << "the rest share the grammar of everything";
}

} // namespace
} // namespace delo
