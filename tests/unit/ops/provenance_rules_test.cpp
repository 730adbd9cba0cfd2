// Packages that delo made, against their own provenance record: each rule broken alone.
#include "delo/ops/validate.hpp"
#include "unit/support/packages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using namespace test;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kRecord = "documentation/provenance.json";
constexpr std::string_view kPage = "documentation/source/telegram-batumi-1946-03-05.txt";

/// The findings of the rules of our own packages.
std::vector<std::string> own_findings(const fs::path& package) {
  ValidateOptions options;
  options.families = {RuleFamily::delo};
  return found(validate_package(package, options));
}

class ProvenanceRulesTest : public testing::Test {
protected:
  TempDir scratch_;
  const fs::path sip_ = pack_telegram(scratch_.path(), Layout::sip);

  /// Replaces every occurrence.
  static void replace_all(const fs::path& file, const std::string& from, const std::string& to) {
    std::string text = bytes_of(file);
    ASSERT_NE(text.find(from), std::string::npos) << from;
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
    write_file(file, text);
  }
};

TEST_F(ProvenanceRulesTest, have_nothing_against_good_packages) {
  for (const Layout layout : {Layout::bag_with_sip, Layout::sip, Layout::bag}) {
    const TempDir scratch;
    const fs::path package = pack_telegram(scratch.path(), layout);
    EXPECT_THAT(own_findings(package), IsEmpty()) << to_word(layout);
    archive_folder(package, scratch / "p.tar.gz", ArchiveKind::tar_gz);
    EXPECT_THAT(own_findings(scratch / "p.tar.gz"), IsEmpty()) << to_word(layout);
  }
}

TEST_F(ProvenanceRulesTest, ask_for_a_record_by_its_schema) {
  replace_in(sip_ / kRecord, "\"origin\": \"page\"", "\"origin\": \"hearsay\"");
  EXPECT_THAT(own_findings(sip_), Contains("DELO-provenance-1 " + std::string(kRecord)));
}

TEST_F(ProvenanceRulesTest, ask_for_a_record_that_can_be_read) {
  append(sip_ / kRecord, "}");
  EXPECT_THAT(own_findings(sip_), ElementsAre("DELO-provenance-1 " + std::string(kRecord)));
}

TEST_F(ProvenanceRulesTest, ask_for_the_id_of_the_record_everywhere) {
  replace_in(sip_ / kRecord, "\"value\": \"telegram\"", "\"value\": \"letter\"");
  EXPECT_THAT(own_findings(sip_), ElementsAre("DELO-id-1 " + std::string(kRecord),
                                              "DELO-record-3 metadata/preservation/premis.xml"));
}

TEST_F(ProvenanceRulesTest, ask_for_the_id_that_the_citation_makes) {
  const TempDir scratch;
  const fs::path sip =
      pack_telegram(scratch.path(), Layout::sip, [](PackOptions& options) { options.id.reset(); });
  EXPECT_THAT(own_findings(sip), IsEmpty());
  const std::string id = sip.filename();
  for (const char* name :
       {"METS.xml", "documentation/provenance.json", "metadata/preservation/premis.xml"})
    replace_all(sip / name, id, "RGASPI-f1-op1-d1");
  EXPECT_THAT(own_findings(sip), Contains("DELO-id-2 " + std::string(kRecord)));
}

TEST_F(ProvenanceRulesTest, ask_of_descriptions_what_the_record_says) {
  const std::string mods = bytes_of(sip_ / "metadata/descriptive/mods.xml");
  const std::size_t title = mods.find("<title>") + 7;
  replace_in(sip_ / "metadata/descriptive/mods.xml",
             mods.substr(title, mods.find("</title>") - title), "Another document");
  EXPECT_THAT(own_findings(sip_), ElementsAre("DELO-record-1 metadata/descriptive/mods.xml"));
}

TEST_F(ProvenanceRulesTest, ask_of_bag_info_what_the_record_says) {
  const TempDir scratch;
  const fs::path bag = pack_telegram(scratch.path(), Layout::bag_with_sip);
  replace_in(bag / "bag-info.txt", "Delo-Fond: ", "Delo-Fond: 9");
  EXPECT_THAT(own_findings(bag), ElementsAre("DELO-record-2 bag-info.txt"));
}

TEST_F(ProvenanceRulesTest, ask_for_the_representations_of_the_record) {
  fs::rename(sip_ / "representations/translation", sip_ / "representations/transcription");
  EXPECT_THAT(own_findings(sip_), ElementsAre("DELO-representation-1 " + std::string(kRecord),
                                              "DELO-representation-1 " + std::string(kRecord)));
}

TEST_F(ProvenanceRulesTest, ask_for_the_page_that_was_read) {
  fs::remove(sip_ / kPage);
  EXPECT_THAT(own_findings(sip_), ElementsAre("DELO-source-1 " + std::string(kRecord)));
}

TEST_F(ProvenanceRulesTest, tell_that_no_rights_are_stated) {
  std::string page = bytes_of(fixture("telegram-batumi-1946-03-05.txt"));
  const TempDir scratch;
  for (const char* word : {"Rights", "rights", "Copyright", "copyright", "licence", "Licence"})
    for (std::size_t at; (at = page.find(word)) != std::string::npos;)
      page.erase(page.rfind('\n', at) + 1, page.find('\n', at) - page.rfind('\n', at));
  write_file(scratch / "page.txt", page);
  PackOptions options = telegram_options(scratch / "out");
  options.layout = Layout::sip;
  options.sources = {scratch / "page.txt"};
  const fs::path sip = pack(options).plan.target;
  const auto told = own_findings(sip);
  EXPECT_THAT(told, ElementsAre("DELO-rights-1 " + std::string(kRecord)));
}

TEST_F(ProvenanceRulesTest, leave_packages_of_others_alone) {
  replace_in(sip_ / kRecord, "\"by\": \"delo\"", "\"by\": \"someone\"");
  replace_in(sip_ / kRecord, "\"value\": \"telegram\"", "\"value\": \"letter\"");
  EXPECT_THAT(own_findings(sip_), IsEmpty());
}

} // namespace
} // namespace delo
