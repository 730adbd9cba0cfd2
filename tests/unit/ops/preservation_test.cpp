// PREMIS of a whole package: who did what, with every link leading somewhere.
#include "unit/support/packages.hpp"

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <set>

namespace delo {
namespace {

class Preservation : public testing::Test {
protected:
  Preservation() { test::write_file(folder_ / "1.tif", "II*"); }
  void pack_page(std::string_view page) {
    package_ = test::pack_telegram(folder_ / "out", Layout::sip, [&](PackOptions& options) {
      options.sources = {page.starts_with('/') ? test::fs::path(page) : test::fixture(page)};
      options.representations = {{"original", {folder_ / "1.tif"}}};
    });
  }
  /// Packs the telegram with another credit line.
  void pack_credits(const std::string& credits) {
    const test::fs::path page = folder_ / "page.txt";
    test::write_file(page, test::bytes_of(test::fixture("telegram-batumi-1946-03-05.txt")));
    test::replace_in(page,
                     "Contributed by Ketevan M. Saralidze and translated for NPIHP by Oliver T. "
                     "Brandreth.",
                     credits);
    pack_page(page.native());
  }
  std::multiset<std::string> values(const std::string& xpath,
                                    const std::string& where = "metadata") const {
    pugi::xml_document document;
    EXPECT_TRUE(document.load_file((package_ / where / "preservation/premis.xml").c_str()));
    std::multiset<std::string> found;
    for (const auto& node : document.select_nodes(xpath.c_str()))
      found.insert(node.node().text().get());
    return found;
  }

  test::TempDir folder_;
  test::fs::path package_;
};

using Values = std::multiset<std::string>;

TEST_F(Preservation, every_identifier_is_unique_and_every_link_leads_to_one) {
  for (const char* page :
       {"telegram-batumi-1946-03-05.txt", "no-rights.txt", "unparsed-citation.txt"}) {
    test::fs::remove_all(folder_ / "out");
    pack_page(page);
    for (const char* thing : {"object", "agent", "event", "rightsStatement"}) {
      const Values ids = values("//" + std::string(thing) + "IdentifierValue");
      EXPECT_EQ(std::set(ids.begin(), ids.end()).size(), ids.size()) << page << ' ' << thing;
    }
    for (const std::string thing : {"Agent", "Object"}) {
      const Values ids =
          values(thing == "Agent" ? "//agentIdentifierValue" : "//objectIdentifierValue");
      for (const std::string& link : values("//linking" + thing + "IdentifierValue"))
        EXPECT_TRUE(ids.contains(link)) << page << ' ' << link;
    }
  }
}

TEST_F(Preservation, one_person_with_two_roles_is_one_agent_with_two_events) {
  pack_credits("Obtained and translated for NPIHP by Oliver T. Brandreth.");
  EXPECT_EQ(values("//agent[agentType='person']/agentName"), Values{"Oliver T. Brandreth"});
  EXPECT_EQ(values("//event[.//linkingAgentIdentifierValue='agent/oliver-t.-brandreth']/eventType"),
            (Values{"acquisition", "creation"}));
}

TEST_F(Preservation, nobody_is_invented_where_nobody_is_named) {
  pack_credits("");
  EXPECT_EQ(values("//agent[agentType='person']/agentName"), Values{});
  EXPECT_EQ(values("//event[eventType='acquisition' or eventType='creation']"), Values{});
}

TEST_F(Preservation, warnings_of_the_page_reach_the_event_that_read_it) {
  pack_page("unparsed-citation.txt");
  EXPECT_EQ(values("//event[eventType='metadata extraction']//eventOutcome"), Values{"warning"});
  const Values notes = values("//event[eventType='metadata extraction']//eventOutcomeDetailNote");
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_NE(notes.begin()->find("warning: "), std::string::npos);
  EXPECT_NE(notes.begin()->find("source line: Lighthouse Keepers' Chest"), std::string::npos);
}

TEST_F(Preservation, files_of_a_representation_are_told_beside_them) {
  pack_page("no-rights.txt");
  const std::string where = "representations/original/metadata";
  EXPECT_EQ(values("//originalName", where), Values{"1.tif"});
  EXPECT_EQ(values("//messageDigest", where), Values{test::digest_of(Algorithm::sha512, "II*")});
  EXPECT_EQ(values("//objectCharacteristics/size", where), Values{"3"});
  const Values whole = values("//objectIdentifierValue");
  for (const std::string& related : values("//relatedObjectIdentifierValue", where))
    EXPECT_TRUE(whole.contains(related)) << related;
}

} // namespace
} // namespace delo
