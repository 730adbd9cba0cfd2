// Dates that are exact get an EDTF form; all others get none.
#include "delo/formats/page/page_dates.hpp"

#include <gtest/gtest.h>

#include <map>

namespace delo {
namespace {

TEST(PageDates, gives_exact_dates_their_edtf_form) {
  const std::map<std::string, std::string> dates{{"November 20, 1945", "1945-11-20"},
                                                 {"20 November 1945", "1945-11-20"},
                                                 {"November 03, 1977", "1977-11-03"},
                                                 {"  August 1949 ", "1949-08"},
                                                 {"1958", "1958"},
                                                 {"February 29, 1952", "1952-02-29"},
                                                 {"Nov. 20, 1945", "1945-11-20"},
                                                 {"November 20 1945", "1945-11-20"},
                                                 {"Friday, 19 September, 1958", "1958-09-19"},
                                                 {"5th of March 1946", "1946-03-05"},
                                                 {"1945-11-20", "1945-11-20"},
                                                 {"1945-11", "1945-11"},
                                                 {"20 ноября 1945 г.", "1945-11-20"},
                                                 {"Ноябрь 1945 года", "1945-11"},
                                                 {"1945 г.", "1945"},
                                                 {"20.11.1945", "1945-11-20"},
                                                 {"5.5.1946 г.", "1946-05-05"},
                                                 {"16.XII.1947", "1947-12-16"},
                                                 {"05.03.1946", "1946-03-05"},
                                                 {"5/III-1946", "1946-03-05"},
                                                 {"5-III-1946 г.", "1946-03-05"},
                                                 {"25/3/1946", "1946-03-25"},
                                                 {"3/25/1946", "1946-03-25"},
                                                 {"5/5/1946", "1946-05-05"},
                                                 {"1946, March 5", "1946-03-05"},
                                                 {"1946 г., 5 марта", "1946-03-05"},
                                                 {"1946, March", "1946-03"}};
  for (const auto& [printed, edtf] : dates)
    EXPECT_EQ(edtf_date(printed), edtf) << printed;
}

TEST(PageDates, gives_no_form_to_doubtful_or_impossible_dates) {
  for (const std::string_view printed : {"before 1950",
                                         "5/3/1946",
                                         "05.13.1946",
                                         "5-3-1946",
                                         "5.3/1946",
                                         "32.03.1946",
                                         "5/XX-1946",
                                         "between March 1946",
                                         "between 7 and 5 March 1946",
                                         "circa early 1950",
                                         "early and late 1950",
                                         "end of the year 1950",
                                         "[1949]",
                                         "November 31, 1945",
                                         "February 29, 1951",
                                         "undated",
                                         "",
                                         "Brumaire 1799",
                                         "November 20, 45",
                                         "24.III.50",
                                         "XII 1947",
                                         "26, 1949",
                                         "May 1950 - March 1950",
                                         "1951-13",
                                         "1945-11-31",
                                         "March 5",
                                         "1950 1951",
                                         "November 20, 1945 - Title",
                                         "1946-03-05-07"})
    EXPECT_EQ(edtf_date(printed), "") << printed;
}

TEST(PageDates, gives_inexact_dates_their_edtf_form) {
  const std::map<std::string, std::string> dates{
      {"circa 1950", "1950~"},
      {"ca. March 1950", "1950-03~"},
      {"c. 1950?", "1950%"},
      {"1950?", "1950?"},
      {"possibly 20 November 1945", "1945-11-20?"},
      {"1950s", "195X"},
      {"Spring 1950", "1950-21"},
      {"Fall of 1950", "1950-23"},
      {"November 1945 - December 1945", "1945-11/1945-12"},
      {"March\u2013May 1947", "1947-03/1947-05"},
      {"November 9-12, 1956", "1956-11-09/1956-11-12"},
      {"9 \u2014 12 November 1956", "1956-11-09/1956-11-12"},
      {"October 30 - November 2, 1956", "1956-10-30/1956-11-02"},
      {"from 30 October 1956 to 2 November 1956", "1956-10-30/1956-11-02"},
      {"December 30, 1956 - January 2, 1957", "1956-12-30/1957-01-02"},
      {"1951 - 1953", "1951/1953"},
      {"1951-53", "1951/1953"},
      {"between 5 and 7 March 1946", "1946-03-05/1946-03-07"},
      {"between March 5 and 7, 1946", "1946-03-05/1946-03-07"},
      {"between 1950 and 1952", "1950/1952"},
      {"early March 1946", "1946-03"},
      {"mid-March 1946", "1946-03"},
      {"the beginning of 1950", "1950"},
      {"late 1950s", "195X"}};
  for (const auto& [printed, edtf] : dates)
    EXPECT_EQ(edtf_date(printed), edtf) << printed;
}

TEST(PageDates, finds_the_date_that_a_line_begins_with) {
  EXPECT_EQ(leading_date("July 09, 1956 Working Notes"), 13U);
  EXPECT_EQ(leading_date("August 1949 Report"), 11U);
  EXPECT_EQ(leading_date("Working Notes of July 09, 1956"), 0U);
  EXPECT_EQ(leading_date("July"), 0U);
}

TEST(PageDates, knows_a_date_line_when_it_is_not_exact) {
  for (const std::string_view line :
       {"March 5, 1946", "circa 1950", "[1949]", "undated", "early 1951", "1951 - 1952"})
    EXPECT_TRUE(is_date_line(line)) << line;
}

TEST(PageDates, does_not_take_a_title_for_a_date_line) {
  for (const std::string_view line :
       {"Telegram of 20 November 1945", "May Day", "Skip to content", "", "Search in"})
    EXPECT_FALSE(is_date_line(line)) << line;
}

TEST(PageDates, finds_a_full_date_inside_a_line) {
  EXPECT_EQ(find_full_date("FROM BAKU 20 November 1945"), "1945-11-20");
  EXPECT_EQ(find_full_date("21 Nov 1945"), "1945-11-21");
  EXPECT_EQ(find_full_date("16.XII.1947"), "1947-12-16");
  EXPECT_EQ(find_full_date("г. Баку, 20 ноября 1945 г."), "1945-11-20");
  EXPECT_EQ(find_full_date("(on March 5, 1946)."), "1946-03-05");
  EXPECT_EQ(find_full_date("between 10 and 26 people in 1945"), "");
}

} // namespace
} // namespace delo
