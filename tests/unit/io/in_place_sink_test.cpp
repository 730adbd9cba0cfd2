// A folder gives way to the bag of its files; what nobody listed is never lost.
#include "delo/io/in_place_sink.hpp"
#include "delo/io/old_tree.hpp"
#include "delo/io/source_reading.hpp"
#include "unit/support/temp_dir.hpp"
#include "unit/support/tree.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <map>
#include <string>
#include <vector>

namespace delo {
namespace {

namespace fs = std::filesystem;
using Files = std::map<std::string, std::string>;

const Files kLetters{{"a.txt", "dear"}, {"1946/b.txt", "friend"}};
constexpr Timestamp kTime{1234567891};

void make_letters(const fs::path& folder) {
  for (const auto& [name, bytes] : kLetters)
    test::write_file(folder / name, bytes);
}

/// Everything that an operation would put into the bag of the letters.
void fill(InPlaceSink& sink, const fs::path& folder) {
  for (const auto& [name, bytes] : kLetters)
    sink.link(RelPath("data/" + name), folder / name);
  const std::string declaration = "BagIt-Version: 1.0\n";
  sink.add(RelPath("bagit.txt"), declaration.size(), kTime,
           [&](ByteSink& to) { to.write(declaration); });
  sink.seal();
}

Files bag_of_letters() {
  Files files{{"bagit.txt", "BagIt-Version: 1.0\n"}};
  for (const auto& [name, bytes] : kLetters)
    files["data/" + name] = bytes;
  return files;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.push_back(entry.path().filename().native());
  return names;
}

ino_t inode_of(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(::lstat(path.c_str(), &status), 0) << path;
  return status.st_ino;
}

class GivingWay : public testing::Test {
protected:
  GivingWay() { make_letters(folder_); }

  test::TempDir dir_;
  fs::path folder_ = dir_ / "letters";
};

TEST_F(GivingWay, the_folder_stays_as_it_is_until_the_bag_takes_its_place) {
  {
    InPlaceSink sink(folder_);
    fill(sink, folder_);
    EXPECT_EQ(test::tree(folder_), kLetters);
  } // given up
  EXPECT_EQ(test::tree(folder_), kLetters);
  EXPECT_EQ(names_in(dir_.path()), std::vector<std::string>{"letters"});
}

TEST_F(GivingWay, the_payload_is_the_very_files_of_the_folder) {
  const ino_t inode = inode_of(folder_ / "a.txt");
  {
    InPlaceSink sink(folder_);
    fill(sink, folder_);
    sink.commit(Overwrite::no);
    EXPECT_TRUE(sink.left_behind().empty());
  }
  EXPECT_EQ(test::tree(folder_), bag_of_letters());
  EXPECT_EQ(inode_of(folder_ / "data/a.txt"), inode);
  EXPECT_EQ(names_in(dir_.path()), std::vector<std::string>{"letters"});
}

TEST_F(GivingWay, a_file_that_came_after_the_listing_keeps_the_folder) {
  InPlaceSink sink(folder_);
  fill(sink, folder_);
  test::write_file(folder_ / "1946/late.txt", "me, too");
  EXPECT_THROW(sink.commit(Overwrite::no), SourceChanged);
  EXPECT_EQ(test::bytes_of(folder_ / "1946/late.txt"), "me, too");
  EXPECT_FALSE(fs::exists(folder_ / "bagit.txt"));
}

TEST_F(GivingWay, a_file_that_was_replaced_after_the_listing_keeps_the_folder) {
  InPlaceSink sink(folder_);
  fill(sink, folder_);
  test::write_file(folder_ / "new", "better words");
  fs::rename(folder_ / "new", folder_ / "a.txt");
  EXPECT_THROW(sink.commit(Overwrite::no), SourceChanged);
  EXPECT_EQ(test::bytes_of(folder_ / "a.txt"), "better words");
  EXPECT_FALSE(fs::exists(folder_ / "bagit.txt"));
}

class OldTree : public testing::Test {
protected:
  OldTree() {
    make_letters(old_);
    fs::create_directories(payload_ / "1946");
    for (const auto& [name, bytes] : kLetters)
      fs::create_hard_link(old_ / name, payload_ / name);
  }

  test::TempDir dir_;
  fs::path old_ = dir_ / "old";
  fs::path payload_ = dir_ / "bag/data";
};

TEST_F(OldTree, goes_whole_when_the_bag_has_all_of_it) {
  fs::create_directories(old_ / "empty");
  fs::create_directories(payload_ / "empty");
  fs::permissions(old_ / "1946", fs::perms::owner_read | fs::perms::owner_exec); // not for root
  EXPECT_TRUE(strangers_in(old_, payload_).empty());
  remove_known(old_, payload_);
  EXPECT_FALSE(fs::exists(old_));
  EXPECT_EQ(test::tree(payload_), kLetters);
}

TEST_F(OldTree, keeps_each_file_that_is_not_the_one_in_the_bag) {
  test::write_file(old_ / "1946/late.txt", "late");
  fs::create_symlink("a.txt", old_ / "link");
  fs::remove(old_ / "a.txt");
  test::write_file(old_ / "a.txt", "dear"); // the same bytes, another file
  const std::vector<fs::path> strangers{"1946/late.txt", "a.txt", "link"};
  EXPECT_EQ(strangers_in(old_, payload_), strangers);
  remove_known(old_, payload_);
  EXPECT_EQ(strangers_in(old_, payload_), strangers);
  EXPECT_FALSE(fs::exists(old_ / "1946/b.txt"));
}

TEST_F(OldTree, is_not_looked_for_behind_a_link) {
  fs::create_directories(dir_ / "elsewhere");
  test::write_file(dir_ / "elsewhere/b.txt", "not yours");
  fs::remove_all(old_ / "1946");
  fs::create_directory_symlink(dir_ / "elsewhere", old_ / "1946");
  remove_known(old_, payload_);
  remove_whole(old_);
  EXPECT_EQ(test::bytes_of(dir_ / "elsewhere/b.txt"), "not yours");
}

TEST_F(OldTree, passes_on_modes_and_times_of_folders) {
  fs::permissions(old_ / "1946", fs::perms{02750});
  const timespec times[2] = {{86'400, 5}, {86'400, 7}};
  ASSERT_EQ(::utimensat(AT_FDCWD, (old_ / "1946").c_str(), times, 0), 0);
  keep_facts_of_tree(old_, payload_);
  struct stat status {};
  ASSERT_EQ(::stat((payload_ / "1946").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 02750U);
  EXPECT_EQ(status.st_mtim.tv_sec, 86'400);
  EXPECT_EQ(status.st_mtim.tv_nsec, 7);
}

} // namespace
} // namespace delo
