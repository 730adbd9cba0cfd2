// A whole page becomes a record: right or empty, never wrong.
#include "delo/base/error.hpp"
#include "delo/formats/page/page_reader.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

namespace delo {
namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string fixture(const std::string& name) {
  return bytes_of(std::string(DELO_FIXTURES_DIR) + "/documents/" + name);
}

DocumentRecord read(std::string_view page) {
  return read_page(page, "page.txt").record;
}

std::string message_for(std::string_view page) {
  try {
    read_page(page, "page.txt");
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::io);
    EXPECT_NE(error.hint(), "");
    return error.message();
  }
  return "";
}

bool warns(const DocumentRecord& record, std::string_view words) {
  for (const std::string& warning : record.warnings)
    if (warning.find(words) != std::string::npos)
      return true;
  return false;
}

std::string with(std::string page, std::string_view old_text, std::string_view new_text) {
  const std::size_t at = page.find(old_text);
  EXPECT_NE(at, std::string::npos) << old_text;
  return at == std::string::npos ? page : page.replace(at, old_text.size(), new_text);
}

constexpr const char* kBatumi = "telegram-batumi-1946-03-05.txt";

TEST(PageReader, reads_every_field_of_a_whole_page) {
  const ReadPage page = read_page(fixture(kBatumi), "page.txt");
  const DocumentRecord& record = page.record;
  EXPECT_EQ(page.shape, "L1");
  EXPECT_EQ(record.title.joined(), "Telegram from Batumi to Moscow, ‘On Three Turkish Coasters’");
  EXPECT_EQ(record.date_display.joined(), "March 5, 1946");
  EXPECT_EQ(record.date_iso.joined(), "1946-03-05");
  EXPECT_EQ(record.support.joined(), "the Kolkheti Endowment for Archives");
  EXPECT_EQ(record.donors.joined(), "Kolkheti Endowment for Archives");
  EXPECT_EQ(record.contributor.joined(), "Ketevan M. Saralidze");
  EXPECT_EQ(record.translator.joined(), "Oliver T. Brandreth");
  EXPECT_EQ(record.programme.joined(), "NPIHP");
  EXPECT_TRUE(record.summary.joined().starts_with("Report on three Turkish ships"));
  ASSERT_EQ(record.holdings.size(), 1U);
  EXPECT_EQ(identifier_from(record.holdings[0]), "AVPRF-f094-op37-p362-d18-l0041-0043ob");
  EXPECT_TRUE(record.warnings.empty());
}

TEST(PageReader, keeps_the_source_line_verbatim_with_its_place) {
  const DocumentRecord record = read(fixture(kBatumi));
  EXPECT_EQ(record.citation_raw.joined(),
            "AVPRF, f. 094, op. 37, p. 362, d. 18, ll. 0041-0043ob. Contributed by Ketevan M. "
            "Saralidze and translated for NPIHP by Oliver T. Brandreth.");
  EXPECT_EQ(record.citation_raw.line, 43U);
  EXPECT_EQ(record.contributor.raw, record.citation_raw.raw);
}

TEST(PageReader, recognises_the_rights_by_their_meaning) {
  const DocumentRecord record = read(fixture(kBatumi));
  EXPECT_EQ(record.publisher.joined(), "History and Public Policy Program");
  EXPECT_EQ(record.rights_type.joined(), "HAPP-standard");
  EXPECT_EQ(record.rights_uri.joined(), "http://rightsstatements.org/vocab/CNE/1.0/");
  EXPECT_EQ(record.rights_uri.origin, Origin::defaulted);
  ASSERT_EQ(record.rights_text.values.size(), 2U);
  EXPECT_TRUE(record.rights_text.values[1].ends_with("[email\u00A0protected]."));
}

TEST(PageReader, derives_no_rights_statement_from_half_of_the_text) {
  const DocumentRecord record = read(with(fixture(kBatumi), "commercial use", "further use"));
  EXPECT_EQ(record.rights_text.values.size(), 2U); // kept, though it is not the usual one
  EXPECT_TRUE(record.rights_type.empty());
  EXPECT_TRUE(record.rights_uri.empty());
}

