// Reading BagIt Profiles: what the standard says, what is in use, and what cannot be meant.
#include "delo/base/json.hpp"
#include "delo/formats/bagit/bag_profile_embedded.hpp"
#include "delo/formats/bagit/bag_profile_reader.hpp"
#include "delo/formats/bagit/bag_profile_tags.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A profile that asks for nothing, with `keys` laid over it.
std::string text_with(std::string_view keys) {
  Json json = Json::parse(R"({"BagIt-Profile-Info": {"BagIt-Profile-Identifier": "urn:p",
    "BagIt-Profile-Version": "1.4.0", "Source-Organization": "we",
    "External-Description": "a test", "Version": "1"}, "Accept-BagIt-Version": ["1.0"]})");
  json.merge_patch(Json::parse(keys));
  return json.dump();
}

BagItProfile profile_with(std::string_view keys) {
  return read_bag_profile(text_with(keys), "test");
}

TEST(BagProfile, has_the_defaults_of_the_standard) {
  const BagItProfile profile = profile_with("{}");
  EXPECT_THAT(profile.doubts, IsEmpty());
  EXPECT_EQ(profile.identifier, "urn:p");
  EXPECT_TRUE(profile.allows_fetch);
  EXPECT_FALSE(profile.requires_fetch);
  EXPECT_FALSE(profile.wants_no_data);
  EXPECT_EQ(profile.serialization, Serialization::optional);
  for (const Container container : kContainers)
    EXPECT_TRUE(profile.accepts(container)) << to_word(container);
  EXPECT_TRUE(allows_path(profile.tag_files, "any/where.txt"));
}

TEST(BagProfile, without_a_version_is_one_of_1_1) {
  EXPECT_EQ(
      profile_with(R"({"BagIt-Profile-Info": {"BagIt-Profile-Version": null}})").specification,
      "1.1.0");
}

TEST(BagProfile, keeps_the_order_of_its_tags) {
  std::vector<std::string> labels;
  for (const TagDefinition& tag :
       profile_with(R"({"Bag-Info": {"Zeta": {}, "Alpha": {}, "Mu": {}}})").tags)
    labels.push_back(tag.label);
  EXPECT_THAT(labels, ElementsAre("Zeta", "Alpha", "Mu"));
}

TEST(BagProfile, knows_the_media_types_in_use_as_the_same_things) {
  const auto accepts = [](std::string_view type, Container container) {
    const Json keys{{"Serialization", "required"}, {"Accept-Serialization", {type}}};
    return profile_with(keys.dump()).accepts(container);
  };
  for (const char* tar : {"application/tar", "application/x-tar", "APPLICATION/X-TAR"}) {
    EXPECT_TRUE(accepts(tar, Container::tar)) << tar;
    EXPECT_FALSE(accepts(tar, Container::tar_gz)) << tar;
    EXPECT_FALSE(accepts(tar, Container::dir)) << tar;
  }
  for (const char* gzip : {"application/gzip", "application/x-gzip", "application/x-tar+gzip"})
    EXPECT_TRUE(accepts(gzip, Container::tar_gz)) << gzip;
  for (const Container zip : {Container::zip, Container::zip_deflate})
    EXPECT_TRUE(accepts("application/zip", zip));
  EXPECT_TRUE(accepts("application/zstd", Container::tar_zst));
}

TEST(BagProfile, reads_common_slips_and_tells_them) {
  const BagItProfile profile = profile_with(R"({"BagIt-Profile-Info": {"Version": 0.1},
    "Accept-Serialization": "application/zip", "Other-Info": {}, "Bag-Info": {"A": {"default": "x"}}})");
  EXPECT_THAT(profile.doubts, testing::UnorderedElementsAre(
                                  HasSubstr("a number"), HasSubstr("list of one"),
                                  HasSubstr("\"Other-Info\""), HasSubstr("Bag-Info/A/default")));
  EXPECT_TRUE(profile.accepts(Container::zip));
  EXPECT_FALSE(profile.accepts(Container::tar));
}

/// A text that is no good profile, and what is said of it.
struct Bad {
  std::string text;
  std::string message;
};

