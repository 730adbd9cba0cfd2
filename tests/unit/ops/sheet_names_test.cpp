// Sheet numbers as scans and citations write them.
#include "delo/ops/sheet_names.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

std::string read(std::string_view stem) {
  const auto name = sheets_in_name(stem);
  return name ? name->before + "|" + std::to_string(name->sheets.first) + "-" +
                    std::to_string(name->sheets.last)
              : "";
}

TEST(SheetNames, are_read_in_latin_and_cyrillic) {
  EXPECT_EQ(read("0005"), "|5-5");
  EXPECT_EQ(read("5 об"), "|5-5");
  EXPECT_EQ(read("0005ob"), "|5-5");
  EXPECT_EQ(read("5-6"), "|5-6");
  EXPECT_EQ(read("л. 5 об"), "|5-5");
  EXPECT_EQ(read("Лл. 5–6 об."), "|5-6");
  EXPECT_EQ(read("лист 12"), "|12-12");
  EXPECT_EQ(read("l0041"), "|41-41");
  EXPECT_EQ(read("telegram-l0005"), "telegram|5-5");
  EXPECT_EQ(read("РГАСПИ_ф558_л5"), "ргаспи_ф558|5-5");
}

TEST(SheetNames, are_not_seen_where_a_number_means_something_else) {
  for (const char* stem :
       {"IMG_0005", "1946-03-05", "scan5", "telegram 5", "mail5", "", "l", "6-5"})
    EXPECT_EQ(read(stem), "") << stem;
}

TEST(SheetRanges, are_read_from_a_citation) {
  const auto ranges = sheet_ranges("0005-0006ob, 9; 11–12 об.");
  ASSERT_EQ(ranges.size(), 3U);
  EXPECT_EQ(ranges[0].last, 6U);
  EXPECT_EQ(ranges[1].first, 9U);
  EXPECT_EQ(ranges[2].last, 12U);
}

TEST(SheetRanges, are_empty_for_what_is_not_understood_as_a_whole) {
  for (const char* listy : {"", "5 and 6", "5-6, unnumbered", "9-5", "a5"})
    EXPECT_TRUE(sheet_ranges(listy).empty()) << listy;
}

} // namespace
} // namespace delo
