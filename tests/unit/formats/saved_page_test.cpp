// Pages of the site as a browser saves them: what the markup says is used, and not believed
// blindly.
#include "delo/base/error.hpp"
#include "delo/formats/page/page_reader.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace delo {
namespace {

/// The parts of a saved page that a test may change.
struct SavedPage {
  std::string head = "<title>Letter to Nino Lomidze | Digital Archive</title>";
  std::string above = "";
  std::string heading =
      "<h1>Letter to Nino Lomidze</h1><div class=\"field-date\">May 2, 1934</div>";
  std::string support = "";
  std::string body = "<div class=\"body\"><p>The roof of the sanatorium is new.</p>"
                     "<p>It was paid for by the port.</p></div>";
  std::string summary = "";
  std::string foot = "<h2>Document Information</h2><dl><dt>Source</dt><dd>RGASPI, f. 17, op. 120, "
                     "d. 51, l. 3.</dd>"
                     "<dt>Language</dt><dd>Russian</dd></dl>";
  std::string below = "";

  std::string text() const {
    return "<!DOCTYPE html><html><head>" + head + "</head><body>" + above + "<main>" + heading +
           support + body + summary + foot + "</main>" + below + "</body></html>";
  }
};

DocumentRecord read(const SavedPage& page) {
  return read_page(page.text(), "page.html").record;
}

bool is_refused(const SavedPage& page) {
  try {
    read(page);
    return false;
  } catch (const Error&) {
    return true;
  }
}

TEST(SavedPage, has_its_date_below_the_title_where_the_markup_says_so) {
  const DocumentRecord record = read({});
  EXPECT_EQ(record.title.joined(), "Letter to Nino Lomidze");
  EXPECT_EQ(record.date_iso.joined(), "1934-05-02");
  EXPECT_EQ(record.title.confidence, Confidence::certain);
  SavedPage time;
  time.heading = "<header><h1>Letter to Nino Lomidze</h1><time>May 2, 1934</time></header>";
  EXPECT_EQ(read(time).date_iso.joined(), "1934-05-02");
}

TEST(SavedPage, has_its_date_below_the_title_when_the_support_line_follows) {
  SavedPage page;
  page.heading = "<h1>Letter to Nino Lomidze</h1><p>May 2, 1934</p>";
  EXPECT_TRUE(is_refused(page)) << "the date may be of the body";
  page.support = "<p>This document was made possible with support from the Rioni Fund</p>";
  EXPECT_EQ(read(page).date_iso.joined(), "1934-05-02");
  EXPECT_EQ(read(page).support.joined(), "the Rioni Fund");
}

TEST(SavedPage, that_lost_its_date_takes_none_from_the_body) {
  SavedPage page;
  page.heading = "<h1>Untitled</h1>";
  page.head = "<title>Untitled | Digital Archive</title>";
  page.body = "<p>2 May 1934</p><p>Dear Nino</p>" + page.body;
  EXPECT_TRUE(is_refused(page));
  page.head = ""; // the same without its title
  EXPECT_TRUE(is_refused(page));
}

TEST(SavedPage, may_have_any_menu_and_banner_above_its_heading) {
  SavedPage page;
  page.above =
      "<div class=\"cookie-banner\"><p>We use cookies, as everybody does</p></div>"
      "<div role=\"banner\">Browse all of the collections and themes</div>"
      "<div class=\"site-menu\"><a>Themes</a> <a>Places</a> <a>People of the Archive</a></div>"
      "<h1>The Archive of Harbours</h1>";
  page.heading = "<p>May 2, 1934</p><h1>Letter to Nino Lomidze</h1>"
                 "<ul class=\"share-buttons\"><li>Send it to a friend</li></ul>";
  const DocumentRecord record = read(page);
  EXPECT_EQ(record.title.joined(), "Letter to Nino Lomidze");
  EXPECT_EQ(record.date_iso.joined(), "1934-05-02");
}

TEST(SavedPage, keeps_a_heading_of_two_lines_whole) {
  SavedPage page;
  page.heading = "<p>May 2, 1934</p><h1>Letter to<br>Nino Lomidze</h1>";
  EXPECT_EQ(read(page).title.joined(), "Letter to Nino Lomidze");
}

TEST(SavedPage, is_read_when_all_of_it_is_called_a_menu) {
  SavedPage page;
  page.above = "<div class=\"page menu-open\"><div>";
  page.heading = "<p>May 2, 1934</p>" + std::string("<h1>Letter to Nino Lomidze</h1>");
  page.below = "</div></div>";
  std::string html = page.text();
  for (const std::string tag : {"<main>", "</main>"})
    html.erase(html.find(tag), tag.size());
  EXPECT_EQ(read_page(html, "page.html").record.title.joined(), "Letter to Nino Lomidze");
}

TEST(SavedPage, has_its_summary_where_a_class_names_it) {
  SavedPage page;
  page.summary =
      "<div class=\"field field--name-field-description\">A letter about a new roof.</div>";
  EXPECT_EQ(read(page).summary.joined(), "A letter about a new roof.");
  EXPECT_EQ(read(page).summary.confidence, Confidence::likely);
}

TEST(SavedPage, has_its_summary_behind_the_container_of_its_body) {
  SavedPage page;
  page.summary = "<p>A letter about a new roof.</p>";
  EXPECT_EQ(read(page).summary.joined(), "A letter about a new roof.");
}

TEST(SavedPage, takes_no_end_of_the_body_for_its_summary) {
  SavedPage page; // the body ends, and there is none
  EXPECT_TRUE(read(page).summary.empty());
  page.body = "<div class=\"body\"><p>The roof is new.</p><p>It was paid for by the port.</p>"
              "<div><p>The bill is in the file of the port.</p></div></div>";
  EXPECT_TRUE(read(page).summary.empty()) << "a container inside the body";
  page.body = "<p>The roof is new and of tin.</p><blockquote><p>A roof over all.</p><p>And walls."
              "</p></blockquote><p>The bill is in the file of the port.</p>";
  EXPECT_TRUE(read(page).summary.empty()) << "the body goes on behind a quotation";
  page.body = "<div class=\"field--type-text-with-summary\"><p>The roof is new and of tin.</p>"
              "<p>It was paid for by the port.</p></div>";
  EXPECT_TRUE(read(page).summary.empty()) << "a kind of field, not its name";
  page.body = "<div class=\"description\"><p>The roof is new and of tin.</p>"
              "<p>It was paid for by the port.</p></div>";
  EXPECT_TRUE(read(page).summary.empty()) << "all of the text";
}

TEST(SavedPage, has_all_its_donors_and_no_words_of_the_site_among_them) {
  SavedPage page;
  page.foot += "<div><h3>Donors</h3><p>Rioni Fund</p><p>Kolkheti Endowment for Archives</p></div>";
  page.below = "<div><p>Institute of Harbours</p></div><footer><p>Public domain</p></footer>";
  const DocumentRecord record = read(page);
  EXPECT_EQ(record.donors.joined(), "Rioni Fund; Kolkheti Endowment for Archives");
  EXPECT_TRUE(record.rights_text.empty()) << "the footer speaks of the site";
}

TEST(SavedPage, has_donors_without_a_label_above_the_small_print) {
  SavedPage page;
  page.foot += "<h3>Record ID</h3><p></p><div>Rioni Fund</div>";
  page.below = "<div>\u00A9 2024 The Archive of Harbours</div>";
  const DocumentRecord record = read(page);
  EXPECT_EQ(record.donors.joined(), "Rioni Fund");
  EXPECT_TRUE(record.record_id.empty());
}

TEST(SavedPage, as_text_may_show_the_addresses_of_its_links) {
  const DocumentRecord record =
      read_page("Skip to content <https://example.org/x#main>\n\nMay 2, 1934\n\nLetter to Nino "
                "Lomidze\n\nThe roof is new.\n\nAssociated Places\n\n  * Gagra "
                "<https://example.org/gagra>\n  * Abkhazia <https://example.org/abkhazia>\n\n"
                "Document Information\n\nSource\n\nRGASPI, f. 17, op. 120, d. 51, l. 3.\n\n"
                "Donors\n\nRioni Fund\n\nKolkheti Endowment for Archives\n\nAbout us\n",
                "page.txt")
          .record;
  EXPECT_EQ(record.date_iso.joined(), "1934-05-02");
  EXPECT_EQ(record.places.joined(), "Gagra; Abkhazia");
  EXPECT_EQ(record.donors.joined(), "Rioni Fund; Kolkheti Endowment for Archives");
}

TEST(SavedPage, is_read_whole) {
  std::ifstream file(std::string(DELO_FIXTURES_DIR) + "/documents/letter-gagra-saved.html",
                     std::ios::binary);
  const std::string html{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const ReadPage page = read_page(html, "letter.html");
  const DocumentRecord& record = page.record;
  EXPECT_EQ(page.shape, "L2v");
  EXPECT_EQ(record.title.joined(), "Second Letter from the Sanatorium at Gagra");
  EXPECT_EQ(record.date_display.joined(), "between 5 and 7 March 1935");
  EXPECT_EQ(record.date_iso.joined(), "1935-03-05/1935-03-07");
  EXPECT_EQ(record.support.joined(), "the Rioni Fund");
  EXPECT_EQ(record.summary.joined(), "A second letter about the new roof of a sanatorium.");
  EXPECT_TRUE(record.citation_raw.joined().starts_with("RGASPI, f. 17, op. 120, d. 51, l. 4."));
  EXPECT_EQ(record.contributor.joined(), "Ketevan M. Saralidze");
  EXPECT_EQ(record.rights_type.joined(), "HAPP-standard");
  EXPECT_EQ(record.uploaded.joined(), "2012-06-14");
  EXPECT_EQ(record.language.joined(), "Russian");
  EXPECT_EQ(record.record_id.joined(), "120457");
  EXPECT_EQ(record.donors.joined(), "Rioni Fund; Kolkheti Endowment for Archives");
  EXPECT_TRUE(record.warnings.empty());
}

TEST(SavedPage, takes_no_sentence_for_a_source_line_with_certainty) {
  SavedPage page;
  page.foot = "<h2>Document Information</h2><dl><dt>Source</dt><dd>The roof of the sanatorium was "
              "paid for by 3 ports.</dd></dl>";
  EXPECT_NE(read(page).citation_raw.confidence, Confidence::certain);
}

} // namespace
} // namespace delo
