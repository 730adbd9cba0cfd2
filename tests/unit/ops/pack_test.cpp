// A document becomes a package: whole, described in the right places, the same every time.
#include "delo/base/json.hpp"
#include "delo/formats/bagit/bag_info.hpp"
#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/formats/mets/href.hpp"
#include "delo/ops/pack.hpp"
#include "delo/ops/validate.hpp"
#include "unit/support/packages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace delo {
namespace {

using namespace test;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::array<Layout, 3> kLayouts{Layout::bag_with_sip, Layout::sip, Layout::bag};
const std::string kPage = "telegram-batumi-1946-03-05.txt";

/// The texts that an XPath finds; element names are compared without their namespaces: "*mods"
/// stands for *[local-name()='mods'].
std::vector<std::string> texts(const fs::path& file, const std::string& path) {
  std::string xpath;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] != '*') {
      xpath += path[i];
      continue;
    }
    const std::size_t end = std::min(path.find_first_of("/[]=)", i), path.size());
    xpath += "*[local-name()='" + path.substr(i + 1, end - i - 1) + "']";
    i = end - 1;
  }
  pugi::xml_document document;
  if (!document.load_file(file.c_str()))
    throw std::runtime_error(file.native() + " is no XML");
  std::vector<std::string> values;
  for (const pugi::xpath_node& node : document.select_nodes(xpath.c_str()))
    values.emplace_back(node.node() ? node.node().text().get() : node.attribute().value());
  return values;
}

std::vector<std::string> tags(const fs::path& bag, std::string_view label) {
  const ParsedBagInfo parsed = parse_bag_info(bytes_of(bag / "bag-info.txt"));
  EXPECT_THAT(parsed.bad_lines, IsEmpty());
  std::vector<std::string> values;
  for (const Tag* tag : parsed.info.find(label))
    values.push_back(tag->value);
  return values;
}

/// The folder of the SIP below the package.
fs::path sip_folder_of(const PackPlan& plan) {
  return plan.layout == Layout::sip   ? fs::path()
         : plan.layout == Layout::bag ? fs::path("data")
                                      : fs::path("data") / plan.id.id;
}

class Pack : public testing::Test {
protected:
  TempDir scratch_;

  PackOptions options(Layout layout = Layout::bag_with_sip, Container container = Container::dir) {
    PackOptions options = telegram_options(scratch_ / "out");
    options.layout = layout;
    options.container = container;
    return options;
  }
  /// A page in a folder of its own, to be packed under the id "telegram".
  PackOptions options_for(const std::string& page) {
    PackOptions changed = options();
    changed.sources = {fixture(page)};
    return changed;
  }
};

TEST_F(Pack, makes_packages_that_validate_in_every_layout_and_container) {
  for (const Layout layout : kLayouts)
    for (const Container container : kContainers) {
      PackOptions wanted = options(layout, container);
      wanted.output = scratch_ / std::string(to_word(layout)) / std::string(to_word(container));
      const PackResult result = pack(wanted);
      const PackageReport report = validate_package(result.plan.target);
      EXPECT_THAT(in_full(report), IsEmpty()) << result.plan.target;
      EXPECT_THAT(report.not_run, IsEmpty()) << result.plan.target;
      EXPECT_EQ(report.verdict(), Verdict::valid) << result.plan.target;
      EXPECT_EQ(report.files, result.files) << result.plan.target;
      EXPECT_EQ(report.bytes, result.bytes) << result.plan.target;
      EXPECT_THAT(result.plan.warnings, IsEmpty()) << result.plan.target;
    }
}

TEST_F(Pack, writes_exactly_what_it_planned) {
  for (const Layout layout : kLayouts) {
    PackOptions wanted = options(layout);
    wanted.output = scratch_ / to_word(layout);
    wanted.algorithms = {Algorithm::sha256, Algorithm::sha512};
    wanted.dry_run = true;
    const PackPlan plan = pack(wanted).plan;
    wanted.dry_run = false;
    const PackResult result = pack(wanted);
    std::vector<std::string> planned;
    for (const PlannedFile& file : plan.files)
      planned.push_back(file.path.str());
    std::sort(planned.begin(), planned.end());
    EXPECT_EQ(planned, files_below(result.plan.target));
    EXPECT_EQ(plan.target, result.plan.target);
    for (const PlannedFile& file : plan.files)
      if (!file.source.empty()) {
        EXPECT_EQ(fs::file_size(fs::path(plan.target) / file.path.str()), file.size);
      }
  }
}