TEST(PageReader, keeps_rights_in_other_words_where_rights_stand) {
  std::string page = fixture("cable-kutaisi-1952-04-17.txt");
  const std::size_t begin = page.find("\nRights\n\n") + 9;
  page.replace(begin, page.find("Original Uploaded") - begin, "All rights reserved.\n\n");
  const DocumentRecord record = read(page);
  EXPECT_EQ(record.rights_text.joined(), "All rights reserved.");
  EXPECT_NE(record.rights_type.joined(), "HAPP-standard");
  EXPECT_EQ(record.uploaded.joined(), "2014-02-03");
}

TEST(PageReader, leaves_a_label_without_value_empty) {
  const DocumentRecord record = read(fixture(kBatumi));
  EXPECT_TRUE(record.record_id.empty());
  EXPECT_TRUE(record.uploaded.empty());
  EXPECT_TRUE(record.language.empty());
}

TEST(PageReader, reads_the_same_with_other_line_ends_and_a_byte_order_mark) {
  std::string page = "\xEF\xBB\xBF";
  for (const char c : fixture(kBatumi))
    page += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const DocumentRecord record = read(page);
  EXPECT_EQ(record.date_display.joined(), "March 5, 1946");
  EXPECT_EQ(record.citation_raw.line, 43U);
  EXPECT_EQ(record.donors.joined(), "Kolkheti Endowment for Archives");
  EXPECT_FALSE(record.summary.empty());
}

TEST(PageReader, warns_about_a_source_line_it_cannot_parse_and_keeps_it) {
  const DocumentRecord record = read(fixture("unparsed-citation.txt"));
  EXPECT_TRUE(record.holdings.empty());
  EXPECT_FALSE(record.citation_raw.empty());
  EXPECT_TRUE(warns(record, "was not understood"));
  EXPECT_TRUE(warns(record, "no archive"));
  EXPECT_EQ(record.date_iso.joined(), "1951-06");
}

TEST(PageReader, invents_no_rights) {
  const DocumentRecord record = read(fixture("no-rights.txt"));
  EXPECT_TRUE(record.rights_text.empty());
  EXPECT_TRUE(record.rights_type.empty());
  EXPECT_TRUE(record.rights_uri.empty());
  EXPECT_TRUE(record.publisher.empty());
  EXPECT_TRUE(warns(record, "states no rights"));
}

TEST(PageReader, takes_no_stamp_or_signature_for_the_summary) {
  std::string page = fixture(kBatumi);
  const std::size_t begin = page.find("Report on three Turkish");
  page.erase(begin, page.find("Document Information") - begin);
  EXPECT_TRUE(read(page).summary.empty());
}

TEST(PageReader, takes_no_summary_behind_a_body_that_ends_in_prose) {
  const DocumentRecord record = read(
      with(fixture("no-rights.txt"), "12 July 1948\n\n\nA deleg", "It was good tea.\n\n\nA deleg"));
  EXPECT_TRUE(record.summary.empty());
  EXPECT_TRUE(warns(record, "no summary was taken"));
}

TEST(PageReader, takes_a_title_printed_twice_once) {
  const std::string title = "Note on a Visit to the Tea Factory at Chakva\n\n";
  const DocumentRecord record = read(with(fixture("no-rights.txt"), title, title + title));
  EXPECT_EQ(record.title.joined() + "\n\n", title);
  EXPECT_FALSE(record.support.empty());
}

TEST(PageReader, lets_no_citation_in_the_body_override_the_source_line) {
  const DocumentRecord record =
      read(with(fixture("no-rights.txt"), "NOTE\n", "RGASPI, f. 1, op. 2, d. 3, l. 4\n"));
  ASSERT_EQ(record.holdings.size(), 1U);
  EXPECT_EQ(record.holdings[0].value(Level::archive), "GARF");
}

