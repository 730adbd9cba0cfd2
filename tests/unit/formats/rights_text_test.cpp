// The rights statement is recognised by what it says.
#include "delo/formats/page/rights_text.hpp"
#include "delo/model/rights.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <array>

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

constexpr std::string_view kEnquiry =
    "To ask for the rights status, or about commercial use, contact us.";

DocumentRecord record_of(std::vector<std::string> paragraphs) {
  Field text;
  text.values = std::move(paragraphs);
  text.line = 7;
  text.raw = "as it stood";
  DocumentRecord record;
  apply_rights_text(text, record);
  return record;
}

std::string term_in(const std::string& text) {
  const RightsTerm* term = terms_named_in(text).only();
  return term ? std::string(term->code) : "-";
}

TEST(RightsText, is_recognised_with_other_spaces_case_and_letters_that_look_alike) {
  for (const std::string_view text :
       {"THE HISTORY PROGRAM WELCOMES REUSE OF ITS DIGITAL  ARCHIVE FOR RESEARCH, EDUCATION; "
        "COPYRIGHT MAY REMAIN",
        "It welcomes re-use of the Digital\u00A0Archive: research, educational; c\u043Epyright"})
    EXPECT_EQ(rights_paragraph(text), RightsParagraph::reuse) << text;
}

TEST(RightsText, is_not_the_usual_one_when_it_refuses) {
  for (const std::string_view text :
       {"The Program no longer welcomes reuse of Digital Archive texts for research and education; "
        "copyright ours.",
        "The Program welcomes no reuse: Digital Archive texts, research and education alike, are "
        "under copyright and must not be copied."})
    EXPECT_EQ(rights_paragraph(text), RightsParagraph::none) << text;
}

TEST(RightsText, of_both_paragraphs_evaluates_nothing_by_default) {
  const DocumentRecord record = record_of({std::string(kReuse), std::string(kEnquiry)});
  EXPECT_EQ(record.rights_text.values.size(), 2U) << "verbatim beside the reading";
  EXPECT_EQ(record.rights_type.joined(), kStandardRights);
  EXPECT_EQ(record.rights_uri.joined(), kNotEvaluated);
  EXPECT_EQ(record.rights_uri.origin, Origin::defaulted);
  EXPECT_EQ(record.rights_uri.confidence, Confidence::likely);
  EXPECT_EQ(record.rights_uri.line, 7U);
  EXPECT_EQ(record.publisher.joined(), kStandardPublisher);
  EXPECT_TRUE(record.warnings.empty());
}

TEST(RightsText, is_recognised_when_both_paragraphs_run_together) {
  EXPECT_EQ(record_of({std::string(kReuse) + " " + std::string(kEnquiry)}).rights_type.joined(),
            kStandardRights);
}

TEST(RightsText, is_not_stated_when_there_is_none) {
  const DocumentRecord record = record_of({});
  EXPECT_TRUE(record.rights_uri.empty()) << "nothing is guessed";
  ASSERT_EQ(record.warnings.size(), 1U);
  EXPECT_EQ(record.warnings[0], kRightsNotStated);
}

TEST(RightsText, of_half_the_statement_or_another_publisher_gives_no_statement) {
  for (const auto& paragraphs :
       {std::vector<std::string>{std::string(kReuse)},
        {std::string(kEnquiry)},
        {"The Lighthouse Society welcomes reuse of its Digital Archive for research and education; "
         "copyright may remain.",
         std::string(kEnquiry)}}) {
    const DocumentRecord record = record_of(paragraphs);
    EXPECT_TRUE(record.rights_type.empty()) << paragraphs[0];
    EXPECT_TRUE(record.rights_uri.empty()) << paragraphs[0];
    EXPECT_EQ(record.rights_text.values, paragraphs);
    EXPECT_EQ(record.warnings.size(), 1U);
  }
}

