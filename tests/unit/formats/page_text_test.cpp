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
    read_page_text(bytes, "page.txt");
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::io);
    EXPECT_NE(error.hint(), "");
    return error.message();
  }
  return "";
}

std::string first_line(std::string_view bytes) {
  const PageText page = read_page_text(bytes, "page.txt");
  return page.lines.empty() ? "" : std::string(page.lines.front().text);
}

TEST(PageText, counts_lines_the_same_for_every_line_end) {
  for (const std::string_view page : {"a\n\nb"sv, "a\r\n\r\nb\r\n"sv, "a\r\rb\r"sv, "a\n\nb\n"sv}) {
    const PageText text = read_page_text(page, "page.txt");
    const auto& lines = text.lines;
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].text, "a");
    EXPECT_EQ(lines[1].text, "");
    EXPECT_EQ(lines[2].text, "b");
    EXPECT_EQ(lines[2].number, 3U);
  }
}

TEST(PageText, leaves_out_a_byte_order_mark) {
  EXPECT_EQ(first_line("\xEF\xBB\xBFtitle\n"), "title");
}

TEST(PageText, keeps_no_break_spaces_and_unknown_characters) {
  EXPECT_EQ(first_line("a\u00A0b \u2028"), "a\u00A0b \u2028");
}

TEST(PageText, refuses_an_empty_page) {
  for (const std::string_view page : {""sv, "\n \r\n\u00A0"sv, "\xEF\xBB\xBF"sv})
    EXPECT_EQ(message_for(page), "cannot read page.txt as a document page: it is empty");
}

TEST(PageText, refuses_binary_bytes_and_says_where) {
  EXPECT_EQ(message_for("a\nb\0c"sv), "cannot read page.txt: it is not text: byte 0x00 on line 2");
  EXPECT_EQ(message_for("\x1B[2J"sv),
            "cannot read page.txt as a document page: it is not text: byte 0x1b on line 1");
}

TEST(PageText, tells_how_it_was_read) {
  const PageText utf8 = read_page_text("title\n", "page.txt");
  EXPECT_EQ(utf8.encoding, "UTF-8");
  EXPECT_EQ(utf8.origin, EncodingOrigin::detected);
  const PageText given = read_page_text("\xF2\xF0\xE8\n", "page.txt", "windows-1251");
  EXPECT_EQ(given.lines.front().text, "три");
  EXPECT_EQ(given.origin, EncodingOrigin::option);
}

TEST(PageText, refuses_an_encoding_that_cannot_be_told) {
  EXPECT_NE(message_for("one\ntwo\n\xF2\xF0\n"), "");
}

TEST(PageText, shows_html_as_a_browser_does) {
  const PageText page = read_page_text("<!DOCTYPE html>\n<html><head><title>No</title>\n"
                                       "<style>p{}</style><script>var no = '<p>no</p>';</script>"
                                       "</head>\n<body><!-- no --><nav>Menu</nav>\n"
                                       "<h1>A   title\n  of <b>two</b> lines</h1>\n"
                                       "<p>one<br>two&nbsp;&amp;&mdash;</p><template>no</template>"
                                       "<p hidden>no</p><ul><li>first<li>second</ul>",
                                       "page.html");
  EXPECT_TRUE(page.html);
  std::string text;
  for (const PageLine& line : page.lines)
    text += std::string(line.text) + "\n";
  EXPECT_EQ(text, "A title of two lines\n\none\ntwo\u00A0&\u2014\n\nfirst\nsecond\n");
}

TEST(PageText, counts_lines_of_html_as_an_editor_does) {
  const PageText page = read_page_text(
      "<html>\n<body>\n<p>\n one\n</p>\n\n<p>two</p>\n</body></html>\n", "page.html");
  ASSERT_EQ(page.lines.size(), 3U);
  EXPECT_EQ(page.lines[0].number, 4U);
  EXPECT_EQ(page.lines[2].number, 7U);
}

TEST(PageText, believes_html_about_its_encoding_unless_it_is_utf8) {
  const PageText declared = read_page_text(
      "<html><head><meta charset=\"koi8-r\"></head><p>\xD4\xD2\xC9</p></html>", "page.html");
  EXPECT_EQ(declared.lines.front().text, "три");
  EXPECT_EQ(declared.origin, EncodingOrigin::declared);
  const PageText wrong = read_page_text(
      "<html><head><meta charset=\"windows-1251\"></head><p>три</p></html>", "page.html");
  EXPECT_EQ(wrong.lines.front().text, "три");
  EXPECT_EQ(wrong.encoding, "UTF-8");
}

TEST(PageText, takes_text_with_a_tag_in_it_for_text) {
  EXPECT_FALSE(read_page_text("March 5, 1946\n\nTitle\n\n<br />\n<p>\n", "page.txt").html);
}

TEST(PageText, refuses_html_that_is_nested_beyond_reason) {
  std::string page = "<html>";
  for (int i = 0; i < 200000; ++i)
    page += "<div>";
  EXPECT_NE(message_for(page + "text").find("inside each other"), std::string::npos);
}

TEST(PageText, refuses_html_without_text) {
  EXPECT_NE(message_for("<html><body><script>x</script></body></html>"), "");
}

} // namespace
} // namespace delo