TEST_F(Pack, writes_nothing_in_a_dry_run) {
  PackOptions wanted = options();
  wanted.dry_run = true;
  EXPECT_FALSE(pack(wanted).written);
  EXPECT_FALSE(fs::exists(scratch_ / "out"));
}

TEST_F(Pack, leaves_a_taken_target_as_it_is) {
  for (const Container container : kContainers) {
    PackOptions wanted = options(Layout::bag, container);
    const fs::path target = wanted.output / file_name("telegram", container);
    if (container == Container::dir)
      fs::create_directories(target);
    else
      write_file(target, "somebody's work\n");
    EXPECT_EQ(kind_of([&] { pack(wanted); }), ErrorKind::usage) << target;
    wanted.dry_run = true; // and it is said beforehand, too
    EXPECT_EQ(kind_of([&] { pack(wanted); }), ErrorKind::usage) << target;
    if (container == Container::dir) {
      EXPECT_TRUE(fs::is_empty(target));
    } else {
      EXPECT_EQ(bytes_of(target), "somebody's work\n");
    }
  }
}

TEST_F(Pack, replaces_an_older_package_when_it_is_told_to) {
  for (const Container container : kContainers) {
    PackOptions wanted = options(Layout::bag, container);
    const fs::path target = pack(wanted).plan.target;
    if (container == Container::dir)
      write_file(target / "left-over.txt", "old\n");
    else
      write_file(target, "old\n");
    wanted.overwrite = Overwrite::yes;
    pack(wanted);
    EXPECT_THAT(in_full(validate_package(target)), IsEmpty()) << target;
  }
  std::vector<std::string> left;
  for (const auto& entry : fs::directory_iterator(scratch_ / "out"))
    left.push_back(entry.path().filename());
  EXPECT_THAT(left, testing::UnorderedElementsAre("telegram", "telegram.tar", "telegram.tar.gz",
                                                  "telegram.tar.zst", "telegram.zip"));
}

TEST_F(Pack, makes_the_same_bytes_twice) {
  for (const Layout layout : kLayouts)
    for (const Container container : kContainers) {
      const TempDir scratch;
      PackOptions wanted = options(layout, container);
      wanted.output = scratch / "1";
      const fs::path one = pack(wanted).plan.target;
      wanted.output = scratch / "2";
      const fs::path two = pack(wanted).plan.target;
      if (container != Container::dir) {
        EXPECT_TRUE(bytes_of(one) == bytes_of(two)) << one;
        continue;
      }
      ASSERT_EQ(files_below(one), files_below(two));
      for (const std::string& file : files_below(one)) {
        EXPECT_TRUE(bytes_of(one / file) == bytes_of(two / file)) << file;
        EXPECT_EQ(fs::last_write_time(one / file), fs::last_write_time(two / file)) << file;
      }
    }
}

TEST_F(Pack, keeps_the_page_byte_for_byte_in_both_places) {
  const fs::path sip = pack(options(Layout::sip)).plan.target;
  const std::string page = bytes_of(fixture(kPage));
  EXPECT_EQ(bytes_of(sip / "documentation/source" / kPage), page);
  EXPECT_EQ(bytes_of(sip / "representations/translation/data" / kPage), page);
}

TEST_F(Pack, takes_folders_and_files_for_representations) {
  write_file(scratch_ / "scans/box 1/l0041.tif", "scan 41");
  write_file(scratch_ / "scans/l0042.tif", "scan 42");
  write_file(scratch_ / "typed.txt", "typed");
  PackOptions wanted = options();
  wanted.representations = {{"original", {scratch_ / "scans"}},
                            {"transcription", {scratch_ / "typed.txt"}}};
  const PackResult result = pack(wanted);
  EXPECT_THAT(result.plan.representations, ElementsAre("original", "transcription", "translation"));
  const fs::path folder = fs::path(result.plan.target) / "data/telegram/representations";
  EXPECT_EQ(bytes_of(folder / "original/data/box 1/l0041.tif"), "scan 41");
  EXPECT_EQ(bytes_of(folder / "original/data/l0042.tif"), "scan 42");
  EXPECT_EQ(bytes_of(folder / "transcription/data/typed.txt"), "typed");
  EXPECT_THAT(in_full(validate_package(result.plan.target)), IsEmpty());
}

