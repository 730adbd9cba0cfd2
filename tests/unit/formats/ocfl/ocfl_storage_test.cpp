// Storage roots: which folders below them are objects.
#include "delo/formats/ocfl/ocfl_names.hpp"
#include "delo/formats/ocfl/ocfl_storage.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

void write_object(const fs::path& folder) {
  test::write_file(folder / "0=ocfl_object_1.1", "ocfl_object_1.1\n");
  test::write_file(folder / "v1/content/deep/x", "x");
}

TEST(OcflNames, knows_the_version_that_an_object_declares) {
  const test::TempDir temp;
  EXPECT_EQ(ocfl_object_version(temp.path()), std::nullopt);
  test::write_file(temp / "0=ocfl_object_1.0", "ocfl_object_1.0\n");
  EXPECT_EQ(ocfl_object_version(temp.path()), "1.0");
  test::write_file(temp / "0=ocfl_object_1.1", "ocfl_object_1.1\n");
  EXPECT_EQ(ocfl_object_version(temp.path()), "1.1");
  EXPECT_EQ(ocfl_object_version(temp / "not there"), std::nullopt);
  for (const std::string_view wrong :
       {"ocfl_object_1.1", "ocfl_object_1.0\n", "", "long text here\n\n"}) {
    const test::TempDir other;
    test::write_file(other / "0=ocfl_object_1.1", wrong);
    EXPECT_EQ(ocfl_object_version(other.path()), std::nullopt) << wrong;
  }
}

TEST(OcflNames, does_not_take_a_link_for_a_declaration) {
  const test::TempDir temp;
  test::write_file(temp / "text", "ocfl_object_1.1\n");
  fs::create_directory(temp / "o");
  fs::create_symlink(temp / "text", temp / "o/0=ocfl_object_1.1");
  EXPECT_EQ(ocfl_object_version(temp / "o"), std::nullopt);
}

TEST(OcflNames, knows_a_storage_root) {
  const test::TempDir temp;
  EXPECT_FALSE(is_ocfl_root(temp.path()));
  test::write_file(temp / "0=ocfl_1.1", "ocfl_1.1\n");
  EXPECT_TRUE(is_ocfl_root(temp.path()));
}

TEST(OcflNames, reads_names_of_versions) {
  EXPECT_EQ(parse_ocfl_version("v12"), (OcflVersionName{12, 0}));
  EXPECT_EQ(parse_ocfl_version("v0012"), (OcflVersionName{12, 4}));
  EXPECT_EQ(parse_ocfl_version("v0012")->name_of(7), "v0007");
  EXPECT_EQ(parse_ocfl_version("v12")->name_of(7), "v7");
  for (const std::string_view bad :
       {"", "v", "v0", "v00", "1", "V1", "v1x", "v-1", "v+1", "v 1", "v99999999999"})
    EXPECT_EQ(parse_ocfl_version(bad), std::nullopt) << bad;
}

TEST(OcflStorage, finds_objects_in_the_order_of_their_bytes) {
  const test::TempDir temp;
  for (const std::string name : {"b/c/object", "a", "b-c", "~x", "b/extensions/o"})
    write_object(temp / name);
  write_object(temp / "a/v1/content/inner"); // a part of an object
  write_object(temp / "extensions/o");
  test::write_file(temp / "0=ocfl_1.1", "ocfl_1.1\n");
  test::write_file(temp / "README", "of the root");
  const OcflObjects found = find_ocfl_objects(temp.path());
  EXPECT_THAT(found.objects, ElementsAre("a", "b-c", "b/c/object", "b/extensions/o", "~x"));
  EXPECT_TRUE(found.unlistable.empty());
  EXPECT_TRUE(found.strays.empty());
}

TEST(OcflStorage, counts_an_object_that_lost_its_declaration) {
  const test::TempDir temp;
  test::write_file(temp / "a/inventory.json", "{}");
  test::write_file(temp / "b/0=ocfl_object_9.9", "");
  EXPECT_THAT(find_ocfl_objects(temp.path()).objects, ElementsAre("a", "b"));
}

TEST(OcflStorage, takes_a_root_that_is_an_object_for_one) {
  const test::TempDir temp;
  write_object(temp.path());
  EXPECT_THAT(find_ocfl_objects(temp.path()).objects, ElementsAre(""));
}

TEST(OcflStorage, tells_of_links_and_of_files_between_objects) {
  const test::TempDir temp;
  write_object(temp / "a/o");
  fs::create_symlink("o", temp / "a/link");
  test::write_file(temp / "a/lost.txt", "x");
  const OcflObjects found = find_ocfl_objects(temp.path());
  EXPECT_THAT(found.objects, ElementsAre("a/o"));
  ASSERT_EQ(found.strays.size(), 2U);
  EXPECT_EQ(found.strays[0].path, "a/link");
  EXPECT_EQ(found.strays[1].path, "a/lost.txt");
}

TEST(OcflStorage, keeps_a_thousand_strays_and_counts_the_others) {
  const test::TempDir temp;
  for (int i = 0; i < 1005; ++i)
    test::write_file(temp / "a" / std::to_string(i), "");
  const OcflObjects found = find_ocfl_objects(temp.path());
  EXPECT_EQ(found.strays.size(), 1000U);
  EXPECT_EQ(found.more_strays, 5U);
}

TEST(OcflStorage, tells_of_folders_that_cannot_be_listed) {
  const test::TempDir temp;
  write_object(temp / "a/o");
  write_object(temp / "shut/o");
  fs::permissions(temp / "shut", fs::perms::none);
  {
    const test::WithoutPrivileges weak;
    const OcflObjects found = find_ocfl_objects(temp.path());
    EXPECT_THAT(found.objects, ElementsAre("a/o"));
    ASSERT_EQ(found.unlistable.size(), 1U);
    EXPECT_EQ(found.unlistable[0].path, "shut");
    EXPECT_EQ(found.unlistable[0].words, "Permission denied");
  }
  fs::permissions(temp / "shut", fs::perms::all);
  EXPECT_EQ(test::kind_of([&temp] { find_ocfl_objects(temp / "not there"); }), ErrorKind::io);
}

} // namespace
} // namespace delo
