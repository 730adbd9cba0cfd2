// Every shape of citation with its right answer, and what must hold for all of them.
#include "delo/base/error.hpp"
#include "delo/formats/citation/archive_table.hpp"
#include "delo/formats/citation/citation_parser.hpp"
#include "delo/formats/citation/citation_printer.hpp"
#include "unit/formats/citation_lines.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <random>

namespace delo {
namespace {

std::string joined(const std::vector<std::string>& values, std::string_view separator) {
  std::string text;
  for (const std::string& value : values)
    text.append(text.empty() ? "" : separator).append(value);
  return text;
}

std::string holdings_of(const SourceLine& source) {
  std::vector<std::string> all;
  for (const ArchivalCitation& holding : source.holdings) {
    std::string text = holding.value(Level::archive);
    for (const Level level : {Level::fond, Level::opis, Level::delo, Level::listy})
      text += "|" + holding.value(level);
    all.push_back(text);
  }
  return joined(all, " || ");
}

/// Levels and values, without how sure they are and how they were printed.
std::map<Level, std::string> sure_values(const ArchivalCitation& holding) {
  std::map<Level, std::string> values;
  for (const CitationPart& part : holding.parts)
    if (part.confidence != Confidence::unsure)
      values[part.level] = part.value;
  return values;
}

TEST(CitationShapes, reads_every_shape_right) {
  for (const CitationLine& row : kCitationLines) {
    const SourceLine source = parse_source_line(row.line);
    EXPECT_EQ(holdings_of(source), row.holdings) << row.line;
    EXPECT_EQ(joined(source.credits.contributors, "; "), row.contributor) << row.line;
    EXPECT_EQ(joined(source.credits.translators, "; "), row.translator) << row.line;
    EXPECT_EQ(joined(source.credits.programmes, "; "), row.programme) << row.line;
  }
}

TEST(CitationShapes, cuts_every_raw_text_out_of_the_line_at_its_span) {
  for (const CitationLine& row : kCitationLines) {
    const std::string line = "  " + std::string(row.line); // spans count from the very beginning
    const SourceLine source = parse_source_line(line);
    for (const ArchivalCitation& holding : source.holdings)
      for (const CitationPart& part : holding.parts) {
        const auto [begin, end] = part.span;
        ASSERT_LE(end, line.size());
        EXPECT_EQ(line.substr(begin, end - begin), part.raw) << line;
      }
    for (const Credit& credit : source.credits.list)
      EXPECT_EQ(line.substr(credit.span.begin, credit.span.end - credit.span.begin), credit.name)
          << line;
  }
}

TEST(CitationShapes, make_no_identifier_that_hides_a_printed_level) {
  for (const std::string_view line :
       {"AMSZ, odd 21, wiazk 12, teczka 167", "AVPRF, f. 104, op. 17, papka 8, no. 118, ll. 44-49",
        "RGASPI, f. 558, op. 11, d. 99, ll. 3 to 5",
        "AMZV, f. DTO 1946-1959, inv. č. 44, karton 7, d. 5", "RGASPI, f. 558, op. 11 dop, d. 99",
        "NAA ÚV KSČ, f. 02/1, sv. 97"})
    for (const ArchivalCitation& holding : parse_source_line(line).holdings) {
      EXPECT_FALSE(holding.whole) << line;
      EXPECT_EQ(identifier_from(holding), std::nullopt) << line;
      EXPECT_EQ(match_key(holding), "") << line;
    }
  for (const std::string_view line :
       {"RGASPI, f. 558, op. 11, d. 99, ll. 6-7, 12 March 1947.",
        "RGANI, f. 5, op. 3, d. 4 (in 2 copies)", "RGASPI, f. 558, op. 11, d. 99, unnumbered page"})
    EXPECT_NE(identifier_from(parse_source_line(line).holdings.at(0)), std::nullopt) << line;
}

void expect_round_trip(const ArchivalCitation& holding, Script script) {
  const auto before = sure_values(holding);
  if (before.empty())
    return;
  const std::string printed = canonical_citation(holding, script);
  const SourceLine again = parse_source_line(printed);
  ASSERT_EQ(again.holdings.size(), 1U) << printed << " from " << holding.raw;
  EXPECT_EQ(sure_values(again.holdings[0]), before) << printed << " from " << holding.raw;
}

TEST(CitationShapes, come_back_the_same_from_their_canonical_form) {
  for (const CitationLine& row : kCitationLines)
    for (const ArchivalCitation& holding : parse_source_line(row.line).holdings)
      for (const Script script : {Script::latin, Script::cyrillic})
        expect_round_trip(holding, script);
}

TEST(CitationShapes, come_back_the_same_when_generated) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const auto below = [&random](unsigned n) { return random() % n; };
  const std::array<std::string, 6> codes{"RGASPI", "GARF", "AVPRF", "APRF", "TsAMO", "RGAE"};
  const auto number = [&] {
    return std::string(below(4) == 0 ? "0" : "") + std::to_string(1 + below(9999)) +
           (below(6) == 0 ? "a" : "");
  };
  for (int i = 0; i < 500; ++i) {
    ArchivalCitation holding;
    const auto add = [&holding](Level level, std::string value) {
      holding.parts.push_back({level, std::move(value), "", Confidence::certain, {}});
    };
    add(Level::archive, codes[below(codes.size())]);
    add(Level::fond, (below(4) == 0 ? "R-" : "") + number());
    add(Level::opis, number());
    if (below(3) == 0)
      add(Level::papka, number());
    add(Level::delo, number());
    if (below(2) == 0)
      add(Level::listy, "5-6" + std::string(below(2) == 0 ? "ob" : ", 9, 12-14"));
    expect_round_trip(holding, Script::latin);
    expect_round_trip(holding, Script::cyrillic);
  }
}

TEST(CitationShapes, prints_the_canonical_form_in_both_alphabets) {
  const auto holding = parse_source_line("RGASPI f.558 op.11 d.99, l. 0005 – 0006").holdings.at(0);
  EXPECT_EQ(canonical_citation(holding, Script::latin),
            "RGASPI, f. 558, op. 11, d. 99, ll. 0005-0006");
  EXPECT_EQ(canonical_citation(holding, Script::cyrillic),
            "РГАСПИ. Ф. 558. Оп. 11. Д. 99. Л. 0005-0006.");
}

/// A way of reading that tries every split would not come to its end; then the time limit that
/// every test has ends it.
TEST(CitationShapes, come_to_an_end_with_hostile_lines) {
  const auto repeated = [](std::string_view piece, std::size_t size) {
    std::string text;
    while (text.size() < size)
      text += piece;
    return text;
  };
  for (const std::string_view piece :
       {"f. 1, ", "(", "[", "([", "f. 1; ", "RGASPI, f. 1; ", "Archive of ", "translated by ",
        "l. 1-", "1, ", " and ", "Archives, ", "\xD0\xBB. ", "\xFF", "A. ", "published in "})
    for (const std::size_t size : {std::size_t{3900}, std::size_t{100000}})
      (void)parse_source_line("RGASPI, " + repeated(piece, size));
}

TEST(ArchiveTable, knows_successors_by_their_codes) {
  for (const Archive& archive : ArchiveTable::built_in().rows())
    if (!archive.now.empty()) {
      EXPECT_NE(ArchiveTable::built_in().find(archive.now), nullptr) << archive.code;
    }
}

TEST(ArchiveTable, takes_rows_of_the_user_over_its_own) {
  const test::TempDir dir;
  const auto path = dir.path() / "own.toml";
  std::ofstream(path) << "[[archive]]\ncode = \"XYZ\"\narrangement = \"file-pages\"\n"
                         "names = [\"Keepers' Chest\"]\n\n[[archive]]\ncode = \"RGIA\"\n"
                         "spellings = [\"Historical Chest\"]\n";
  const ArchiveTable table = ArchiveTable::built_in().with(path);
  EXPECT_EQ(holdings_of(parse_source_line("Keepers' Chest, 12-34, 5-6", table)), "XYZ|||12-34|5-6");
  EXPECT_EQ(holdings_of(parse_source_line("Historical Chest, f. 1, op. 2, d. 3", table)),
            "RGIA|1|2|3|");
  EXPECT_EQ(ArchiveTable::built_in().find("XYZ"), nullptr);
}

TEST(ArchiveTable, names_file_and_line_of_what_is_wrong) {
  for (const auto& [text, told] : std::map<std::string, std::string>{
           {"[[archive]]\ncode = \"A\"\n\nspelings = []\n",
            "own.toml line 4: an archive has no \"spelings\""},
           {"[[archive]]\ncode = 5\n", "own.toml line 2: \"code\" is not a text"},
           {"[[archive]]\ncountry = \"RU\"\n", "own.toml line 1: this archive has no code"},
           {"[[archive]]\ncode = \"A\"\narrangement = \"odd\"\n",
            "own.toml line 3: there is no arrangement \"odd\""},
           {"\n[[archive\n", "own.toml line 2: "}})
    try {
      (void)ArchiveTable::parse(text, "own.toml");
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      EXPECT_TRUE(error.message().starts_with(told)) << error.message();
    }
}

} // namespace
} // namespace delo
