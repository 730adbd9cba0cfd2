// What is known of a document, in MODS, Dublin Core and PREMIS: valid, and each field in its place.
#include "delo/formats/descriptive/dc_writer.hpp"
#include "delo/formats/descriptive/mods_writer.hpp"
#include "delo/formats/premis/premis_writer.hpp"
#include "unit/support/xml.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

using test::Values;
using Written = test::WrittenXml;

ArchivalCitation holding(std::string sheets) {
  ArchivalCitation citation;
  citation.raw = "RGASPI, f. 0558, op. 11, d. 99";
  citation.parts = {{Level::archive, "RGASPI", ""},
                    {Level::fond, "0558", ""},
                    {Level::opis, "11", ""},
                    {Level::delo, "99", ""}};
  if (!sheets.empty())
    citation.parts.push_back({Level::listy, std::move(sheets), ""});
  citation.notes = {"unnumbered page"};
  return citation;
}

DocumentRecord full_record() {
  DocumentRecord record;
  record.title.values = {"Telegram, ‘On <Three> Coasters & Others’"};
  record.date_iso.values = {"1946-03"};
  record.date_display.values = {"March 1946"};
  record.support.values = {"Kolkheti Endowment"};
  record.donors.values = {"Kolkheti Endowment for Archives"};
  record.summary.values = {"Report on ships."};
  record.citation_raw.values = {"RGASPI, f. 0558, op. 11, d. 99. Translated by B."};
  record.contributor.values = {"K. Saralidze"};
  record.translator.values = {"O. Brandreth", "P. Second"};
  record.transcriber.values = {"T. Third"};
  record.programme.values = {"NPIHP"};
  record.publisher.values = {"History Program"};
  record.published_in.values = {"Bulletin 5"};
  record.rights_text.values = {"One.", "Two."};
  record.rights_uri.values = {"http://rightsstatements.org/vocab/CNE/1.0/"};
  record.record_id.values = {"113636"};
  record.language.values = {"Russian"};
  record.holdings = {holding("0005-0006"), holding("5, 7-9ob")};
  return record;
}

Written mods_of(const DocumentRecord& record) {
  return {[&](ByteSink& sink) {
            write_mods(sink, record, {"the-id", {1000000000}, "delo 1"});
          },
          package_schema()};
}
Written dc_of(const DocumentRecord& record) {
  return {[&](ByteSink& sink) {
            write_dublin_core(sink, record, {"the-id", {1000000000}, "delo 1"});
          },
          dublin_core_schema()};
}

TEST(Mods, puts_every_field_where_it_belongs) {
  const DocumentRecord record = full_record();
  const Written mods = mods_of(record);
  EXPECT_EQ(mods.values("/mods/titleInfo/title"), record.title.values);
  EXPECT_EQ(mods.values("/mods/originInfo/dateCreated[@encoding='edtf']"), Values{"1946-03"});
  EXPECT_EQ(mods.values("/mods/originInfo/dateCreated[not(@encoding)]"), Values{"March 1946"});
  EXPECT_EQ(mods.values("/mods/note[@type='citation/reference']"), record.citation_raw.values);
  EXPECT_EQ(mods.values("/mods/note[@type='funding']"), record.support.values);
  EXPECT_EQ(mods.values("/mods/abstract"), record.summary.values);
  EXPECT_EQ(mods.values("/mods/identifier[@type='local']"), Values{"the-id"});
  EXPECT_EQ(mods.values("/mods/identifier[@type='record-id']"), record.record_id.values);
  EXPECT_EQ(mods.values("/mods/accessCondition[@type='use and reproduction'][not(@xlink:href)]"),
            record.rights_text.values);
  EXPECT_EQ(mods.values("/mods/accessCondition/@xlink:href"), record.rights_uri.values);
  EXPECT_EQ(mods.values("/mods/relatedItem[@type='otherVersion']/note"),
            record.published_in.values);
  EXPECT_EQ(mods.values("/mods/recordInfo/recordCreationDate"), Values{"2001-09-09T01:46:40Z"});
}

