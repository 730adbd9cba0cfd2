// What a repository's delo.toml may say, and what is refused with the line.
#include "delo/ops/validate_config.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;

class ValidateConfigTest : public testing::Test {
protected:
  std::vector<ConfigValue> read(std::string_view text) {
    write_file(folder_ / "delo.toml", text);
    return read_validate_config(folder_ / "delo.toml");
  }
  /// What is said against a text.
  std::string complaint(std::string_view text) {
    const auto error = error_of([&] { read(text); });
    return error && error->kind() == ErrorKind::usage ? error->message() : "";
  }

  TempDir folder_;
};

TEST_F(ValidateConfigTest, gives_values_in_the_order_of_the_file) {
  const auto values = read("[validate]\nonly = [\"XML-1\", \"METS-\"]\nfail-on = \"warning\"\n"
                           "max-findings = 5\nlenient = true\n");
  ASSERT_EQ(values.size(), 4U);
  EXPECT_EQ(values[0].key, "only");
  EXPECT_THAT(values[0].values, ElementsAre("XML-1", "METS-"));
  EXPECT_EQ(values[0].line, 2U);
  EXPECT_THAT(values[1].values, ElementsAre("warning"));
  EXPECT_THAT(values[2].values, ElementsAre("5"));
  EXPECT_TRUE(values[3].values.empty());
}

TEST_F(ValidateConfigTest, takes_all_for_a_limit) {
  const auto values = read("[validate]\nmax-findings = \"all\"\n");
  ASSERT_EQ(values.size(), 1U);
  EXPECT_THAT(values[0].values, ElementsAre("all"));
}

TEST_F(ValidateConfigTest, leaves_out_what_is_false) {
  EXPECT_TRUE(read("[validate]\nlenient = false\n").empty());
  EXPECT_TRUE(read("").empty());
}

TEST_F(ValidateConfigTest, sees_files_from_its_own_folder) {
  write_file(folder_ / "p.json", "{}");
  const auto values = read("[validate]\nbaseline = \"old.json\"\nprofile = \"p.json\"\n");
  EXPECT_EQ(values[0].values[0], (folder_ / "old.json").native());
  EXPECT_EQ(values[1].values[0], (folder_ / "p.json").native());
  EXPECT_EQ(read("[validate]\nprofile = \"minimal\"\n")[0].values[0], "minimal");
}

TEST_F(ValidateConfigTest, refuses_what_it_does_not_know_and_names_the_line) {
  EXPECT_THAT(complaint("[validate]\n\nfailon = \"error\"\n"),
              HasSubstr("line 3: there is no setting \"failon\""));
  EXPECT_THAT(complaint("[check]\nx = 1\n"), HasSubstr("line 1: delo knows no \"check\""));
  EXPECT_THAT(complaint("[validate]\nonly = 3\n"), HasSubstr("line 2: \"only\" is a text"));
  EXPECT_THAT(complaint("[validate]\nonly = [\"a\", 3]\n"), HasSubstr("\"only\" is a text"));
  EXPECT_THAT(complaint("[validate]\nmax-findings = -1\n"), HasSubstr("whole number, or \"all\""));
  EXPECT_THAT(complaint("[validate]\nmax-findings = \"5\"\n"), HasSubstr("whole number"));
  EXPECT_THAT(complaint("[validate]\nlenient = \"yes\"\n"), HasSubstr("true or false"));
  EXPECT_THAT(complaint("[validate]\nbaseline = [\"a\"]\n"), HasSubstr("is a text"));
  EXPECT_THAT(complaint("[validate\n"), HasSubstr("line 1"));
}

TEST_F(ValidateConfigTest, cannot_be_read_where_there_is_none) {
  EXPECT_EQ(kind_of([&] { read_validate_config(folder_ / "none.toml"); }), ErrorKind::io);
}

} // namespace
} // namespace delo
