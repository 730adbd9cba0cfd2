// Fixity stands on these digests: they must be the published ones, however the bytes arrive.
#include "delo/io/hasher.hpp"
#include "delo/io/hashing_sink.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace delo {
namespace {

struct Vector {
  Algorithm algorithm;
  std::string_view of_nothing;
  std::string_view of_abc;
};

// RFC 1321 A.5, the example values of NIST for FIPS 180-4 and 202, and RFC 7693.
constexpr Vector kVectors[] = {
    {Algorithm::md5, "d41d8cd98f00b204e9800998ecf8427e", "900150983cd24fb0d6963f7d28e17f72"},
    {Algorithm::sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709",
     "a9993e364706816aba3e25717850c26c9cd0d89d"},
    {Algorithm::sha224, "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f",
     "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"},
    {Algorithm::sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {Algorithm::sha384,
     "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da"
     "274edebfe76f65fbd51ad2f14898b95b",
     "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
     "8086072ba1e7cc2358baeca134c825a7"},
    {Algorithm::sha512,
     "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
     "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
     "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"},
    {Algorithm::sha3_224, "6b4e03423667dbb73b6e15454f0eb1abd4597f9a1b078e3f5b5a6bc7",
     "e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf"},
    {Algorithm::sha512_224, "6ed0dd02806fa89e25de060c19d3ac86cabb87d6a0ddd05c333b84f4",
     "4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa"},
    {Algorithm::blake2s256, "69217a3079908094e11121d042354a7c1f55b6482ca1a51e1b250dfd1ed0eef9",
     "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982"},
    {Algorithm::sha3_256, "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a",
     "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"},
    {Algorithm::sha512_256, "c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a",
     "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23"},
    {Algorithm::sha3_384,
     "0c63a75b845e4f7d01107d852e4c2485c51a50aaaa94fc61995e71bbee983a2a"
     "c3713831264adb47fb6bd1e058d5f004",
     "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b2"
     "98d88cea927ac7f539f1edf228376d25"},
    {Algorithm::blake2b512,
     "786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419"
     "d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce",
     "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
     "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"},
    {Algorithm::sha3_512,
     "a69f73cca23a9ac5c8b567dc185a756e97c982164fe25859e0d1dcc1475c80a6"
     "15b2123af1f5f94c11e3e9402c3ac558f500199d95b6d3e301758586281dcd26",
     "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e"
     "10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0"},
};

AlgorithmSet all() {
  AlgorithmSet set;
  for (const Vector& vector : kVectors)
    set.insert(vector.algorithm);
  return set;
}

std::string hex(const DigestSet& digests, Algorithm algorithm) {
  const Digest* digest = digests.find(algorithm);
  return digest ? digest->hex() : "missing";
}

TEST(Hasher, gives_the_published_digests_all_at_once) {
  Hasher hasher;
  hasher.start(all());
  const DigestSet nothing = hasher.finish();
  hasher.start(all());
  hasher.update("a");
  hasher.update("");
  hasher.update("bc");
  const DigestSet abc = hasher.finish();
  for (const Vector& vector : kVectors) {
    EXPECT_EQ(hex(nothing, vector.algorithm), vector.of_nothing);
    EXPECT_EQ(hex(abc, vector.algorithm), vector.of_abc);
  }
}

TEST(Hasher, gives_each_published_digest_alone) {
  for (const Vector& vector : kVectors) {
    Hasher hasher;
    hasher.start({vector.algorithm});
    hasher.update("abc");
    const DigestSet digests = hasher.finish();
    EXPECT_EQ(hex(digests, vector.algorithm), vector.of_abc);
    EXPECT_EQ(std::distance(digests.begin(), digests.end()), 1);
  }
}

TEST(Hasher, can_be_used_again_with_other_algorithms) {
  Hasher hasher;
  hasher.start({Algorithm::sha512});
  hasher.update("something else");
  (void)hasher.finish();
  hasher.start({Algorithm::md5, Algorithm::sha512});
  hasher.update("abc");
  const DigestSet digests = hasher.finish();
  EXPECT_EQ(hex(digests, Algorithm::md5), kVectors[0].of_abc);
  EXPECT_EQ(hex(digests, Algorithm::sha512), kVectors[5].of_abc);
}

TEST(Hasher, started_anew_it_forgets_what_it_saw) {
  Hasher hasher;
  hasher.start({Algorithm::sha256});
  hasher.update("left over");
  hasher.start({Algorithm::sha256});
  hasher.update("abc");
  EXPECT_EQ(hex(hasher.finish(), Algorithm::sha256), kVectors[3].of_abc);
}

TEST(Hasher, goes_on_after_it_was_moved) {
  Hasher first;
  first.start({Algorithm::sha1});
  first.update("ab");
  Hasher second(std::move(first));
  second.update("c");
  EXPECT_EQ(hex(second.finish(), Algorithm::sha1), kVectors[1].of_abc);
}

TEST(Hasher, without_algorithms_gives_nothing) {
  Hasher hasher;
  hasher.start({});
  hasher.update("abc");
  EXPECT_TRUE(hasher.finish().empty());
}

TEST(Hasher, does_not_care_how_the_bytes_are_cut) {
  test::Random random;
  const std::string bytes = random.bytes(50'000);
  Hasher whole;
  whole.start(all());
  whole.update(bytes);
  const DigestSet expected = whole.finish();
  Hasher pieces;
  pieces.start(all());
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t n = std::min<std::size_t>(1 + random.below(700), bytes.size() - at);
    pieces.update(std::string_view(bytes).substr(at, n));
    at += n;
  }
  EXPECT_EQ(pieces.finish(), expected);
}

TEST(HashingSink, passes_the_bytes_on_and_tells_their_digests_and_size) {
  StringSink kept;
  HashingSink sink(kept, {Algorithm::md5});
  sink.write("ab");
  sink.write("c");
  EXPECT_EQ(kept.str(), "abc");
  EXPECT_EQ(sink.size(), 3U);
  EXPECT_EQ(hex(sink.finish(), Algorithm::md5), kVectors[0].of_abc);
}

} // namespace
} // namespace delo