TEST(PageReader, records_two_dates_that_disagree) {
  const DocumentRecord record =
      read(with(fixture(kBatumi), "BATUMI 5 March 1946", "BATUMI 5 March 1947"));
  EXPECT_EQ(record.date_iso.joined(), "1946-03-05");
  EXPECT_EQ(record.date_body.joined(), "1947-03-05");
  EXPECT_TRUE(warns(record, "1947-03-05"));
  EXPECT_TRUE(warns(record, "1946-03-05"));
}

TEST(PageReader, gives_no_exact_form_to_a_doubtful_date) {
  const DocumentRecord record = read(with(fixture(kBatumi), "March 5, 1946", "before 1946"));
  EXPECT_EQ(record.date_display.joined(), "before 1946");
  EXPECT_TRUE(record.date_iso.empty());
  EXPECT_EQ(read(with(fixture(kBatumi), "March 5, 1946", "circa 1946")).date_iso.joined(), "1946~");
}

TEST(PageReader, takes_no_date_of_the_body_below_a_short_title) {
  std::string page = fixture(kBatumi);
  page.erase(page.find("March 5"), page.find("FROM BATUMI") - page.find("March 5"));
  for (const std::string_view title : {"Untitled", "On Batumi"})
    EXPECT_NE(message_for(with(page, "FROM BATUMI 5 March 1946",
                               std::string(title) + "\n\n5 March 1946\n\nFROM BATUMI"))
                  .find("no heading date"),
              std::string::npos)
        << title;
}

TEST(PageReader, reads_a_heading_below_unknown_words_of_the_site_when_the_support_line_follows) {
  const std::string page = fixture(kBatumi);
  const DocumentRecord record = read(with(page, "Skip to content", "Voices of the Three Seas"));
  EXPECT_EQ(record.date_iso.joined(), "1946-03-05");
  EXPECT_EQ(record.date_iso.confidence, Confidence::likely);
  const std::size_t support = page.find("This document was made");
  std::string without = page;
  without.erase(support, page.find('\n', support) - support);
  EXPECT_NE(message_for(with(without, "Skip to content", "Voices of the Three Seas")), "");
}

TEST(PageReader, reads_a_page_below_a_menu_of_words_it_does_not_know) {
  for (const std::string_view menu :
       {"Voices\nSeas\nOur Harbours", "Home \u00BB Voices \u00BB Seas", "[1]Skip to content",
        "Donate\n\nSubscribe"}) {
    std::string page = fixture(kBatumi);
    const std::size_t support = page.find("This document was made");
    page.erase(support, page.find('\n', support) - support);
    EXPECT_EQ(read(with(page, "Skip to content", menu)).date_iso.joined(), "1946-03-05") << menu;
  }
}

TEST(PageReader, finds_the_support_line_below_buttons_that_it_does_not_know) {
  const DocumentRecord record = read(with(fixture(kBatumi), "This document was made",
                                          "Send to a harbour\n\nKeep\n\nThis document was made"));
  EXPECT_EQ(record.support.joined(), "the Kolkheti Endowment for Archives");
  EXPECT_EQ(record.title.joined(), "Telegram from Batumi to Moscow, ‘On Three Turkish Coasters’");
}

TEST(PageReader, takes_no_stamp_paragraph_or_dateline_for_a_lost_title) {
  const std::string page = fixture(kBatumi);
  const std::size_t title = page.find("Telegram from Batumi");
  const std::size_t body = page.find("FROM BATUMI");
  for (const std::string_view first :
       {"TOP SECRET", "[handwritten: to the file]",
        "Совершенно секретно. Экз. № 2. Товарищу Гуриели лично.", "Batumi, 5 March 1946",
        "The harbour master of Batumi informs us that three Turkish coasters are outside."})
    EXPECT_NE(message_for(page.substr(0, title) + std::string(first) + "\n\n" + page.substr(body))
                  .find("no title below the date"),
              std::string::npos)
        << first;
}

