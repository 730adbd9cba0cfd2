// Digests are compared across standards that name and write them differently.
#include "delo/base/error.hpp"
#include "delo/model/digest.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <iterator>
#include <span>
#include <string>
#include <vector>

namespace delo {
namespace {

constexpr std::string_view kMd5 = "900150983cd24fb0d6963f7d28e17f72";

Digest md5(std::string_view hex = kMd5) {
  return Digest::from_hex(Algorithm::md5, hex).value();
}

TEST(Algorithms, come_weakest_first_with_the_lengths_of_their_digests) {
  std::vector<std::size_t> lengths;
  for (const AlgorithmInfo& row : algorithms()) {
    EXPECT_EQ(&info(row.algorithm), &row);
    lengths.push_back(row.bytes);
  }
  EXPECT_EQ(lengths,
            (std::vector<std::size_t>{16, 20, 28, 28, 28, 32, 32, 32, 32, 48, 48, 64, 64, 64}));
  EXPECT_TRUE(info(Algorithm::md5).weak);
  EXPECT_TRUE(info(Algorithm::sha1).weak);
  EXPECT_FALSE(info(Algorithm::sha256).weak);
}

TEST(Algorithms, are_found_by_the_names_of_the_standards) {
  for (const AlgorithmInfo& row : algorithms()) {
    EXPECT_EQ(algorithm_from_bagit(row.bagit), row.algorithm);
    if (!row.mets.empty()) {
      EXPECT_EQ(algorithm_from_mets(row.mets), row.algorithm);
    }
  }
  EXPECT_EQ(algorithm_from_bagit("SHA512"), Algorithm::sha512);
  EXPECT_EQ(algorithm_from_bagit("sha-512"), Algorithm::sha512);
  EXPECT_EQ(algorithm_from_bagit("sha3_256"), Algorithm::sha3_256);
  EXPECT_EQ(algorithm_from_bagit("blake2b"), Algorithm::blake2b512);
  EXPECT_EQ(algorithm_from_mets("SHA-1"), Algorithm::sha1);
}

TEST(Algorithms, of_unknown_names_are_not_found) {
  for (const std::string_view name : {"", "sha3", "shake128", "sha5123", "crc32"})
    EXPECT_FALSE(algorithm_from_bagit(name)) << name;
  for (const std::string_view name : {"", "sha-512", "SHA512", "SHA-224", "CRC32"})
    EXPECT_FALSE(algorithm_from_mets(name)) << name;
}

TEST(AlgorithmSet, holds_each_algorithm_once_and_lists_weakest_first) {
  AlgorithmSet set{Algorithm::sha512, Algorithm::md5, Algorithm::sha512};
  EXPECT_EQ(set.list(), (std::vector{Algorithm::md5, Algorithm::sha512}));
  EXPECT_TRUE(set.contains(Algorithm::md5));
  EXPECT_FALSE(set.contains(Algorithm::sha256));
  EXPECT_EQ(set.strongest(), Algorithm::sha512);
  EXPECT_EQ(set, (AlgorithmSet{Algorithm::md5, Algorithm::sha512}));
}

TEST(AlgorithmSet, takes_another_set_in) {
  AlgorithmSet set{Algorithm::md5};
  set.insert(AlgorithmSet{Algorithm::sha1, Algorithm::md5});
  EXPECT_EQ(set, (AlgorithmSet{Algorithm::md5, Algorithm::sha1}));
}

TEST(AlgorithmSet, empty_it_has_no_strongest_member) {
  EXPECT_TRUE(AlgorithmSet().empty());
  EXPECT_TRUE(AlgorithmSet().list().empty());
  EXPECT_EQ(test::kind_of([] { (void)AlgorithmSet().strongest(); }), ErrorKind::internal);
}

TEST(Digest, comes_back_from_hexadecimal_as_it_was) {
  test::Random random;
  for (const AlgorithmInfo& row : algorithms()) {
    const std::string bytes = random.bytes(row.bytes);
    const Digest digest(row.algorithm, std::as_bytes(std::span(bytes)));
    EXPECT_EQ(digest.algorithm(), row.algorithm);
    EXPECT_EQ(digest.hex().size(), 2 * row.bytes);
    EXPECT_EQ(Digest::from_hex(row.algorithm, digest.hex()), digest);
  }
}

TEST(Digest, is_read_in_either_case_and_written_in_lower_case) {
  EXPECT_EQ(md5("900150983CD24FB0d6963f7D28E17F72"), md5());
  EXPECT_EQ(md5("900150983CD24FB0D6963F7D28E17F72").hex(), kMd5);
}

TEST(Digest, of_wrong_length_or_digits_is_not_read) {
  const std::string hex(kMd5);
  for (const std::string& text :
       {std::string(), hex.substr(1), hex.substr(2), hex + "0", hex + "00", " " + hex.substr(1),
        "g" + hex.substr(1), hex.substr(1) + "G", "0x" + hex.substr(2)})
    EXPECT_FALSE(Digest::from_hex(Algorithm::md5, text)) << text;
  EXPECT_FALSE(Digest::from_hex(Algorithm::sha1, hex));
}

TEST(Digest, made_of_too_few_or_too_many_bytes_is_a_bug) {
  for (const std::size_t size : {0U, 15U, 17U, 64U}) {
    const std::vector<std::byte> bytes(size);
    EXPECT_EQ(test::kind_of([&] { Digest(Algorithm::md5, bytes); }), ErrorKind::internal) << size;
  }
}

TEST(Digest, equals_only_a_digest_of_its_own_algorithm) {
  const std::vector<std::byte> zeros(64);
  const std::span all(zeros);
  EXPECT_EQ(Digest(Algorithm::md5, all.first(16)), Digest(Algorithm::md5, all.first(16)));
  EXPECT_NE(Digest(Algorithm::md5, all.first(16)), Digest(Algorithm::sha1, all.first(20)));
  EXPECT_NE(md5(), md5("00000000000000000000000000000000"));
}

TEST(DigestSet, keeps_the_first_digest_of_each_algorithm) {
  DigestSet set;
  EXPECT_TRUE(set.empty());
  EXPECT_FALSE(set.find(Algorithm::md5));
  set.insert(md5());
  set.insert(md5("00000000000000000000000000000000"));
  ASSERT_TRUE(set.find(Algorithm::md5));
  EXPECT_EQ(set.find(Algorithm::md5)->hex(), kMd5);
  EXPECT_EQ(std::distance(set.begin(), set.end()), 1);
}

} // namespace
} // namespace delo