TEST_F(Pack, refuses_input_that_would_get_lost_and_writes_nothing) {
  write_file(scratch_ / "a/scan.tif", "a");
  write_file(scratch_ / "b/scan.tif", "b");
  write_file(scratch_ / "linked/real.tif", "real");
  fs::create_symlink("real.tif", scratch_ / "linked/link.tif");
  const std::vector<std::vector<fs::path>> refused{
      {scratch_ / "a/scan.tif", scratch_ / "b/scan.tif"}, {scratch_ / "linked"}};
  for (const auto& paths : refused) {
    PackOptions wanted = options();
    wanted.representations = {{"original", paths}};
    EXPECT_EQ(kind_of([&] { pack(wanted); }), ErrorKind::usage) << paths.front();
  }
  EXPECT_FALSE(fs::exists(scratch_ / "out"));
}

TEST_F(Pack, never_writes_into_its_source) {
  fs::create_directory(scratch_ / "source");
  fs::copy(fixture(kPage), scratch_ / "source");
  PackOptions wanted = options();
  wanted.sources = {scratch_ / "source"};
  wanted.output = scratch_ / "source/packages";
  EXPECT_EQ(kind_of([&] { pack(wanted); }), ErrorKind::usage);
  EXPECT_THAT(files_below(scratch_ / "source"), ElementsAre(kPage));
}

TEST_F(Pack, refuses_an_id_that_cannot_name_a_package) {
  for (const std::string& id :
       std::vector<std::string>{"", "../up", "a b", "-x", "a/b", std::string(101, 'A')}) {
    PackOptions wanted = options();
    wanted.id = id;
    EXPECT_EQ(kind_of([&] { pack(wanted); }), ErrorKind::usage) << id;
  }
}

TEST_F(Pack, packs_an_unparsed_citation_with_a_warning) {
  PackOptions wanted = options_for("unparsed-citation.txt");
  wanted.id.reset();
  const PackResult result = pack(wanted);
  EXPECT_THAT(result.plan.warnings, testing::Not(IsEmpty()));
  EXPECT_EQ(result.plan.id.basis, "date and title");
  const std::string citation =
      "Lighthouse Keepers' Chest, third drawer, bundle tied in red, leaf with a seal";
  EXPECT_THAT(tags(result.plan.target, "Delo-Citation"), ElementsAre(citation));
  EXPECT_THAT(tags(result.plan.target, "Delo-Fond"), IsEmpty());
  EXPECT_THAT(texts(fs::path(result.plan.target) / "data" / result.plan.id.id /
                        "metadata/descriptive/mods.xml",
                    "/*mods/*note[@type='citation/reference']"),
              ElementsAre(citation));
  EXPECT_THAT(in_full(validate_package(result.plan.target)), IsEmpty());
}

TEST_F(Pack, does_not_trust_a_weak_digest_alone) {
  for (const AlgorithmSet& weak :
       {AlgorithmSet{Algorithm::md5}, AlgorithmSet{Algorithm::md5, Algorithm::sha1}}) {
    PackOptions wanted = options();
    wanted.algorithms = weak;
    EXPECT_EQ(kind_of([&] { pack(wanted); }), ErrorKind::usage);
  }
  EXPECT_FALSE(fs::exists(scratch_ / "out"));
}

