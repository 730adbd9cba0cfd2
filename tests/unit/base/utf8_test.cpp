// Names come in any bytes: what is UTF-8, what is safe to show, and what is the same text.
#include "delo/base/utf8.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <string>

namespace delo {
namespace {

using namespace std::string_literals;

TEST(Utf8, takes_the_first_and_last_character_of_every_length) {
  for (const std::string& text :
       {""s, "\0"s, "\x7F"s, "\xC2\x80"s, "\xDF\xBF"s, "\xE0\xA0\x80"s, "\xED\x9F\xBF"s,
        "\xEE\x80\x80"s, "\xEF\xBF\xBF"s, "\xF0\x90\x80\x80"s, "\xF4\x8F\xBF\xBF"s,
        "Нюрнберг, 20.11.1945"s})
    EXPECT_TRUE(is_utf8(text)) << display_name(text);
}

TEST(Utf8, refuses_bytes_that_are_not_utf8) {
  for (const std::string& text : {
           "\x80"s,                     // a continuation byte alone
           "\xC2"s,                     // cut short
           "\xE2\x82"s,                 // cut short
           "\xF0\x9F\x98"s,             // cut short
           "a\xFFz"s,                   // no such byte
           "\xC0\x80"s,                 // overlong NUL
           "\xC1\xBF"s,                 // overlong, two bytes
           "\xE0\x80\xAF"s,             // overlong slash
           "\xE0\x9F\xBF"s,             // overlong, three bytes
           "\xF0\x8F\xBF\xBF"s,         // overlong, four bytes
           "\xED\xA0\x80"s,             // first surrogate
           "\xED\xBF\xBF"s,             // last surrogate
           "\xED\xA0\xBD\xED\xB8\x80"s, // a surrogate pair (CESU-8)
           "\xF4\x90\x80\x80"s,         // above U+10FFFF
           "\xF8\x88\x80\x80\x80"s,     // five bytes
           "\xEB\xE8\xF1\xF2"s,         // Windows-1251
       })
    EXPECT_FALSE(is_utf8(text)) << display_name(text);
}

TEST(Utf8, finds_a_byte_that_is_not_ascii_wherever_it_stands) {
  for (std::size_t size = 1; size < 40; ++size)
    for (std::size_t at = 0; at < size; ++at) {
      std::string bytes(size, '\x7f');
      EXPECT_TRUE(is_ascii(bytes)) << size;
      bytes[at] = '\x80';
      EXPECT_FALSE(is_ascii(bytes)) << size << ' ' << at;
      EXPECT_FALSE(is_utf8(bytes)) << size << ' ' << at;
    }
  EXPECT_TRUE(is_ascii(""));
}

TEST(Utf8, steps_through_a_text_and_over_bad_bytes) {
  const std::string text = "\xD0\x9B\xFFz";
  std::size_t i = 0;
  EXPECT_EQ(next_code_point(text, i), 0x41B);
  EXPECT_EQ(i, 2U);
  EXPECT_LT(next_code_point(text, i), 0);
  EXPECT_EQ(i, 3U);
  EXPECT_EQ(next_code_point(text, i), 'z');
  EXPECT_EQ(i, 4U);
}

TEST(DisplayName, leaves_ordinary_names_alone) {
  for (const std::string_view name : {"page 5.txt", "Дело № 12", "日本", "e\xCC\x81", "😀", "\\"})
    EXPECT_EQ(display_name(name), name);
}

TEST(DisplayName, shows_control_characters_as_bytes) {
  EXPECT_EQ(display_name("a\nb\x1B[31m\t\0\x7F"s), "a\\x0ab\\x1b[31m\\x09\\x00\\x7f");
  EXPECT_EQ(display_name("\xC2\x85"), "\\xc2\\x85");            // next line
  EXPECT_EQ(display_name("\xE2\x80\xA8"), "\\xe2\\x80\\xa8");   // line separator
  EXPECT_EQ(display_name("\xE2\x80\xA9x"), "\\xe2\\x80\\xa9x"); // paragraph separator
}

TEST(DisplayName, shows_characters_that_turn_the_direction) {
  EXPECT_EQ(display_name("gpj\u202Eexe"), "gpj\\u{202e}exe");
  for (const std::string_view turning : {"\u200E", "\u200F", "\u061C", "\u202A", "\u202B", "\u202C",
                                         "\u202D", "\u2066", "\u2067", "\u2068", "\u2069"})
    EXPECT_TRUE(display_name(turning).starts_with("\\u{")) << turning;
}

TEST(DisplayName, shows_what_takes_no_room_but_not_the_joiners_of_scripts) {
  EXPECT_EQ(display_name("a\u200Bb\u2060\uFEFF"), "a\\u{200b}b\\u{2060}\\u{feff}");
  EXPECT_EQ(display_name("\u0645\u06CC\u200C\u062E"), "\u0645\u06CC\u200C\u062E");
}

TEST(DisplayName, shows_bad_bytes_and_goes_on_behind_them) {
  EXPECT_EQ(display_name("\xEB\xE8.txt"), "\\xeb\\xe8.txt");
  EXPECT_EQ(display_name("\xD0"), "\\xd0");
  EXPECT_EQ(display_name("\xED\xA0\x80"), "\\xed\\xa0\\x80");
}

TEST(DisplayName, random_bytes_become_utf8_without_controls) {
  test::Random random;
  for (int i = 0; i < 3000; ++i) {
    const std::string shown = display_name(random.bytes(random.below(24)));
    ASSERT_TRUE(is_utf8(shown)) << shown;
    EXPECT_EQ(display_name(shown), shown);
  }
}

TEST(ToNfc, composes_what_belongs_together) {
  EXPECT_EQ(to_nfc("e\xCC\x81"), "é");
  EXPECT_EQ(to_nfc("\u0438\u0306"), "й");
  EXPECT_EQ(to_nfc("\u212B"), "Å");              // the Ångström sign
  EXPECT_EQ(to_nfc("a\u0323\u0307"), "ạ\u0307"); // marks in canonical order
  EXPECT_EQ(to_nfc("a\u0307\u0323"), "ạ\u0307");
}

TEST(ToNfc, leaves_composed_and_broken_texts_alone) {
  for (const std::string_view text : {"", "plain", "й", "\xEB\xE8\xF1\xF2", "e\xCC\x81\xFF"})
    EXPECT_EQ(to_nfc(text), text);
}

TEST(Base64, gives_the_vectors_of_rfc_4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, takes_any_byte) {
  EXPECT_EQ(base64("\xFB\xEF\xBE\xFF\xFF\xFF"), "++++////");
  EXPECT_EQ(base64("\0\0\0"s), "AAAA");
}

TEST(AsciiLower, touches_nothing_but_ascii_letters) {
  EXPECT_EQ(ascii_lower("SHA-512 [AZaz@{] ДЕЛО \xC4"), "sha-512 [azaz@{] ДЕЛО \xC4");
}

TEST(AsciiLower, is_compared_with_without_a_copy) {
  for (const char* text : {"", "Con", "CON", "cON1", "co", "[on", "Дcon", "con\xC4"})
    for (const char* lower : {"", "con", "con1", "{on", "д"}) {
      EXPECT_EQ(begins_in_any_case(text, lower), ascii_lower(text).starts_with(lower)) << text;
      EXPECT_EQ(is_in_any_case(text, lower), ascii_lower(text) == lower) << text;
    }
}

TEST(Trim, takes_white_space_and_no_break_spaces_off_both_ends) {
  EXPECT_EQ(trim(" \t\r\n\v\fa b\f\v\n\r\t "), "a b");
  EXPECT_EQ(trim("\u00A0 \u00A0Дело 12 \u00A0"), "Дело 12");
  EXPECT_EQ(trim("a\u00A0b"), "a\u00A0b");
  EXPECT_EQ(trim(""), "");
}

TEST(Trim, never_cuts_a_character_in_half) {
  EXPECT_EQ(trim("\u00E0"), "\u00E0");   // ends in the second byte of a no-break space
  EXPECT_EQ(trim("а\u0420"), "а\u0420"); // ends in the byte A0
  EXPECT_EQ(trim("\u0082"), "\u0082");   // begins with the first byte of one
  EXPECT_EQ(trim("\xA0"), "\xA0");
  EXPECT_EQ(trim("\xC2"), "\xC2");
}

TEST(Trim, sees_blank_texts) {
  EXPECT_TRUE(is_blank(""));
  EXPECT_TRUE(is_blank(" \u00A0\n"));
  EXPECT_FALSE(is_blank(" . "));
}

} // namespace
} // namespace delo