TEST(RightsText, names_a_licence_that_is_unambiguous) {
  for (const auto& [text, code] :
       {std::pair{"This text is licensed under CC BY-NC 4.0.", "CC BY-NC 4.0"},
        {"Licence: https://creativecommons.org/licenses/by-sa/3.0/deed.de.", "CC BY-SA 3.0"},
        {"See (http://creativecommons.org/licenses/by/4.0/), please", "CC BY 4.0"},
        {"Under a Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International License.",
         "CC BY-NC-SA 4.0"},
        {"CC-BY-ND 4.0: https://creativecommons.org/licenses/by-nd/4.0/", "CC BY-ND 4.0"},
        {"The archive gave it up under CC0.", "CC0 1.0"},
        {"http://rightsstatements.org/vocab/InC/1.0/", "InC"},
        {"Public domain", "PDM 1.0"},
        {"Our page is https://example.org/about; the text is CC BY 4.0", "CC BY 4.0"}})
    EXPECT_EQ(term_in(text), code) << text;
}

TEST(RightsText, names_no_licence_where_there_is_doubt) {
  for (const char* text :
       {"", "All rights reserved.", "Licensed under CC BY.", "Licensed under CC BY-NC.",
        "CC BY 4.0 or CC BY-SA 4.0", "This is not CC BY 4.0.", "CC BY 4.0 except the photographs",
        "Some of it is in the public domain.", "A Creative Commons licence", "CC BY 5.0",
        "https://creativecommons.org/licenses/by/3.0/ru/",
        "CC BY 4.0 for the translation; the original is in the public domain",
        "The committee (CC) by 4.0 votes", "accby 4.0", "It isn't CC0"})
    EXPECT_EQ(term_in(text), "-") << text;
}

/// What a rights text leads to: a URI, or "-" with a warning.
struct RightsCase {
  std::string_view text;
  std::string_view uri;
};

TEST(RightsText, in_many_words_leads_to_a_term_that_it_names_or_to_none) {
  const std::string by = "https://creativecommons.org/licenses/by/4.0/";
  const std::string by_nc = "https://creativecommons.org/licenses/by-nc/4.0/";
  const std::string cc0 = "https://creativecommons.org/publicdomain/zero/1.0/";
  const std::string pdm = "https://creativecommons.org/publicdomain/mark/1.0/";
  const std::string in_copyright = "http://rightsstatements.org/vocab/InC/1.0/";
  const std::vector<RightsCase> cases{
      {"CC-BY-4.0", by},
      {"CC BY 4.0 Deed", by},
      {"(CC BY 4.0)", by},
      {"Attribution-NonCommercial 4.0 International (CC BY-NC 4.0)", by_nc},
      {"Creative Commons Attribution 4.0 International", by},
      {"Creative Commons Attribution-NonCommercial 4.0 International Public License", by_nc},
      {"This work is licensed under CC BY 4.0, https://creativecommons.org/licenses/by/4.0", by},
      {"https://creativecommons.org/licenses/by/4.0/legalcode", by},
      {"https://creativecommons.org/licenses/by/4.0/deed.en", by},
      {"CC0 1.0 Universal (CC0 1.0) Public Domain Dedication", cc0},
      {"https://creativecommons.org/publicdomain/zero/1.0/", cc0},
      {"Public Domain Mark 1.0", pdm},
      {"http://rightsstatements.org/page/InC/1.0/?language=en", in_copyright},
      {"https://rightsstatements.org/vocab/InC/1.0/", in_copyright},
      // Ports of licences to a country have addresses of their own.
      {"CC BY-SA 3.0 IGO", "-"},
      {"CC BY 3.0 US", "-"},
      {"CC BY-SA 3.0 DE", "-"},
      {"CC BY 2.5 Australia", "-"},
      {"Creative Commons Attribution 3.0 Germany", "-"},
      {"CC BY-NC-SA", "-"},
      {"All rights reserved.", "-"},
      {"\u00A9 2011 Museum of Ruritania. All rights reserved.", "-"},
      {"Copyright 2011 Museum of Ruritania", "-"},
      {"This work is in the public domain in the United States.", "-"},
      {"No known copyright restrictions", "http://rightsstatements.org/vocab/NKC/1.0/"},
      {"In Copyright", in_copyright},
      {"Licensed under the Open Government Licence v3.0.", "-"},
      {"Reproduced with permission of the estate of N. Lomidze.", "-"},
      {"Permission must be sought from the archive before any reuse.", "-"},
      {"For research and education only; commercial use needs a licence.", "-"},
      {"The Museum of Ruritania welcomes reuse for research and education. Copyright may remain.",
       "-"},
      {"Free for private use. Not CC BY 4.0.", "-"},
      {"Neither CC0 nor CC BY 4.0 applies.", "-"},
      {"CC BY 4.0 until 2030", "-"},
      {"Some images CC BY 4.0", "-"},
      {"The metadata is CC0; the document is not.", "-"},
      {"The metadata is available under CC0.", "-"},
      {"Авторские права сохраняются.", "-"},
      {"Alle Rechte vorbehalten.", "-"}};
  for (const RightsCase& known : cases) {
    const DocumentRecord record = record_of({std::string(known.text)});
    const std::string uri = record.rights_uri.joined();
    EXPECT_EQ(uri.empty() ? "-" : uri, known.uri) << known.text;
    EXPECT_EQ(record.rights_text.joined(), known.text) << "verbatim";
    EXPECT_EQ(record.warnings.size(), uri.empty() ? 1U : 0U) << known.text;
    EXPECT_TRUE(record.rights_type.empty()) << known.text;
  }
}