TEST(PageReader, knows_a_page_that_cites_itself_by_its_citation_whatever_its_body_says) {
  const std::string page = fixture("report-poti-1957-11-03.txt");
  const DocumentRecord record = read(with(
      page, "The lamp has arrived.", "Document Information\n\nSource\n\nThe lamp has arrived."));
  EXPECT_EQ(record.title.joined(), "Report on the Lighthouse of Poti, ‘First Lamp’");
  EXPECT_TRUE(record.citation_raw.joined().starts_with("RGANI, f. 5, op. 30, d. 229"));
}

TEST(PageReader, says_when_the_source_line_is_missing) {
  std::string page = fixture("no-rights.txt");
  const std::size_t begin = page.find("GARF. F.");
  page.erase(begin, page.find('\n', begin) - begin);
  const DocumentRecord record = read(page);
  EXPECT_TRUE(record.citation_raw.empty());
  EXPECT_TRUE(record.donors.joined() == "Kolkheti Endowment for Archives");
  EXPECT_TRUE(warns(record, "no source line"));
}

TEST(PageReader, names_what_a_page_lacks) {
  EXPECT_EQ(message_for("Some text\n"),
            "cannot read page.txt as a document page: no heading date, no 'Document Information' "
            "block");
  EXPECT_EQ(message_for("March 5, 1946\n\nDocument Information\n\n\nGARF, f. 1\n"),
            "cannot read page.txt as a document page: no title below the date");
}

TEST(PageReader, reads_labels_with_values) {
  std::string page = with(fixture(kBatumi), "Record ID\n", "Record ID\n\n123456\n");
  page = with(page, "Uploaded Date\n", "Uploaded Date\n\n2011-11-20\n");
  const ReadPage read = read_page(page, "page.txt");
  EXPECT_EQ(read.record.record_id.joined(), "123456");
  EXPECT_EQ(read.record.uploaded.joined(), "2011-11-20");
  EXPECT_EQ(read.record.donors.joined(), "Kolkheti Endowment for Archives");
}

TEST(PageReader, refuses_two_documents_in_one_file) {
  EXPECT_NE(message_for(fixture(kBatumi) + "\n" + fixture(kBatumi)), "");
}

TEST(PageReader, refuses_a_list_of_search_results) {
  EXPECT_EQ(message_for(fixture("list-of-results.txt")).find("cannot read"), 0U);
}

TEST(PageReader, refuses_other_encodings_and_empty_files) {
  EXPECT_NE(message_for(fixture("not-utf8.txt")), "");
  EXPECT_NE(message_for(fixture("empty.txt")).find("empty"), std::string::npos);
}

/// The values of a fixture that tell whether it was read.
struct Expected {
  const char* file;
  const char* shape;
  const char* title;
  const char* date;
  const char* source;
  const char* support;
  const char* record_id;
};

constexpr const char* kPotiSource =
    "RGANI, f. 5, op. 30, d. 229, ll. 0071-0074. Contributed by Ketevan M. Saralidze and "
    "translated by Oliver T. Brandreth and Gwen A. Ashworth.";
constexpr const char* kTromso =
    "Memorandum of Conversation between Harbour Master Ilia Gurieli and "
    "Consul R. Pettersen, \"On Fishing Rights\"";
constexpr const char* kTromsoSource =
    "GARF, f. R-8411, op. 3, d. 77, ll. 12-15. Contributed by Ketevan M. Saralidze.";
constexpr const char* kBatumiTitle = "Telegram from Batumi to Moscow, ‘On Three Turkish Coasters’";
constexpr const char* kBatumiSource =
    "AVPRF, f. 094, op. 37, p. 362, d. 18, ll. 0041-0043ob. Contributed by Ketevan M. Saralidze "
    "and translated for NPIHP by Oliver T. Brandreth.";
constexpr const char* kGagraSource = "RGASPI, f. 17, op. 120, d. 51, l. 3. Obtained by Ketevan M. "
                                     "Saralidze and translated by Oliver T. Brandreth.";
constexpr const char* kAnchors = "Письмо начальника порта Поти о якорях";
constexpr const char* kAnchorsSource = "ГАРФ, ф. Р-7021, оп. 3, д. 45, л. 12-13об.";