TEST(BagProfile, is_refused_with_place_and_remedy) {
  const std::vector<Bad> kBad{
      {"{\n\"a\": 1,\n}", "no JSON from line 3"},
      {"[]", "no \"BagIt-Profile-Info\""},
      {"null", "no \"BagIt-Profile-Info\""},
      {R"({"ordered": []})", "looks like a profile of Bagger"},
      {R"({"bagItProfileInfo": {}})", "looks like a profile of DART"},
      {text_with(R"({"BagIt-Profile-Info": {"BagIt-Profile-Identifier": " "}})"),
       "has no BagIt-Profile-Identifier"},
      {text_with(R"({"Bag-Info": []})"), "Bag-Info is a JSON array, not an object"},
      {text_with(R"({"Bag-Info": {"A": {"required": "yes"}}})"),
       "Bag-Info/A/required is \"yes\", not true or false"},
      {text_with(R"({"Bag-Info": {"A": {}, "a": {}}})"), "Bag-Info/a stands twice"},
      {text_with(R"({"Bag-Info": {" ": {}}})"), "has no label"},
      {text_with(R"({"Bag-Info": {"bagit-profile-identifier": {"values": ["urn:another"]}}})"),
       "does not list the identifier of the profile itself"},
      {text_with(R"({"Manifests-Required": {"sha512": true}})"), "not a list"},
      {text_with(R"({"Manifests-Required": [["sha512"]]})"), "Manifests-Required/1"},
      {text_with(R"({"Serialization": "maybe"})"), "Serialization is \"maybe\""},
      {text_with(R"({"Serialization": "required"})"), "lists no form"},
      {text_with(R"({"Serialization": "required", "Accept-Serialization": []})"), "lists no form"},
      {text_with(R"({"Accept-BagIt-Version": []})"), "lists no version"},
      {text_with(R"({"Tag-Manifests-Required": ["md5"], "Tag-Manifests-Allowed": []})"),
       "Tag-Manifests-Required lists \"md5\""},
      {text_with(R"({"Payload-Files-Required": ["data/a"], "Payload-Files-Allowed": ["data/b"]})"),
       "Payload-Files-Required lists \"data/a\""},
      {text_with(
           R"({"Payload-Files-Required": ["data/a/"], "Payload-Files-Allowed": ["data/b/*"]})"),
       "Payload-Files-Required lists \"data/a/\""},
      {text_with(R"({"Manifests-Required": ["md5"], "Manifests-Allowed": ["sha512"]})"),
       "Manifests-Required lists \"md5\""},
      {text_with(R"({"Tag-Files-Required": ["a.txt"], "Tag-Files-Allowed": ["b/*"]})"),
       "Tag-Files-Required lists \"a.txt\""},
      {text_with(R"({"Tag-Files-Required": ["../a.txt"]})"), "no path in a bag"},
      {text_with(R"({"Payload-Files-Required": ["a.txt"]})"), "cannot lie in data/"},
      {text_with(R"({"Allow-Fetch.txt": false, "Fetch.txt-Required": true})"),
       "Fetch.txt-Required is true"},
      {text_with(R"({"Data-Empty": true, "Payload-Files-Required": ["data/a", "data/b"]})"),
       "Data-Empty is true"},
  };
  for (const Bad& bad : kBad) {
    const auto error = error_of([&bad] { read_bag_profile(bad.text, "own.json"); });
    ASSERT_TRUE(error) << bad.text;
    EXPECT_EQ(error->kind(), ErrorKind::usage) << bad.text;
    EXPECT_THAT(error->message(), HasSubstr("own.json"));
    EXPECT_THAT(error->message(), HasSubstr(bad.message));
    EXPECT_NE(error->hint(), "") << bad.text;
  }
}

TEST(BagProfile, is_refused_where_a_key_has_a_value_of_another_kind) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> kWrong{
      {"BagIt-Profile-Info",
       {"1", "[]", "\"x\"", "true", R"({"Version": {}})", R"({"Version": [1]})"}},
      {"Bag-Info", {"1", "[]", "\"x\"", "true", R"({"A": true})", R"({"A": "required"})"}},
      {"Bag-Info/required", {"1", "[]", "{}"}},
      {"Bag-Info/recommended", {"1", "[]", "{}"}},
      {"Bag-Info/repeatable", {"1", "[]", "{}"}},
      {"Bag-Info/values", {"1", "true", "{}", "[true]", "[[\"x\"]]", "[{}]"}},
      {"Bag-Info/description", {"true", "[]", "{}"}},
      {"Manifests-Required", {"1", "true", "{}", "[true]", "[[\"x\"]]"}},
      {"Manifests-Allowed", {"1", "true", "{}", "[{}]"}},
      {"Tag-Manifests-Required", {"1", "true", "{}", "[true]"}},
      {"Tag-Manifests-Allowed", {"1", "true", "{}", "[true]"}},
      {"Allow-Fetch.txt", {"1", "[]", "{}"}},
      {"Fetch.txt-Required", {"1", "[]", "{}"}},
      {"Data-Empty", {"1", "[]", "{}"}},
      {"Serialization", {"1", "true", "[]", "{}", "\"\""}},
      {"Accept-Serialization", {"1", "true", "{}", "[true]"}},
      {"Accept-BagIt-Version", {"1", "true", "{}", "[true]", "[]"}},
      {"Tag-Files-Required", {"1", "true", "{}", "[true]", "[\"\"]", "[\"/a\"]", "[\"m/\"]"}},
      {"Tag-Files-Allowed", {"1", "true", "{}", "[true]"}},
      {"Payload-Files-Required", {"1", "true", "{}", "[true]", "[\"data/../a\"]", "[\"data\"]"}},
      {"Payload-Files-Allowed", {"1", "true", "{}", "[true]"}},
  };
  for (const auto& [key, values] : kWrong)
    for (const std::string& value : values) {
      const bool is_of_tag = key.starts_with("Bag-Info/");
      const std::string name = is_of_tag ? key.substr(key.find('/') + 1) : key;
      const std::string pair = "\"" + name + "\": " + value;
      const std::string keys =
          is_of_tag ? "{\"Bag-Info\": {\"A\": {" + pair + "}}}" : "{" + pair + "}";
      const auto error = error_of([&keys] { profile_with(keys); });
      ASSERT_TRUE(error) << keys;
      EXPECT_EQ(error->kind(), ErrorKind::usage) << keys;
      EXPECT_THAT(error->message(), HasSubstr(name)) << keys;
      EXPECT_NE(error->hint(), "") << keys;
    }
}

/// A profile that is odd, and what is said of it; nothing, where it is not.
struct Odd {
  std::string keys;
  std::vector<std::string> doubts = {};
};

TEST(BagProfile, that_is_odd_is_read_and_told) {
  const std::vector<Odd> kOdd{
      {R"({"BagIt-Profile-Info": {"Source-Organization": null}})", {"has no Source-Organization"}},
      {R"({"BagIt-Profile-Info": {"External-Description": " "}})", {"has no External-Description"}},
      {R"({"BagIt-Profile-Info": {"Version": null}})", {"has no Version"}},
      {R"({"BagIt-Profile-Info": {"BagIt-Profile-Version": "2.0.0"}})", {"\"2.0.0\" is not known"}},
      {R"({"BagIt-Profile-Info": {"BagIt-Profile-Version": 1.3}})", {"a number"}},
      {R"({"BagIt-Profile-Info": {"BagIt-Profile-Version": "1.1"}})"},
      {R"({"Accept-BagIt-Version": null})", {"Accept-BagIt-Version is not there"}},
      {R"({"Accept-BagIt-Version": ["0.97", 1]})", {"a number"}},
      {R"({"Bag-Info": {"bagit-profile-IDENTIFIER": {"required": true}}})",
       {"Bag-Info lists BagIt-Profile-Identifier"}},
      {R"({"Bag-Info": {"A": {"values": [1]}}})", {"a number"}},
      {R"({"Bag-Info": {"A": {"Required": true}}})", {"Bag-Info/A/Required"}},
      {R"({"bag-info": {}})", {"\"bag-info\""}},
      {R"({"Serialization": "optional"})", {"Accept-Serialization lists no form"}},
      {R"({"Serialization": "optional", "Accept-Serialization": []})", {"lists no form"}},
      {R"({"Accept-Serialization": []})", {"lists no form"}},
      {R"({"Serialization": "forbidden"})"},
      {R"({"Serialization": "forbidden", "Accept-Serialization": []})"},
      {R"({"Accept-Serialization": ["zip"]})", {"a media type has two parts"}},
      {R"({"Tag-Files-Required": ["bag-info.txt"]})", {"should not be listed"}},
      {R"({"Tag-Files-Required": ["manifest-md5.txt"], "Tag-Files-Allowed": []})",
       {"should not be listed"}},
      {R"({"Tag-Files-Required": ["m/*"]})", {"whole paths"}},
      {R"({"Tag-Files-Required": ["data/a"]})", {"there is Payload-Files-Required"}},
      {R"({"Tag-Files-Allowed": ["m/"]})", {"ends with \"/*\""}},
      {R"({"Tag-Files-Allowed": ["data/*"]})", {"there is Payload-Files-Allowed"}},
      {R"({"Payload-Files-Required": ["data/*.tif"]})", {"whole paths"}},
      {R"({"Payload-Files-Allowed": ["data/a/"]})", {"ends with \"/*\""}},
      {R"({"Payload-Files-Allowed": ["a/*"]})", {"nothing below data/"}},
      {R"({"Payload-Files-Allowed": ["dat"]})", {"nothing below data/"}},
      {R"({"Payload-Files-Allowed": ["*.tif", "d*", "data/?", "[d]ata/x"]})"},
      {R"({"BagIt-Profile-Info": {"BagIt-Profile-Version": "1.3.0"}, "Data-Empty": true,
           "Fetch.txt-Required": true, "Payload-Files-Required": ["data/a"],
           "Payload-Files-Allowed": ["*"]})",
       {"Fetch.txt-Required is known since 1.4", "Data-Empty is known since",
        "Payload-Files-Required is known since", "Payload-Files-Allowed is known since"}},
      {R"({"BagIt-Profile-Info": {"BagIt-Profile-Version": null}, "Data-Empty": true})",
       {"one of 1.1.0"}},
      {R"({"BagIt-Profile-Info": {"BagIt-Profile-Version": "1.3.0"}, "Data-Empty": false})"},
      {R"({"Data-Empty": true, "Payload-Files-Required": ["data/a/", "data/b/", "data/a/x"]})"},
      {R"({"Manifests-Allowed": []})", {"any was taken as allowed"}},
      {R"({"Bag-Info": {"A": {"required": "true"}}})", {"is a text and was read as true"}},
      {R"({"Allow-Fetch.txt": "False"})", {"is a text and was read as false"}},
      {R"({"Serialization": "Forbidden"})", {"was read as \"forbidden\""}},
      {R"({"Manifests-Required": ["md5"], "Manifests-Allowed": []})", {"any was taken as allowed"}},
  };
  for (const Odd& odd : kOdd) {
    std::vector<testing::Matcher<std::string>> expected;
    for (const std::string& text : odd.doubts)
      expected.push_back(HasSubstr(text));
    EXPECT_THAT(profile_with(odd.keys).doubts, testing::ElementsAreArray(expected)) << odd.keys;
  }
}

TEST(BagProfile, takes_the_last_of_what_stands_twice_and_says_so) {
  const std::string text = text_with("{}");
  const BagItProfile profile = read_bag_profile(
      text.substr(0, text.rfind('}')) +
          R"(, "Serialization": "forbidden", "Bag-Info": {"A": {"required": true, "required": false}}})",
      "test");
  EXPECT_EQ(profile.serialization, Serialization::forbidden);
  EXPECT_FALSE(profile.tags.at(0).required);
  EXPECT_THAT(profile.doubts, Contains(HasSubstr("stands twice in one object; the last")));
}

TEST(BagProfile, takes_null_for_what_is_not_there) {
  const BagItProfile profile = read_bag_profile(
      R"({"BagIt-Profile-Info": {"BagIt-Profile-Identifier": "urn:p", "Source-Organization": "we",
          "External-Description": "a test", "Version": "1"}, "Accept-BagIt-Version": ["1.0"],
          "Bag-Info": {"A": null, "B": {"required": true, "values": null}}, "Manifests-Required": null})",
      "test");
  EXPECT_THAT(profile.doubts, testing::UnorderedElementsAre(
                                  HasSubstr("Bag-Info/A is null"), HasSubstr("B/values is null"),
                                  HasSubstr("Manifests-Required is null")));
  EXPECT_TRUE(profile.tags.at(1).required);
}

TEST(BagProfile, survives_any_bytes) {
  Random random;
  const std::string good = text_with(R"({"Bag-Info": {"A": {"values": ["b"]}}})");
  for (int i = 0; i < 3000; ++i) {
    std::string text = good;
    for (std::uint64_t changes = 1 + random.below(4); changes > 0; --changes)
      text[random.below(text.size())] = static_cast<char>(random.below(256));
    try {
      read_bag_profile(text, "random");
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage) << text;
    }
  }
}

TEST(BagProfile, that_delo_brings_is_read_without_a_doubt) {
  for (const EmbeddedProfile& embedded : embedded_profiles()) {
    const BagItProfile profile = read_bag_profile(embedded.json, embedded.name);
    EXPECT_THAT(profile.doubts, IsEmpty()) << embedded.name;
    EXPECT_EQ(profile.specification, "1.4.0") << embedded.name;
    EXPECT_THAT(profile.identifier, HasSubstr(embedded.name));
  }
}

BagInfo info_of(std::string_view text) {
  return parse_bag_info(text).info;
}

TEST(BagProfileTags, stand_in_the_order_and_spelling_of_the_profile) {
  const BagItProfile profile = profile_with(
      R"({"Bag-Info": {"Zeta": {}, "Contact-NAME": {"required": true}, "Alpha": {}}})");
  const NewBagInfo made = tags_of_new_bag(info_of("Alpha: a\nContact-Name: me\nOwn: o\n"),
                                          info_of("Bagging-Date: 2001-01-01\nZeta: z\n"), &profile);
  EXPECT_EQ(to_text(made.info), "BagIt-Profile-Identifier: urn:p\nZeta: z\nContact-NAME: me\n"
                                "Alpha: a\nOwn: o\nBagging-Date: 2001-01-01\n");
}

TEST(BagProfileTags, that_can_have_one_value_only_need_not_be_given) {
  const BagItProfile profile = profile_with(R"({"Bag-Info": {
    "A": {"required": true, "values": ["one"]}, "B": {"values": ["two"]},
    "C": {"required": true, "values": ["three", "four"]}}})");
  EXPECT_EQ(to_text(tags_of_new_bag({}, {}, &profile).info),
            "BagIt-Profile-Identifier: urn:p\nA: one\n");
}

TEST(BagProfileTags, give_way_to_what_was_given_where_one_alone_may_stand) {
  const BagItProfile profile = profile_with(R"({"Bag-Info": {"A": {"repeatable": false}}})");
  const NewBagInfo given = tags_of_new_bag(info_of("A: mine\n"), info_of("A: x\nA: y\n"), &profile);
  EXPECT_EQ(to_text(given.info), "BagIt-Profile-Identifier: urn:p\nA: mine\n");
  const NewBagInfo computed = tags_of_new_bag({}, info_of("A: x\nA: y\n"), &profile);
  EXPECT_EQ(to_text(computed.info), "BagIt-Profile-Identifier: urn:p\nA: x\n");
  EXPECT_THAT(computed.notes, ElementsAre(HasSubstr("\"y\" is not in bag-info.txt")));
}

TEST(BagProfilePaths, match_as_globs_that_cross_folders) {
  EXPECT_TRUE(matches("*", "a/b/c.txt"));
  EXPECT_TRUE(matches("data/*.txt", "data/deep/b.txt"));
  EXPECT_FALSE(matches("data/*.txt", "data/b.txt.tif"));
  EXPECT_TRUE(matches("data/?.txt", "data/b.txt"));
  EXPECT_TRUE(matches("data/[a].txt", "data/[a].txt")) << "a path is itself, whatever its signs";
}

} // namespace
} // namespace delo