TEST_F(Pack, writes_a_manifest_for_each_digest_that_is_asked_for) {
  PackOptions wanted = options();
  wanted.algorithms = {Algorithm::md5, Algorithm::sha256};
  const fs::path bag = pack(wanted).plan.target;
  for (const char* name :
       {"manifest-md5.txt", "manifest-sha256.txt", "tagmanifest-md5.txt", "tagmanifest-sha256.txt"})
    EXPECT_TRUE(fs::exists(bag / name)) << name;
  EXPECT_FALSE(fs::exists(bag / "manifest-sha512.txt"));
  const std::string page = "data/telegram/documentation/source/" + kPage;
  const ParsedManifest manifest =
      parse_manifest(bytes_of(bag / "manifest-md5.txt"), Algorithm::md5, PathEncoding::percent);
  EXPECT_EQ(manifest.manifest->find(RelPath(page))->digest.hex(),
            digest_of(Algorithm::md5, bytes_of(fixture(kPage))));
  EXPECT_THAT(in_full(validate_package(bag)), IsEmpty());
  // METS has room for one digest: the strongest.
  EXPECT_THAT(texts(bag / "data/telegram/METS.xml", "//@CHECKSUMTYPE"), testing::Each("SHA-256"));
}

TEST_F(Pack, describes_the_document_in_the_forms_that_are_asked_for) {
  using enum Description;
  const std::map<Description, std::string> kFiles{
      {mods, "mods.xml"}, {dublin_core, "dc.xml"}, {ead3, "ead3.xml"}};
  int round = 0;
  for (const std::vector<Description>& chosen :
       {std::vector{ead3}, std::vector{mods, dublin_core, ead3}, std::vector{ead3, mods, ead3}})
    for (const Layout layout : kLayouts) {
      PackOptions wanted = options(layout);
      wanted.output = scratch_ / std::to_string(round++);
      wanted.descriptions = chosen;
      const PackResult result = pack(wanted);
      const fs::path sip = fs::path(result.plan.target) / sip_folder_of(result.plan);
      for (const auto& [description, name] : kFiles)
        EXPECT_EQ(fs::exists(sip / "metadata/descriptive" / name),
                  std::find(chosen.begin(), chosen.end(), description) != chosen.end())
            << name;
      EXPECT_THAT(in_full(validate_package(result.plan.target)), IsEmpty());
      EXPECT_THAT(validate_package(result.plan.target).not_run, IsEmpty());
    }
}

TEST_F(Pack, names_a_description_in_ead3_to_mets) {
  PackOptions wanted = options(Layout::sip);
  wanted.descriptions = {Description::dublin_core, Description::ead3};
  const fs::path sip = pack(wanted).plan.target;
  const std::string reference = "/*mets/*dmdSec/*mdRef";
  EXPECT_THAT(texts(sip / "METS.xml", reference + "/@MDTYPE"), ElementsAre("DC", "EAD"));
  EXPECT_THAT(texts(sip / "METS.xml", reference + "[@MDTYPE='EAD']/@MDTYPEVERSION"),
              ElementsAre("EAD3 1.1.1"));
  EXPECT_THAT(texts(sip / "metadata/descriptive/ead3.xml", "/*ead/*archdesc/*prefercite/*p"),
              ElementsAre(HasSubstr("AVPRF, f. 094, op. 37, p. 362, d. 18")));
  EXPECT_THAT(texts(sip / "metadata/descriptive/ead3.xml", "//*processinfo/*p"),
              Contains("Oliver T. Brandreth"));
}

TEST_F(Pack, holds_a_description_in_ead3_to_its_schema) {
  PackOptions wanted = options(Layout::sip);
  wanted.descriptions = {Description::ead3};
  const fs::path sip = pack(wanted).plan.target;
  const fs::path ead = sip / "metadata/descriptive/ead3.xml";
  replace_in(ead, "<unittitle>", "<unittitel>");
  replace_in(ead, "</unittitle>", "</unittitel>");
  EXPECT_THAT(in_full(validate_package(sip)),
              Contains(testing::AllOf(HasSubstr("XML-3"), HasSubstr("unittitel"))));
}

