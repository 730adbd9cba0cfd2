// bag-info.txt, read in every form and written in one.
#include "delo/formats/bagit/bag_info.hpp"
#include "delo/formats/bagit/bag_writer.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

std::vector<std::pair<std::string, std::string>> tags_of(const BagInfo& info) {
  std::vector<std::pair<std::string, std::string>> tags;
  for (const Tag& tag : info.tags())
    tags.emplace_back(tag.label, tag.value);
  return tags;
}

using Tags = std::vector<std::pair<std::string, std::string>>;

TEST(BagInfo, joins_folded_values) {
  const ParsedBagInfo parsed = parse_bag_info("A: one\n  two\n\tthree\nB:x\nC:\n");
  EXPECT_EQ(tags_of(parsed.info), (Tags{{"A", "one two three"}, {"B", "x"}, {"C", ""}}));
  EXPECT_TRUE(parsed.bad_lines.empty());
  EXPECT_EQ(parsed.info.tags()[1].line, 4U);
}

TEST(BagInfo, takes_any_line_end_a_byte_order_mark_and_blank_lines) {
  for (const std::string_view text : {"A: 1\nB: 2\n", "A: 1\r\nB: 2", "A: 1\rB: 2\r",
                                      "\xEF\xBB\xBF"
                                      "A: 1\n\n \nB: 2\n",
                                      "A : 1\nB:\t2  \n"})
    EXPECT_EQ(tags_of(parse_bag_info(text).info), (Tags{{"A", "1"}, {"B", "2"}})) << text;
}

TEST(BagInfo, keeps_colons_of_values_repeated_labels_and_their_order) {
  const BagInfo info = parse_bag_info("B: 12:30\nA: 1\nb: http://x\n").info;
  EXPECT_EQ(tags_of(info), (Tags{{"B", "12:30"}, {"A", "1"}, {"b", "http://x"}}));
  const auto found = info.find("B");
  ASSERT_EQ(found.size(), 2U) << "labels are compared regardless of case";
  EXPECT_EQ(found[1]->value, "http://x");
  EXPECT_TRUE(info.find("C").empty());
}

TEST(BagInfo, tells_lines_that_are_no_tags) {
  const ParsedBagInfo parsed =
      parse_bag_info("  folded over nothing\nA: 1\nno colon\n: no label\n");
  EXPECT_EQ(parsed.bad_lines, (std::vector<std::uint64_t>{1, 3, 4}));
  EXPECT_EQ(parsed.info.tags().size(), 1U);
}

TEST(BagInfo, is_written_with_one_tag_a_line_whatever_the_value_holds) {
  BagInfo info;
  info.add("Delo-Citation", "RGASPI, f. 558,\r\n  op. 11\nBagging-Date: forged\r");
  info.add_if("Empty", "");
  info.add("A", "опись");
  EXPECT_EQ(to_text(info),
            "Delo-Citation: RGASPI, f. 558, op. 11 Bagging-Date: forged\nA: опись\n");
  EXPECT_EQ(tags_of(parse_bag_info(to_text(info)).info), tags_of(info));
}

TEST(SplitLines, ends_lines_three_ways) {
  EXPECT_EQ(split_lines("a\nb\r\nc\rd"), (std::vector<std::string_view>{"a", "b", "c", "d"}));
  EXPECT_EQ(split_lines("a\n\r\n"), (std::vector<std::string_view>{"a", ""}));
  EXPECT_TRUE(split_lines("").empty());
}

BagFacts facts() {
  return {"RGASPI-f558", Timestamp{1000000000}, "delo 1", 14249, 3};
}

std::vector<std::string> values(const BagInfo& info, std::string_view label) {
  std::vector<std::string> found;
  for (const Tag* tag : info.find(label))
    found.push_back(tag->value);
  return found;
}

using Values = std::vector<std::string>;

TEST(DescribeBag, says_of_an_empty_record_only_what_is_known_anyway) {
  EXPECT_EQ(tags_of(describe_bag({}, facts())), (Tags{{"Internal-Sender-Identifier", "RGASPI-f558"},
                                                      {"Bagging-Date", "2001-09-09"},
                                                      {"Bag-Software-Agent", "delo 1"},
                                                      {"Bag-Size", "14.2 KB"},
                                                      {"Payload-Oxum", "14249.3"},
                                                      {"Delo-Rights", "not stated"}}));
}

TEST(DescribeBag, writes_one_tag_for_each_value) {
  DocumentRecord record;
  record.title.values = {"On Three Coasters"};
  record.record_id.values = {"113636", "113637"};
  record.translator.values = {"A", "B"};
  record.contributor.values = {"C"};
  record.rights_text.values = {"one", "two"};
  record.rights_uri.values = {"http://rightsstatements.org/vocab/CNE/1.0/"};
  const BagInfo info = describe_bag(record, facts());
  EXPECT_EQ(values(info, "External-Description"), Values{"On Three Coasters"});
  EXPECT_EQ(values(info, "External-Identifier"), (Values{"113636", "113637"}));
  EXPECT_EQ(values(info, "Delo-Translator"), (Values{"A", "B"}));
  EXPECT_EQ(values(info, "Delo-Contributor"), Values{"C"});
  EXPECT_EQ(values(info, "Source-Organization"), Values{}) << "a contributor sends nothing";
  EXPECT_EQ(values(info, "Delo-Rights"), Values{"Copyright Not Evaluated; see the rights text"});
  EXPECT_EQ(values(info, "Delo-Rights-URI"), record.rights_uri.values);
}

