// OCFL objects with one fault each: the judge names it, and nothing else that is good.
#include "unit/formats/ocfl/ocfl_object.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using test::OcflObject;
using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

TEST(OcflJudge, finds_nothing_in_a_good_object) {
  EXPECT_THAT(OcflObject().problems(), IsEmpty());
}

TEST(OcflJudge, lets_logs_extensions_and_folders_beside_content_be) {
  OcflObject object;
  object.add("logs/day.txt", "log").add("extensions/0001/x", "x").add("v2/notes/x", "x");
  EXPECT_THAT(object.problems(), IsEmpty());
}

TEST(OcflJudge, takes_version_inventories_that_are_not_there) {
  OcflObject object;
  object.remove("v1/inventory.json").remove("v1/inventory.json.sha512");
  EXPECT_THAT(object.problems(), IsEmpty());
}

TEST(OcflJudge, finds_altered_missing_and_added_content) {
  EXPECT_THAT(OcflObject().add("v1/content/dir/b.txt", "BETA").problems(),
              ElementsAre(StartsWith("E092 v1/content/dir/b.txt: its SHA-512 is ")));
  EXPECT_THAT(OcflObject().remove("v1/content/dir/b.txt").problems(),
              ElementsAre("E092 v1/content/dir/b.txt: it is in the manifest, but missing"));
  EXPECT_THAT(OcflObject().add("v2/content/more", "x").problems(),
              ElementsAre("E023 v2/content/more: it is not in the manifest"));
}

TEST(OcflJudge, compares_the_fixity_block) {
  OcflObject object;
  object.edit_inventory("inventory.json", test::hex_of(Algorithm::md5, "alpha"),
                        test::hex_of(Algorithm::md5, "other"));
  EXPECT_THAT(object.problems(), ElementsAre(StartsWith("E093 v1/content/a.txt: its MD5 is ")));
}

TEST(OcflJudge, compares_digests_regardless_of_case) {
  std::string upper = test::hex_of(Algorithm::sha512, "new");
  const std::string lower = upper;
  for (char& c : upper)
    c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
  OcflObject object;
  object.edit_inventory("inventory.json", "{\"" + lower, "{\"" + upper);
  EXPECT_THAT(object.problems(), IsEmpty());
}

TEST(OcflJudge, finds_inventories_and_sidecars_that_do_not_agree) {
  EXPECT_THAT(OcflObject().edit("v1/inventory.json", "first", "again").problems(),
              ElementsAre("E060 v1/inventory.json.sha512: it gives another digest than the "
                          "inventory beside it has"));
  EXPECT_THAT(OcflObject().add("v1/inventory.json.sha512", "garbage\n").problems(),
              ElementsAre(StartsWith("E061 v1/inventory.json.sha512: ")));
  EXPECT_THAT(OcflObject().remove("inventory.json.sha512").problems(),
              ElementsAre(StartsWith("E058 inventory.json.sha512: ")));
  EXPECT_THAT(OcflObject().remove("inventory.json").problems(),
              Contains("E063 inventory.json: the object has no inventory"));
}

TEST(OcflJudge, finds_a_head_inventory_that_is_not_the_one_of_the_root) {
  OcflObject object;
  object.edit_inventory("v2/inventory.json", "first", "again");
  EXPECT_THAT(object.problems(),
              ElementsAre("E064 v2/inventory.json: it is not the same as the object's inventory"));
}

TEST(OcflJudge, compares_old_inventories_with_the_new_one) {
  EXPECT_THAT(OcflObject().edit_inventory("v1/inventory.json", "dir/c.txt", "dir/d.txt").problems(),
              ElementsAre(StartsWith("E066 v1/inventory.json: v1 has other files")));
  EXPECT_THAT(OcflObject().edit_inventory("v1/inventory.json", "urn:delo", "urn:other").problems(),
              ElementsAre(StartsWith("E110 v1/inventory.json: ")));
  EXPECT_THAT(OcflObject()
                  .edit_inventory("v1/inventory.json", "\"head\": \"v1\"", "\"head\": \"v2\"")
                  .problems(),
              Contains(StartsWith("E040 v1/inventory.json: head: there is no version \"v2\"")));
  const std::string a = test::hex_of(Algorithm::sha512, "alpha");
  const std::string x = test::hex_of(Algorithm::sha512, "gamma");
  OcflObject object;
  object.edit_inventory("v1/inventory.json", a, x).edit_inventory("v1/inventory.json", a, x);
  EXPECT_THAT(object.problems(), Contains(StartsWith("E092 v1/inventory.json: it gives "
                                                     "v1/content/a.txt another digest")));
}

