// METS packages of other makers, METS and its companions by themselves.
#include "delo/ops/validate.hpp"
#include "unit/support/packages.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using namespace test;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A document with one section of metadata and one file.
std::string mets(std::string_view file_attributes, std::string_view href,
                 std::string_view sections = "") {
  return fmt::format(
      "<mets xmlns=\"http://www.loc.gov/METS/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n{}\n<fileSec><fileGrp>"
      "<file ID=\"f1\" {}>\n<FLocat LOCTYPE=\"URL\" xlink:href=\"{}\"/></file></fileGrp></fileSec>"
      "<structMap><div><fptr FILEID=\"f1\"/></div></structMap></mets>\n",
      sections, file_attributes, href);
}

/// Metadata of a file object, as the section of METS that a file names.
std::string premis_section(std::string_view characteristics, std::string_view name = "an object") {
  return fmt::format(
      "<amdSec><techMD ID=\"t1\"><mdWrap MDTYPE=\"PREMIS:OBJECT\"><xmlData><object "
      "xmlns=\"http://www.loc.gov/premis/v3\" xsi:type=\"file\"><objectIdentifier>"
      "<objectIdentifierType>local</objectIdentifierType><objectIdentifierValue>{}"
      "</objectIdentifierValue></objectIdentifier>{}</object></xmlData></mdWrap></techMD></amdSec>",
      name, characteristics);
}

std::string characteristics(std::string_view digest, std::string_view size, int level = 0) {
  return fmt::format("<objectCharacteristics><compositionLevel>{}</compositionLevel><fixity>"
                     "<messageDigestAlgorithm>md5</messageDigestAlgorithm><messageDigest>{}"
                     "</messageDigest></fixity><size>{}</size><format><formatDesignation>"
                     "<formatName>text/plain</formatName></formatDesignation></format>"
                     "</objectCharacteristics>",
                     level, digest, size);
}

class MetsPackage : public testing::Test {
protected:
  /// The package as a folder and as archives, whose findings must be the same.
  PackageReport judge() const {
    PackageReport report = validate_package(folder_);
    archive_folder(folder_, scratch_ / "p.tar", ArchiveKind::tar);
    archive_folder(folder_, scratch_ / "p.tar.gz", ArchiveKind::tar_gz);
    archive_folder(folder_, scratch_ / "p.zip", ArchiveKind::zip);
    for (const std::string_view name : {"p.tar", "p.tar.gz", "p.zip"}) {
      const PackageReport other = validate_package(scratch_ / name);
      EXPECT_EQ(in_full(other), in_full(report)) << name;
      EXPECT_EQ(other.not_run, report.not_run) << name;
    }
    return report;
  }
  void file(std::string_view name, std::string_view text) const {
    write_file(folder_ / name, text);
  }

  TempDir scratch_;
  fs::path folder_ = scratch_ / "p";
};

TEST_F(MetsPackage, of_another_maker_is_compared_with_its_files) {
  file("mets.xml", mets("SIZE=\"6\"", "scans/a.txt"));
  file("scans/a.txt", "alpha\n");
  const PackageReport report = judge();
  EXPECT_THAT(in_full(report), IsEmpty());
  EXPECT_EQ(report.kind, "METS package");
  EXPECT_EQ(report.verdict(), Verdict::valid);
}

TEST_F(MetsPackage, misses_what_it_names_and_warns_of_what_it_does_not_name) {
  file("mets.xml", mets("", "scans/a.txt"));
  file("scans/b.txt", "beta\n");
  file("signature.sig", "made of mets.xml\n");
  const PackageReport report = judge();
  EXPECT_THAT(found(report), ElementsAre("METS-file-1 scans/a.txt", "METS-file-4 scans/b.txt"));
  EXPECT_EQ(first(report, "METS-file-4").severity(), Severity::warning)
      << "METS alone does not ask that every file is named";
}