constexpr Expected kFixtures[] = {
    {"cable-kutaisi-1952-04-17.txt", "L2",
     "Cable from the Consulate in Kutaisi, ‘On the Silk Mill’", "1952-04-17",
     "AVPRF, Fond 0109, Opis 21a, Delo 14, Papka 88, Listy 5-9ob. Obtained by Mikael Ter-Grigorian "
     "and translated for CWIHP by Oliver T. Brandreth.",
     "Rioni Fund", "204117"},
    {"memorandum-tromso-1963-09-02.txt", "L2v", kTromso, "1963-09-02", kTromsoSource,
     "the Kolkheti Endowment for Archives", "298001"},
    {"minutes-ochamchire-1949-06.txt", "L3", "Minutes of the Harbour Council of Ochamchire",
     "1949-06", "", "", ""},
    {"report-poti-1957-11-03.txt", "L4", "Report on the Lighthouse of Poti, ‘First Lamp’",
     "1957-11-03", kPotiSource, "the Rioni Fund, Kolkheti Endowment for Archives", "117803"},
    {"report-poti-heading-lost.txt", "L4", "Report on the Lighthouse of Poti, ‘First Lamp’",
     "1957-11-03", kPotiSource, "the Rioni Fund, Kolkheti Endowment for Archives", ""},
    {"notes-pilots-1961-07-09.txt", "L5",
     "Notes from Two Sessions of the Pilots’ Union, 7 and 9 July 1961", "1961-07-09",
     "GARF, F. 7709, Op. 4, D. 310, Ll. 2-2ob, compiled by V. N. Orlova. Translated for NKIDP by "
     "Gwen A. Ashworth.",
     "the Rioni Fund and the Kolkheti Endowment for Archives", "113007"},
    {"notes-pilots-flattened.txt", "L6", "", "1961-07-09", "", "", "113007"},
    {"letter-gagra.ris", "L9", "Letter from the Sanatorium at Gagra", "1934-08-15", kGagraSource,
     "", "120456"},
    {"letter-gagra.bib", "L9", "Letter from the Sanatorium at Gagra", "1934-08-15", kGagraSource,
     "", "120456"},
    {"letter-anchors-utf8-bom.txt", "L2", kAnchors, "1931-05-14", kAnchorsSource, "", "301555"},
    {"letter-anchors-utf16le.txt", "L2", kAnchors, "1931-05-14", kAnchorsSource, "", "301555"},
    {"letter-anchors-utf16be-bare.txt", "L2", kAnchors, "1931-05-14", kAnchorsSource, "", "301555"},
    {"letter-anchors-windows-1251.txt", "L2", kAnchors, "1931-05-14", kAnchorsSource, "", "301555"},
    {"letter-anchors-koi8-r.txt", "L2", kAnchors, "1931-05-14", kAnchorsSource, "", "301555"},
    {"letter-anchors-cp866.txt", "L2", kAnchors, "1931-05-14", kAnchorsSource, "", "301555"},
    {"letter-anchors-mac.txt", "L2", kAnchors, "1931-05-14", kAnchorsSource, "", "301555"},
    {"telegram-batumi-1946-03-05.html", "L1", kBatumiTitle, "1946-03-05", kBatumiSource,
     "the Kolkheti Endowment for Archives", ""},
    {"memorandum-tromso-1963-09-02.html", "L2v", kTromso, "1963-09-02", kTromsoSource,
     "the Kolkheti Endowment for Archives", "298001"},
    {"report-poti-1957-11-03.html", "L4", "Report on the Lighthouse of Poti, ‘First Lamp’",
     "1957-11-03", kPotiSource, "the Rioni Fund, Kolkheti Endowment for Archives", "117803"},
};