TEST(OcflJudge, finds_old_inventories_that_do_not_list_all_files_of_their_time) {
  const std::string b = ", \"" + test::hex_of(Algorithm::sha512, "beta") + "\": ";
  OcflObject object;
  object.edit_inventory("v1/inventory.json", b + R"(["v1/content/dir/b.txt"])", "")
      .edit_inventory("v1/inventory.json", b + R"(["dir/b.txt", "dir/c.txt"])", "");
  EXPECT_THAT(
      object.problems(),
      Contains("E023 v1/inventory.json: it lists 1 of the 2 files that the object had then"));
}

TEST(OcflJudge, finds_a_content_directory_that_changes_between_versions) {
  OcflObject object;
  object.edit_inventory("v1/inventory.json", "\"head\"", R"("contentDirectory": "data", "head")");
  EXPECT_THAT(object.problems(), Contains(StartsWith("E019 v1/inventory.json: ")));
}

TEST(OcflJudge, knows_an_old_inventory_with_another_algorithm) {
  OcflObject object;
  for (const std::string_view text : {"alpha", "alpha", "beta", "beta"})
    object.edit("v1/inventory.json", test::hex_of(Algorithm::sha512, text),
                test::hex_of(Algorithm::sha256, text));
  object.edit("v1/inventory.json", "sha512", "sha256").remove("v1/inventory.json.sha512");
  const auto seal = [&object] {
    object.add("v1/inventory.json.sha256",
               test::hex_of(Algorithm::sha256, object.files["v1/inventory.json"]) +
                   "  inventory.json");
  };
  seal();
  EXPECT_THAT(object.problems(), IsEmpty());
  OcflObject renamed = object;
  object.edit("v1/inventory.json", "dir/c.txt", "dir/d.txt");
  seal();
  EXPECT_THAT(object.problems(), ElementsAre(StartsWith("E066 v1/inventory.json: ")));
  const std::string beta = test::hex_of(Algorithm::sha256, "beta");
  object = renamed;
  for (int i = 0; i < 2; ++i)
    object.edit("v1/inventory.json", beta, test::hex_of(Algorithm::sha256, "wrong"));
  seal();
  EXPECT_THAT(object.problems(),
              ElementsAre(StartsWith("E092 v1/content/dir/b.txt: its SHA-256 is ")));
}

TEST(OcflJudge, finds_what_does_not_belong_there) {
  for (const std::string name : {"extra.txt", "extra/x", "inventory.json.md5", "logs",
                                 "v1/extra.txt", "extensions/x.txt", "1/content/x"})
    EXPECT_THAT(OcflObject().add(name, "x").problems(),
                ElementsAre(AnyOf(StartsWith("E001 "), StartsWith("E015 "), StartsWith("E067 "))))
        << name;
}

TEST(OcflJudge, finds_version_folders_that_are_missing_or_not_known) {
  OcflObject missing;
  missing.remove("v2/content/новый").remove("v2/inventory.json").remove("v2/inventory.json.sha512");
  EXPECT_THAT(missing.problems(), Contains("E010 v2: the folder of the head version is missing"));
  EXPECT_THAT(OcflObject().add("v3/content/x", "x").problems(),
              Contains("E040 v3: the inventory has no such version"));
}

TEST(OcflJudge, finds_a_declaration_that_is_missing_wrong_or_not_alone) {
  EXPECT_THAT(OcflObject().remove("0=ocfl_object_1.1").problems(),
              ElementsAre("E003 : the object has no conformance declaration"));
  EXPECT_THAT(OcflObject().add("0=ocfl_object_1.1", "ocfl_object_1.1").problems(),
              ElementsAre(StartsWith("E007 0=ocfl_object_1.1: ")));
  EXPECT_THAT(OcflObject().add("0=ocfl_object_1.0", "ocfl_object_1.0\n").problems(),
              ElementsAre(StartsWith("E003 0=ocfl_object_1.1: ")));
  EXPECT_THAT(OcflObject()
                  .remove("0=ocfl_object_1.1")
                  .add("0=ocfl_object_1.0", "ocfl_object_1.0\n")
                  .problems(),
              ElementsAre(StartsWith("E038 inventory.json: ")));
}

