// Bytes become lines, or are refused with a reason.
#include "delo/base/error.hpp"
#include "delo/formats/page/page_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace delo {
namespace {

using namespace std::string_view_literals;

std::string message_for(std::string_view bytes) {
  try {
    split_page(bytes, "page.txt");
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::io);
    EXPECT_NE(error.hint(), "");
    return error.message();
  }
  return "";
}

TEST(PageText, counts_lines_the_same_for_every_line_end) {
  for (const std::string_view page : {"a\n\nb"sv, "a\r\n\r\nb\r\n"sv, "a\r\rb\r"sv, "a\n\nb\n"sv}) {
    const auto lines = split_page(page, "page.txt");
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].text, "a");
    EXPECT_EQ(lines[1].text, "");
    EXPECT_EQ(lines[2].text, "b");
    EXPECT_EQ(lines[2].number, 3U);
  }
}

TEST(PageText, leaves_out_a_byte_order_mark) {
  EXPECT_EQ(split_page("\xEF\xBB\xBFtitle\n", "page.txt").front().text, "title");
}

TEST(PageText, keeps_no_break_spaces_and_unknown_characters) {
  EXPECT_EQ(split_page("a\u00A0b \u2028", "page.txt").front().text, "a\u00A0b \u2028");
}

TEST(PageText, refuses_an_empty_page) {
  for (const std::string_view page : {""sv, "\n \r\n\u00A0"sv, "\xEF\xBB\xBF"sv})
    EXPECT_EQ(message_for(page), "cannot read page.txt as a document page: it is empty");
}

TEST(PageText, refuses_binary_bytes_and_says_where) {
  EXPECT_EQ(message_for("a\nb\0c"sv),
            "cannot read page.txt as a document page: it is not text: byte 0x00 on line 2");
  EXPECT_EQ(message_for("\x1B[2J"sv),
            "cannot read page.txt as a document page: it is not text: byte 0x1b on line 1");
}

TEST(PageText, refuses_other_encodings_and_says_where) {
  EXPECT_EQ(message_for("one\ntwo\n\xF2\xF0\xE8\n"),
            "cannot read page.txt as a document page: line 3 is not UTF-8");
  EXPECT_EQ(message_for("\xFF\xFE"
                        "a\0"sv),
            "cannot read page.txt as a document page: it is UTF-16, not UTF-8");
}

} // namespace
} // namespace delo