TEST(DescribeBag, breaks_down_a_holding_only_when_there_is_one) {
  DocumentRecord record;
  ArchivalCitation holding;
  holding.parts = {{Level::archive, "RGASPI", "RGASPI"},
                   {Level::fond, "0558", "f. 0558"},
                   {Level::listy, "5-6ob", "ll. 5-6ob"}};
  record.holdings = {holding};
  const BagInfo one = describe_bag(record, facts());
  EXPECT_EQ(values(one, "Delo-Archive"), Values{"RGASPI"});
  EXPECT_EQ(values(one, "Delo-Fond"), Values{"0558"}) << "zeros count";
  EXPECT_EQ(values(one, "Delo-Sheets"), Values{"5-6ob"});
  EXPECT_EQ(values(one, "Delo-Opis"), Values{});
  record.holdings.push_back(holding);
  record.holdings[1].raw = "GARF, f. 5";
  const BagInfo two = describe_bag(record, facts());
  EXPECT_EQ(values(two, "Delo-Fond"), Values{});
  EXPECT_EQ(values(two, "Delo-Citation"), Values{"GARF, f. 5"}) << "each further holding";
}

TEST(DescribeBag, names_the_levels_of_other_archives) {
  DocumentRecord record;
  record.holdings = {{}};
  record.holdings[0].parts = {{Level::archive, "MOL", ""},
                              {Level::section, "XIX-J-1-j", ""},
                              {Level::box, "4", ""},
                              {Level::item, "5/a", ""},
                              {Level::registry, "004076/ 1955", ""}};
  const BagInfo info = describe_bag(record, facts());
  EXPECT_EQ(values(info, "Delo-Box"), Values{"4"});
  EXPECT_EQ(values(info, "Delo-Item"), Values{"5/a"});
  EXPECT_EQ(values(info, "Delo-Registry"), Values{"004076/ 1955"});
  EXPECT_EQ(values(info, "Delo-Section"), Values{"XIX-J-1-j"});
}

TEST(DescribeBag, has_a_label_for_every_level) {
  for (std::size_t i = 0; i < kLevelCount; ++i) {
    DocumentRecord record;
    record.holdings = {{}};
    record.holdings[0].parts = {{static_cast<Level>(i), "the value", ""}};
    EXPECT_NE(to_text(describe_bag(record, facts())).find(": the value\n"), std::string::npos)
        << to_word(static_cast<Level>(i));
  }
}

TEST(DescribeBag, says_who_may_not_see_it_and_keeps_silent_about_what_is_open) {
  DocumentRecord record;
  const auto access = [&record](const char* rule) {
    record.access.values = {rule};
    return values(describe_bag(record, facts()), "Delo-Access");
  };
  EXPECT_EQ(access("closed"), Values{"closed"});
  EXPECT_EQ(access("until 2040-01-31"), Values{"until 2040-01-31"});
  EXPECT_EQ(access("open"), Values{});
  record.access = {};
  record.classification.values = {"Top Secret"};
  EXPECT_EQ(to_text(describe_bag(record, facts())).find("Secret"), std::string::npos);
}

TEST(DescribeBag, names_the_licence_that_was_given) {
  DocumentRecord record;
  record.rights_uri.values = {"https://creativecommons.org/licenses/by/4.0/"};
  EXPECT_EQ(values(describe_bag(record, facts()), "Delo-Rights"),
            Values{"Creative Commons Attribution 4.0 International"});
  record.rights_uri.values = {"https://example.org/own"};
  EXPECT_EQ(values(describe_bag(record, facts()), "Delo-Rights"), Values{"see the given address"});
}

TEST(DescribeBag, tells_the_place_in_a_batch) {
  BagFacts given = facts();
  EXPECT_EQ(values(describe_bag({}, given), "Bag-Count"), Values{});
  given.group = "telegrams-2026";
  given.number = 3;
  given.of_bags = 57;
  EXPECT_EQ(values(describe_bag({}, given), "Bag-Group-Identifier"), Values{"telegrams-2026"});
  EXPECT_EQ(values(describe_bag({}, given), "Bag-Count"), Values{"3 of 57"});
  given.of_bags = 0;
  EXPECT_EQ(values(describe_bag({}, given), "Bag-Count"), Values{"3 of ?"});
}

TEST(DescribeBag, names_editors_compilers_the_page_and_the_printed_source) {
  DocumentRecord record;
  record.summary.values = {"About ships."};
  record.editor.values = {"E"};
  record.compiler.values = {"V. N. M."};
  record.published_in.values = {"Bulletin 8-9, p. 388"};
  record.url.values = {"https://example.org/d/1"};
  const BagInfo info = describe_bag(record, facts());
  EXPECT_EQ(values(info, "Delo-Editor"), Values{"E"});
  EXPECT_EQ(values(info, "Delo-Compiler"), Values{"V. N. M."});
  EXPECT_EQ(values(info, "Delo-Published-In"), record.published_in.values);
  EXPECT_EQ(values(info, "External-Identifier"), record.url.values);
  EXPECT_EQ(values(info, "External-Description"), record.summary.values) << "for want of a title";
}

TEST(DescribeBag, shows_sizes_in_units_for_people) {
  const auto size = [](std::uint64_t bytes) {
    BagFacts given = facts();
    given.payload_bytes = bytes;
    return values(describe_bag({}, given), "Bag-Size").at(0);
  };
  EXPECT_EQ(size(0), "0 B");
  EXPECT_EQ(size(999), "999 B");
  EXPECT_EQ(size(1000), "1.0 KB");
  EXPECT_EQ(size(260000000000), "260.0 GB");
  EXPECT_EQ(size(5000000000000000), "5000.0 TB");
}

TEST(BagDeclaration, is_that_of_bagit_1_0) {
  EXPECT_EQ(bag_declaration(), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
}

} // namespace
} // namespace delo
