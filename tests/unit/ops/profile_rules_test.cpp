// Each rule of BagIt Profiles: a bag that keeps it and one that breaks it, in a folder and in
// archives.
#include "delo/base/json.hpp"
#include "delo/formats/bagit/bag_profile_judge.hpp"
#include "delo/formats/bagit/bag_profile_reader.hpp"
#include "delo/ops/validate.hpp"
#include "unit/support/packages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace delo {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::IsEmpty;

/// Of PROFILE-container-1: what keeps that rule is the form alone.
constexpr std::string_view kAcceptedForm = ".tar.gz";
constexpr std::string_view kIdentifier = "urn:example:profile";

/// A requirement, and what is done to a good bag so that it keeps it, and so that it breaks it.
struct Case {
  std::string_view rule;
  std::string_view keys; ///< JSON, laid over a profile that asks for nothing
  std::function<void(const fs::path& bag)> keep = {};
  std::function<void(const fs::path& bag)> damage = {};
};

void set_tag(const fs::path& bag, const std::string& line) {
  append(bag / "bag-info.txt", line + "\n");
  seal_tags(bag);
}

void add_file(const fs::path& bag, const std::string& name) {
  write_file(bag / name, "bytes\n");
  seal(bag);
}

void add_manifest(const fs::path& bag, const std::string& name) {
  write_file(bag / name, "");
  seal(bag);
}

/// All of the payload is on a server.
void fetch_all(const fs::path& bag) {
  write_file(bag / "fetch.txt", "https://example.org/b.txt 6 data/b.txt\n");
  write_file(bag / "data/b.txt", "bytes\n");
  seal(bag);
}