TEST(Mods, gives_people_their_relator_codes) {
  const Written mods = mods_of(full_record());
  const auto named = [&mods](const std::string& code) {
    return mods.values(("/mods/name[role/roleTerm[@type='code']='" + code + "']/namePart").c_str());
  };
  EXPECT_EQ(named("dnr"), Values{"K. Saralidze"});
  EXPECT_EQ(named("trl"), (Values{"O. Brandreth", "P. Second"}));
  EXPECT_EQ(named("trc"), Values{"T. Third"});
  EXPECT_EQ(named("fnd"), Values{"NPIHP"});
}

TEST(Mods, tells_each_holding_as_an_original_with_its_levels_and_sheets) {
  const Written mods = mods_of(full_record());
  const std::string item = "/mods/relatedItem[@type='original']";
  const auto values = [&](const std::string& path) { return mods.values((item + path).c_str()); };
  EXPECT_EQ(values("/location/physicalLocation"), (Values{"RGASPI", "RGASPI"}));
  EXPECT_EQ(values("[1]/part/detail[@type='fond']/number"), Values{"0558"});
  EXPECT_EQ(values("[1]/part/detail[@type='opis']/number"), Values{"11"});
  EXPECT_EQ(values("[1]/part/detail[@type='delo']/number"), Values{"99"});
  EXPECT_EQ(values("[1]/part/extent[@unit='sheet']/start"), Values{"0005"});
  EXPECT_EQ(values("[1]/part/extent/end"), Values{"0006"});
  EXPECT_EQ(values("[2]/part/extent/list"), Values{"5, 7-9ob"});
  EXPECT_EQ(values("[2]/part/extent/start"), Values{}) << "a list has no one start";
}

TEST(Mods, of_almost_nothing_is_valid_and_invents_nothing) {
  DocumentRecord record;
  record.title.values = {"Only a title"};
  const Written mods = mods_of(record);
  EXPECT_EQ(mods.values("/mods/originInfo"), Values{});
  EXPECT_EQ(mods.values("/mods/name"), Values{});
  EXPECT_EQ(mods.values("/mods/accessCondition"), Values{});
  record.holdings = {holding("")};
  record.holdings[0].parts.clear();
  mods_of(record); // an archive-less holding must be valid, too
}

TEST(DublinCore, puts_every_field_where_it_belongs) {
  const DocumentRecord record = full_record();
  const Written dc = dc_of(record);
  const auto values = [&dc](const std::string& name) { return dc.values("/qualifieddc/" + name); };
  EXPECT_EQ(values("dcterms:identifier"), Values{"the-id"});
  EXPECT_EQ(values("dc:identifier"), record.record_id.values);
  EXPECT_EQ(values("dc:title"), record.title.values);
  EXPECT_EQ(values("dcterms:created"), Values{"1946-03"});
  EXPECT_EQ(values("dc:date"), Values{"March 1946"});
  EXPECT_EQ(values("dcterms:bibliographicCitation"), record.citation_raw.values);
  EXPECT_EQ(values("dc:contributor"),
            (Values{"K. Saralidze", "O. Brandreth", "P. Second", "T. Third", "NPIHP"}));
  EXPECT_EQ(values("dcterms:contributor"),
            (Values{"Kolkheti Endowment", "Kolkheti Endowment for Archives"}));
  EXPECT_EQ(values("dcterms:abstract"), record.summary.values);
  EXPECT_EQ(values("dcterms:rights"), (Values{"One.", "Two.", record.rights_uri.values[0]}));
  EXPECT_EQ(values("dcterms:provenance"), (Values{"RGASPI", "RGASPI"}));
  EXPECT_EQ(values("dcterms:isPartOf"), (Values(2, "RGASPI, fond 0558, opis 11, delo 99")));
  EXPECT_EQ(values("dcterms:extent"), (Values{"sheets 0005-0006", "sheets 5, 7-9ob"}));
  EXPECT_EQ(values("dcterms:isVersionOf"), record.published_in.values);
}

