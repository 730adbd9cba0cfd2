// Inventories as strangers write them.
#include "delo/formats/ocfl/ocfl_date.hpp"
#include "delo/formats/ocfl/ocfl_inventory.hpp"
#include "unit/formats/ocfl/ocfl_object.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string kA(64, 'a');
const std::string kB(64, 'b');

/// An inventory with one version, of which any part may be replaced.
struct Text {
  std::string id = R"("id": "urn:x",)";
  std::string type = R"("type": "https://ocfl.io/1.0/spec/#inventory",)";
  std::string algorithm = R"("digestAlgorithm": "sha256",)";
  std::string head = R"("head": "v1",)";
  std::string more;
  std::string manifest = R"("manifest": {")" + kA + R"(": ["v1/content/a"]},)";
  std::string created = R"("created": "2024-05-17T12:00:00Z",)";
  std::string state = R"("state": {")" + kA + R"(": ["a"]})";
  std::string name = "v1";

  std::string str() const {
    return "{" + id + type + algorithm + head + more + manifest + R"("versions": {")" + name +
           "\": {" + created + state + "}}}";
  }
};

/// The problems of a text, as "code place: words".
std::vector<std::string> problems_of(const std::string& text) {
  std::vector<std::string> lines;
  for (const OcflProblem& found : read_inventory(text).problems)
    lines.push_back(found.code + " " + found.path + ": " + found.words);
  return lines;
}

std::string manifest_with(const std::string& paths) {
  return R"("manifest": {")" + kA + "\": [" + paths + "]},";
}

TEST(OcflInventory, reads_what_an_inventory_says) {
  const OcflReading reading = read_inventory(Text().str());
  EXPECT_TRUE(reading.problems.empty());
  ASSERT_TRUE(reading.inventory);
  EXPECT_EQ(reading.inventory->id, "urn:x");
  EXPECT_EQ(reading.inventory->spec, "1.0");
  EXPECT_EQ(reading.inventory->digest_algorithm, Algorithm::sha256);
  EXPECT_EQ(reading.inventory->head, "v1");
  EXPECT_EQ(reading.inventory->content_directory, "content");
  ASSERT_EQ(reading.inventory->manifest.size(), 1U);
  EXPECT_EQ(reading.inventory->manifest[0].path, "v1/content/a");
  EXPECT_EQ(reading.inventory->manifest[0].digest.hex(), kA);
  ASSERT_EQ(reading.inventory->versions.size(), 1U);
  EXPECT_EQ(reading.inventory->versions[0].state[0].path, "a");
}

TEST(OcflInventory, reads_fixity_of_known_algorithms_only) {
  Text text;
  const std::string md5(32, '0');
  text.more = R"("fixity": {"md5": {")" + md5 + R"(": ["v1/content/a"]}, "blake2b-512": {")" + kA +
              kA + R"(": ["v1/content/a"]}, "size": {"5": ["v1/content/a"]}},)";
  const OcflReading reading = read_inventory(text.str());
  EXPECT_TRUE(reading.problems.empty());
  ASSERT_EQ(reading.inventory->fixity.size(), 2U);
  EXPECT_EQ(reading.inventory->fixity[0].digest.algorithm(), Algorithm::blake2b512);
  EXPECT_EQ(reading.inventory->fixity[1].digest.algorithm(), Algorithm::md5);
}

TEST(OcflInventory, finds_a_path_among_those_that_begin_like_it) {
  Text text;
  text.manifest =
      manifest_with(R"("v1/content/a-b", "v1/content/a/b/c", "v1/content/a/b-c", "v1/content/a0")");
  const OcflReading reading = read_inventory(text.str());
  EXPECT_TRUE(reading.problems.empty());
  for (const OcflFile& file : reading.inventory->manifest)
    EXPECT_EQ(find_ocfl_file(reading.inventory->manifest, file.path), &file);
  EXPECT_EQ(find_ocfl_file(reading.inventory->manifest, "v1/content/a"), nullptr);
}

TEST(OcflInventory, says_what_is_missing) {
  for (const auto& [part, code] :
       {std::pair(&Text::id, "E036 "), std::pair(&Text::type, "E036 "),
        std::pair(&Text::algorithm, "E036 "), std::pair(&Text::head, "E036 "),
        std::pair(&Text::manifest, "E041 "), std::pair(&Text::created, "E048 versions/v1")}) {
    Text text;
    text.*part = "";
    EXPECT_THAT(problems_of(text.str()), ElementsAre(testing::StartsWith(code)));
  }
  EXPECT_THAT(problems_of("{}"), Contains(testing::StartsWith("E043 ")));
}