TEST_F(Pack, writes_the_description_where_mods_has_its_place) {
  const fs::path mods =
      fs::path(pack(options(Layout::sip)).plan.target) / "metadata/descriptive/mods.xml";
  const auto named = [&mods](const std::string& code) {
    return texts(mods, "/*mods/*name[*role/*roleTerm[@type='code']='" + code + "']/*namePart");
  };
  EXPECT_THAT(texts(mods, "/*mods/*identifier[@type='local']"), ElementsAre("telegram"));
  EXPECT_THAT(texts(mods, "/*mods/*titleInfo/*title"),
              ElementsAre(HasSubstr("On Three Turkish Coasters")));
  EXPECT_THAT(texts(mods, "/*mods/*originInfo/*dateCreated[@encoding='edtf']"),
              ElementsAre("1946-03-05"));
  EXPECT_THAT(texts(mods, "/*mods/*originInfo/*dateCreated[not(@encoding)]"),
              ElementsAre("March 5, 1946"));
  EXPECT_THAT(named("dnr"), ElementsAre("Ketevan M. Saralidze"));
  EXPECT_THAT(named("trl"), ElementsAre("Oliver T. Brandreth"));
  EXPECT_THAT(named("fnd"), ElementsAre("NPIHP"));
  EXPECT_THAT(texts(mods, "/*mods/*note[@type='funding']"),
              ElementsAre(HasSubstr("Kolkheti Endowment for Archives")));
  const std::string holding = "/*mods/*relatedItem[@type='original']";
  EXPECT_THAT(texts(mods, holding + "/*location/*physicalLocation"), ElementsAre("AVPRF"));
  const auto level = [&](const std::string& name) {
    return texts(mods, holding + "/*part/*detail[@type='" + name + "']/*number");
  };
  EXPECT_THAT(level("fond"), ElementsAre("094"));
  EXPECT_THAT(level("opis"), ElementsAre("37"));
  EXPECT_THAT(level("papka"), ElementsAre("362"));
  EXPECT_THAT(level("delo"), ElementsAre("18"));
  const std::string sheets = holding + "/*part/*extent[@unit='sheet']";
  EXPECT_THAT(texts(mods, sheets + "/*start"), ElementsAre("0041"));
  EXPECT_THAT(texts(mods, sheets + "/*end"), ElementsAre("0043ob"));
}

TEST_F(Pack, calls_usual_rights_not_evaluated_and_gives_no_licence) {
  const fs::path bag = pack(options()).plan.target;
  const fs::path metadata = bag / "data/telegram/metadata";
  const std::string cne = "http://rightsstatements.org/vocab/CNE/1.0/";
  const std::string condition = "/*mods/*accessCondition[@type='use and reproduction']";
  const auto paragraphs = texts(metadata / "descriptive/mods.xml", condition);
  EXPECT_THAT(paragraphs, Contains(HasSubstr("Copyright may still rest on part of the documents")));
  const fs::path mods = metadata / "descriptive/mods.xml";
  EXPECT_THAT(texts(mods, condition + "/@xlink:href"), ElementsAre(cne));

  const fs::path premis = metadata / "preservation/premis.xml";
  const std::string statement = "/*premis/*rights/*rightsStatement";
  EXPECT_THAT(texts(premis, statement + "/*rightsBasis"), ElementsAre("copyright", "other"));
  const std::string a = statement + "[*rightsBasis='copyright']/*copyrightInformation";
  EXPECT_THAT(texts(premis, a + "/*copyrightStatus"), ElementsAre("unknown"));
  EXPECT_THAT(texts(premis, a + "/*copyrightJurisdiction"), ElementsAre("us"));
  EXPECT_THAT(texts(premis, a + "/*copyrightNote"),
              ElementsAre(HasSubstr("Copyright may still rest on part of the documents")));
  EXPECT_THAT(texts(premis, a + "/*copyrightDocumentationIdentifier"
                                "/*copyrightDocumentationIdentifierValue"),
              ElementsAre(cne));
  const std::string b = statement + "[*rightsBasis='other']";
  EXPECT_THAT(texts(premis, b + "/*otherRightsInformation/*otherRightsBasis"),
              ElementsAre("publisher policy"));
  EXPECT_THAT(texts(premis, b + "/*rightsGranted/*act"), ElementsAre("use"));
  EXPECT_THAT(texts(premis, b + "/*rightsGranted/*restriction"),
              ElementsAre("research and educational purposes; commercial use needs permission"));
  EXPECT_THAT(texts(premis, "//*licenseInformation"), IsEmpty());
  for (const fs::path& file : {mods, premis, metadata / "descriptive/dc.xml", bag / "bag-info.txt"})
    EXPECT_THAT(bytes_of(file), testing::Not(HasSubstr("creativecommons"))) << file;
  EXPECT_THAT(tags(bag, "Delo-Rights-URI"), ElementsAre(cne));
}