TEST(OcflJudge, finds_specifications_that_grow_older) {
  OcflObject older;
  older.edit_inventory("v1/inventory.json", "ocfl.io/1.1", "ocfl.io/1.0");
  EXPECT_THAT(older.problems(), IsEmpty()) << "an object may be brought to a newer version";
  OcflObject newer;
  newer.edit_inventory("inventory.json", "ocfl.io/1.1", "ocfl.io/1.0")
      .remove("0=ocfl_object_1.1")
      .add("0=ocfl_object_1.0", "ocfl_object_1.0\n");
  EXPECT_THAT(newer.problems(), Contains(StartsWith("E103 v1/inventory.json: ")));
}

TEST(OcflJudge, finds_links_and_empty_folders) {
  const test::TempDir temp;
  OcflObject().write(temp / "o");
  std::filesystem::create_symlink("a.txt", temp / "o/v1/content/link");
  std::filesystem::create_directory(temp / "o/v1/content/empty");
  const std::vector<OcflProblem> problems = test::judge_ocfl_folder(temp / "o");
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0].code + problems[0].path, "E024v1/content/empty");
  EXPECT_EQ(problems[1].code + problems[1].path, "E090v1/content/link");
  EXPECT_EQ(problems[2].code + problems[2].path, "E023v1/content/link");
}

TEST(OcflJudge, does_not_accuse_what_could_not_be_read) {
  const OcflObject object;
  OcflJudge judge;
  for (const auto& [name, bytes] : object.files)
    if (OcflJudge::most_bytes(name) > 0)
      judge.take(name, bytes);
    else
      judge.meet(name, {}, true);
  EXPECT_TRUE(judge.problems().empty());
  OcflJudge blind;
  for (const auto& [name, bytes] : object.files)
    blind.meet(name, {}, true);
  EXPECT_TRUE(blind.problems().empty()) << "also where the inventories are among it";
}

TEST(OcflJudge, never_passes_over_a_digest_that_was_not_computed) {
  OcflJudge judge;
  for (const auto& [name, bytes] : OcflObject().files)
    if (OcflJudge::most_bytes(name) > 0)
      judge.take(name, bytes);
    else
      judge.meet(name, {});
  EXPECT_EQ(judge.problems().size(), 4U) << "three files, and one fixity digest";
}

TEST(OcflJudge, takes_inventories_in_any_order) {
  OcflObject object;
  object.edit_inventory("v1/inventory.json", "dir/c.txt", "dir/d.txt");
  OcflJudge judge;
  for (auto file = object.files.rbegin(); file != object.files.rend(); ++file)
    if (OcflJudge::most_bytes(file->first) > 0)
      judge.take(file->first, file->second);
    else
      judge.meet(file->first, {}, true);
  const std::vector<OcflProblem> problems = judge.problems();
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "E066");
}

TEST(OcflJudge, asks_for_the_digests_that_the_inventories_give) {
  const OcflObject object;
  OcflJudge judge;
  EXPECT_EQ(judge.algorithms(), (AlgorithmSet{Algorithm::sha256, Algorithm::sha512}));
  judge.take("inventory.json", object.files.at("inventory.json"));
  EXPECT_EQ(judge.algorithms(), (AlgorithmSet{Algorithm::md5, Algorithm::sha512}));
}

TEST(OcflJudge, survives_inventories_of_any_bytes) {
  test::Random random;
  const OcflObject object;
  const std::string& good = object.files.at("inventory.json");
  for (int i = 0; i < 300; ++i) {
    std::string bytes = good;
    for (std::uint64_t k = 1 + random.below(4); k > 0 && !bytes.empty(); --k) {
      const std::size_t at = random.below(bytes.size());
      switch (random.below(4)) {
      case 0:
        bytes[at] = "{}[]\",:0/\0\xFF"[random.below(11)];
        break;
      case 1:
        bytes.erase(at, random.below(40));
        break;
      case 2:
        bytes.insert(at, bytes.substr(random.below(bytes.size()), random.below(200)));
        break;
      default:
        bytes.resize(at + 1);
      }
    }
    OcflJudge judge;
    judge.take("v2/inventory.json", bytes);
    judge.take("inventory.json", i % 2 == 0 ? bytes : good);
    judge.take("v1/inventory.json", bytes);
    EXPECT_FALSE(judge.problems().empty()) << "no file was met";
  }
}

} // namespace
} // namespace delo