TEST(PageReader, reads_every_layout_and_encoding) {
  for (const Expected& expected : kFixtures) {
    const ReadPage page = read_page(fixture(expected.file), expected.file);
    EXPECT_EQ(page.shape, expected.shape) << expected.file;
    EXPECT_EQ(page.record.title.joined(), expected.title) << expected.file;
    EXPECT_EQ(page.record.date_iso.joined(), expected.date) << expected.file;
    EXPECT_EQ(page.record.citation_raw.joined(), expected.source) << expected.file;
    EXPECT_EQ(page.record.support.joined(), expected.support) << expected.file;
    EXPECT_EQ(page.record.record_id.joined(), expected.record_id) << expected.file;
  }
}

TEST(PageReader, reads_the_lists_of_a_page) {
  const DocumentRecord record = read(fixture("memorandum-tromso-1963-09-02.txt"));
  EXPECT_EQ(record.authors.joined(), "Gurieli, Ilia");
  EXPECT_EQ(record.people.joined(), "Pettersen, Ragnhild; Norway. Consulate (Batumi)");
  EXPECT_EQ(record.places.joined(), "Norway; Georgia");
  EXPECT_EQ(record.subjects.values.size(), 2U);
  EXPECT_EQ(record.original_archive.joined(), "State Archive of the Russian Federation (GARF)");
  EXPECT_EQ(record.language.joined(), "Norwegian");
  EXPECT_EQ(record.uploaded.joined(), "2022-05-30");
  EXPECT_EQ(record.classification.joined(), "Confidential");
  EXPECT_EQ(record.donors.joined(), "Kolkheti Endowment for Archives; Rioni Fund");
  EXPECT_TRUE(record.summary.joined().starts_with("Gurieli and Pettersen speak"));
}

TEST(PageReader, tells_how_a_page_was_encoded) {
  const ReadPage page = read_page(fixture("letter-anchors-koi8-r.txt"), "page.txt");
  EXPECT_EQ(page.encoding, "KOI8-R");
  EXPECT_EQ(page.encoding_origin, EncodingOrigin::detected);
  const ReadPage given = read_page(fixture("letter-anchors-koi8-r.txt"), "page.txt", {"koi8-r"});
  EXPECT_EQ(given.encoding_origin, EncodingOrigin::option);
  EXPECT_THROW(read_page(fixture(kBatumi), "page.txt", {"klingon"}), Error);
}

TEST(PageReader, takes_no_label_for_the_value_of_the_label_above) {
  const DocumentRecord record = read(fixture("cable-kutaisi-1952-04-17.txt"));
  EXPECT_TRUE(record.language.empty());
  EXPECT_EQ(record.record_id.joined(), "204117");
}

TEST(PageReader, takes_no_donor_for_the_value_of_a_label) {
  const std::string page =
      with(fixture("memorandum-tromso-1963-09-02.txt"), "Confidential\n\nDonors\n\n", "");
  const DocumentRecord record = read(page);
  EXPECT_TRUE(record.classification.empty());
  EXPECT_TRUE(record.donors.joined().starts_with("Kolkheti Endowment"));
}

TEST(PageReader, reads_labels_with_their_values_on_one_line) {
  std::string page = fixture("cable-kutaisi-1952-04-17.txt");
  page = with(page, "Information\n\nSource\n\n", "Information\n\nSource: ");
  page = with(page, "Record ID\n\n", "Record ID:\t");
  const DocumentRecord record = read(page);
  EXPECT_TRUE(record.citation_raw.joined().starts_with("AVPRF, Fond 0109"));
  EXPECT_EQ(record.record_id.joined(), "204117");
}

TEST(PageReader, joins_a_source_line_that_an_editor_wrapped) {
  std::string page = fixture("cable-kutaisi-1952-04-17.txt");
  page = with(page, "Delo 14, Papka", "Delo 14,\nPapka");
  page = with(page, " and translated for", "\nand translated for");
  const DocumentRecord record = read(page);
  EXPECT_EQ(record.citation_raw.joined(), kFixtures[0].source);
  EXPECT_EQ(record.citation_raw.confidence, Confidence::likely);
  EXPECT_NE(record.citation_raw.raw.find('\n'), std::string::npos);
}

