// Manifests as they are met: every form the standard allows, every form it does not.
#include "delo/formats/bagit/manifest_text.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace delo {
namespace {

using Kind = ManifestFault::Kind;

const std::string kZeros(32, '0');
const std::string kOnes(32, '1');

ParsedManifest parse(const std::string& text, PathEncoding encoding = PathEncoding::percent) {
  return parse_manifest(text, Algorithm::md5, encoding);
}

/// The one path of a manifest with one line "<digest><rest>"; "" when there is not exactly one.
std::string path_in(const std::string& rest, PathEncoding encoding = PathEncoding::percent) {
  const ParsedManifest parsed = parse(kZeros + rest, encoding);
  for (const ManifestFault& fault : parsed.faults) // such a path counts as it is written
    EXPECT_EQ(fault.kind, Kind::raw_percent) << rest;
  std::vector<std::string> paths;
  parsed.manifest->for_each(
      [&paths](const RelPath& path, const Manifest::Entry&) { paths.push_back(path.str()); });
  return paths.size() == 1 ? paths.front() : "";
}

/// The one fault of a manifest.
std::pair<Kind, std::uint64_t> fault_in(const std::string& text) {
  const ParsedManifest parsed = parse(text);
  EXPECT_EQ(parsed.faults.size(), 1U) << text;
  if (parsed.faults.size() != 1)
    return {Kind::malformed, 0};
  return {parsed.faults[0].kind, parsed.faults[0].line};
}

TEST(ManifestText, parts_digest_and_path_at_any_white_space) {
  EXPECT_EQ(path_in("  data/a.txt\n"), "data/a.txt");
  EXPECT_EQ(path_in(" data/a.txt\n"), "data/a.txt");
  EXPECT_EQ(path_in("\t \tdata/a.txt\n"), "data/a.txt");
  EXPECT_EQ(path_in("  data/a.txt"), "data/a.txt") << "without a last line end";
}

TEST(ManifestText, keeps_the_spaces_of_a_name) {
  EXPECT_EQ(path_in("  data/a  b .txt \n"), "data/a  b .txt ");
  EXPECT_EQ(path_in("  data/опись № 5\n"), "data/опись № 5");
}

TEST(ManifestText, passes_over_what_md5sum_puts_before_a_path) {
  EXPECT_EQ(path_in(" *data/a\n"), "data/a");
  EXPECT_EQ(path_in("  ./data/a\n"), "data/a");
  EXPECT_EQ(path_in(" *./data/a\n"), "data/a");
  EXPECT_EQ(path_in("  data/*a\n"), "data/*a");
}

TEST(ManifestText, counts_what_stands_before_paths) {
  const ParsedManifest parsed =
      parse(kZeros + "  data/a\n" + kZeros + " *data/b\n" + kZeros + " *./data/c\n");
  EXPECT_EQ(parsed.starred.first, 2U);
  EXPECT_EQ(parsed.starred.count, 2U);
  EXPECT_EQ(parsed.dotted.first, 3U);
  EXPECT_EQ(parsed.dotted.count, 1U);
}

TEST(ManifestText, takes_any_line_end_and_a_byte_order_mark) {
  const std::string a = kZeros + "  data/a";
  const std::string b = kOnes + "  data/b";
  for (const std::string& text : {a + "\n" + b + "\n", a + "\r\n" + b + "\r\n", a + "\r" + b + "\r",
                                  a + "\r\n" + b, "\xEF\xBB\xBF" + a + "\n\n" + b + "\n"}) {
    const ParsedManifest parsed = parse(text);
    EXPECT_TRUE(parsed.faults.empty());
    EXPECT_EQ(parsed.text_faults.size(), text.starts_with("\xEF\xBB\xBF") ? 1U : 0U);
    ASSERT_EQ(parsed.manifest->size(), 2U);
    EXPECT_EQ(parsed.manifest->find(RelPath("data/a"))->line, 1U);
    EXPECT_EQ(parsed.manifest->find(RelPath("data/b"))->digest.hex(), kOnes);
  }
  EXPECT_TRUE(parse("").manifest->empty());
}

TEST(ManifestText, takes_digests_in_either_case) {
  const ParsedManifest parsed = parse(std::string(32, 'A') + "  data/a\n");
  ASSERT_EQ(parsed.manifest->size(), 1U);
  EXPECT_EQ(parsed.manifest->find(RelPath("data/a"))->digest.hex(), std::string(32, 'a'));
}

TEST(ManifestText, decodes_three_characters_and_only_since_1_0) {
  const auto none = PathEncoding::none;
  EXPECT_EQ(path_in("  data/100%25%0a%0D"), "data/100%\n\r");
  EXPECT_EQ(path_in("  data/100%25%0a%0D", none), "data/100%25%0a%0D");
  EXPECT_EQ(path_in("  data/a%20b%2e%3A%"), "data/a%20b%2e%3A%") << "not a code of the standard";
  EXPECT_EQ(path_in("  data/%2525"), "data/%25") << "decoded once";
  EXPECT_EQ(fault_in(kZeros + "  data/50%.txt"), std::pair(Kind::raw_percent, std::uint64_t{1}));
  EXPECT_TRUE(parse(kZeros + "  data/50%.txt", none).faults.empty());
}

TEST(ManifestText, writes_a_path_so_that_it_reads_back_the_same) {
  test::Random random;
  for (int i = 0; i < 500; ++i) {
    std::string path = "data/";
    for (std::uint64_t k = 1 + random.below(8); k > 0; --k)
      path += "%0DdAa25\r\n *"[random.below(11)];
    const std::string encoded = encode_manifest_path(path);
    EXPECT_EQ(encoded.find_first_of("\r\n"), std::string::npos);
    EXPECT_EQ(decode_manifest_path(encoded, PathEncoding::percent), path);
  }
}

TEST(ManifestText, finds_lines_that_are_no_digest_and_path) {
  const std::string good = kZeros + "  data/good\n";
  for (const std::string& bad : {kOnes, kOnes + "  ", " " + kOnes + "  data/a",
                                 std::string("garbage"), kOnes + " *", std::string("#")}) {
    EXPECT_EQ(fault_in(good + bad + "\n"), std::pair(Kind::malformed, std::uint64_t{2})) << bad;
    EXPECT_EQ(parse(good + bad).manifest->size(), 1U) << "the good line still counts";
  }
}

TEST(ManifestText, finds_digests_that_are_none) {
  for (const std::string& digest :
       {std::string(31, '0'), std::string(33, '0'), std::string(64, '0'),
        std::string(31, '0') + "g", std::string("-")})
    EXPECT_EQ(fault_in("\n" + digest + "  data/a"), std::pair(Kind::bad_digest, std::uint64_t{2}));
}

TEST(ManifestText, finds_paths_that_leave_the_bag_encoded_or_not) {
  for (const std::string path :
       {"../x", "data/../../x", "/etc/passwd", "~/x", "~root/x", "C:/x", "C:\\x", "\\\\server\\x",
        "\\x", "data//x", "data/./x", "././data/x", "data\\..\\..\\x", "data/a\\..\\..\\..\\x",
        "%HOME%/x", "$HOME/x", "${HOME}/x", "data/%2e%2e/%2e%2e/x", "%2fetc/x"}) {
    const ParsedManifest parsed = parse(kZeros + "  " + path);
    ASSERT_EQ(parsed.faults.size(), 1U) << path;
    EXPECT_EQ(parsed.faults[0].kind, Kind::bad_path) << path;
    EXPECT_NE(parsed.faults[0].refused, "") << path;
    EXPECT_TRUE(parsed.manifest->empty()) << path;
  }
}

TEST(ManifestText, keeps_names_that_only_look_dangerous) {
  for (const std::string path : {"data/~x", "data/%HOME%", "data/$x", "data/a\\b", "data/..x",
                                 "data/C:/x", "$RECYCLE.BIN/x"})
    EXPECT_EQ(path_in("  " + path, PathEncoding::none), path);
}

TEST(ManifestText, finds_folders_and_backslashes) {
  EXPECT_EQ(fault_in(kZeros + "  data/a/"), std::pair(Kind::folder, std::uint64_t{1}));
  const ParsedManifest parsed = parse(kZeros + "  data\\a\\b.txt\n");
  ASSERT_EQ(parsed.faults.size(), 1U);
  EXPECT_EQ(parsed.faults[0].kind, Kind::backslashes);
  EXPECT_TRUE(parsed.manifest->contains(RelPath("data/a/b.txt")));
}

TEST(ManifestText, finds_a_path_that_is_listed_twice) {
  const std::string first = kZeros + "  data/a\n";
  EXPECT_EQ(fault_in(first + kZeros + " *./data/a\n"),
            std::pair(Kind::duplicate, std::uint64_t{2}));
  EXPECT_EQ(fault_in(first + kOnes + "  data/a\n"), std::pair(Kind::conflict, std::uint64_t{2}));
}

TEST(ManifestText, writes_lines_that_md5sum_can_check) {
  PackageFile a{RelPath("data/a b%\n.txt"), 0, {}, {}, {}, {}};
  a.digests.insert(*Digest::from_hex(Algorithm::md5, kOnes));
  StringSink sink;
  write_manifest_line(sink, Algorithm::md5, a);
  EXPECT_EQ(sink.str(), kOnes + "  data/a b%25%0A.txt\n");
  EXPECT_EQ(test::kind_of([&] { write_manifest_line(sink, Algorithm::sha512, a); }),
            ErrorKind::internal);
}

TEST(ManifestName, tells_the_kind_and_the_algorithm) {
  const auto tag = parse_manifest_name("tagmanifest-sha512.txt");
  ASSERT_TRUE(tag);
  EXPECT_TRUE(tag->is_tag_manifest);
  EXPECT_EQ(tag->algorithm, Algorithm::sha512);
  const auto payload = parse_manifest_name("manifest-SHA256.txt");
  ASSERT_TRUE(payload);
  EXPECT_FALSE(payload->is_tag_manifest);
  EXPECT_EQ(payload->algorithm, Algorithm::sha256);
  EXPECT_FALSE(payload->is_normal());
  EXPECT_TRUE(tag->is_normal());
  EXPECT_EQ(parse_manifest_name("manifest-sha3256.txt")->algorithm, Algorithm::sha3_256);
  const auto unknown = parse_manifest_name("manifest-tiger192.txt");
  ASSERT_TRUE(unknown);
  EXPECT_EQ(unknown->word, "tiger192");
  EXPECT_EQ(unknown->algorithm, std::nullopt);
  for (const std::string_view name :
       {"manifest-.txt", "manifest.txt", "manifest-md5.txt.bak", "xmanifest-md5.txt",
        "manifest-md5", "data/manifest-md5.txt", "Manifest-md5.txt", "bagit.txt", ""})
    EXPECT_EQ(parse_manifest_name(name), std::nullopt) << name;
}

} // namespace
} // namespace delo