DocumentRecord modern_record() {
  DocumentRecord record;
  record.title.values = {"Cable, “On the Visit”"};
  record.date_body.values = {"1936-01"};
  record.uploaded.values = {"2011-11-20"};
  record.editor.values = {"E. Editor"};
  record.compiler.values = {"V. N. Compiler"};
  record.url.values = {"https://example.org/document/113636"};
  record.document_type.values = {"Telegram"};
  record.language.values = {"German", "Old Norse", "eng (translation)"};
  record.classification.values = {"Strictly secret"};
  record.authors.values = {"Ministry of Ships"};
  record.people.values = {"Кетеван Саралидзе"};
  record.places.values = {"Batumi"};
  record.subjects.values = {"Ships--Trade"};
  record.original_archive.values = {"National Archives of Hungary"};
  record.support.values = {"Endowment"};
  record.donors.values = {"Endowment"};
  record.rights_uri.values = {"https://creativecommons.org/licenses/by/4.0/"};
  record.access.values = {"until 2040-01-31"};
  record.personal_data.values = {"yes"};
  record.notes.values = {"Шкаф: 5", "Colour: red"};
  record.holdings = {{}};
  record.holdings[0].raw = "MOL, XIX-J-1-j, 4. doboz, 5/a, 004076/ 1955 (Microfilm), Budapest";
  record.holdings[0].parts = {{Level::archive, "MOL", ""},
                              {Level::section, "XIX-J-1-j", ""},
                              {Level::year, "1955", ""},
                              {Level::box, "4", ""},
                              {Level::item, "5/a", "", Confidence::unsure},
                              {Level::registry, "004076/ 1955", ""},
                              {Level::form, "Microfilm", ""},
                              {Level::place, "Budapest", ""},
                              {Level::url, "https://example.org/scan?id=5", ""}};
  return record;
}

TEST(Mods, has_a_place_for_the_fields_of_modern_pages_and_sheets) {
  const DocumentRecord record = modern_record();
  const Written mods = mods_of(record);
  const auto named = [&mods](const std::string& code) {
    return mods.values("/mods/name[role/roleTerm[@type='code']='" + code + "']/namePart");
  };
  EXPECT_EQ(named("edt"), record.editor.values);
  EXPECT_EQ(named("com"), record.compiler.values);
  EXPECT_EQ(named("aut"), record.authors.values);
  EXPECT_EQ(mods.values("/mods/genre"), record.document_type.values);
  EXPECT_EQ(mods.values("/mods/location/url"), record.url.values);
  EXPECT_EQ(mods.values("/mods/originInfo/dateOther[@type='in the text']"),
            record.date_body.values);
  EXPECT_EQ(mods.values("/mods/originInfo/dateOther[@type='uploaded']"), record.uploaded.values);
  EXPECT_EQ(mods.values("/mods/subject/name/namePart"), record.people.values);
  EXPECT_EQ(mods.values("/mods/subject/geographic"), record.places.values);
  EXPECT_EQ(mods.values("/mods/subject/topic"), record.subjects.values);
  EXPECT_EQ(mods.values("/mods/note[@type='original location']"), record.original_archive.values);
  EXPECT_EQ(mods.values("/mods/note[not(@type)]"), record.notes.values);
  EXPECT_EQ(mods.values("/mods/note[@type='personal data']").size(), 1U);
}

TEST(Mods, gives_languages_their_codes_and_parts) {
  const Written mods = mods_of(modern_record());
  const std::string original = "/mods/language[@objectPart='original']/languageTerm";
  EXPECT_EQ(mods.values(original + "[@type='code'][@authority='iso639-2b']"), Values{"ger"});
  EXPECT_EQ(mods.values(original + "[@type='text']"), (Values{"German", "Old Norse"}));
  EXPECT_EQ(mods.values("/mods/language[@objectPart='translation']/languageTerm[@type='code']"),
            Values{"eng"});
}

