// Source lines as they are printed, and the parts that may be read out of them.
#include "delo/formats/citation/citation_parser.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

namespace delo {
namespace {

/// "RGASPI|558|11|99|0005-0006".
std::string parts_of(const ArchivalCitation& holding) {
  std::string text = holding.value(Level::archive);
  for (const Level level : {Level::fond, Level::opis, Level::delo, Level::listy})
    text += "|" + holding.value(level);
  return text;
}

ArchivalCitation only_holding(std::string_view line) {
  const SourceLine source = parse_source_line(line);
  EXPECT_EQ(source.holdings.size(), 1U) << line;
  return source.holdings.empty() ? ArchivalCitation{} : source.holdings.front();
}

Confidence confidence_of(const ArchivalCitation& holding, Level level) {
  const CitationPart* part = holding.find(level);
  EXPECT_NE(part, nullptr);
  return part ? part->confidence : Confidence::unsure;
}

TEST(CitationParser, reads_every_punctuation_of_the_soviet_shape) {
  const std::map<std::string, std::string> lines{
      {"RGASPI, f. 558, op. 11, d. 99, ll. 0005-0006.", "RGASPI|558|11|99|0005-0006"},
      {"RGASPI f.17 op.162 d.34, l. 24.", "RGASPI|17|162|34|24"},
      {"RGASPI, F. 17. Op. 162, D. 18, L. 140-141.", "RGASPI|17|162|18|140-141"},
      {"RGANI f.5.op.30.d.12.l.5", "RGANI|5|30|12|5"},
      {"APRF: F. 39, Op. 1, D. 31, L. 25.", "APRF|39|1|31|25"},
      {"APRF, Fond 45, Opis 1, Delo 339, Listy 6-7", "APRF|45|1|339|6-7"},
      {"GARF. F.R-7021. Op.1. D 2. L.3-4.", "GARF|R-7021|1|2|3-4"},
      {"RGIA, f. 776 , op. 8, d. 2015, l. 15.", "RGIA|776|8|2015|15"},
      {"TsDAHOU, F. 1, Op. 25, Spr. 28, Ark. 81-85.", "TsDAHOU|1|25|28|81-85"},
      {"RGVA, coll. 33987, inv. 3, file 1103, pp. 7-7 verso", "RGVA|33987|3|1103|7-7 verso"},
      {"AVP\u00A0RF,\u00A0f.\u00A02/46, op. 5a, d. 8, l. 9", "AVPRF|2/46|5a|8|9"},
  };
  for (const auto& [line, parts] : lines)
    EXPECT_EQ(parts_of(only_holding(line)), parts) << line;
}

TEST(CitationParser, takes_white_space_of_any_kind_for_a_space) {
  for (const std::string_view space :
       {"\u00A0", "\u2003", "\u202F", "\u3000", "\t", "  ", "\r\n"}) {
    std::string line;
    for (const char c : std::string_view("RGASPI, f. 558, op. 11, d. 99, ll. 5-6. Contributed by "
                                         "Ada Weber and Bob Cole and translated by C. Low."))
      line += c == ' ' ? std::string(space) : std::string(1, c);
    const SourceLine source = parse_source_line(line);
    ASSERT_EQ(source.holdings.size(), 1U) << line;
    EXPECT_EQ(parts_of(source.holdings[0]), "RGASPI|558|11|99|5-6") << line;
    EXPECT_EQ(source.credits.contributors, (std::vector<std::string>{"Ada Weber", "Bob Cole"}));
    for (const CitationPart& part : source.holdings[0].parts)
      EXPECT_EQ(line.substr(part.span.begin, part.span.end - part.span.begin), part.raw);
  }
}

TEST(CitationParser, is_not_certain_of_a_code_with_a_word_right_behind_it) {
  EXPECT_EQ(confidence_of(only_holding("NAA ÚV KSČ, f. 02/1, sv. 97"), Level::archive),
            Confidence::likely);
  for (const std::string_view line :
       {"RGANI fond 5, opis 30, delo 4", "BArch DY 30/1957, Bl. 4", "HDA SBU spr. 4",
        "MOL XIX-J-1-j Korea, 4. doboz", "TNA FO 371/92067", "ГАРФ ф. Р-9401, оп. 2"})
    EXPECT_EQ(confidence_of(only_holding(line), Level::archive), Confidence::certain) << line;
}

TEST(CitationParser, reads_cyrillic_levels_and_verso_marks) {
  EXPECT_EQ(parts_of(only_holding("РГАСПИ. Ф. 558. Оп. 11. Д. 99. Л. 5-6об.")),
            "RGASPI|558|11|99|5-6об");
  EXPECT_EQ(parts_of(only_holding("РГАЭ. Ф. 4372. Оп. 92. Ед. хр. 173. Лл. 4, 6–8.")),
            "RGAE|4372|92|173|4, 6-8");
}

TEST(CitationParser, notes_a_cyrillic_letter_in_a_number_and_keeps_it) {
  const auto holding = only_holding("ГА РФ. Ф. 9414. Оп. 1а д. 75 Л. 57 – 65");
  EXPECT_EQ(holding.value(Level::opis), "1а");
  EXPECT_EQ(holding.value(Level::listy), "57-65");
  EXPECT_EQ(holding.find(Level::listy)->raw, "Л. 57 – 65");
  ASSERT_EQ(holding.notes.size(), 1U);
  EXPECT_EQ(holding.notes.front(), "opis \"1а\" holds a Cyrillic letter");
}

TEST(CitationParser, keeps_the_name_of_a_predecessor_archive) {
  EXPECT_EQ(only_holding("TsKhSD, F. 3, Op. 12, D. 1005").value(Level::archive), "TsKhSD");
}

TEST(CitationParser, takes_p_before_the_delo_for_a_folder) {
  const auto holding = only_holding("AVPRF f. 0100, op. 34, 1946, p. 253, d. 18.");
  EXPECT_EQ(holding.value(Level::papka), "253");
  EXPECT_EQ(holding.value(Level::listy), "");
  EXPECT_EQ(confidence_of(holding, Level::papka), Confidence::likely);
  EXPECT_EQ(confidence_of(holding, Level::delo), Confidence::certain);
  EXPECT_EQ(holding.value(Level::year), "1946");
}

TEST(CitationParser, takes_p_behind_the_delo_for_pages) {
  const auto holding = only_holding("AVPRF fond 0102, opis 16, delo 7, p.16-42.");
  EXPECT_EQ(holding.value(Level::papka), "");
  EXPECT_EQ(holding.value(Level::listy), "16-42");
  EXPECT_EQ(confidence_of(holding, Level::listy), Confidence::likely);
}

TEST(CitationParser, takes_p_behind_the_delo_for_a_folder_when_sheets_follow) {
  EXPECT_EQ(only_holding("AVPRF, f. 6, op. 1, d. 7, p. 3, l. 9").value(Level::papka), "3");
}

TEST(CitationParser, splits_holdings_only_where_an_archive_follows) {
  const auto source = parse_source_line(
      "APRF, f. 45, op. 1, d. 342, l. 78; AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, List 80; "
      "and RGASPI, f. 558, op. 11, d. 342, ll. 0078; 80.");
  ASSERT_EQ(source.holdings.size(), 3U);
  EXPECT_EQ(parts_of(source.holdings[0]), "APRF|45|1|342|78");
  EXPECT_EQ(parts_of(source.holdings[1]), "AVPRF|059a|5a|5|80");
  EXPECT_EQ(parts_of(source.holdings[2]), "RGASPI|558|11|342|0078; 80");
  EXPECT_EQ(source.unparsed, "");
}

TEST(CitationParser, gives_a_second_fond_the_archive_of_the_first_as_likely) {
  const auto source = parse_source_line("RGASPI, f. 558, op. 11, d. 9, l. 5; f. 82, op. 2, d. 3");
  ASSERT_EQ(source.holdings.size(), 2U);
  EXPECT_EQ(parts_of(source.holdings[1]), "RGASPI|82|2|3|");
  EXPECT_EQ(confidence_of(source.holdings[1], Level::archive), Confidence::likely);
}

TEST(CitationParser, notes_levels_that_are_said_to_be_missing) {
  const auto holding = only_holding("APRF, Listy 146-147, Fond and Opis not given.");
  EXPECT_EQ(parts_of(holding), "APRF||||146-147");
  EXPECT_EQ(holding.notes, std::vector<std::string>{"Fond and Opis not given"});
  EXPECT_FALSE(holding.is_complete());
}

TEST(CitationParser, gives_up_a_part_that_may_be_cut_short) {
  const auto holding = only_holding("RGASPI, f. 558, op. 3 dop, d. 34 and 35, ll. 5 to 9");
  EXPECT_EQ(parts_of(holding), "RGASPI|558|||");
  EXPECT_EQ(only_holding("RGASPI, f. 5, l. 3, 1946.").value(Level::listy), "");
  EXPECT_EQ(only_holding("RGASPI, f. 1.2, op. 11").value(Level::fond), "");
}

TEST(CitationParser, gives_up_both_of_two_values_for_one_level) {
  const auto holding = only_holding("AVPRF f. 0102, op. 13, op. 14, d. 5");
  EXPECT_EQ(parts_of(holding), "AVPRF|0102||5|");
  EXPECT_EQ(holding.notes, (std::vector<std::string>{"op. 13", "op. 14"}));
}

TEST(CitationParser, is_unsure_of_a_file_that_only_its_full_label_tells_apart) {
  const auto holding = only_holding("AVPRF F.0102. O.13 D.72 Delo 5");
  EXPECT_EQ(parts_of(holding), "AVPRF|0102|13|5|");
  EXPECT_EQ(confidence_of(holding, Level::delo), Confidence::unsure);
  EXPECT_EQ(holding.notes, std::vector<std::string>{"D.72"});
}

TEST(CitationParser, is_unsure_of_a_digit_one_in_place_of_the_l_of_sheets) {
  const auto holding = only_holding("RGASPI, f. 558, op. 11, d. 99, 1. 55-74.");
  EXPECT_EQ(parts_of(holding), "RGASPI|558|11|99|55-74");
  EXPECT_EQ(confidence_of(holding, Level::listy), Confidence::unsure);
  EXPECT_EQ(only_holding("RGASPI, f. 558, op. 11, d. 99, 1. 5 5-74.").value(Level::listy), "");
}

TEST(CitationParser, reads_an_archive_given_in_full_with_its_code) {
  const auto holding = only_holding("Gosudarstvennyi arkhiv Rossiiskoi Federatsii (GARF), f. 102, "
                                    "Otdel (DPOO), 1898 g., op. 226, d. 12, chast' 2, l. 3");
  EXPECT_EQ(parts_of(holding), "GARF|102|226|12|3");
  EXPECT_EQ(holding.value(Level::chast), "2");
}

TEST(CitationParser, takes_an_unknown_archive_as_likely_when_the_shape_is_whole) {
  const auto holding = only_holding("NARCH, f. 12, op. 3, d. 5, l. 1.");
  EXPECT_EQ(parts_of(holding), "NARCH|12|3|5|1");
  EXPECT_EQ(confidence_of(holding, Level::archive), Confidence::likely);
}

TEST(CitationParser, reads_bare_numbers_as_unsure) {
  const auto holding = only_holding("0570, 8/8/15, MFA");
  EXPECT_EQ(parts_of(holding), "MFA|0570|8|15|");
  EXPECT_EQ(holding.value(Level::papka), "8");
  EXPECT_EQ(confidence_of(holding, Level::fond), Confidence::unsure);
  EXPECT_FALSE(holding.is_complete());
}

TEST(CitationParser, reads_nothing_from_what_is_no_citation) {
  for (const std::string_view line : {"Keepers' Chest, third drawer", "see above", "12, 15, 18"}) {
    const auto source = parse_source_line(line);
    EXPECT_TRUE(source.holdings.empty()) << line;
    EXPECT_NE(source.unparsed, "") << line;
  }
}

TEST(CitationParser, takes_no_bare_year_for_a_file_or_a_sheet) {
  for (const std::string_view line :
       {"National Archives of India, Ministry of External Affairs, 1952",
        "SAPMO-BArch, DY 30, 1952", "CCP Central Archives, 1957",
        "Gansu Provincial Archives, 91-4-107, 1957"}) {
    const auto holding = only_holding(line);
    EXPECT_EQ(holding.value(Level::listy), "") << line;
    EXPECT_TRUE(holding.value(Level::delo).find("195") == std::string::npos) << line;
  }
  EXPECT_EQ(parts_of(only_holding("SAPMO-BArch, DY 30/1952, Bl. 4")), "SAPMO-BArch|DY 30||1952|4");
}

TEST(CitationParser, keeps_the_number_of_an_archives_center_in_its_name) {
  EXPECT_EQ(parts_of(only_holding("Archives Center No. 3 (Hanoi)")), "Archives Center No. 3||||");
}

TEST(CitationParser, knows_labels_without_their_accents) {
  const auto holding = only_holding("AMSZ, zespol 21, wiazka 12, teczka 167");
  EXPECT_EQ(holding.value(Level::fond), "21");
  EXPECT_EQ(holding.value(Level::box), "12");
  EXPECT_EQ(holding.value(Level::papka), "167");
}

TEST(CitationParser, takes_the_albanian_v_for_a_year) {
  const auto holding = only_holding("AQSH, F. 14/AP, V. 1961, D. 4, fl. 7");
  EXPECT_EQ(parts_of(holding), "AQSh|14/AP||4|7");
  EXPECT_EQ(holding.value(Level::year), "1961");
}

TEST(CitationParser, reads_a_citation_in_quotation_marks_and_leaves_a_title_in_them_alone) {
  for (const std::string_view line :
       {"\"RGASPI, f. 17, op. 3, d. 12, l. 5.\"", "“RGASPI, f. 17, op. 3, d. 12, l. 5”.",
        "«РГАСПИ. Ф. 17. Оп. 3. Д. 12. Л. 5»"})
    EXPECT_EQ(parts_of(only_holding(line)), "RGASPI|17|3|12|5") << line;
  EXPECT_TRUE(parse_source_line("“Conversation about the harbour of Poti”").holdings.empty());
}

TEST(CitationParser, takes_the_colon_of_an_announcement_for_no_part_of_the_source) {
  EXPECT_EQ(
      parse_source_line("Published in: A. Author, Title (Moscow: Press, 2003), 123").published_in,
      "A. Author, Title (Moscow: Press, 2003), 123");
}

TEST(CitationParser, keeps_the_sheets_of_a_holding_that_was_published_in_a_journal) {
  const auto source = parse_source_line(
      "APRF, f. 45, op. 1, d. 339, ll. 75-80, in Istochnik, no. 1 (1995), pp. 100-105.");
  ASSERT_EQ(source.holdings.size(), 1U);
  EXPECT_EQ(parts_of(source.holdings[0]), "APRF|45|1|339|75-80");
  EXPECT_EQ(source.published_in, "Istochnik, no. 1 (1995), pp. 100-105");
  EXPECT_EQ(parts_of(only_holding("APRF, f. 45, op. 1, d. 339, ll. 75-80, Odd Quarterly, pp. 3-5")),
            "APRF|45|1|339|75-80");
}

TEST(CitationParser, tells_archives_of_one_name_apart_by_what_stands_behind) {
  EXPECT_EQ(parts_of(only_holding("The National Archives, FO 371/92067")), "TNA|FO 371||92067|");
  EXPECT_EQ(parts_of(only_holding("The National Archives (UK), FO 371/92067")),
            "TNA|FO 371||92067|");
  EXPECT_EQ(parts_of(only_holding("National Archives, RG 59, Box 7")), "National Archives|59|||");
  EXPECT_EQ(confidence_of(only_holding("National Archives, Box 7"), Level::archive),
            Confidence::likely);
}

TEST(CitationParser, finds_the_archive_behind_a_title) {
  const auto holding =
      only_holding("Telegram from Ambassador Sorin, AVPRF, f. 06, op. 7, p. 27, d. 44, l. 12");
  EXPECT_EQ(parts_of(holding), "AVPRF|06|7|44|12");
  EXPECT_EQ(holding.notes, std::vector<std::string>{"Telegram from Ambassador Sorin"});
}

TEST(CitationParser, keeps_a_publication_beside_its_holding) {
  const auto source = parse_source_line(
      "APRF: F. 39, Op. 1, D. 31, L. 25. Reprinted in A. Author, Some Relations, Vol. 5, Book 1 "
      "(Moscow: Press, 2005), p. 378. Translated for CWIHP from Russian by B. Reader.");
  ASSERT_EQ(source.holdings.size(), 1U);
  EXPECT_EQ(source.published_in,
            "A. Author, Some Relations, Vol. 5, Book 1 (Moscow: Press, 2005), p. 378");
  EXPECT_EQ(source.credits.translators, std::vector<std::string>{"B. Reader"});
}

TEST(CitationParser, derives_no_holding_from_a_publication) {
  const auto source = parse_source_line(
      "Some Office and Zhongyang dang'anguan (Central Archives), eds., Letters, vol. 3 (Beijing: "
      "Press, 2008), 500. Translated by A. One and B. Two.");
  EXPECT_TRUE(source.holdings.empty());
  EXPECT_TRUE(source.published_in.ends_with("(Beijing: Press, 2008), 500"));
  EXPECT_EQ(source.unparsed, "");
}

TEST(CitationParser, leaves_the_translator_of_a_book_to_the_book) {
  const auto source = parse_source_line(
      "A. Author, Great Book. Translated by C. Other (Moscow: Press, 1974), p. 12. Translated by "
      "B. Reader.");
  EXPECT_EQ(source.credits.translators, std::vector<std::string>{"B. Reader"});
  EXPECT_TRUE(source.published_in.ends_with("p. 12"));
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

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values)
    text += (text.empty() ? "" : "; ") + value;
  return text;
}

TEST(CitationParser, gets_no_sample_citation_wrong) {
  const std::filesystem::path path = std::string(DELO_SHARED_DIR) + "/documents/citations.tsv";
  if (!std::filesystem::exists(path))
    GTEST_SKIP() << "no sample citations in the shared folder " << path.parent_path();
  int right = 0;
  int empty = 0;
  for (Row& row : rows_of(path)) {
    const SourceLine source = parse_source_line(row["raw"]);
    const std::size_t index = std::stoul(row["seq"]) - 1;
    const auto holding =
        index < source.holdings.size() ? source.holdings[index] : ArchivalCitation{};
    Row found;
    for (const Level level : {Level::archive, Level::fond, Level::opis, Level::delo, Level::listy})
      found[std::string(to_word(level))] = holding.value(level);
    if (index == 0) {
      found["contributor"] = joined(source.credits.contributors);
      found["translator"] = joined(source.credits.translators);
      found["programme"] = joined(source.credits.programmes);
      found["published_in"] = source.published_in;
    }
    for (const auto& [column, value] : found) {
      right += !value.empty() && value == row[column] ? 1 : 0;
      empty += value.empty() && !row[column].empty() ? 1 : 0;
      if (!value.empty()) {
        EXPECT_EQ(value, row[column]) << row["id"] << " " << column;
      }
    }
  }
  std::cout << "sample citations: " << right << " parts right, " << empty << " empty\n";
  EXPECT_GE(right, 200);
}
#endif

} // namespace
} // namespace delo