TEST(OcflInventory, gives_nothing_to_check_by_without_algorithm_or_manifest) {
  Text no_manifest;
  no_manifest.manifest = "";
  EXPECT_FALSE(read_inventory(no_manifest.str()).inventory);
  Text md5;
  md5.algorithm = R"("digestAlgorithm": "md5",)";
  EXPECT_FALSE(read_inventory(md5.str()).inventory);
  EXPECT_THAT(problems_of(md5.str()),
              ElementsAre("E025 digestAlgorithm: \"md5\" is neither sha512 nor sha256"));
  Text no_head;
  no_head.head = "";
  EXPECT_TRUE(read_inventory(no_head.str()).inventory) << "files can be checked all the same";
}

TEST(OcflInventory, says_what_is_no_json) {
  for (const std::string& text :
       {std::string(), std::string("["), Text().str().substr(0, 100),
        std::string("{\"id\": \"\xFF\"}"), Text().str() + "x", std::string("{\"a\": \"\\ud800\"}")})
    EXPECT_THAT(problems_of(text), Contains(HasSubstr("E033 : it is not JSON: byte "))) << text;
  EXPECT_THAT(problems_of("[]"), Contains(HasSubstr("is a list, not an object")));
  EXPECT_THAT(problems_of(std::string(1000000, '[')), Contains(HasSubstr("nested deeper")));
  EXPECT_THAT(problems_of("{\"x\":" + std::string(1000000, '[')),
              Contains(HasSubstr("nested deeper")));
}

TEST(OcflInventory, refuses_paths_that_leave_the_object) {
  for (const auto& [path, code] :
       {std::pair("../x", "E099"), std::pair("v1/content/../../x", "E099"),
        std::pair("v1/content//x", "E099"), std::pair("v1/./content/x", "E099"),
        std::pair("/v1/content/x", "E100"), std::pair("v1/content/x/", "E100"),
        std::pair("", "E099"), std::pair("v1/content/\\u0000", "E099"),
        std::pair("~/content/x", "E099")}) {
    Text text;
    text.manifest = manifest_with("\"v1/content/a\", \"" + std::string(path) + "\"");
    EXPECT_THAT(problems_of(text.str()), ElementsAre(testing::StartsWith(code))) << path;
    EXPECT_EQ(read_inventory(text.str()).inventory->manifest.size(), 1U) << path;
  }
}

TEST(OcflInventory, finds_paths_that_stand_twice_or_in_one_another) {
  Text twice;
  twice.manifest = manifest_with(R"("v1/content/a", "v1/content/a")");
  EXPECT_THAT(problems_of(twice.str()), ElementsAre(testing::StartsWith("E101 manifest: ")));
  Text inside;
  inside.manifest = manifest_with(R"("v1/content/a/b", "v1/content/a-b", "v1/content/a")");
  EXPECT_THAT(problems_of(inside.str()), ElementsAre(testing::StartsWith("E101 manifest: ")));
  Text logical;
  logical.state = R"("state": {")" + kA + R"(": ["a", "a/b"]})";
  EXPECT_THAT(problems_of(logical.str()),
              ElementsAre(testing::StartsWith("E095 versions/v1/state: ")));
}

TEST(OcflInventory, finds_digests_that_stand_twice_in_any_case) {
  Text text;
  text.manifest = R"("manifest": {")" + kA + R"(": ["v1/content/a"], ")" + std::string(64, 'A') +
                  R"(": ["v1/content/b"]},)";
  EXPECT_THAT(problems_of(text.str()), ElementsAre(testing::StartsWith("E096 manifest: ")));
  EXPECT_EQ(read_inventory(text.str()).inventory->manifest.size(), 2U);
}

TEST(OcflInventory, finds_digests_that_are_none) {
  Text state;
  state.state = R"("state": {")" + kA + R"(": ["a"], "abc": ["b"]})";
  EXPECT_THAT(problems_of(state.str()),
              ElementsAre("E050 versions/v1/state: \"abc\" is no digest of SHA-256"));
  Text manifest;
  manifest.manifest = R"("manifest": {")" + kA + R"(": ["v1/content/a"], "abc": []},)";
  EXPECT_THAT(problems_of(manifest.str()),
              ElementsAre("E092 manifest: \"abc\" is no digest of SHA-256"));
}

TEST(OcflInventory, compares_states_with_the_manifest) {
  Text unknown;
  unknown.state = R"("state": {")" + kA + R"(": ["a"], ")" + kB + R"(": ["b"]})";
  EXPECT_THAT(problems_of(unknown.str()),
              ElementsAre("E050 versions/v1/state: the manifest does not have the digest " + kB));
  Text unused;
  unused.state = R"("state": {})";
  EXPECT_THAT(problems_of(unused.str()),
              ElementsAre("E107 manifest: no version uses the digest " + kA));
  Text upper;
  upper.state = R"("state": {")" + std::string(64, 'A') + R"(": ["a"]})";
  EXPECT_TRUE(problems_of(upper.str()).empty());
}