TEST(Mods, tells_rights_and_access_apart_from_the_secrecy_of_the_original) {
  const Written mods = mods_of(modern_record());
  EXPECT_EQ(mods.values("/mods/accessCondition[@type='use and reproduction']/@xlink:href"),
            Values{"https://creativecommons.org/licenses/by/4.0/"});
  EXPECT_EQ(mods.values("/mods/accessCondition[@type='use and reproduction']"),
            Values{"Creative Commons Attribution 4.0 International"});
  EXPECT_EQ(mods.values("/mods/accessCondition[@type='restriction on access']"),
            Values{"until 2040-01-31"});
  EXPECT_EQ(mods.values("/mods/note[@type='original classification']"), Values{"Strictly secret"});
}

TEST(Mods, tells_the_levels_of_other_archives_and_which_are_not_sure) {
  const Written mods = mods_of(modern_record());
  const std::string item = "/mods/relatedItem[@type='original']";
  EXPECT_EQ(mods.values(item + "/part/detail/@type"),
            (Values{"section", "year", "box", "item", "registry"}));
  EXPECT_EQ(mods.values(item + "/part/detail[@type='registry']/number"), Values{"004076/ 1955"});
  EXPECT_EQ(mods.values(item + "/note[@type='unsure']"), Values{"item 5/a"});
  EXPECT_EQ(mods.values(item + "/physicalDescription/form"), Values{"Microfilm"});
  EXPECT_EQ(mods.values(item + "/location/physicalLocation"), (Values{"MOL", "Budapest"}));
  EXPECT_EQ(mods.values(item + "/location/url"), Values{"https://example.org/scan?id=5"});
}

TEST(Mods, keeps_an_address_that_is_none_as_words) {
  DocumentRecord record;
  record.url.values = {"node 5 [old]"};
  record.rights_uri.values = {"as [agreed]"};
  const Written mods = mods_of(record);
  EXPECT_EQ(mods.values("/mods/location"), Values{});
  EXPECT_EQ(mods.values("/mods/identifier[@type='page address']"), record.url.values);
  EXPECT_EQ(mods.values("/mods/accessCondition[not(@xlink:href)]"), record.rights_uri.values);
}

TEST(DublinCore, has_a_place_for_the_fields_of_modern_pages_and_sheets) {
  const DocumentRecord record = modern_record();
  const Written dc = dc_of(record);
  const auto values = [&dc](const std::string& name) { return dc.values("/qualifieddc/" + name); };
  EXPECT_EQ(values("dc:creator"), record.authors.values);
  EXPECT_EQ(values("dc:contributor"), (Values{"E. Editor", "V. N. Compiler"}));
  EXPECT_EQ(values("dcterms:contributor"), Values{"Endowment"}) << "the same body once";
  EXPECT_EQ(values("dc:type"), record.document_type.values);
  EXPECT_EQ(values("dcterms:issued"), record.uploaded.values);
  EXPECT_EQ(values("dc:subject"), (Values{"Ships--Trade", "Кетеван Саралидзе"}));
  EXPECT_EQ(values("dcterms:spatial"), record.places.values);
  EXPECT_EQ(values("dc:language[@xsi:type='dcterms:ISO639-2']"), (Values{"ger", "eng"}));
  EXPECT_EQ(values("dc:language[not(@xsi:type)]"), Values{"Old Norse"});
  EXPECT_EQ(values("dcterms:accessRights"), record.access.values);
  EXPECT_EQ(values("dcterms:rights"), record.rights_uri.values);
  EXPECT_EQ(values("dcterms:source"), (Values{record.url.values[0], record.holdings[0].raw}));
  EXPECT_EQ(values("dcterms:provenance"), (Values{"National Archives of Hungary", "MOL"}));
  EXPECT_EQ(values("dcterms:isPartOf"),
            Values{"MOL, section XIX-J-1-j, year 1955, box 4, item 5/a, registry 004076/ 1955"});
  EXPECT_EQ(values("dcterms:medium"), Values{"Microfilm"});
  EXPECT_EQ(values("dc:description"),
            (Values{"The text itself is dated 1936-01.", "Шкаф: 5", "Colour: red"}));
}