TEST(PageReader, reads_nothing_from_the_documents_that_are_related) {
  const DocumentRecord record =
      read(fixture("cable-kutaisi-1952-04-17.txt") +
           "\nRelated Documents\n\nRecord ID\n\n999999\n\nSource\n\nGARF, f. 1, op. 1, d. 1\n");
  EXPECT_EQ(record.record_id.joined(), "204117");
  EXPECT_EQ(record.record_id.confidence, Confidence::certain);
}

TEST(PageReader, refuses_a_page_whose_title_stands_where_the_date_was) {
  const std::string page = with(fixture(kBatumi), "March 5, 1946\n\n", "");
  EXPECT_EQ(message_for(with(page, "FROM BATUMI 5", "March 5, 1946\n\nFROM BATUMI 5")),
            "cannot read page.txt as a document page: no heading date");
}

TEST(PageReader, reads_a_page_that_lost_its_title) {
  const DocumentRecord record = read(with(fixture(kBatumi), std::string(kBatumiTitle) + "\n", ""));
  EXPECT_TRUE(record.title.empty());
  EXPECT_EQ(record.support.joined(), "the Kolkheti Endowment for Archives");
  EXPECT_TRUE(warns(record, "no title"));
}

TEST(PageReader, is_less_sure_of_a_title_in_capitals) {
  const DocumentRecord record =
      read(with(fixture("no-rights.txt"), "Note on a Visit to the Tea Factory at Chakva",
                "NOTE ON A VISIT TO THE TEA FACTORY AT CHAKVA"));
  EXPECT_EQ(record.title.confidence, Confidence::likely);
}

TEST(PageReader, passes_over_words_of_the_site) {
  std::string page = with(fixture(kBatumi), "Skip to content",
                          "Skip to main content\n\nThis site uses cookies to make it better.\n\n"
                          "Accept\n\nMenu");
  page = with(page, "This document was", "Thumbnail\n\nDownload\n\nThis document was");
  const DocumentRecord record = read(page);
  EXPECT_EQ(record.title.joined(), kBatumiTitle);
  EXPECT_EQ(record.support.joined(), "the Kolkheti Endowment for Archives");
}

constexpr const char* kPoti = "report-poti-1957-11-03.txt";

TEST(PageReader, reads_quoted_citations_of_every_make) {
  const std::string page = fixture(kPoti);
  const std::string_view citation = "\"Report on the Lighthouse of Poti, ‘First Lamp’,\" Nov";
  for (const char* other : {"“Report on the Lighthouse of Poti, ‘First Lamp’,” Nov",
                            "“Report on the Lighthouse of Poti, ‘First Lamp’”, Nov",
                            "\"Report on the Lighthouse of Poti, ‘First Lamp’\", Nov",
                            "\"Report on the Lighthouse of Poti, ‘First Lamp’\" Nov"}) {
    const DocumentRecord record = read(with(page, citation, other));
    EXPECT_EQ(record.title.joined(), "Report on the Lighthouse of Poti, ‘First Lamp’") << other;
    EXPECT_EQ(record.citation_raw.joined(), kPotiSource) << other;
  }
}

TEST(PageReader, takes_the_record_id_only_from_the_address_of_a_document) {
  constexpr std::string_view kAddress = ". https://digitalarchive.wilsoncenter.org/document/117803";
  for (const auto& [address, id] : std::map<std::string, std::string>{
           {". http://digitalarchive.wilsoncenter.org/document/117803.", "117803"},
           {". www.digitalarchive.wilsoncenter.org/document/117803.pdf", "117803"},
           {". https://digitalarchive.wilsoncenter.org/document/report-poti", ""},
           {". https://digitalarchive.wilsoncenter.org/node/5512", ""},
           {".", ""}}) {
    const DocumentRecord record = read(with(fixture(kPoti), kAddress, address));
    EXPECT_EQ(record.record_id.joined(), id) << address;
    EXPECT_EQ(record.citation_raw.joined(), kPotiSource) << address;
  }
}

