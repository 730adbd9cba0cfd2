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
  void pack_page(std::string_view page) { pack_page(page, {{"original", {folder_ / "1.tif"}}}); }
  void pack_page(std::string_view page, std::vector<RepresentationInput> representations) {
    package_ = test::pack_telegram(folder_ / "out", Layout::sip, [&](PackOptions& options) {
      options.sources = {page.starts_with('/') ? test::fs::path(page) : test::fixture(page)};
      options.representations = std::move(representations);
    });
  }
  /// What a representation was made from, as the package's PREMIS or its own says.
  std::multiset<std::string> sources_of(const std::string& name, const std::string& where) const {
    return values("//object[objectIdentifier/objectIdentifierValue='telegram/representations/" +
                      name +
                      "']/relationship[relationshipType='derivation' and "
                      "relationshipSubType='has source']//relatedObjectIdentifierValue",
                  where);
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

TEST_F(Preservation, a_translation_was_made_from_the_transcription_and_that_from_the_original) {
  test::write_file(folder_ / "t.txt", "Из Батуми");
  pack_page("telegram-batumi-1946-03-05.txt",
            {{"original", {folder_ / "1.tif"}}, {"transcription", {folder_ / "t.txt"}}});
  for (const std::string where : {"metadata", "representations/translation/metadata"})
    EXPECT_EQ(sources_of("translation", where), Values{"telegram/representations/transcription"});
  for (const std::string where : {"metadata", "representations/transcription/metadata"})
    EXPECT_EQ(sources_of("transcription", where), Values{"telegram/representations/original"});
  EXPECT_EQ(sources_of("original", "metadata"), Values{});
  // The work of the translator is what the translation came of.
  EXPECT_EQ(values("//relatedEventIdentifierValue"),
            Values{"event/translator/oliver-t.-brandreth"});
  EXPECT_EQ(values("//event[.//linkingObjectRole='outcome']/eventIdentifier/eventIdentifierValue"),
            Values{"event/translator/oliver-t.-brandreth"});
}

TEST_F(Preservation, a_translation_without_a_transcription_was_made_from_the_original) {
  pack_page("telegram-batumi-1946-03-05.txt");
  EXPECT_EQ(sources_of("translation", "metadata"), Values{"telegram/representations/original"});
}

TEST_F(Preservation, a_missing_scan_is_noted_and_no_fault) {
  pack_page("telegram-batumi-1946-03-05.txt", {});
  EXPECT_EQ(sources_of("translation", "metadata"), Values{});
  const Values notes = values("//event[eventType='capture']//eventOutcomeDetailNote");
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_NE(notes.begin()->find("no scan of the original was given"), std::string::npos);
  EXPECT_EQ(values("//event[eventType='capture']//eventOutcome"), Values{"success"});
  test::fs::remove_all(folder_ / "out");
  pack_page("telegram-batumi-1946-03-05.txt");
  EXPECT_EQ(values("//event[eventType='capture']//eventOutcomeDetailNote").begin()->find("no scan"),
            std::string::npos);
}

TEST_F(Preservation, events_of_a_representation_do_not_grow_with_its_files) {
  const test::fs::path scans = folder_ / "scans";
  for (int i = 0; i < 200; ++i)
    test::write_file(scans / (std::to_string(i) + ".tif"), "II*");
  pack_page("telegram-batumi-1946-03-05.txt", {{"original", {scans}}});
  const std::string where = "representations/original/metadata";
  EXPECT_EQ(values("//object[@xsi:type='file']/originalName", where).size(), 200U);
  EXPECT_EQ(values("//eventType", where),
            (Values{"capture", "format identification", "message digest calculation"}));
  EXPECT_EQ(values("//event//linkingObjectIdentifierValue", where),
            (Values{"telegram/representations/original", "telegram/representations/original",
                    "telegram/representations/original"}));
  for (const std::string& agent : values("//agentIdentifierValue", where))
    EXPECT_EQ(values("//agentIdentifierValue", where).count(agent), 1U) << agent;
}

TEST_F(Preservation, links_of_a_representation_lead_somewhere_in_its_own_file) {
  pack_page("telegram-batumi-1946-03-05.txt");
  for (const std::string name : {"original", "translation"}) {
    const std::string where = "representations/" + name + "/metadata";
    const Values agents = values("//agentIdentifierValue", where);
    const Values objects = values("//objectIdentifierValue", where);
    EXPECT_FALSE(values("//rightsStatement//linkingObjectIdentifierValue", where).empty());
    for (const std::string& link : values("//linkingAgentIdentifierValue", where))
      EXPECT_TRUE(agents.contains(link)) << link;
    for (const std::string& link : values("//linkingObjectIdentifierValue", where))
      EXPECT_TRUE(objects.contains(link)) << link;
  }
}

TEST_F(Preservation, identifiers_of_the_whole_package_are_unique) {
  pack_page("telegram-batumi-1946-03-05.txt");
  for (const char* thing : {"event", "rightsStatement"}) {
    const std::string xpath = "//" + std::string(thing) + "IdentifierValue";
    std::set<std::string> all;
    for (const std::string where :
         {"metadata", "representations/original/metadata", "representations/translation/metadata"})
      for (const std::string& id : values(xpath, where))
        EXPECT_TRUE(all.insert(id).second) << id;
  }
}

TEST_F(Preservation, a_type_that_is_not_registered_is_a_note_of_the_format) {
  test::write_file(folder_ / "empty", "");
  test::write_file(folder_ / "a.c", "#include <stdio.h>\n\nint main(void) {\n  return 0;\n}\n");
  pack_page("telegram-batumi-1946-03-05.txt",
            {{"original", {folder_ / "empty", folder_ / "a.c", folder_ / "1.tif"}}});
  const std::string where = "representations/original/metadata";
  EXPECT_EQ(values("//formatName", where),
            (Values{"application/octet-stream", "text/plain", "text/plain"}));
  EXPECT_EQ(values("//formatNote", where),
            (Values{"libmagic: inode/x-empty", "libmagic: text/x-c"}));
  EXPECT_EQ(values("//event[eventType='format identification']//eventOutcomeDetailNote", where),
            Values{"1 of 3 files are of no known type"});
}

TEST_F(Preservation, names_that_xml_cannot_hold_stay_apart) {
  test::write_file(folder_ / "a\x01", "1");
  test::write_file(folder_ / "a\x02", "2");
  test::write_file(folder_ / "a%01", "3");
  pack_page("telegram-batumi-1946-03-05.txt",
            {{"original", {folder_ / "a\x01", folder_ / "a\x02", folder_ / "a%01"}}});
  const Values ids = values("//object[@xsi:type='file']/objectIdentifier/objectIdentifierValue",
                            "representations/original/metadata");
  const std::string folder = "telegram/representations/original/data/";
  EXPECT_EQ(ids, (Values{folder + "a%01", folder + "a%02", folder + "a%2501"}));
}

} // namespace
} // namespace delo
