// The rights statement is recognised by what it says.
#include "delo/formats/page/rights_text.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

constexpr std::string_view kReuse =
    "The History and Public Policy Program welcomes any reuse of what is in its Digital Archive, "
    "be it research or education; copyright may remain with others.";

TEST(RightsText, recognises_both_paragraphs_in_other_words) {
  EXPECT_EQ(rights_paragraph(kReuse), RightsParagraph::reuse);
  EXPECT_EQ(rights_paragraph("To ask for the rights status, or about commercial use, contact us."),
            RightsParagraph::enquiry);
}

TEST(RightsText, does_not_mind_the_form_of_the_address) {
  for (const std::string_view address :
       {"[email protected]", "[email\u00A0protected]", "a@b.example"})
    EXPECT_EQ(rights_paragraph("Rights status, commercial use: contact " + std::string(address)),
              RightsParagraph::enquiry);
}

TEST(RightsText, takes_no_other_text_for_it) {
  for (const std::string_view text :
       {"The ministry welcomes the delegation.", "Copyright 2020. All rights reserved.",
        "The Program welcomes reuse of Digital Archive texts for research and education under "
        "Creative Commons, copyright ours.",
        "The Program welcomes visitors."})
    EXPECT_EQ(rights_paragraph(text), RightsParagraph::none) << text;
}

TEST(RightsText, names_the_publisher) {
  EXPECT_EQ(publisher_named_in(kReuse), "History and Public Policy Program");
}

TEST(RightsText, names_no_publisher_when_the_sentence_does_not) {
  EXPECT_EQ(publisher_named_in("Everybody welcomes reuse."), "");
  EXPECT_EQ(publisher_named_in("The Program gladly welcomes reuse."), "");
  EXPECT_EQ(publisher_named_in("The house, it is said, welcomes reuse."), "");
}

} // namespace
} // namespace delo