TEST_F(Pack, tells_in_premis_who_brought_and_who_translated) {
  const fs::path premis =
      fs::path(pack(options(Layout::sip)).plan.target) / "metadata/preservation/premis.xml";
  const auto agent_in = [&premis](const std::string& event, const std::string& role) {
    const auto ids = texts(premis, "/*premis/*event[*eventType='" + event +
                                       "']/*linkingAgentIdentifier[*linkingAgentRole='" + role +
                                       "']/*linkingAgentIdentifierValue");
    if (ids.size() != 1)
      return std::string("no single agent");
    const auto names = texts(premis, "/*premis/*agent[*agentIdentifier/*agentIdentifierValue='" +
                                         ids.front() + "']/*agentName");
    return names.size() == 1 ? names.front() : std::string("no single name");
  };
  EXPECT_EQ(agent_in("acquisition", "contributor"), "Ketevan M. Saralidze");
  EXPECT_EQ(agent_in("creation", "translator"), "Oliver T. Brandreth");
  EXPECT_THAT(texts(premis, "/*premis/*object/*objectIdentifier/*objectIdentifierValue"),
              Contains("telegram"));
}

TEST_F(Pack, writes_the_description_into_bag_info_one_value_a_line) {
  const fs::path bag = pack(options()).plan.target;
  EXPECT_THAT(tags(bag, "Internal-Sender-Identifier"), ElementsAre("telegram"));
  EXPECT_THAT(tags(bag, "Delo-Contributor"), ElementsAre("Ketevan M. Saralidze"));
  EXPECT_THAT(tags(bag, "Delo-Translator"), ElementsAre("Oliver T. Brandreth"));
  EXPECT_THAT(tags(bag, "Delo-Programme"), ElementsAre("NPIHP"));
  EXPECT_THAT(tags(bag, "Delo-Archive"), ElementsAre("AVPRF"));
  EXPECT_THAT(tags(bag, "Delo-Fond"), ElementsAre("094"));
  EXPECT_THAT(tags(bag, "Delo-Opis"), ElementsAre("37"));
  EXPECT_THAT(tags(bag, "Delo-Papka"), ElementsAre("362"));
  EXPECT_THAT(tags(bag, "Delo-File"), ElementsAre("18"));
  EXPECT_THAT(tags(bag, "Delo-Sheets"), ElementsAre("0041-0043ob"));
  EXPECT_THAT(tags(bag, "Delo-Citation"),
              ElementsAre(HasSubstr("ll. 0041-0043ob. Contributed by")));
  EXPECT_THAT(tags(bag, "Payload-Oxum"), testing::SizeIs(1));
  EXPECT_THAT(tags(bag, "Bagging-Date"), ElementsAre("2001-09-09"));
}

TEST_F(Pack, says_that_rights_are_not_stated_where_the_page_says_nothing) {
  const PackResult result = pack(options_for("no-rights.txt"));
  const fs::path bag = result.plan.target;
  EXPECT_THAT(result.plan.warnings, testing::Not(IsEmpty()));
  EXPECT_THAT(tags(bag, "Delo-Rights"), ElementsAre("not stated"));
  EXPECT_THAT(tags(bag, "Delo-Rights-URI"), IsEmpty());
  const fs::path metadata = bag / "data/telegram/metadata";
  EXPECT_THAT(texts(metadata / "preservation/premis.xml", "//*rightsStatement"), IsEmpty());
  EXPECT_THAT(texts(metadata / "descriptive/mods.xml", "//*accessCondition"), IsEmpty());
}

