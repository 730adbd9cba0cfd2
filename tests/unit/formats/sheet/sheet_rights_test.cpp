// What a sheet says of rights wins over what was derived from the page.
#include "delo/formats/page/rights_text.hpp"
#include "delo/formats/sheet/sheet_record.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace delo {
namespace {

DocumentRecord standard_page() {
  Field text;
  text.values = {"The History and Public Policy Program welcomes reuse of its Digital Archive for "
                 "research and education; copyright may remain with others.",
                 "For the rights status or commercial use, contact us."};
  DocumentRecord record;
  apply_rights_text(text, record);
  EXPECT_EQ(record.rights_type.joined(), kStandardRights);
  return record;
}

DocumentRecord with(DocumentRecord record, std::vector<SheetCell> cells) {
  apply_row({.number = 7, .cells = std::move(cells), .hidden = false}, record);
  return record;
}

SheetCell cell(std::string field, std::string value) {
  return {field, field, "A2", std::move(value), SheetCell::Kind::text};
}

/// The field of the column for licences, whatever the sheet calls it.
constexpr const char* kRights = "rights_uri";

TEST(SheetRights, wins_with_its_address_and_says_so) {
  const DocumentRecord record = with(standard_page(), {cell(kRights, "CC BY 4.0")});
  EXPECT_EQ(record.rights_uri.joined(), "https://creativecommons.org/licenses/by/4.0/");
  EXPECT_EQ(record.rights_uri.origin, Origin::sheet);
  EXPECT_EQ(record.rights_uri.raw, "CC BY 4.0");
  EXPECT_EQ(record.rights_text.origin, Origin::page) << "the paragraphs stay beside it";
}

TEST(SheetRights, of_another_text_takes_away_what_the_page_led_to) {
  const DocumentRecord record =
      with(standard_page(), {cell("rights_text", "All rights reserved by the keeper.")});
  EXPECT_TRUE(record.rights_type.empty());
  EXPECT_TRUE(record.rights_uri.empty());
  EXPECT_EQ(record.rights_text.origin, Origin::sheet);
}

TEST(SheetRights, keeps_its_address_beside_its_text_in_either_order) {
  const SheetCell text = cell("rights_text", "Ask the keeper.");
  const SheetCell address = cell(kRights, "CNE");
  for (const auto& cells : {std::vector{text, address}, std::vector{address, text}}) {
    const DocumentRecord record = with(standard_page(), cells);
    EXPECT_EQ(record.rights_uri.joined(), kNotEvaluated);
    EXPECT_EQ(record.rights_uri.origin, Origin::sheet);
  }
}

TEST(SheetRights, that_repeats_the_page_changes_nothing) {
  const DocumentRecord page = standard_page();
  const DocumentRecord record = with(page, {cell("rights_text", page.rights_text.joined())});
  EXPECT_EQ(record.rights_type.joined(), kStandardRights);
  EXPECT_EQ(record.rights_text.values.size(), 2U);
}

TEST(SheetRights, ends_the_warning_that_none_are_stated) {
  DocumentRecord page;
  apply_rights_text({}, page);
  ASSERT_EQ(page.warnings.size(), 1U);
  EXPECT_TRUE(with(page, {cell(kRights, "InC")}).warnings.empty());
  EXPECT_EQ(with(page, {cell("title", "A Title")}).warnings.size(), 1U);
}

} // namespace
} // namespace delo