TEST_F(MetsPackage, may_lie_in_the_payload_of_a_bag) {
  const std::string id = "0a1b2c3d-0000-4000-8000-00000000000f";
  file("data/METS." + id + ".xml", mets("", "objects/a.txt"));
  file("data/objects/a.txt", "alpha\n");
  file("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  file("manifest-sha256.txt", "");
  seal_payload(folder_);
  const PackageReport report = judge();
  EXPECT_THAT(in_full(report), IsEmpty());
  EXPECT_EQ(report.kind, "bag with METS");
  fs::remove(folder_ / "data/objects/a.txt");
  EXPECT_THAT(rules_of(judge()), ElementsAre("BAGIT-3-1", "METS-file-1"));
}

TEST_F(MetsPackage, says_what_lies_elsewhere_and_was_not_checked) {
  file("mets.xml", mets("", "https://example.org/a.tif"));
  const PackageReport report = judge();
  EXPECT_THAT(in_full(report), IsEmpty());
  EXPECT_THAT(report.not_run, ElementsAre(HasSubstr("1 location of mets.xml")));
}

TEST_F(MetsPackage, is_found_in_every_dialect_with_one_warning_for_each) {
  file("mets.xml", mets("", "scans\\a+b.txt"));
  file("scans/a+b.txt", "alpha\n");
  const PackageReport report = judge();
  EXPECT_THAT(found(report), ElementsAre("METS-href-1 mets.xml"));
  EXPECT_THAT(first(report, "METS-href-1").message, HasSubstr("\"\\\" for \"/\""));
}

TEST_F(MetsPackage, holds_files_to_the_premis_within_it) {
  const std::string text = "alpha\n";
  file("scans/a.txt", text);
  const std::string good = digest_of(Algorithm::md5, text);
  file("mets.xml", mets("ADMID=\"t1\"", "scans/a.txt", premis_section(characteristics(good, "6"))));
  EXPECT_THAT(in_full(judge()), IsEmpty());
  const std::string bad(32, '0');
  file("mets.xml", mets("ADMID=\"t1\"", "scans/a.txt", premis_section(characteristics(bad, "7"))));
  const PackageReport report = judge();
  EXPECT_THAT(found(report), ElementsAre("PREMIS-file-2 scans/a.txt", "PREMIS-file-1 scans/a.txt"));
  EXPECT_EQ(first(report, "PREMIS-file-1").expected, bad);
  EXPECT_EQ(first(report, "PREMIS-file-1").actual, good);
}

TEST_F(MetsPackage, compares_the_outermost_layer_of_an_object) {
  file("scans/a.txt", "alpha\n");
  const std::string outer = characteristics(digest_of(Algorithm::md5, "alpha\n"), "6", 1);
  const std::string inner = characteristics(std::string(32, '0'), "999", 0);
  file("mets.xml", mets("ADMID=\"t1\"", "scans/a.txt", premis_section(inner + outer)));
  EXPECT_THAT(in_full(judge()), IsEmpty());
}

TEST_F(MetsPackage, finds_the_file_of_an_object_by_a_path_in_its_identifier) {
  file("scans/a.txt", "alpha\n");
  file("mets.xml",
       mets("", "scans/a.txt", premis_section(characteristics("", "7"), "file://./scans/a.txt")));
  EXPECT_THAT(rules_of(judge()), ElementsAre("PREMIS-file-2"));
}

TEST_F(MetsPackage, finds_the_file_of_an_object_whatever_its_name_is) {
  file("scans/plain.txt", "alpha\n");
  for (const std::string name : {"a.txt ", " a.txt", "C:drive"})
    file("scans/" + name, "alpha\n");
  // The first part may be the name of the package, as PREMIS of delo writes it.
  for (const auto& [said, path] : {std::pair{"scans/a.txt ", "scans/a.txt "},
                                   {"package/scans/a.txt ", "scans/a.txt "},
                                   {"package/scans/ a.txt", "scans/ a.txt"},
                                   {"package/scans/C:drive", "scans/C:drive"},
                                   {"\n  package/scans/plain.txt\n", "scans/plain.txt"}}) {
    file("mets.xml", mets("", "scans/plain.txt", premis_section(characteristics("", "7"), said)));
    EXPECT_EQ(first(judge(), "PREMIS-file-2").path, path) << said;
  }
}

TEST_F(MetsPackage, says_which_objects_could_not_be_compared) {
  file("scans/a.txt", "alpha\n");
  file("mets.xml", mets("", "scans/a.txt", premis_section(characteristics("00", "7"))));
  const PackageReport report = judge();
  EXPECT_THAT(in_full(report), IsEmpty());
  EXPECT_THAT(report.not_run, Contains(HasSubstr("1 object in mets.xml")));
}

TEST_F(MetsPackage, checks_metadata_that_it_names_wherever_that_lies) {
  file("about/description.xml", "<mods xmlns=\"http://www.loc.gov/mods/v3\"><title/></mods>");
  file("a.txt", "alpha\n");
  file("mets.xml", mets("", "a.txt",
                        "<dmdSec ID=\"d1\"><mdRef LOCTYPE=\"URL\" MDTYPE=\"MODS\" "
                        "xlink:href=\"about/description.xml\"/></dmdSec>"));
  const PackageReport report = judge();
  EXPECT_THAT(rules_of(report), ElementsAre("XML-3"));
  EXPECT_EQ(first(report, "XML-3").path, "about/description.xml");
}

class LoneDocument : public testing::Test {
protected:
  PackageReport judge(std::string_view text, const ValidateOptions& options = {}) const {
    write_file(scratch_ / "d.xml", text);
    return validate_package(scratch_ / "d.xml", options);
  }
  TempDir scratch_;
};

TEST_F(LoneDocument, is_checked_by_its_schema_and_its_ids) {
  const PackageReport good = judge(mets("", "a.txt"));
  EXPECT_EQ(good.verdict(), Verdict::valid);
  EXPECT_EQ(good.kind, "METS document");
  EXPECT_THAT(good.not_run, ElementsAre(HasSubstr("files that the document names")));
  EXPECT_THAT(rules_of(judge(mets("COLOUR=\"red\"", "a.txt"))), ElementsAre("XML-3"));
  EXPECT_THAT(rules_of(judge(mets("ADMID=\"no\"", "a.txt"))), ElementsAre("XML-5"));
}

TEST_F(LoneDocument, that_is_no_xml_is_invalid) {
  EXPECT_THAT(rules_of(judge("<mets")), ElementsAre("XML-1"));
  EXPECT_THAT(rules_of(judge("")), ElementsAre("XML-1"));
  EXPECT_EQ(judge("no tag").verdict(), Verdict::invalid);
}

TEST_F(LoneDocument, of_an_unknown_kind_is_neither_valid_nor_invalid) {
  EXPECT_EQ(judge("<html/>").verdict(), Verdict::not_a_package);
}

TEST_F(LoneDocument, is_found_without_its_name_and_in_utf_16) {
  const std::string text = "<?xml version=\"1.0\"?>\n" + mets("", "a.txt");
  write_file(scratch_ / "document", text);
  EXPECT_EQ(validate_package(scratch_ / "document").verdict(), Verdict::valid);
  std::string wide = "\xFF\xFE";
  for (const char c : text)
    wide += std::string{c, '\0'};
  write_file(scratch_ / "wide", wide);
  EXPECT_EQ(validate_package(scratch_ / "wide").verdict(), Verdict::valid);
}

TEST_F(LoneDocument, is_left_alone_when_its_kind_was_not_asked_for) {
  ValidateOptions options;
  options.families = {RuleFamily::premis};
  EXPECT_THAT(rules_of(judge(mets("COLOUR=\"red\"", "a.txt"), options)), IsEmpty());
}

} // namespace
} // namespace delo
