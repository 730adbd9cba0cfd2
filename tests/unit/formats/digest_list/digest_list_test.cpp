// Lists of digests in every form that is known, and what is wrong with those that are not.
#include "delo/formats/digest_list/digest_list.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace delo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kMd5(32, 'a');
const std::string kSha256(64, 'b');
const std::string kSha512(128, 'c');

struct Listed {
  std::vector<DigestListEntry> entries;
  DigestListEnd end;

  /// The one name and digest, as "name algorithm:digest"; what went wrong otherwise.
  std::string only() const {
    if (entries.size() != 1 || !end.problems.empty())
      return end.problems.empty() ? "not one entry" : end.problems[0].words;
    std::string text = entries[0].name;
    for (const Digest& digest : entries[0].digests)
      text += " " + std::string(info(digest.algorithm()).bagit) + ":" + digest.hex();
    return text;
  }
};

Listed read(std::string_view text, std::string_view file_name = {}) {
  Listed listed;
  listed.end = read_digest_list(
      text, [&listed](const DigestListEntry& entry) { listed.entries.push_back(entry); },
      file_name);
  return listed;
}

/// The words of the problems, each behind its line.
std::vector<std::string> problems_of(std::string_view text) {
  std::vector<std::string> lines;
  for (const DigestListProblem& found : read(text).end.problems)
    lines.push_back(std::to_string(found.line) + ": " + found.words);
  return lines;
}

TEST(DigestList, reads_the_lines_of_sha256sum) {
  const std::string expected = "a b.txt sha256:" + kSha256;
  EXPECT_EQ(read(kSha256 + "  a b.txt\n").only(), expected);
  EXPECT_EQ(read(kSha256 + " *a b.txt\n").only(), expected);
  EXPECT_EQ(read(kSha256 + "  a b.txt").only(), expected) << "without a last line feed";
  EXPECT_EQ(read(kSha256 + " a b.txt\r\n").only(), expected) << "one blank, as BSD writes it";
  EXPECT_EQ(read(kSha256 + "\ta b.txt\n").only(), expected);
  EXPECT_EQ(read("\xEF\xBB\xBF" + kSha256 + "  a b.txt\n").only(), expected);
  EXPECT_EQ(read(std::string(64, 'B') + "  a b.txt\n").only(), expected);
}

TEST(DigestList, reads_lines_with_a_tag) {
  EXPECT_EQ(read("SHA256 (a (1).txt) = " + kSha256).only(), "a (1).txt sha256:" + kSha256);
  EXPECT_EQ(read("SHA256(a)= " + kSha256).only(), "a sha256:" + kSha256);
  EXPECT_EQ(read("SHA2-256(a)= " + kSha256).only(), "a sha256:" + kSha256);
  EXPECT_EQ(read("SHA3-256(a)= " + kSha256).only(), "a sha3256:" + kSha256);
  EXPECT_EQ(read("BLAKE2b (a) = " + kSha512).only(), "a blake2b512:" + kSha512);
  EXPECT_EQ(read("MD5 (a) = b) = " + kMd5).only(), "a) = b md5:" + kMd5);
}

TEST(DigestList, undoes_escapes_only_where_the_line_says_so) {
  EXPECT_EQ(read("\\" + kMd5 + "  a\\nb\\\\c\\rd").only(), "a\nb\\c\rd md5:" + kMd5);
  EXPECT_EQ(read("\\MD5 (a\\nb) = " + kMd5).only(), "a\nb md5:" + kMd5);
  EXPECT_EQ(read(kMd5 + "  a\\nb").only(), "a\\nb md5:" + kMd5);
  EXPECT_THAT(problems_of("\\" + kMd5 + "  a\\tb"), ElementsAre(HasSubstr("1: the line begins")));
  EXPECT_THAT(problems_of("\\" + kMd5 + "  a\\"), ElementsAre(HasSubstr("1: the line begins")));
}

TEST(DigestList, keeps_names_as_they_are) {
  for (const std::string name :
       {"/etc/passwd", "./a", "../a", "-rf", " a", "*a", "опись", "\xFF\xFE", "a#b", "a ", "(a)"})
    EXPECT_EQ(read(kMd5 + "  " + name + "\n").only(), name + " md5:" + kMd5);
}