TEST(PageReader, trusts_the_heading_when_the_citation_lost_words) {
  const DocumentRecord record =
      read(with(fixture(kPoti), "\" November 03, 1957, History", "\" 03, 1957, History"));
  EXPECT_EQ(record.date_iso.joined(), "1957-11-03");
  EXPECT_EQ(record.citation_raw.joined(), kPotiSource);
}

TEST(PageReader, says_when_heading_and_citation_disagree) {
  const DocumentRecord record =
      read(with(fixture(kPoti), "\" November 03, 1957, History", "\" November 04, 1957, History"));
  EXPECT_EQ(record.date_iso.joined(), "1957-11-03");
  EXPECT_EQ(record.date_iso.confidence, Confidence::likely);
  EXPECT_TRUE(warns(record, "1957-11-04"));
}

TEST(PageReader, takes_no_footnote_for_the_citation_of_the_page) {
  // The body of this page cites another one; without its foot there is nothing to read.
  std::string page = fixture("memorandum-tromso-1963-09-02.txt");
  page.erase(page.find("Document Information"));
  EXPECT_NE(message_for(page), "");
}

TEST(PageReader, refuses_several_references_in_one_file) {
  const std::string one = fixture("letter-gagra.ris");
  EXPECT_NE(message_for(one + one).find("several references"), std::string::npos);
}

#ifdef DELO_SHARED_DIR
using Row = std::map<std::string, std::string>;

std::vector<Row> rows_of(const std::filesystem::path& path) {
  const auto cut = [](const std::string& line) {
    std::vector<std::string> cells(1);
    for (const char c : line)
      if (c == '\t')
        cells.emplace_back();
      else
        cells.back() += c;
    return cells;
  };
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  const auto head = cut(line);
  std::vector<Row> rows;
  while (std::getline(file, line)) {
    const auto cells = cut(line);
    Row row;
    for (std::size_t i = 0; i < cells.size() && i < head.size(); ++i)
      row[head[i]] = cells[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

/// The columns of a sample row as the reader sees them; levels of several holdings side by side.
Row columns_of(const DocumentRecord& record) {
  Row found;
  for (const RecordField& field : record_fields())
    found[std::string(field.name)] = (record.*field.member).joined();
  found["donors_tail"] = found["donors"];
  found["rights_type"] = found["rights_type"].empty() ? "none-on-page" : found["rights_type"];
  found.erase("published_in"); // cut differently there
  for (const Level level : {Level::archive, Level::fond, Level::opis, Level::delo, Level::listy}) {
    std::string cell;
    bool any = false;
    for (const ArchivalCitation& holding : record.holdings) {
      const std::string value = holding.value(level);
      any = any || !value.empty();
      cell += (cell.empty() ? "" : " || ") + (value.empty() ? "-" : value);
    }
    found[std::string(to_word(level))] = any ? cell : "";
  }
  return found;
}

TEST(PageReader, gets_no_value_of_a_sample_page_wrong) {
  const std::filesystem::path folder = std::string(DELO_SHARED_DIR) + "/documents";
  if (!std::filesystem::exists(folder / "expected.tsv"))
    GTEST_SKIP() << "no sample pages in the shared folder " << folder;
  int right = 0;
  int empty = 0;
  for (Row& row : rows_of(folder / "expected.tsv")) {
    const std::string page = bytes_of(folder / row["file"]);
    const ReadPage read = read_page(page, row["file"]);
    EXPECT_EQ(read.shape, row["layout"]) << row["file"];
    for (const auto& [column, value] : columns_of(read.record)) {
      if (!row.contains(column))
        continue;
      right += !value.empty() && value == row[column] ? 1 : 0;
      empty += value.empty() && !row[column].empty() ? 1 : 0;
      if (!value.empty()) {
        EXPECT_EQ(value, row[column]) << row["file"] << " " << column;
      }
    }
  }
  std::cout << "sample pages: " << right << " values right, " << empty << " empty\n";
  EXPECT_GE(right, 270);
}
#endif

} // namespace
} // namespace delo
