// A path inside a package must not be able to leave it, whatever its text says.
#include "delo/base/rel_path.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace delo {
namespace {

using namespace std::string_literals;

PathFault fault_of(std::string_view text) {
  PathFault fault = PathFault::none;
  const auto path = RelPath::parse(text, &fault);
  EXPECT_EQ(path.has_value(), fault == PathFault::none) << text;
  return fault;
}

TEST(RelPath, tells_every_fault_apart) {
  const std::vector<std::pair<std::string, PathFault>> texts{
      {"", PathFault::empty},
      {"a//b", PathFault::empty},
      {"a/", PathFault::empty},
      {"/", PathFault::absolute},
      {"/etc/passwd", PathFault::absolute},
      {"//a", PathFault::absolute},
      {"\\\\server\\share", PathFault::absolute},
      {".", PathFault::dot_segment},
      {"..", PathFault::dot_segment},
      {"./a", PathFault::dot_segment},
      {"a/./b", PathFault::dot_segment},
      {"a/../b", PathFault::dot_segment},
      {"a/..", PathFault::dot_segment},
      {"C:", PathFault::drive_letter},
      {"C:/a", PathFault::drive_letter},
      {"z:\\a", PathFault::drive_letter},
      {"~", PathFault::home},
      {"~/a", PathFault::home},
      {"~root/a", PathFault::home},
      {"a\0b"s, PathFault::nul},
      {"\0"s, PathFault::nul},
      {std::string(256, 'a'), PathFault::name_too_long},
      {"a/" + std::string(256, 'a') + "/b", PathFault::name_too_long},
  };
  for (const auto& [text, fault] : texts)
    EXPECT_EQ(fault_of(text), fault) << testing::PrintToString(text);
}

TEST(RelPath, takes_odd_names_that_stay_inside) {
  for (const std::string& text : std::vector<std::string>{
           "a", "...", "..a/b..", ".hidden", "a/~", "data/C:", "a:b", "1:", "CD:/a", "a b/c\td",
           "Дело 12/л. 5 об.", "\xFF\xFE", "a\\..\\b", "-rf", std::string(255, 'a'),
           std::string(255, 'a') + "/" + std::string(255, 'b')})
    EXPECT_EQ(fault_of(text), PathFault::none) << text;
}

TEST(RelPath, keeps_the_bytes_that_were_given) {
  const std::string name = "data/\xEB\xE8\xF1\xF2 e\xCC\x81";
  EXPECT_EQ(RelPath(name).str(), name);
}

TEST(RelPath, describes_each_fault_in_words_of_its_own) {
  std::vector<std::string> words;
  for (const PathFault fault :
       {PathFault::none, PathFault::empty, PathFault::absolute, PathFault::dot_segment,
        PathFault::drive_letter, PathFault::home, PathFault::nul, PathFault::name_too_long}) {
    const std::string said(describe(fault));
    EXPECT_FALSE(said.empty());
    EXPECT_EQ(std::count(words.begin(), words.end(), said), 0) << said;
    words.push_back(said);
  }
}

TEST(RelPath, a_bad_literal_is_a_bug) {
  EXPECT_EQ(test::kind_of([] { RelPath("../a"); }), ErrorKind::internal);
}

TEST(RelPath, joins_and_checks_what_is_joined) {
  const RelPath folder("data");
  EXPECT_EQ((folder / "a/b").str(), "data/a/b");
  EXPECT_EQ((folder / RelPath("c")).str(), "data/c");
  EXPECT_EQ((folder / "~").str(), "data/~"); // only at the beginning of a path it means something
  EXPECT_EQ((folder / "C:").str(), "data/C:");
  for (const std::string_view bad : {"..", "", "/etc", "a/../../b"})
    EXPECT_EQ(test::kind_of([&] { (void)(folder / bad); }), ErrorKind::internal) << bad;
}

TEST(RelPath, knows_its_name_its_folder_and_its_first_part) {
  const RelPath path("a/bc/d.txt");
  EXPECT_EQ(path.name(), "d.txt");
  EXPECT_EQ(path.top(), "a");
  EXPECT_EQ(path.parent(), RelPath("a/bc"));
  EXPECT_EQ(path.below_top(), RelPath("bc/d.txt"));
  EXPECT_EQ(RelPath("a/~b/c").below_top()->str(), "~b/c");
  const RelPath alone("d.txt");
  EXPECT_EQ(alone.name(), "d.txt");
  EXPECT_EQ(alone.top(), "d.txt");
  EXPECT_FALSE(alone.parent());
  EXPECT_FALSE(alone.below_top());
}

TEST(RelPath, lies_below_folders_but_not_below_names_that_begin_alike) {
  const RelPath path("data/a/b");
  EXPECT_TRUE(path.is_below(RelPath("data")));
  EXPECT_TRUE(path.is_below(RelPath("data/a")));
  EXPECT_FALSE(path.is_below(path));
  EXPECT_FALSE(path.is_below(RelPath("dat")));
  EXPECT_FALSE(RelPath("database/a").is_below(RelPath("data")));
  EXPECT_FALSE(RelPath("data").is_below(path));
}

TEST(RelPath, gives_what_remains_below_a_folder) {
  const RelPath path("data/a/b");
  EXPECT_EQ(path.relative_to(RelPath("data")), RelPath("a/b"));
  EXPECT_EQ(path.relative_to(RelPath("data/a")), RelPath("b"));
  EXPECT_EQ(test::kind_of([&] { (void)path.relative_to(RelPath("dat")); }), ErrorKind::internal);
  EXPECT_EQ(test::kind_of([&] { (void)path.relative_to(path); }), ErrorKind::internal);
}

TEST(RelPath, random_texts_never_leave_a_folder) {
  test::Random random;
  constexpr std::string_view kLetters = "a./\\~C:b";
  for (int i = 0; i < 20000; ++i) {
    std::string text(random.below(9), '\0');
    for (char& c : text)
      c = kLetters[random.below(kLetters.size())];
    if (const auto path = RelPath::parse(text)) {
      const auto joined = (test::fs::path("/root") / path->str()).lexically_normal();
      EXPECT_TRUE(joined.native().starts_with("/root/")) << text;
      EXPECT_EQ(path->str(), text);
    }
  }
}

} // namespace
} // namespace delo
