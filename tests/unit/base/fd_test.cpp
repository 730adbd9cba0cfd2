// Reading small files: limits are kept, and what is no file is refused instead of waited for.
#include "delo/base/fd.hpp"
#include "unit/support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <string>

namespace delo {
namespace {

TEST(ReadFile, gives_every_byte) {
  const test::TempDir dir;
  const std::string bytes = test::Random().bytes(200'000);
  test::write_file(dir / "a", bytes);
  EXPECT_EQ(read_file(dir / "a", 1'000'000), bytes);
  test::write_file(dir / "empty", "");
  EXPECT_EQ(read_file(dir / "empty", 0), "");
}

TEST(ReadFile, keeps_its_limit) {
  const test::TempDir dir;
  test::write_file(dir / "a", "12345");
  EXPECT_EQ(read_file(dir / "a", 5), "12345");
  const auto error = test::error_of([&] { (void)read_file(dir / "a", 4); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::io);
  EXPECT_NE(error->message().find("larger than 4 bytes"), std::string::npos) << error->message();
  EXPECT_NE(error->hint(), "");
}

TEST(ReadFile, refuses_folders_and_pipes) {
  const test::TempDir dir;
  ASSERT_EQ(::mkfifo((dir / "pipe").c_str(), 0600), 0);
  for (const auto& path : {dir.path(), dir / "pipe"}) {
    const auto error = test::error_of([&] { (void)read_file(path, 100); });
    ASSERT_TRUE(error) << path;
    EXPECT_EQ(error->kind(), ErrorKind::io);
    EXPECT_NE(error->message().find("not a regular file"), std::string::npos) << error->message();
  }
}

TEST(ReadFile, names_a_file_that_is_not_there) {
  const test::TempDir dir;
  const auto error = test::error_of([&] { (void)read_file(dir / "nothing", 100); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::io);
  EXPECT_NE(error->message().find("nothing"), std::string::npos);
}

TEST(OpenForReading, follows_links_only_when_asked) {
  const test::TempDir dir;
  test::write_file(dir / "a", "x");
  test::fs::create_symlink("a", dir / "link");
  EXPECT_TRUE(open_for_reading(dir / "link"));
  EXPECT_EQ(test::kind_of([&] { open_for_reading(dir / "link", FollowLinks::no); }), ErrorKind::io);
}

TEST(OpenFolder, refuses_a_file) {
  const test::TempDir dir;
  test::write_file(dir / "a", "x");
  EXPECT_TRUE(open_folder(dir.path()));
  EXPECT_EQ(test::kind_of([&] { open_folder(dir / "a"); }), ErrorKind::io);
}

TEST(Fd, closes_what_it_owns_once) {
  const test::TempDir dir;
  Fd first = open_folder(dir.path());
  const int number = first.get();
  Fd second(std::move(first));
  EXPECT_EQ(second.get(), number);
  second = open_folder(dir.path());
  EXPECT_EQ(::fcntl(number, F_GETFD), -1);
  second.reset();
  EXPECT_FALSE(second);
  second.reset();
}

TEST(ReadSome, gives_a_negative_errno_value) {
  const test::TempDir dir;
  const Fd folder = open_folder(dir.path());
  char byte = 0;
  EXPECT_EQ(read_some(folder.get(), &byte, 1), -EISDIR);
}

TEST(EndsAt, knows_how_long_a_file_is_and_nothing_else) {
  const test::TempDir dir;
  test::write_file(dir / "a", "four");
  const Fd file = open_for_reading(dir / "a");
  EXPECT_TRUE(ends_at(file.get(), 4));
  EXPECT_FALSE(ends_at(file.get(), 3));
  EXPECT_FALSE(ends_at(file.get(), 5));
  test::write_file(dir / "a", "four and more");
  EXPECT_FALSE(ends_at(file.get(), 4)) << "it grew";
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const Fd out(ends[0]);
  const Fd in(ends[1]);
  EXPECT_FALSE(ends_at(out.get(), 0)) << "of a pipe nobody knows";
  EXPECT_FALSE(ends_at(-1, 0));
}

TEST(WriteAll, names_the_path_that_cannot_be_written) {
  const test::TempDir dir;
  test::write_file(dir / "a", "");
  const Fd read_only = open_for_reading(dir / "a");
  const auto error = test::error_of([&] { write_all(read_only.get(), "x", "the/name"); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::io);
  EXPECT_NE(error->message().find("the/name"), std::string::npos);
}

} // namespace
} // namespace delo