TEST(RightsText, of_another_licence_becomes_that_licence) {
  const DocumentRecord by_words = record_of({"This text is licensed under CC BY 4.0."});
  EXPECT_EQ(by_words.rights_uri.joined(), "https://creativecommons.org/licenses/by/4.0/");
  EXPECT_EQ(by_words.rights_uri.origin, Origin::page);
  EXPECT_EQ(by_words.rights_uri.confidence, Confidence::likely);
  EXPECT_TRUE(by_words.rights_type.empty());
  EXPECT_TRUE(by_words.warnings.empty());
  const DocumentRecord by_address = record_of({"See https://creativecommons.org/licenses/by/4.0/"});
  EXPECT_EQ(by_address.rights_uri.confidence, Confidence::certain);
}

TEST(RightsText, beside_a_licence_leaves_the_choice_to_the_user) {
  const DocumentRecord record =
      record_of({std::string(kReuse), std::string(kEnquiry), "CC BY 4.0"});
  EXPECT_TRUE(record.rights_type.empty());
  EXPECT_TRUE(record.rights_uri.empty());
  EXPECT_EQ(record.warnings.size(), 1U);
}

TEST(RightsText, survives_what_copying_does_to_white_space) {
  std::string first(kReuse);
  std::string second(kEnquiry);
  for (std::string* text : {&first, &second})
    for (std::size_t at = 0; (at = text->find(' ', at)) != std::string::npos; at += 3)
      text->replace(at, 1, "\u00A0 ");
  const DocumentRecord record = record_of({first, second});
  EXPECT_EQ(record.rights_type.joined(), kStandardRights);
  EXPECT_EQ(record.publisher.joined(), kStandardPublisher);
}

TEST(RightsText, however_damaged_leads_to_the_usual_statement_or_to_none) {
  static constexpr std::array<std::string_view, 12> kPieces{
      " ", "\u00A0", ".", ",", "-", "\u043E", "\u0441", "4.0", "0", "cc", "\n", "not "};
  test::Random random;
  int recognised = 0;
  for (int i = 0; i < 3000; ++i) {
    std::vector<std::string> paragraphs{std::string(kReuse), std::string(kEnquiry)};
    for (std::uint64_t left = 1 + random.below(4); left > 0; --left) {
      std::string& text = paragraphs[random.below(2)];
      const auto at = static_cast<std::size_t>(random.below(text.size()));
      if (random.below(2) == 0)
        text.insert(at, kPieces[random.below(kPieces.size())]);
      else
        text.erase(at, 1 + random.below(2));
    }
    const DocumentRecord record = record_of(paragraphs);
    const std::string uri = record.rights_uri.joined();
    EXPECT_TRUE(uri.empty() || uri == kNotEvaluated) << paragraphs[0] << paragraphs[1];
    EXPECT_NE(uri.empty(), record.warnings.empty()) << "silence only where all is understood";
    recognised += uri.empty() ? 0 : 1;
  }
  EXPECT_GT(recognised, 300) << "most of such damage hits no word that matters";
}

} // namespace
} // namespace delo
