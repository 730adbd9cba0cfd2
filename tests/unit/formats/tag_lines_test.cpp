// Tag files come in pieces, in many encodings, and with lines that have no end.
#include "delo/formats/bagit/bag_declaration.hpp"
#include "delo/formats/bagit/tag_lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace delo {
namespace {

using Kind = TagLineFault::Kind;

struct Result {
  std::vector<std::string> lines;
  TagLineFaults faults;
};

Result read(std::string_view bytes, std::string_view encoding = "UTF-8", std::size_t piece = 3) {
  Result result;
  TagLines lines(encoding, [&result](std::string_view line, std::uint64_t number) {
    EXPECT_EQ(number, result.lines.size() + 1);
    result.lines.emplace_back(line);
  });
  for (std::size_t at = 0; at < bytes.size(); at += piece)
    lines.feed(bytes.substr(at, piece));
  result.faults = lines.finish();
  return result;
}

using Lines = std::vector<std::string>;

TEST(TagLines, end_with_any_line_break_in_pieces_of_any_size) {
  for (std::size_t piece = 1; piece < 9; ++piece)
    EXPECT_EQ(read("a\nb\r\nc\rd\n\ne", "UTF-8", piece).lines,
              (Lines{"a", "b", "c", "d", "", "e"}));
  EXPECT_TRUE(read("").lines.empty());
  EXPECT_EQ(read("\r\n").lines, Lines{""});
}

TEST(TagLines, are_decoded_in_pieces_of_any_size) {
  const std::string big("\xFE\xFF\x04\x34\0a\xD8\x3D\xDE\0\0\n\0b", 14);
  for (std::size_t piece = 1; piece < 9; ++piece) {
    const Result result = read(big, "UTF-16", piece);
    EXPECT_EQ(result.lines, (Lines{"дa\xF0\x9F\x98\x80", "b"}));
    EXPECT_TRUE(result.faults.empty());
  }
  EXPECT_EQ(read("caf\xE9\n", "ISO-8859-1").lines, Lines{"café"});
}

TEST(TagLines, say_where_bytes_are_none_of_the_encoding) {
  const Result result = read("good\nbad \xE9\ngood\n");
  ASSERT_EQ(result.faults.size(), 1U);
  EXPECT_EQ(result.faults[0].kind, Kind::not_encoded);
  EXPECT_EQ(result.faults[0].line, 2U);
  EXPECT_EQ(result.lines[1], "bad \xE9") << "the bytes as they are: a file may have that name";
  EXPECT_EQ(read("plain text\n", "UTF-16").faults.size(), 1U);
  EXPECT_EQ(read("plain text\n", "UTF-16").lines, Lines{"plain text"});
}

TEST(TagLines, pass_over_a_byte_order_mark_and_say_so) {
  const Result result = read("\xEF\xBB\xBFhello\n");
  EXPECT_EQ(result.lines, Lines{"hello"});
  ASSERT_EQ(result.faults.size(), 1U);
  EXPECT_EQ(result.faults[0].kind, Kind::byte_order_mark);
}

TEST(TagLines, are_not_kept_when_they_have_no_end) {
  TagLines lines("UTF-8", [](std::string_view line, std::uint64_t number) {
    EXPECT_EQ(line, "short");
    EXPECT_EQ(number, 2U);
  });
  const std::string piece(10000, 'x');
  for (int i = 0; i < 20; ++i)
    lines.feed(piece);
  lines.feed("\nshort\n");
  const auto faults = lines.finish();
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].kind, Kind::too_long);
  EXPECT_EQ(faults[0].line, 1U);
}

TEST(BagDeclaration, is_understood_as_far_as_it_goes) {
  const BagDeclaration odd =
      parse_declaration("\xEF\xBB\xBF"
                        "Tag-File-Character-Encoding : koi8-r\nBagIt-Version:0.97\n");
  EXPECT_EQ(odd.version, "0.97");
  EXPECT_EQ(odd.encoding, "KOI8-R");
  EXPECT_FALSE(odd.is_1_0());
  EXPECT_GE(odd.faults.size(), 4U);
  EXPECT_TRUE(parse_declaration("").is_1_0()) << "the strictest rules when nothing is known";
  EXPECT_TRUE(
      parse_declaration("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n").faults.empty());
}

} // namespace
} // namespace delo