const std::vector<Case>& cases() {
  static const auto tag = [](const char* line) {
    return [line](const fs::path& bag) { set_tag(bag, line); };
  };
  static const auto file = [](const char* name) {
    return [name](const fs::path& bag) { add_file(bag, name); };
  };
  static const auto manifest = [](const char* name) {
    return [name](const fs::path& bag) { add_manifest(bag, name); };
  };
  static const std::vector<Case> kCases{
      {"PROFILE-bag-1",
       "{}",
       {},
       [](const fs::path& bag) {
         fs::remove_all(bag);
         write_file(bag / "METS.xml", "<mets xmlns=\"http://www.loc.gov/METS/\"/>");
       }},
      {"PROFILE-id-1",
       "{}",
       {},
       [](const fs::path& bag) {
         replace_in(bag / "bag-info.txt", kIdentifier, "urn:example:other");
         seal_tags(bag);
       }},
      {"PROFILE-tag-1", R"({"Bag-Info": {"contact-NAME": {"required": true}}})",
       tag("Contact-Name: A")},
      {"PROFILE-tag-2", R"({"Bag-Info": {"Contact-Name": {"recommended": true}}})",
       tag("Contact-Name: A")},
      {"PROFILE-tag-3", R"({"Bag-Info": {"Contact-Name": {"values": ["A", "B"]}}})",
       tag("Contact-Name: B"), tag("Contact-Name: b")},
      {"PROFILE-tag-4", R"({"Bag-Info": {"Contact-Name": {"repeatable": false}}})",
       tag("Contact-Name: A"), tag("Contact-Name: A\nContact-Name: B")},
      {"PROFILE-tag-5", R"({"Bag-Info": {"Contact-Name": {"required": true}}})",
       tag("Contact-Name: A"), tag("Contact-Name: ")},
      {"PROFILE-manifest-1", R"({"Manifests-Required": ["SHA-256"]})",
       manifest("manifest-sha256.txt")},
      {"PROFILE-manifest-2",
       R"({"Manifests-Allowed": ["sha512"]})",
       {},
       manifest("manifest-sha256.txt")},
      {"PROFILE-manifest-3", R"({"Tag-Manifests-Required": ["sha256"]})",
       manifest("tagmanifest-sha256.txt")},
      {"PROFILE-manifest-4",
       R"({"Tag-Manifests-Allowed": ["sha512"]})",
       {},
       manifest("tagmanifest-sha256.txt")},
      {"PROFILE-fetch-1", R"({"Allow-Fetch.txt": false})", {}, fetch_all},
      {"PROFILE-fetch-2", R"({"Fetch.txt-Required": true})", fetch_all},
      {"PROFILE-data-1", R"({"Data-Empty": true})",
       [](const fs::path& bag) {
         write_file(bag / "data/a.txt", "");
         seal(bag);
       }},
      {"PROFILE-version-1", R"({"Accept-BagIt-Version": ["0.97"]})",
       [](const fs::path& bag) {
         replace_in(bag / "bagit.txt", "1.0", "0.97");
         seal_tags(bag);
       }},
      {"PROFILE-container-1",
       R"({"Serialization": "required", "Accept-Serialization": ["application/gzip"]})",
       {},
       {}},
      {"PROFILE-file-1", R"({"Tag-Files-Required": ["metadata/dc.xml"]})", file("metadata/dc.xml")},
      {"PROFILE-file-2", R"({"Tag-Files-Allowed": ["metadata/*"]})", file("metadata/deep/dc.xml"),
       file("notes.txt")},
      {"PROFILE-file-3", R"({"Payload-Files-Required": ["data/scans/", "data/a.txt"]})",
       file("data/scans/1.tif")},
      {"PROFILE-file-4", R"({"Payload-Files-Allowed": ["data/*.txt"]})", file("data/deep/b.txt"),
       file("data/deep/b.tif")},
  };
  return kCases;
}

BagItProfile profile_with(std::string_view keys) {
  Json json = Json::parse(R"({"BagIt-Profile-Info": {"BagIt-Profile-Version": "1.4.0",
    "Source-Organization": "we", "External-Description": "a test", "Version": "1"},
    "Accept-BagIt-Version": ["0.97", "1.0"]})");
  json["BagIt-Profile-Info"]["BagIt-Profile-Identifier"] = kIdentifier;
  json.merge_patch(Json::parse(keys));
  return read_bag_profile(json.dump(), "test");
}

void make_bag(const fs::path& bag) {
  write_file(bag / "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  write_file(bag / "data/a.txt", "bytes\n");
  write_file(bag / "bag-info.txt",
             "BagIt-Profile-Identifier: " + std::string(kIdentifier) + "\nPayload-Oxum: 6.1\n");
  write_file(bag / "manifest-sha512.txt", "");
  write_file(bag / "tagmanifest-sha512.txt", "");
  seal(bag);
}

class ProfileRulesTest : public testing::TestWithParam<std::size_t> {
protected:
  const Case& tested() const { return cases().at(GetParam()); }

  /// The rules of profiles that are broken, by the form the bag comes in.
  std::map<std::string, std::vector<std::string>>
  judge(const std::function<void(const fs::path&)>& change) const {
    const TempDir scratch;
    const fs::path bag = scratch / "letters";
    make_bag(bag);
    if (change)
      change(bag);
    archive_folder(bag, scratch / "letters.tar", ArchiveKind::tar);
    archive_folder(bag, scratch / "letters.tar.gz", ArchiveKind::tar_gz);
    archive_folder(bag, scratch / "letters.zip", ArchiveKind::zip);
    const BagItProfile profile = profile_with(tested().keys);
    std::map<std::string, std::vector<std::string>> broken;
    for (const std::string ending : {"", ".tar", ".tar.gz", ".zip"}) {
      std::vector<std::string>& rules = broken[ending];
      for (const std::string& rule :
           rules_of(validate_package(bag.native() + ending, {.profile = &profile})))
        if (rule.starts_with("PROFILE-"))
          rules.push_back(rule);
    }
    return broken;
  }
};

TEST_P(ProfileRulesTest, is_silent_when_it_is_kept) {
  for (const auto& [ending, rules] : judge(tested().keep)) {
    if (tested().rule != "PROFILE-container-1" || ending == kAcceptedForm) {
      EXPECT_THAT(rules, IsEmpty()) << ending;
    }
  }
}

TEST_P(ProfileRulesTest, is_found_when_it_is_broken_and_no_other_with_it) {
  for (const auto& [ending, rules] : judge(tested().damage)) {
    if (tested().rule != "PROFILE-container-1" || ending != kAcceptedForm) {
      EXPECT_THAT(rules, ElementsAre(tested().rule)) << ending;
    }
  }
}

std::vector<std::size_t> indices() {
  std::vector<std::size_t> list(cases().size());
  for (std::size_t i = 0; i < list.size(); ++i)
    list[i] = i;
  return list;
}

INSTANTIATE_TEST_SUITE_P(each_rule, ProfileRulesTest, testing::ValuesIn(indices()),
                         [](const auto& index) {
                           std::string name(cases().at(index.param).rule);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(ProfileRules, are_each_kept_and_broken_by_one_case) {
  std::set<std::string_view> tested;
  std::set<std::string_view> known;
  for (const Case& one : cases())
    EXPECT_TRUE(tested.insert(one.rule).second) << one.rule;
  for (const Rule& rule : profile_rules())
    known.insert(rule.id);
  EXPECT_EQ(tested, known);
}

TEST(ProfileRules, say_of_what_is_missing_that_it_was_not_checked_when_it_could_not_be_read) {
  const TempDir scratch;
  make_bag(scratch / "letters");
  archive_folder(scratch / "letters", scratch / "letters.tar", ArchiveKind::tar);
  fs::resize_file(scratch / "letters.tar", 1024);
  const BagItProfile profile = profile_with(R"({"Tag-Files-Required": ["last.txt"]})");
  const PackageReport report = validate_package(scratch / "letters.tar", {.profile = &profile});
  EXPECT_NE(report.verdict(), Verdict::valid);
  EXPECT_THAT(rules_of(report), testing::Not(testing::Contains("PROFILE-file-1")));
  EXPECT_THAT(report.not_run, testing::Contains(testing::HasSubstr("profile test")));
}

TEST(ProfileRules, leave_a_bag_alone_that_is_held_to_no_profile) {
  const TempDir scratch;
  make_bag(scratch / "letters");
  EXPECT_THAT(found(validate_package(scratch / "letters")), IsEmpty());
}

} // namespace
} // namespace delo
