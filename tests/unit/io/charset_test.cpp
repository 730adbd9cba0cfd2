// What is read is right, or refused: never guessed.
#include "delo/base/error.hpp"
#include "delo/io/charset.hpp"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace delo {
namespace {

using namespace std::string_view_literals;

std::string encoded(std::string_view utf8, const char* encoding) {
  std::string bytes(utf8.size() * 4 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  std::string zero_ended(utf8);
  const std::int32_t size =
      ucnv_convert(encoding, "UTF-8", bytes.data(), static_cast<std::int32_t>(bytes.size()),
                   zero_ended.data(), static_cast<std::int32_t>(zero_ended.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << encoding;
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

std::string message_for(std::string_view bytes,
                        const std::optional<std::string>& encoding = std::nullopt,
                        ErrorKind kind = ErrorKind::io) {
  try {
    decode_text(bytes, "page.txt", encoding);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), kind);
    EXPECT_NE(error.hint(), "");
    return error.message();
  }
  return "";
}

constexpr std::string_view kLetter =
    "Начальнику отдела тов. Смирнову.\nПо сообщению из Батуми, три турецких парохода стоят на "
    "рейде.\nПросим указаний. Копия: тов. Ёлкиной, съезд, объект.\n";
constexpr std::string_view kMixed = "March 5, 1946\n\nTelegram from Batumi\n\nИз Батуми. Передано "
                                    "по ВЧ.\n\nAVPRF, f. 094, op. 37\n";

constexpr std::array kCyrillic{"windows-1251", "KOI8-R", "IBM866", "x-mac-cyrillic", "ISO-8859-5"};

TEST(Charset, tells_cyrillic_encodings_apart) {
  for (const char* encoding : kCyrillic)
    for (const std::string_view text : {kLetter, kMixed}) {
      const DecodedText decoded = decode_text(encoded(text, encoding), "page.txt");
      EXPECT_EQ(decoded.text, text) << encoding;
      EXPECT_EQ(decoded.encoding, encoding);
      EXPECT_FALSE(decoded.given);
    }
}

TEST(Charset, is_certain_of_a_whole_letter_and_less_of_a_line) {
  EXPECT_EQ(decode_text(encoded(kLetter, "KOI8-R"), "page.txt").confidence, Confidence::certain);
  EXPECT_NE(decode_text(encoded("опись и дело", "windows-1251"), "page.txt").confidence,
            Confidence::certain);
}

TEST(Charset, reads_capitals_and_ukrainian) {
  for (const char* encoding : {"windows-1251", "KOI8-R", "IBM866"}) {
    constexpr std::string_view kCapitals = "ПРОТОКОЛ ЗАСЕДАНИЯ ПОЛИТБЮРО ЦК ВКП(Б)\n";
    EXPECT_EQ(decode_text(encoded(kCapitals, encoding), "page.txt").text, kCapitals) << encoding;
  }
  constexpr std::string_view kUkrainian = "Центральний державний архів громадських об’єднань "
                                          "України, фонд 1, опис 25, справа 28\n";
  EXPECT_EQ(decode_text(encoded(kUkrainian, "windows-1251"), "page.txt").text, kUkrainian);
}

// The important half: short or odd texts may be refused, but what is accepted is right.
TEST(Charset, never_reads_a_piece_of_text_wrongly) {
  const unsigned seed = std::random_device{}();
  std::mt19937 random(seed);
  const std::string words[] = {"опись",    "дело",    "ГАРФ",  "фонд",   "Сталин", "телеграмма",
                               "№ 5",      "лист",    "от",    "ЦК",     "съезд",  "Тегеран",
                               "в",        "1946 г.", "Берия", "Иран",   "по",     "ПРИКАЗ",
                               "«Заря»",   "report",  "from",  "копия",  "архив",  "я",
                               "сообщает", "AVPRF",   "об.",   "ед. хр."};
  int accepted = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (std::size_t n = 1 + random() % 6; n > 0; --n)
      text += words[random() % std::size(words)] + " ";
    const char* encoding = kCyrillic[random() % 3];
    std::string bytes;
    const bool foreign = text.find("«") != std::string::npos || text.find("№") != std::string::npos;
    if (foreign && encoding != "windows-1251"sv) // they have no such characters
      continue;
    bytes = encoded(text, encoding);
    try {
      EXPECT_EQ(decode_text(bytes, "page.txt").text, text) << encoding << " seed " << seed;
      ++accepted;
    } catch (const Error&) {
      continue;
    }
  }
  EXPECT_GT(accepted, 2000) << "seed " << seed;
}

TEST(Charset, keeps_utf8_and_leaves_out_its_mark) {
  const DecodedText decoded = decode_text("\xEF\xBB\xBF" + std::string(kLetter), "page.txt");
  EXPECT_EQ(decoded.text, kLetter);
  EXPECT_EQ(decoded.encoding, "UTF-8");
  EXPECT_EQ(decoded.confidence, Confidence::certain);
  EXPECT_EQ(decode_text("", "page.txt").text, "");
}

TEST(Charset, reads_utf16_with_and_without_a_mark) {
  for (const std::string_view text : {kLetter, kMixed, "GARF, f. 1\n"sv,
                                      "a\U0001F4DC"
                                      "b\n\u2013"sv})
    for (const char* encoding : {"UTF-16LE", "UTF-16BE"}) {
      const std::string marked = encoded("\uFEFF" + std::string(text), encoding);
      const DecodedText decoded = decode_text(marked, "page.txt");
      EXPECT_EQ(decoded.text, text);
      EXPECT_EQ(decoded.encoding, encoding);
      EXPECT_EQ(decoded.confidence, Confidence::certain);
      if (text == kLetter || text == kMixed) {
        EXPECT_EQ(decode_text(encoded(text, encoding), "page.txt").text, text) << encoding;
        EXPECT_EQ(decode_text(encoded(text, encoding), "page.txt", "utf-16").text, text);
      }
    }
}

TEST(Charset, reads_western_pages) {
  constexpr std::string_view kNames =
      "Translated by Balázs Szalontai and Péter Vámos. ‘On our attitude’ – a café, 25 km\n";
  const DecodedText decoded = decode_text(encoded(kNames, "windows-1252"), "page.txt");
  EXPECT_EQ(decoded.text, kNames);
  EXPECT_EQ(decoded.encoding, "windows-1252");
}

TEST(Charset, reads_alike_what_differs_in_name_only) {
  const DecodedText decoded =
      decode_text(encoded("The Chancellor’s “talk” – a note\n", "windows-1251"), "page.txt");
  EXPECT_EQ(decoded.text, "The Chancellor’s “talk” – a note\n");
}

TEST(Charset, refuses_letters_that_two_languages_share) {
  EXPECT_NE(message_for(encoded("Contributed by László Szőke.\n", "windows-1250")), "");
}

TEST(Charset, refuses_what_two_encodings_fit) {
  const std::string message = message_for("\xE5\xE5\xEF\n");
  EXPECT_NE(message, "");
}

TEST(Charset, obeys_the_encoding_that_is_given) {
  const DecodedText decoded = decode_text(encoded(kLetter, "IBM866"), "page.txt", "cp866");
  EXPECT_EQ(decoded.text, kLetter);
  EXPECT_EQ(decoded.encoding, "IBM866");
  EXPECT_TRUE(decoded.given);
  EXPECT_EQ(decode_text("\xEF\xBB\xBFtitle", "page.txt", "UTF-8").text, "title");
  for (const char* name : {"CP1251", "windows-1251", "win1251"})
    EXPECT_EQ(decode_text("\xE4", "page.txt", name).text, "д");
  EXPECT_EQ(decode_text("\xB1\xB1", "page.txt", "GB18030").text, "北");
}

TEST(Charset, refuses_an_encoding_it_does_not_know) {
  EXPECT_EQ(message_for("a", "klingon", ErrorKind::usage),
            "'klingon' is no encoding that is known");
  EXPECT_NE(message_for("a", "UTF-7", ErrorKind::usage), "");
  EXPECT_NE(message_for("a", "", ErrorKind::usage), "");
}

TEST(Charset, refuses_bytes_that_are_none_of_the_given_encoding) {
  EXPECT_EQ(message_for("one\ntwo\n\xF2\xF0\xE8\n", "UTF-8"),
            "cannot read page.txt: line 3 is not UTF-8");
  EXPECT_EQ(message_for("one\r\n\x98\n", "windows-1251"),
            "cannot read page.txt: line 2 is not windows-1251");
  EXPECT_NE(message_for("\xFF\xFE"
                        "abc"sv),
            "");
}

TEST(Charset, refuses_binary_bytes_and_says_where) {
  EXPECT_EQ(message_for("a\nb\0c"sv), "cannot read page.txt: it is not text: byte 0x00 on line 2");
}

} // namespace
} // namespace delo