TEST_F(Pack, brings_any_name_through_manifest_and_mets_and_back) {
  const std::vector<std::string> names{" lead.tif",  "100%.tif",    "100%25.tif", "a\nb.tif",
                                       "a  b\t.tif", "a#b?c&d.tif", "a+b.tif",    "письмо № 1.tif",
                                       "x[1].tif",   "é.tif",       "'\"<>.tif",  "*star.tif"};
  for (const std::string& name : names)
    write_file(scratch_ / "scans" / name, "scan " + name);
  for (const Container container : kContainers) {
    PackOptions wanted = options(Layout::bag_with_sip, container);
    wanted.representations = {{"original", {scratch_ / "scans"}}};
    const fs::path package = pack(wanted).plan.target;
    EXPECT_THAT(rules_of(validate_package(package)), testing::ElementsAre("DELO-path-8"))
        << package << ": Windows does not allow some of them";
  }
  const fs::path bag = scratch_ / "out/telegram";
  const std::string folder = "data/telegram/representations/original/";
  const ParsedManifest manifest = parse_manifest(bytes_of(bag / "manifest-sha512.txt"),
                                                 Algorithm::sha512, PathEncoding::percent);
  EXPECT_THAT(manifest.faults, IsEmpty());
  const std::string lines = bytes_of(bag / "manifest-sha512.txt"); // as RFC 8493 2.1.3 writes them
  for (const std::string_view name : {"/ lead.tif", "/100%25.tif", "/100%2525.tif", "/a%0Ab.tif"})
    EXPECT_THAT(lines, HasSubstr(folder + "data" + std::string(name) + "\n"));
  std::set<std::string> named;
  for (const std::string& href : texts(bag / folder / "METS.xml", "//*FLocat/@xlink:href"))
    named.insert(decode_href(href));
  for (const std::string& name : names) {
    EXPECT_TRUE(manifest.manifest->contains(RelPath(folder + "data/" + name))) << name;
    EXPECT_TRUE(named.contains("data/" + name)) << name;
    EXPECT_EQ(bytes_of(bag / folder / "data" / name), "scan " + name);
  }
}

TEST_F(Pack, keeps_names_as_a_mac_writes_them_in_every_container) {
  write_file(scratch_ / "scans/\xD0\xB8\xCC\x86.tif", "decomposed");
  for (const Container container : kContainers) {
    PackOptions wanted = options(Layout::bag_with_sip, container);
    wanted.representations = {{"original", {scratch_ / "scans"}}};
    const auto trouble = error_of([&] { pack(wanted); });
    EXPECT_FALSE(trouble) << to_word(container) << ": " << trouble->message();
  }
}

TEST_F(Pack, warns_of_names_that_differ_only_in_case_and_packs_them) {
  write_file(scratch_ / "scans/L41.tif", "upper");
  write_file(scratch_ / "scans/l41.tif", "lower");
  PackOptions wanted = options();
  wanted.representations = {{"original", {scratch_ / "scans"}}};
  const PackResult result = pack(wanted);
  EXPECT_TRUE(result.written);
  EXPECT_THAT(result.plan.warnings, Contains(HasSubstr("letter case")));
  EXPECT_THAT(rules_of(validate_package(result.plan.target)), ElementsAre("DELO-path-6"));
}

TEST_F(Pack, takes_a_large_number_of_files) {
  for (int i = 0; i < 400; ++i)
    write_file(scratch_ / "scans" / std::to_string(i),
               std::string(static_cast<std::size_t>(i), 'x'));
  PackOptions wanted = options(Layout::bag_with_sip, Container::zip);
  wanted.representations = {{"original", {scratch_ / "scans"}}};
  EXPECT_THAT(in_full(validate_package(pack(wanted).plan.target)), IsEmpty());
}

TEST_F(Pack, stops_when_it_is_asked_to_and_leaves_nothing) {
  std::stop_source stop;
  stop.request_stop();
  PackOptions wanted = options();
  wanted.stop = stop.get_token();
  EXPECT_EQ(kind_of([&] { pack(wanted); }), ErrorKind::interrupted);
  EXPECT_FALSE(fs::exists(scratch_ / "out/telegram"));
  EXPECT_TRUE(!fs::exists(scratch_ / "out") || fs::is_empty(scratch_ / "out"));
}

} // namespace
} // namespace delo
