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
                                                 {"February 29, 1952", "1952-02-29"}};
  for (const auto& [printed, edtf] : dates)
    EXPECT_EQ(edtf_date(printed), edtf) << printed;
}

TEST(PageDates, gives_no_form_to_doubtful_or_impossible_dates) {
  for (const std::string_view printed :
       {"circa 1950", "1950s", "[1949]", "November 31, 1945", "February 29, 1951", "undated", "",
        "November 1945 - December 1945", "20.11.1945", "Brumaire 1799", "November 20, 45"})
    EXPECT_EQ(edtf_date(printed), "") << printed;
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
  EXPECT_EQ(find_full_date("(on March 5, 1946)."), "1946-03-05");
  EXPECT_EQ(find_full_date("between 10 and 26 people in 1945"), "");
}

} // namespace
} // namespace delo
