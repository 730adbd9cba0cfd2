// The rights declaration lies in the package, METS names it, and validation reads it.
#include "delo/ops/validate.hpp"
#include "unit/support/packages.hpp"

#include <gtest/gtest.h>
#include <pugixml.hpp>

namespace delo {
namespace {

class RightsFile : public testing::Test {
protected:
  test::fs::path packed(Layout layout, const char* page = "telegram-batumi-1946-03-05.txt") {
    return test::pack_telegram(folder_ / "out", layout, [page](PackOptions& options) {
      options.sources = {test::fixture(page)};
    });
  }
  test::TempDir folder_;
};

constexpr const char* kRights = "metadata/other/rights.xml";

TEST_F(RightsFile, is_named_by_the_mets_file_of_the_package) {
  const test::fs::path package = packed(Layout::sip);
  pugi::xml_document mets;
  ASSERT_TRUE(mets.load_file((package / "METS.xml").c_str()));
  const auto references = mets.select_nodes("/mets/amdSec/rightsMD[@STATUS='CURRENT']/mdRef");
  ASSERT_EQ(references.size(), 1U);
  const pugi::xml_node reference = references.first().node();
  EXPECT_STREQ(reference.attribute("xlink:href").value(), kRights);
  EXPECT_STREQ(reference.attribute("MDTYPE").value(), "METSRIGHTS");
  EXPECT_STREQ(reference.attribute("LOCTYPE").value(), "URL");
  EXPECT_STREQ(reference.attribute("xlink:type").value(), "simple");
  EXPECT_EQ(std::string(reference.attribute("CHECKSUM").value()),
            test::digest_of(Algorithm::sha512, test::bytes_of(package / kRights)));
}

TEST_F(RightsFile, is_not_there_when_nobody_states_any_rights) {
  const test::fs::path package = packed(Layout::sip, "no-rights.txt");
  EXPECT_FALSE(test::fs::exists(package / kRights));
  EXPECT_EQ(test::bytes_of(package / "METS.xml").find("rightsMD"), std::string::npos);
}

TEST_F(RightsFile, is_judged_by_its_schema) {
  const test::fs::path package = packed(Layout::sip);
  test::replace_in(package / kRights, "GENERAL PUBLIC", "EVERYBODY");
  EXPECT_EQ(test::first(validate_package(package), "XML-3").path, kRights);
}

} // namespace
} // namespace delo
