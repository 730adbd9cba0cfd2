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
#include <string>
#include <utility>
#include <vector>

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

/// A value of a key, and what a bag breaks under it: nothing, or the rules that are listed.
struct Row {
  std::string_view keys;
  std::function<void(const fs::path& bag)> change;
  std::vector<std::string> broken = {};
  std::string_view ending = ""; ///< of the form in which the bag comes
};

using Change = std::function<void(const fs::path& bag)>;
Change as_it_is() {
  return [](const fs::path&) {};
}
Change with_tags(std::string lines) {
  return [lines = std::move(lines)](const fs::path& bag) { set_tag(bag, lines); };
}
Change with_file(std::string name) {
  return [name = std::move(name)](const fs::path& bag) { add_file(bag, name); };
}
Change with_manifest(std::string name) {
  return [name = std::move(name)](const fs::path& bag) { add_manifest(bag, name); };
}
/// A payload of these files, each with its bytes.
Change with_payload(std::vector<std::pair<std::string, std::string>> files) {
  return [files = std::move(files)](const fs::path& bag) {
    fs::remove_all(bag / "data");
    fs::create_directory(bag / "data");
    for (const auto& [name, bytes] : files)
      write_file(bag / "data" / name, bytes);
    seal(bag);
  };
}
/// All of the payload is on a server, and not here yet.
Change to_be_fetched(std::string length) {
  return [length = std::move(length)](const fs::path& bag) {
    write_file(bag / "data/b.txt", "");
    seal(bag);
    fs::remove(bag / "data/b.txt");
    write_file(bag / "fetch.txt", "https://example.org/b.txt " + length + " data/b.txt\n");
    seal_tags(bag);
  };
}
Change of_version(std::string version) {
  return [version = std::move(version)](const fs::path& bag) {
    replace_in(bag / "bagit.txt", "1.0", version);
    seal_tags(bag);
  };
}

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows{
      // The identifier: one of several that the bag names, letter for letter, under any label.
      {"{}", with_tags("BagIt-Profile-Identifier: urn:another")},
      {"{}",
       [](const fs::path& bag) {
         replace_in(bag / "bag-info.txt", "BagIt-Profile-Identifier", "bagit-PROFILE-identifier");
         seal_tags(bag);
       }},
      {"{}",
       [](const fs::path& bag) {
         replace_in(bag / "bag-info.txt", kIdentifier, "urn:example:PROFILE");
         seal_tags(bag);
       },
       {"PROFILE-id-1"}},
      {"{}",
       [](const fs::path& bag) {
         fs::remove(bag / "bag-info.txt");
         seal_tags(bag);
       },
       {"PROFILE-id-1"}},
      {R"({"Bag-Info": {"BagIt-Profile-Identifier": {"required": true}}})", as_it_is()},

      // Bag-Info.
      {R"({"Bag-Info": {"A": {}}})", as_it_is()},
      {R"({"Bag-Info": {"A": {"required": false}}})", as_it_is()},
      {R"({"Bag-Info": {"A": {"required": true}}})", as_it_is(), {"PROFILE-tag-1"}},
      {R"({"Bag-Info": {"A": {"required": true}}})", with_tags("a: x")},
      {R"({"Bag-Info": {"A": {"required": true}}})", with_tags("A: "), {"PROFILE-tag-5"}},
      {R"({"Bag-Info": {"A": {"required": true, "values": []}}})", with_tags("A: anything")},
      {R"({"Bag-Info": {"A": {"required": true, "values": ["x"]}}})",
       with_tags("A: "),
       {"PROFILE-tag-3"}},
      {R"({"Bag-Info": {"A": {"values": ["x y"]}}})", as_it_is()},
      {R"({"Bag-Info": {"A": {"values": ["x y"]}}})", with_tags("A: x\n  y")},
      {R"({"Bag-Info": {"A": {"values": ["x"]}}})", with_tags("A: x\nA: z"), {"PROFILE-tag-3"}},
      {R"({"Bag-Info": {"A": {"values": ["x"]}}})", with_tags("A: X"), {"PROFILE-tag-3"}},
      {R"({"Bag-Info": {"A": {"values": [1]}}})", with_tags("A: 1")},
      {R"({"Bag-Info": {"A": {}}})", with_tags("A: x\nA: x")},
      {R"({"Bag-Info": {"A": {"repeatable": true}}})", with_tags("A: x\nA: y")},
      {R"({"Bag-Info": {"A": {"repeatable": false}}})", with_tags("A: x\na: y"), {"PROFILE-tag-4"}},
      {R"({"Bag-Info": {"A": {"recommended": false}}})", as_it_is()},
      {R"({"Bag-Info": {"A": {"recommended": true}}})", as_it_is(), {"PROFILE-tag-2"}},
      {R"({"Bag-Info": {"A": {"required": true, "recommended": true}}})",
       as_it_is(),
       {"PROFILE-tag-1"}},
      {R"({"Bag-Info": {"A": {"description": "what it is"}}})", as_it_is()},
      {R"({"Bag-Info": {"A": {"required": true}}, "Accept-BagIt-Version": ["0.95"]})",
       [](const fs::path& bag) { // as it was called before BagIt 0.96
         replace_in(bag / "bagit.txt", "1.0", "0.95");
         append(bag / "bag-info.txt", "A: x\n");
         fs::rename(bag / "bag-info.txt", bag / "package-info.txt");
         seal_tags(bag);
       }},

      // Manifests. Algorithms are compared as RFC 8493 2.4 does.
      {R"({"Manifests-Required": []})", as_it_is()},
      {R"({"Manifests-Required": ["sha512"]})", as_it_is()},
      {R"({"Manifests-Required": ["SHA-512"]})", as_it_is()},
      {R"({"Manifests-Required": ["sha512", "md5"]})", as_it_is(), {"PROFILE-manifest-1"}},
      {R"({"Manifests-Required": ["sha512", "md5"]})", with_manifest("manifest-md5.txt")},
      {R"({"Manifests-Required": ["whirlpool"]})", as_it_is(), {"PROFILE-manifest-1"}},
      {R"({"Manifests-Allowed": ["SHA-512", "md5"]})", as_it_is()},
      {R"({"Manifests-Allowed": ["sha512"]})", with_manifest("tagmanifest-md5.txt")},
      {R"({"Manifests-Allowed": ["sha256"]})", as_it_is(), {"PROFILE-manifest-2"}},
      {R"({"Tag-Manifests-Required": ["SHA512"]})", as_it_is()},
      {R"({"Tag-Manifests-Required": ["md5"]})", as_it_is(), {"PROFILE-manifest-3"}},
      {R"({"Tag-Manifests-Required": ["md5"]})",
       with_manifest("manifest-md5.txt"),
       {"PROFILE-manifest-3"}},
      {R"({"Tag-Manifests-Allowed": ["sha512"]})", with_manifest("manifest-md5.txt")},
      {R"({"Tag-Manifests-Allowed": []})", as_it_is(), {"PROFILE-manifest-4"}},

      // fetch.txt, and a payload that is not here yet.
      {R"({"Allow-Fetch.txt": true})", to_be_fetched("0")},
      {R"({"Allow-Fetch.txt": false})", as_it_is()},
      {R"({"Allow-Fetch.txt": false})", to_be_fetched("0"), {"PROFILE-fetch-1"}},
      {R"({"Fetch.txt-Required": false})", as_it_is()},
      {R"({"Fetch.txt-Required": true})", to_be_fetched("0")},
      {R"({"Fetch.txt-Required": true})", as_it_is(), {"PROFILE-fetch-2"}},
      {R"({"Payload-Files-Required": ["data/b.txt"]})", to_be_fetched("0")},
      {R"({"Payload-Files-Allowed": ["data/a.txt"]})", to_be_fetched("0"), {"PROFILE-file-4"}},

      // Data-Empty: no file, or one without bytes.
      {R"({"Data-Empty": false})", as_it_is()},
      {R"({"Data-Empty": true})", with_payload({})},
      {R"({"Data-Empty": true})", with_payload({{"keep", ""}})},
      {R"({"Data-Empty": true})", with_payload({{"keep", ""}, {"too", ""}}), {"PROFILE-data-1"}},
      {R"({"Data-Empty": true})", with_payload({{"a", "x"}}), {"PROFILE-data-1"}},
      {R"({"Data-Empty": true, "Payload-Files-Required": ["data/a/", "data/a/keep"]})",
       with_payload({{"a/keep", ""}})},

      // Serialization and Accept-Serialization.
      {R"({"Serialization": "forbidden"})", as_it_is()},
      {R"({"Serialization": "forbidden"})", as_it_is(), {"PROFILE-container-1"}, ".zip"},
      {R"({"Serialization": "forbidden", "Accept-Serialization": ["application/zip"]})",
       as_it_is(),
       {"PROFILE-container-1"},
       ".zip"},
      {R"({"Serialization": "required", "Accept-Serialization": ["application/zip"]})",
       as_it_is(),
       {"PROFILE-container-1"}},
      {R"({"Serialization": "required", "Accept-Serialization": ["application/zip"]})",
       as_it_is(),
       {},
       ".zip"},
      {R"({"Serialization": "required", "Accept-Serialization": ["application/zip"]})",
       as_it_is(),
       {"PROFILE-container-1"},
       ".tar"},
      {R"({"Serialization": "required", "Accept-Serialization": ["application/x-tar"]})",
       as_it_is(),
       {},
       ".tar"},
      {R"({"Serialization": "required", "Accept-Serialization": ["application/tar"]})",
       as_it_is(),
       {"PROFILE-container-1"},
       ".tar.gz"},
      {R"({"Serialization": "required", "Accept-Serialization": ["Application/GZIP"]})",
       as_it_is(),
       {},
       ".tar.gz"},
      {R"({"Serialization": "optional", "Accept-Serialization": ["application/tar"]})", as_it_is()},
      {R"({"Serialization": "optional", "Accept-Serialization": ["application/tar"]})",
       as_it_is(),
       {},
       ".tar"},
      {R"({"Serialization": "optional", "Accept-Serialization": ["application/tar"]})",
       as_it_is(),
       {"PROFILE-container-1"},
       ".zip"},
      {R"({"Accept-Serialization": ["application/tar"]})",
       as_it_is(),
       {"PROFILE-container-1"},
       ".zip"},
      {R"({"Accept-Serialization": []})", as_it_is(), {}, ".zip"},

      // Accept-BagIt-Version: texts, and the numbers that stand in their place.
      {R"({"Accept-BagIt-Version": ["1.0"]})", as_it_is()},
      {R"({"Accept-BagIt-Version": [1.0]})", as_it_is()},
      {R"({"Accept-BagIt-Version": [1]})", as_it_is()},
      {R"({"Accept-BagIt-Version": "1.0"})", as_it_is()},
      {R"({"Accept-BagIt-Version": ["0.97"]})", as_it_is(), {"PROFILE-version-1"}},
      {R"({"Accept-BagIt-Version": [0.97]})", of_version("0.97")},
      {R"({"Accept-BagIt-Version": ["1.0"]})", of_version("0.97"), {"PROFILE-version-1"}},

      // Tag files. What BagIt itself knows is there by other rules, and no list shuts it out.
      {R"({"Tag-Files-Required": []})", as_it_is()},
      {R"({"Tag-Files-Required": ["bagit.txt", "bag-info.txt", "manifest-sha512.txt",
           "tagmanifest-sha512.txt"]})",
       as_it_is()},
      {R"({"Tag-Files-Required": ["fetch.txt"]})", as_it_is(), {"PROFILE-file-1"}},
      {R"({"Tag-Files-Required": ["manifest-md5.txt"]})", as_it_is(), {"PROFILE-file-1"}},
      {R"({"Tag-Files-Required": ["bag-info.txt"], "Tag-Files-Allowed": ["m/*"]})", as_it_is()},
      {R"({"Tag-Files-Required": ["m/dc.xml"]})", with_file("m/DC.xml"), {"PROFILE-file-1"}},
      {R"({"Tag-Files-Required": ["m/*"]})", with_file("m/dc.xml"), {"PROFILE-file-1"}},
      {R"({"Tag-Files-Allowed": []})", as_it_is()},
      {R"({"Tag-Files-Allowed": []})", to_be_fetched("0")},
      {R"({"Tag-Files-Allowed": []})", with_manifest("manifest-md5.txt")},
      {R"({"Tag-Files-Allowed": [], "Accept-BagIt-Version": ["0.95"]})",
       [](const fs::path& bag) {
         replace_in(bag / "bagit.txt", "1.0", "0.95");
         fs::rename(bag / "bag-info.txt", bag / "package-info.txt");
         seal_tags(bag);
       }},
      {R"({"Tag-Files-Allowed": []})", with_file("notes.txt"), {"PROFILE-file-2"}},
      {R"({"Tag-Files-Allowed": []})", with_file("m/bagit.txt"), {"PROFILE-file-2"}},
      {R"({"Tag-Files-Allowed": ["*"]})", with_file("m/deep/dc.xml")},
      {R"({"Tag-Files-Allowed": ["*.xml"]})", with_file("m/deep/dc.xml")},
      {R"({"Tag-Files-Allowed": ["m/*/dc.xml"]})", with_file("m/dc.xml"), {"PROFILE-file-2"}},
      {R"({"Tag-Files-Allowed": ["m/dc.xml"]})", with_file("m/dc.xml")},
      {R"({"Tag-Files-Allowed": ["m/[a-c].xml"]})", with_file("m/b.xml")},
      {R"({"Tag-Files-Allowed": ["m/[a-c].xml"]})", with_file("m/d.xml"), {"PROFILE-file-2"}},
      {R"({"Tag-Files-Allowed": ["m/?.xml"]})", with_file("m/я.xml")},
      {R"({"Tag-Files-Allowed": ["*"]})", with_file("m/\xff.xml")},

      // Payload files.
      {R"({"Payload-Files-Required": []})", as_it_is()},
      {R"({"Payload-Files-Required": ["data/a.txt"]})", as_it_is()},
      {R"({"Payload-Files-Required": ["data/"]})", as_it_is()},
      {R"({"Payload-Files-Required": ["data/scans"]})",
       with_file("data/scans/1.tif"),
       {"PROFILE-file-3"}},
      {R"({"Payload-Files-Required": ["data/scans/"]})",
       with_file("data/scans.tif"),
       {"PROFILE-file-3"}},
      {R"({"Payload-Files-Required": ["data/scans/"]})",
       [](const fs::path& bag) { fs::create_directory(bag / "data/scans"); }},
      {R"({"Payload-Files-Allowed": ["*"]})", with_file("data/deep/b.tif")},
      {R"({"Payload-Files-Allowed": []})", as_it_is(), {"PROFILE-file-4"}},
      {R"({"Payload-Files-Allowed": []})", with_payload({})},
      {R"({"Payload-Files-Allowed": ["data/*"]})", with_file("data/deep/b.tif")},
      {R"({"Payload-Files-Allowed": ["data/a.txt", "data/scans/*"]})",
       with_file("data/scans/1.tif")},
      {R"({"Payload-Files-Allowed": ["data/a.txt", "data/scans/*"]})",
       with_file("data/b.tif"),
       {"PROFILE-file-4"}},
      {R"({"Payload-Files-Allowed": ["data/a.txt", "data/scans/"]})",
       with_file("data/scans/1.tif"),
       {"PROFILE-file-4"}},
      {R"({"Payload-Files-Required": ["data/scans/"],
           "Payload-Files-Allowed": ["data/a.txt", "data/scans/*"]})",
       with_file("data/scans/1.tif")},
  };
  return kRows;
}

TEST(ProfileRows, of_every_key_and_kind_of_value_break_what_they_forbid_and_nothing_else) {
  for (const Row& row : rows()) {
    const TempDir scratch;
    const fs::path bag = scratch / "letters";
    make_bag(bag);
    row.change(bag);
    const std::string form = bag.native() + std::string(row.ending);
    if (row.ending == ".tar")
      archive_folder(bag, form, ArchiveKind::tar);
    else if (row.ending == ".tar.gz")
      archive_folder(bag, form, ArchiveKind::tar_gz);
    else if (row.ending == ".zip")
      archive_folder(bag, form, ArchiveKind::zip);
    const BagItProfile profile = profile_with(row.keys);
    std::vector<std::string> broken;
    for (const std::string& rule : rules_of(validate_package(form, {.profile = &profile})))
      if (rule.starts_with("PROFILE-"))
        broken.push_back(rule);
    EXPECT_EQ(broken, row.broken) << row.keys << " at row " << &row - rows().data() << row.ending;
  }
}

/// Each key of the standard stands in the table, kept and broken.
TEST(ProfileRows, speak_of_every_key) {
  for (const std::string_view key :
       {"required", "recommended", "repeatable", "values", "description", "Manifests-Required",
        "Manifests-Allowed", "Tag-Manifests-Required", "Tag-Manifests-Allowed", "Allow-Fetch.txt",
        "Fetch.txt-Required", "Data-Empty", "Serialization", "Accept-Serialization",
        "Accept-BagIt-Version", "Tag-Files-Required", "Tag-Files-Allowed", "Payload-Files-Required",
        "Payload-Files-Allowed"}) {
    const auto has_row = [key](bool broken) {
      return std::any_of(rows().begin(), rows().end(), [key, broken](const Row& row) {
        return row.keys.find("\"" + std::string(key) + "\"") != std::string_view::npos &&
               row.broken.empty() != broken;
      });
    };
    EXPECT_TRUE(has_row(false)) << key;
    EXPECT_TRUE(has_row(true) || key == "description") << key; // which asks for nothing
  }
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
