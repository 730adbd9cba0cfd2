// A file appears whole or not at all, and never takes another one's place unasked.
#include "delo/base/atomic_file.hpp"
#include "unit/support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace delo {
namespace {

using Files = std::map<std::string, std::string>;

TEST(AtomicFile, appears_whole_under_its_name) {
  const test::TempDir dir;
  AtomicFile file(dir / "report.json");
  file.write("one ");
  file.write("");
  file.write("two");
  EXPECT_FALSE(test::fs::exists(dir / "report.json"));
  file.commit(Overwrite::no);
  EXPECT_EQ(test::tree(dir.path()), (Files{{"report.json", "one two"}}));
}

TEST(AtomicFile, stays_after_it_was_committed) {
  const test::TempDir dir;
  {
    AtomicFile file(dir / "a");
    file.write("x");
    file.commit(Overwrite::no);
  }
  EXPECT_EQ(test::tree(dir.path()), (Files{{"a", "x"}}));
}

TEST(AtomicFile, abandoned_it_leaves_nothing) {
  const test::TempDir dir;
  {
    AtomicFile file(dir / "a");
    file.write("half");
  }
  EXPECT_TRUE(test::fs::is_empty(dir.path()));
}

TEST(AtomicFile, a_taken_name_is_refused_and_unchanged) {
  const test::TempDir dir;
  test::write_file(dir / "a", "old");
  {
    AtomicFile file(dir / "a");
    file.write("new");
    const auto error = test::error_of([&] { file.commit(Overwrite::no); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind(), ErrorKind::usage);
    EXPECT_NE(error->message().find("already exists"), std::string::npos) << error->message();
    EXPECT_FALSE(error->hint().empty());
  }
  EXPECT_EQ(test::tree(dir.path()), (Files{{"a", "old"}}));
}

TEST(AtomicFile, a_dangling_link_is_a_taken_name) {
  const test::TempDir dir;
  test::fs::create_symlink("nowhere", dir / "a");
  AtomicFile file(dir / "a");
  EXPECT_EQ(test::kind_of([&] { file.commit(Overwrite::no); }), ErrorKind::usage);
  EXPECT_TRUE(test::fs::is_symlink(dir / "a"));
}

TEST(AtomicFile, overwrites_when_asked) {
  const test::TempDir dir;
  test::write_file(dir / "a", "old and longer");
  AtomicFile file(dir / "a");
  file.write("new");
  file.commit(Overwrite::yes);
  EXPECT_EQ(test::tree(dir.path()), (Files{{"a", "new"}}));
}

TEST(AtomicFile, a_missing_folder_is_an_error_that_names_the_file) {
  const test::TempDir dir;
  const auto error = test::error_of([&] { AtomicFile(dir / "no/a"); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::io);
  EXPECT_NE(error->message().find("no/a"), std::string::npos) << error->message();
}

TEST(Publish, moves_a_folder_and_refuses_a_taken_name) {
  const test::TempDir dir;
  test::write_file(dir / "from/x", "1");
  publish(dir / "from", dir / "to", Overwrite::no);
  EXPECT_EQ(test::tree(dir.path()), (Files{{"to/x", "1"}}));
  test::write_file(dir / "from/x", "2");
  EXPECT_EQ(test::kind_of([&] { publish(dir / "from", dir / "to", Overwrite::no); }),
            ErrorKind::usage);
  EXPECT_EQ(test::tree(dir.path()), (Files{{"from/x", "2"}, {"to/x", "1"}}));
}

TEST(RandomName, has_sixteen_hexadecimal_digits_and_does_not_repeat) {
  std::set<std::string> names;
  for (int i = 0; i < 100; ++i) {
    const std::string name = random_name();
    EXPECT_EQ(name.size(), 16U);
    EXPECT_EQ(name.find_first_not_of("0123456789abcdef"), std::string::npos);
    names.insert(name);
  }
  EXPECT_EQ(names.size(), 100U);
}

} // namespace
} // namespace delo