TEST(DigestList, tells_the_algorithm_by_the_length) {
  for (const auto& [size, word] :
       {std::pair(32, "md5"), std::pair(40, "sha1"), std::pair(56, "sha224"),
        std::pair(64, "sha256"), std::pair(96, "sha384"), std::pair(128, "sha512")}) {
    const std::string digest(static_cast<std::size_t>(size), '0');
    EXPECT_EQ(read(digest + "  a").only(), "a " + std::string(word) + ":" + digest);
  }
  EXPECT_THAT(problems_of(std::string(48, '0') + "  a"), ElementsAre(HasSubstr("48 digits")));
}

TEST(DigestList, takes_a_hint_from_the_name_of_the_list) {
  EXPECT_EQ(read(kSha512 + "  a", "x/B2SUMS").only(), "a blake2b512:" + kSha512);
  EXPECT_EQ(read(kSha512 + "  a", "SHA256SUMS").only(), "a sha512:" + kSha512)
      << "where the length says otherwise";
  for (const auto& [name, algorithm] :
       {std::pair("SHA512SUMS", Algorithm::sha512),
        std::pair("photos.sha3-256", Algorithm::sha3_256), std::pair("a.md5", Algorithm::md5),
        std::pair("a.b2", Algorithm::blake2b512), std::pair("b2sums.txt", Algorithm::blake2b512),
        std::pair("md5/a.sha1", Algorithm::sha1)})
    EXPECT_EQ(algorithm_of_list(name), algorithm) << name;
  EXPECT_EQ(algorithm_of_list("CHECKSUMS"), std::nullopt);
  EXPECT_EQ(algorithm_of_list(""), std::nullopt);
}

TEST(DigestList, passes_over_comments_and_empty_lines) {
  const Listed listed = read("# made by hand\n\n  \r\n" + kMd5 + "  a\n#" + kMd5 + "  b\n");
  EXPECT_EQ(listed.only(), "a md5:" + kMd5);
  EXPECT_EQ(listed.entries[0].line, 4U);
}

TEST(DigestList, reads_hashdeep) {
  const Listed listed = read("%%%% HASHDEEP-1.0\r\n%%%% size,md5,sha256,tiger,filename\r\n"
                             "## Invoked from: /home/x\r\n## $ hashdeep a\r\n##\r\n7," +
                             kMd5 + "," + kSha256 + ",00,/home/x/a,b.txt\r\n");
  EXPECT_EQ(listed.only(), "/home/x/a,b.txt md5:" + kMd5 + " sha256:" + kSha256);
  EXPECT_EQ(listed.entries[0].size, 7U);
  EXPECT_EQ(listed.entries[0].line, 6U);
}

TEST(DigestList, says_what_is_wrong_with_a_list_of_hashdeep) {
  const std::string head = "%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n";
  for (const auto& [text, words] :
       {std::pair("%%%% HASHDEEP-2.0\n", "no version of hashdeep"),
        std::pair("%%%% size,tiger,filename\n", "no columns with a digest"),
        std::pair("%%%% size,filename,md5\n", "no columns with a digest"),
        std::pair("%%%% HASHDEEP-1.0\n5,a\n", "no columns that are known before it")})
    EXPECT_THAT(problems_of(text), ElementsAre(HasSubstr(words))) << text;
  for (const auto& [row, words] :
       {std::pair("7", "fewer values"), std::pair("7,00,a", "no digest of MD5"),
        std::pair("-7,00,a", "no size"), std::pair("99999999999999999999,00,a", "no size"),
        std::pair(",00,a", "no size")})
    EXPECT_THAT(problems_of(head + row), ElementsAre(HasSubstr(words))) << row;
  EXPECT_THAT(problems_of(head + "7," + kMd5 + ","), ElementsAre(HasSubstr("no name")));
}

TEST(DigestList, says_which_lines_make_no_sense) {
  const std::string good = kMd5 + "  good\n";
  for (const std::string& bad :
       {std::string("garbage"), kMd5, kMd5 + "  ", std::string("ZZZ (a) = ") + kMd5,
        "MD5 (a) = " + kSha256, "MD5 () = " + kMd5, "MD5 (a " + kMd5, kMd5 + "x  a",
        kMd5 + "  a" + std::string(1, '\0'), "a=" + kMd5}) {
    const Listed listed = read(good + bad + "\n");
    EXPECT_EQ(listed.entries.size(), 1U) << bad;
    ASSERT_EQ(listed.end.problems.size(), 1U) << bad;
    EXPECT_EQ(listed.end.problems[0].line, 2U);
  }
}

