// Lists of links and of escaped names: they come back as they went, and do no harm.
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/fetch_text.hpp"
#include "delo/formats/bagit/path_lists.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using namespace test;

constexpr std::string_view kData = "data/";

TEST(PathLists, escapes_only_what_is_not_utf8) {
  EXPECT_EQ(escape_name("d\xE4/f\xC3\xA4=41\xFF"), "d=E4/f\xC3\xA4=41=FF");
}

TEST(PathLists, names_of_any_bytes_come_back) {
  Random random;
  for (int i = 0; i < 2000; ++i) {
    std::string original = random.bytes(1 + random.below(20));
    std::erase(original, '\0');
    std::erase(original, '/');
    if (original.empty() || is_utf8(original) || !RelPath::parse("data/" + original))
      continue;
    const std::vector<EscapedName> names{{escape_name(original), original}};
    StringSink sink;
    write_escaped_names(sink, names, kData);
    const auto parsed = parse_escaped_names(sink.str());
    ASSERT_EQ(parsed.size(), 1U) << sink.str();
    EXPECT_EQ(parsed[0].original, "data/" + original);
    EXPECT_EQ(parsed[0].name, "data/" + names[0].name);
  }
}

TEST(PathLists, a_list_cannot_rename_a_file_to_anything_else) {
  EXPECT_TRUE(parse_escaped_names("data/evil  data/good\n").empty());
  EXPECT_TRUE(parse_escaped_names("../%E4  ../=E4\n").empty());
  EXPECT_TRUE(parse_escaped_names("%E  data/=E4\nonly-one\n\n").empty());
}

TEST(PathLists, links_come_back_with_their_targets) {
  const std::vector<RecordedLink> links{{"a\nb%", "../x y/\xE4"}, {"c", "/etc/passwd"}};
  StringSink sink;
  write_links(sink, links, kData);
  const auto parsed = parse_links(sink.str());
  ASSERT_EQ(parsed.size(), 2U);
  EXPECT_EQ(parsed[0].name, "data/a\nb%");
  EXPECT_EQ(parsed[0].target, "../x y/\xE4");
  EXPECT_EQ(parsed[1].target, "/etc/passwd");
}

TEST(PathLists, only_links_that_stay_inside_may_be_made_again) {
  const auto stays = [](const std::string& name, const std::string& target) {
    return stays_inside({name, target}, RelPath("data"));
  };
  EXPECT_TRUE(stays("data/a", "b"));
  EXPECT_TRUE(stays("data/a", "./b/c"));
  EXPECT_TRUE(stays("data/d/a", "../b"));
  EXPECT_TRUE(stays("data/d/e/a", "../.."));
  EXPECT_FALSE(stays("data/a", "../b")) << "out of the payload";
  EXPECT_FALSE(stays("data/d/a", "../../b"));
  EXPECT_FALSE(stays("data/a", "/etc"));
  EXPECT_FALSE(stays("data/a", ""));
  EXPECT_FALSE(stays("data/d/a", "up/..")) << "up may itself lead up";
  EXPECT_FALSE(stays("bag-info.txt", "data/a")) << "beside the payload";
  EXPECT_FALSE(stays("data", "x"));
}

TEST(FetchText, lines_come_back) {
  StringSink sink;
  write_fetch_line(sink, "https://example.org/" + percent_encode("a b%\n\xD0\xB4"), 12,
                   RelPath("data/a b%\n\xD0\xB4"));
  EXPECT_EQ(sink.str(), "https://example.org/a%20b%25%0A%D0%B4 12 data/a b%25%0A\xD0\xB4\n");
  const ParsedFetch fetch = parse_fetch(sink.str() + "https://example.org/x - data/x\n");
  EXPECT_TRUE(fetch.faults.empty());
  ASSERT_EQ(fetch.list->size(), 2U);
  EXPECT_EQ(fetch.list->find(RelPath("data/a b%\n\xD0\xB4"))->length, 12U);
  EXPECT_EQ(fetch.list->find(RelPath("data/x"))->length, std::nullopt);
  EXPECT_EQ(percent_decode("a%20b"), "a b");
  EXPECT_EQ(percent_decode("a%2"), std::nullopt);
}

} // namespace
} // namespace delo