TEST(OcflInventory, finds_values_of_a_wrong_kind) {
  for (const auto& [text, code] :
       {std::pair(R"("fixity": [],)", "E111 "),
        std::pair(R"("fixity": {"md5": 5},)", "E057 fixity"),
        std::pair(R"("contentDirectory": 5,)", "E017 "), std::pair(R"("more": 5,)", "E102 "),
        std::pair(R"("contentDirectory": "a/b",)", "E017 "),
        std::pair(R"("id": "urn:x",)", "E033 : the key \"id\" stands twice")}) {
    Text inventory;
    inventory.more = text;
    EXPECT_THAT(problems_of(inventory.str()), ElementsAre(testing::StartsWith(code))) << text;
  }
  Text digest;
  digest.manifest = manifest_with("5, \"v1/content/a\"");
  EXPECT_THAT(problems_of(digest.str()), ElementsAre(testing::StartsWith("E092 manifest/" + kA)));
}

TEST(OcflInventory, wants_versions_in_order_and_by_one_convention) {
  const auto problems = [](const std::vector<std::string>& names, const std::string& head) {
    std::string versions;
    for (const std::string& name : names)
      versions += (versions.empty() ? "\"" : ", \"") + name +
                  R"(": {"created": "2024-05-17T12:00:00Z", "state": {}})";
    return problems_of(R"({"id": "x", "type": "https://ocfl.io/1.1/spec/#inventory",
      "digestAlgorithm": "sha512", "manifest": {}, "head": ")" +
                       head + R"(", "versions": {)" + versions + "}}");
  };
  EXPECT_TRUE(
      problems({"v2", "v10", "v1", "v3", "v4", "v5", "v6", "v7", "v8", "v9"}, "v10").empty());
  EXPECT_TRUE(problems({"v001", "v002"}, "v002").empty());
  EXPECT_THAT(problems({"v2"}, "v2"), ElementsAre(testing::StartsWith("E009 ")));
  EXPECT_THAT(problems({"v1", "v3"}, "v3"), ElementsAre(testing::StartsWith("E010 ")));
  EXPECT_THAT(problems({"v01", "v2"}, "v2"), ElementsAre(testing::StartsWith("E011 ")));
  EXPECT_THAT(problems({"v01", "v002"}, "v002"), ElementsAre(testing::StartsWith("E012 ")));
  EXPECT_THAT(problems({"v1", "v2"}, "v1"), ElementsAre(testing::StartsWith("E040 ")));
  EXPECT_THAT(problems({"v1"}, "v7"), ElementsAre(testing::StartsWith("E040 ")));
  EXPECT_THAT(problems({"v1", "x"}, "v1"), ElementsAre(testing::StartsWith("E046 ")));
  EXPECT_THAT(problems({}, "v1"), Contains(testing::StartsWith("E008 ")));
}

TEST(OcflInventory, keeps_a_thousand_problems) {
  Text text;
  std::string paths = "\"v1/content/a\"";
  for (int i = 0; i < 5000; ++i)
    paths += ", \"/x\"";
  text.manifest = manifest_with(paths);
  const OcflReading reading = read_inventory(text.str());
  EXPECT_EQ(reading.problems.size(), 1001U);
  EXPECT_EQ(reading.problems.back().words, "there is more that is wrong");
}

TEST(OcflInventory, knows_times_of_rfc_3339) {
  for (const std::string_view good :
       {"2024-02-29T00:00:00Z", "2019-01-01T02:03:04.123456789-05:30", "2019-01-01t23:59:60z"})
    EXPECT_TRUE(is_ocfl_date(good)) << good;
  for (const std::string_view bad :
       {"", "2019-01-01", "2019-01-01T01:02Z", "2019-01-01T01:02:03", "2023-02-29T00:00:00Z",
        "2019-01-01T24:00:00Z", "2019-01-01T00:00:00.Z", "2019-01-01T00:00:00+3:00",
        "2019-01-01T00:00:00+25:00", "2019-01-01T00:00:00Zx", "2019-01-01 00:00:00Z"})
    EXPECT_FALSE(is_ocfl_date(bad)) << bad;
}

TEST(OcflSidecar, reads_the_digest_before_the_name) {
  EXPECT_EQ(read_inventory_sidecar("abc inventory.json\n"), "abc");
  EXPECT_EQ(read_inventory_sidecar("abc\t  inventory.json"), "abc");
  for (const std::string_view bad :
       {"", "abc", "abc inventory.jso", "abc inventory.json x", " abc inventory.json",
        "abc\ninventory.json", "abc *inventory.json"})
    EXPECT_EQ(read_inventory_sidecar(bad), std::nullopt) << bad;
}

} // namespace
} // namespace delo