TEST(Descriptions, name_the_batch) {
  const DescriptionFacts facts{"the-id", {1000000000}, "delo 1", "telegrams-2026"};
  const Written mods([&](ByteSink& sink) { write_mods(sink, {}, facts); }, package_schema());
  EXPECT_EQ(mods.values("//recordInfoNote[@type='batch']"), Values{"telegrams-2026"});
  const Written dc([&](ByteSink& sink) { write_dublin_core(sink, {}, facts); },
                   dublin_core_schema());
  EXPECT_EQ(dc.values("//dcterms:isPartOf"), Values{"telegrams-2026"});
}

TEST(DublinCore, of_an_empty_record_is_valid) {
  EXPECT_EQ(dc_of({}).values("/qualifieddc/*"), Values{"the-id"});
}

TEST(Premis, writes_objects_events_agents_and_rights_that_are_valid) {
  PackageFile file{RelPath("data/a"), 42, {}, "text/plain", {}, "Лист <5>.txt"};
  file.digests.insert(*Digest::from_hex(Algorithm::sha256, std::string(64, 'a')));
  file.digests.insert(*Digest::from_hex(Algorithm::sha512, std::string(128, 'b')));
  const PremisRelationship included{"structural", "is included in", "r"};
  const FormatKey key{"PRONOM", "x-fmt/111", "Plain Text File", "", "text match"};
  file.format = &key;
  file.type_said = "text/x-c";
  RightsStatement copyright;
  copyright.id = "rights/1";
  copyright.status = "unknown";
  copyright.jurisdiction = "us";
  copyright.note = "the paragraph";
  copyright.uri = "http://rightsstatements.org/vocab/CNE/1.0/";
  copyright.objects = {{"the-id", ""}};
  RightsStatement policy;
  policy.id = "rights/2";
  policy.basis = RightsStatement::Basis::other;
  policy.other_basis = "publisher policy";
  policy.granted.act = "use";
  policy.granted.restriction = "research only";
  policy.agents = {{"agent/p", "publisher"}};
  const Written premis(
      [&](ByteSink& sink) {
        PremisWriter writer(sink, "../premis.xsd");
        writer.object({PremisObject::Kind::intellectual_entity, {"the-id", "113636"}, "", {}});
        writer.object({PremisObject::Kind::representation,
                       {"r"},
                       "",
                       {{"structural", "represents", "the-id"},
                        {"derivation", "has source", "s", {"event/1"}}}});
        writer.file("f", file, &included);
        writer.event({"event/1",
                      "creation",
                      "XXXX",
                      "translation",
                      "success",
                      "a note",
                      {{"agent/b", "translator"}},
                      {{"the-id", ""}}});
        writer.agent({"agent/b", "O. Brandreth", AgentType::person, ""});
        writer.agent({"agent/delo", "delo", AgentType::software, "1"});
        writer.agent({"agent/p", "NPIHP", AgentType::organization, ""});
        writer.rights(copyright);
        writer.rights(policy);
        writer.finish();
      },
      package_schema());
  EXPECT_EQ(premis.values("//object[@xsi:type='intellectualEntity']//objectIdentifierValue"),
            (Values{"the-id", "113636"}));
  EXPECT_EQ(premis.values("//fixity/messageDigestAlgorithm"), (Values{"SHA-256", "SHA-512"}));
  EXPECT_EQ(premis.values("//object/objectCharacteristics/size"), Values{"42"});
  EXPECT_EQ(premis.values("//formatName"), Values{"text/plain"});
  EXPECT_EQ(premis.values("//originalName"), Values{"Лист <5>.txt"});
  EXPECT_EQ(premis.values("//event/linkingAgentIdentifier/linkingAgentRole"), Values{"translator"});
  EXPECT_EQ(premis.values("//agent/agentType"), (Values{"person", "software", "organization"}));
  EXPECT_EQ(premis.values("//rightsBasis"), (Values{"copyright", "other"}));
  EXPECT_EQ(premis.values("//copyrightStatus"), Values{"unknown"});
  EXPECT_EQ(premis.values("//copyrightDocumentationIdentifierValue"), Values{copyright.uri});
  EXPECT_EQ(premis.values("//otherRightsBasis"), Values{"publisher policy"});
  EXPECT_EQ(premis.values("//rightsGranted/restriction"), Values{"research only"});
}

} // namespace
} // namespace delo