TEST(DigestList, refuses_utf_16_in_words) {
  for (const std::string_view start : {std::string_view("\xFF\xFE"
                                                        "a\0",
                                                        4),
                                       std::string_view("\xFE\xFF\0a", 4),
                                       std::string_view("a\0b\0", 4), std::string_view("\0a", 2)}) {
    const Listed listed = read(std::string(start) + "\n" + kMd5 + "  a\n");
    EXPECT_THAT(listed.entries, IsEmpty());
    ASSERT_EQ(listed.end.problems.size(), 1U);
    EXPECT_THAT(listed.end.problems[0].words, HasSubstr("UTF-16"));
  }
}

TEST(DigestList, does_not_keep_lines_without_end) {
  const std::string long_line(kLongestDigestLine + 1, 'a');
  const Listed listed = read(long_line + "\n" + kMd5 + "  a\n" + long_line);
  EXPECT_EQ(listed.entries.size(), 1U);
  ASSERT_EQ(listed.end.problems.size(), 2U);
  EXPECT_EQ(listed.end.problems[0].line, 1U);
  EXPECT_EQ(listed.end.problems[1].line, 3U);
}

TEST(DigestList, finds_names_that_are_given_two_digests) {
  const std::string first = kMd5 + "  a\n";
  const Listed same = read(first + first);
  EXPECT_EQ(same.entries.size(), 1U);
  EXPECT_EQ(same.end.repeated, 1U);
  EXPECT_THAT(same.end.problems, IsEmpty());
  EXPECT_THAT(problems_of(first + std::string(32, '0') + "  a\n"),
              ElementsAre("2: a has another MD5 in line 1"));
  const Listed both = read(first + kSha256 + "  a\n" + kSha256 + " *a\n" + kMd5 + " a\n");
  EXPECT_EQ(both.entries.size(), 2U) << "once for each algorithm";
  EXPECT_EQ(both.end.repeated, 2U);
  EXPECT_THAT(problems_of("%%%% size,md5,filename\n1," + kMd5 + ",a\n2," + kMd5 + ",a\n"),
              ElementsAre("3: a has another size in line 2"));
}

TEST(DigestList, keeps_a_thousand_problems_and_counts_the_others) {
  std::string text;
  for (int i = 0; i < 1500; ++i)
    text += "x\n";
  const Listed listed = read(text);
  EXPECT_EQ(listed.end.problems.size(), 1000U);
  EXPECT_EQ(listed.end.more_problems, 500U);
}

TEST(DigestList, reads_the_same_in_pieces_of_any_size) {
  const std::string text =
      "\xEF\xBB\xBF# x\r\n" + kMd5 + "  a\r\n\\" + kSha256 + "  b\\nc\nbad\n" + kMd5 + "  last";
  const Listed whole = read(text);
  ASSERT_EQ(whole.entries.size(), 3U);
  for (std::size_t piece = 1; piece < 9; ++piece) {
    std::vector<std::string> names;
    DigestListReader reader(
        [&names](const DigestListEntry& entry) { names.push_back(entry.name); });
    for (std::size_t at = 0; at < text.size(); at += piece)
      reader.feed(std::string_view(text).substr(at, piece));
    EXPECT_EQ(reader.finish().problems.size(), 1U);
    EXPECT_THAT(names, ElementsAre("a", "b\nc", "last"));
  }
}

TEST(DigestList, survives_any_bytes) {
  test::Random random;
  for (int i = 0; i < 500; ++i) {
    std::string text = "%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n1," + kMd5 + ",a\n";
    text += "\\MD5 (a\\nb) = " + kMd5 + "\n" + kMd5 + "  a\n";
    text.erase(0, random.below(2) * random.below(text.size()));
    for (std::uint64_t k = random.below(6); k > 0 && !text.empty(); --k)
      text[random.below(text.size())] = random.bytes(1)[0];
    const Listed listed = read(text);
    EXPECT_EQ(listed.entries.size(), listed.end.entries);
    EXPECT_LE(listed.end.entries + listed.end.problems.size() + listed.end.repeated,
              static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1);
  }
}

} // namespace
} // namespace delo
