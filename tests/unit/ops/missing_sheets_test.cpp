// Which sheets of the original were not scanned, as far as names can tell.
#include "delo/formats/citation/citation_parser.hpp"
#include "delo/ops/missing_sheets.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

std::string note(const std::string& citation, const std::vector<std::string>& scans) {
  DocumentRecord record;
  record.holdings.push_back(parse_source_line(citation).holdings.front());
  return missing_sheets(record, scans);
}

const std::string kCitation = "RGASPI, f. 558, op. 11, d. 99, ll. 0041-0043ob, 50.";

TEST(MissingSheets, are_those_that_no_scan_is_named_after) {
  EXPECT_EQ(note(kCitation, {"telegram-l0041.tif"}),
            "no scan is named after sheets 42-43, 50, which the citation names");
  EXPECT_EQ(note(kCitation, {"0041.tif", "0042.tif", "0043.tif", "0043ob.tif"}),
            "no scan is named after sheet 50, which the citation names");
  EXPECT_EQ(note(kCitation, {"л. 41-43.tif", "лист 50.jpg"}), "");
}

TEST(MissingSheets, are_not_guessed) {
  EXPECT_EQ(note(kCitation, {}), "");
  EXPECT_EQ(note(kCitation, {"0041.tif", "cover.tif"}), "");
  EXPECT_EQ(note(kCitation, {"1.tif", "2.tif"}), "");
  EXPECT_EQ(note(kCitation, {"40.tif", "41.tif"}), "");
  EXPECT_EQ(note("RGASPI, f. 558, op. 11, d. 99.", {"0041.tif"}), "");
  EXPECT_EQ(note("RGASPI, f. 558, op. 11, d. 99, ll. 1-900000.", {"0041.tif"}), "");
}

TEST(MissingSheets, of_two_holdings_are_nobodys) {
  DocumentRecord record;
  record.holdings = {parse_source_line(kCitation).holdings.front(),
                     parse_source_line("GARF, f. 1, op. 2, d. 3, l. 4.").holdings.front()};
  EXPECT_EQ(missing_sheets(record, {"0041.tif"}), "");
}

} // namespace
} // namespace delo
