// METS: locations that survive the way there and back, references read, documents that are valid.
#include "delo/formats/csip/csip_layout.hpp"
#include "delo/formats/mets/href.hpp"
#include "delo/formats/mets/mets_reader.hpp"
#include "delo/formats/mets/mets_writer.hpp"
#include "delo/formats/xsd/schemas.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <set>
#include <tuple>

namespace delo {
namespace {

TEST(Href, encodes_all_but_the_unreserved_characters_once) {
  EXPECT_EQ(encode_href(RelPath("a/b-c_d.e~f9")), "a/b-c_d.e~f9");
  EXPECT_EQ(encode_href(RelPath("a b%#?&+.txt")), "a%20b%25%23%3F%26%2B.txt");
  EXPECT_EQ(encode_href(RelPath("дело")), "%D0%B4%D0%B5%D0%BB%D0%BE");
}

TEST(Href, decodes_once_and_leaves_what_is_not_well_encoded) {
  EXPECT_EQ(decode_href("a%20b%2520"), "a b%20");
  EXPECT_EQ(decode_href("%d0%B4"), "д");
  for (const std::string_view text : {"100%", "100%2", "100%zz", "%", "a%+1b", "%-1"})
    EXPECT_EQ(decode_href(text), text);
}

TEST(Href, brings_random_paths_back) {
  test::Random random;
  for (int i = 0; i < 500; ++i) {
    const auto path = RelPath::parse("x" + random.bytes(1 + random.below(20)));
    if (path) {
      EXPECT_EQ(decode_href(encode_href(*path)), path->str());
    }
  }
}

TEST(CsipLayout, finds_a_sip_at_three_places) {
  const auto split = [](std::string_view path) {
    const auto place = split_sip_path(RelPath(path));
    return place ? place->root + "|" + place->inner.str() : "none";
  };
  EXPECT_EQ(split("METS.xml"), "|METS.xml");
  EXPECT_EQ(split("representations/a/data/x"), "|representations/a/data/x");
  EXPECT_EQ(split("data/METS.xml"), "data|METS.xml");
  EXPECT_EQ(split("data/id/metadata/x.xml"), "data/id|metadata/x.xml");
  for (const std::string_view path :
       {"bagit.txt", "data", "data/x", "data/a/b/METS.xml", "x/METS.xml", "mets.xml"})
    EXPECT_EQ(split(path), "none") << path;
}

TEST(CsipLayout, knows_which_mets_files_are_the_packages_own) {
  EXPECT_TRUE(is_package_mets(RelPath("METS.xml")));
  EXPECT_TRUE(is_package_mets(RelPath("representations/scan/METS.xml")));
  for (const std::string_view path :
       {"representations/METS.xml", "representations/scan/data/METS.xml", "documentation/METS.xml"})
    EXPECT_FALSE(is_package_mets(RelPath(path))) << path;
  EXPECT_EQ(representation_part(RelPath("representations/a/b/c")), RelPath("b/c"));
  EXPECT_EQ(representation_part(RelPath("representations/a")), std::nullopt);
}

MetsReader read(std::string_view inner) {
  MetsReader mets;
  XmlReader xml(mets, nullptr);
  xml.feed(
      "<mets xmlns=\"http://www.loc.gov/METS/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n");
  xml.feed(inner);
  xml.feed("</mets>");
  EXPECT_TRUE(xml.finish().empty());
  return mets;
}

TEST(MetsReader, hears_files_metadata_and_pointers) {
  const MetsReader mets = read(
      "<dmdSec><mdRef xlink:href='m.xml' SIZE='3' CHECKSUM='AB' CHECKSUMTYPE='MD5'/></dmdSec>\n"
      "<file SIZE='7' CHECKSUM='cd' CHECKSUMTYPE='SHA-256'><FLocat xlink:href='a&amp;b'/></file>\n"
      "<mptr xlink:href='r/METS.xml'/>");
  ASSERT_EQ(mets.references().size(), 3U);
  EXPECT_TRUE(mets.is_mets());
  const MetsReference md = mets.references()[0];
  const MetsReference file = mets.references()[1];
  const MetsReference mptr = mets.references()[2];
  EXPECT_EQ(md.href, "m.xml");
  EXPECT_EQ(md.checksum, "AB");
  EXPECT_EQ(md.line, 2U);
  EXPECT_EQ(file.href, "a&b");
  EXPECT_EQ(file.size, "7");
  EXPECT_EQ(file.checksum_type, "SHA-256");
  EXPECT_EQ(file.line, 3U);
  EXPECT_TRUE(mptr.kind == MetsReference::Kind::mets);
  EXPECT_FALSE(file.kind == MetsReference::Kind::mets);
}

TEST(MetsReader, gives_each_location_the_facts_of_its_own_file) {
  const MetsReader mets = read("<file SIZE='1'><FLocat xlink:href='a'/><FLocat xlink:href='b'/>"
                               "<file SIZE='2'><FLocat xlink:href='c'/></file>"
                               "<FLocat xlink:href='d'/></file>");
  std::string heard;
  for (const MetsReference& reference : mets.references())
    heard += reference.href + reference.size + " ";
  EXPECT_EQ(heard, "a1 b1 c2 d1 ");
}

TEST(MetsReader, does_not_listen_inside_other_vocabularies) {
  const MetsReader mets =
      read("<mdWrap><xmlData><mdRef xlink:href='x'/><xmlData><mptr xlink:href='y'/></xmlData>"
           "<mptr xlink:href='z'/></xmlData></mdWrap><o:mptr xmlns:o='urn:o' xlink:href='o'/>"
           "<mptr xlink:href='ours'/>");
  ASSERT_EQ(mets.references().size(), 1U);
  EXPECT_EQ(mets.references()[0].href, "ours");
}

PackageFile file_at(std::string_view path) {
  PackageFile file{RelPath(path), 42, {}, "text/plain", Timestamp{1000000000}, ""};
  file.digests.insert(*Digest::from_hex(Algorithm::sha512, std::string(128, 'a')));
  return file;
}

PackageFiles only(const PackageFile& file) {
  return [file](const PackageFileVisitor& visit) { visit(file); };
}

TEST(MetsWriter, writes_a_document_that_is_valid_and_names_every_file) {
  const PackageFile mods = file_at("metadata/descriptive/mods.xml");
  const PackageFile premis = file_at("metadata/preservation/premis.xml");
  const PackageFile rights = file_at("metadata/other/rights.xml");
  const PackageFile page = file_at("documentation/source/Телеграмма № 5 <a & b>.txt");
  const PackageFile inner = file_at("representations/translation/METS.xml");
  MetsDocument document;
  document.object_id = "RGASPI-f558";
  document.label = "“On Three Coasters” & others";
  document.content_category = "Textual works – Digital";
  document.agents = {{"CREATOR", "OTHER", "SOFTWARE", "delo", "1", "SOFTWARE VERSION"},
                     {"CREATOR", "ORGANIZATION", "", "A <Society>", "", ""}};
  document.reference_codes = {"РГАСПИ, ф. 558", "GARF, f. <5>"};
  document.descriptive = {{mods, "MODS", "3.8"}};
  document.rights = {{rights, "METSRIGHTS", ""}};
  document.preservation = {{premis, "PREMIS", "3.0"}};
  document.groups = {{.use = "Documentation", .files = only(page)},
                     {.use = "Representations/translation", .representation_mets = inner}};
  document.schemas_folder = "schemas/";
  StringSink sink;
  write_mets(sink, document);

  MetsReader mets;
  XmlReader xml(mets, &package_schema());
  xml.feed(sink.str());
  for (const XmlProblem& problem : xml.finish())
    ADD_FAILURE() << problem.line << ": " << problem.message;
  std::set<std::string> named;
  for (const MetsReference& reference : mets.references()) {
    named.insert(decode_href(reference.href));
    if (reference.kind != MetsReference::Kind::mets) {
      EXPECT_EQ(reference.size, "42");
      EXPECT_EQ(reference.checksum, std::string(128, 'a'));
      EXPECT_EQ(reference.checksum_type, "SHA-512");
    }
  }
  EXPECT_EQ(named, (std::set<std::string>{mods.path.str(), premis.path.str(), rights.path.str(),
                                          page.path.str(), inner.path.str()}));

  StringSink again;
  write_mets(again, document);
  EXPECT_EQ(again.str(), sink.str());

  pugi::xml_document dom;
  ASSERT_TRUE(dom.load_string(sink.str().c_str()));
  std::vector<std::string> codes;
  for (const auto& node : dom.select_nodes("//metsHdr/altRecordID[@TYPE='PREVIOUSREFERENCECODE']"))
    codes.emplace_back(node.node().text().get());
  EXPECT_EQ(codes, document.reference_codes);
  std::set<std::string> ids;
  for (const auto& node : dom.select_nodes("//@ID"))
    EXPECT_TRUE(ids.insert(node.attribute().value()).second) << node.attribute().value();
  for (const auto& node : dom.select_nodes("//fptr/@FILEID | //div/@DMDID"))
    EXPECT_TRUE(ids.contains(node.attribute().value())) << node.attribute().value();
  const pugi::xml_node section = dom.select_node("//amdSec").node();
  EXPECT_EQ(std::string(dom.select_node("//div/@ADMID").attribute().value()),
            std::string(section.child("rightsMD").attribute("ID").value()) + " " +
                section.child("digiprovMD").attribute("ID").value());
  EXPECT_STREQ(section.select_node("rightsMD/mdRef/@MDTYPE").attribute().value(), "METSRIGHTS");
}

TEST(MetsWriter, does_not_write_of_a_file_without_its_digest) {
  PackageFile page{RelPath("a"), 1, {}, "text/plain", {}, ""};
  MetsDocument document;
  document.groups = {{.use = "Documentation", .files = only(page)}};
  StringSink sink;
  EXPECT_EQ(test::kind_of([&] { write_mets(sink, document); }), ErrorKind::internal);
}

} // namespace
} // namespace delo
