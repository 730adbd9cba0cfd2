// Whatever computes a digest, and however many messages it computes beside it, the digest is the
// same. The crypto library is the judge.
#include "delo/base/error.hpp"
#include "delo/io/hasher.hpp"
#include "delo/io/lanes/engine.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <stdlib.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace delo {
namespace {

const AlgorithmSet kSha2{Algorithm::sha224, Algorithm::sha256,     Algorithm::sha384,
                         Algorithm::sha512, Algorithm::sha512_224, Algorithm::sha512_256};

/// More messages than any engine has lanes.
constexpr std::size_t kMany = 40;

DigestSet judged(std::string_view bytes, AlgorithmSet algorithms) {
  const DigestEngine before = digest_engine();
  choose_digest_engine(DigestEngine::openssl);
  Hasher hasher;
  hasher.start(algorithms);
  choose_digest_engine(before);
  hasher.update(bytes);
  return hasher.finish();
}

std::string hex(const DigestSet& digests, Algorithm algorithm) {
  const Digest* digest = digests.find(algorithm);
  return digest ? digest->hex() : "missing";
}

/// Each of the messages whole, all of them in one call.
std::vector<DigestSet> side_by_side(const std::vector<std::string>& messages,
                                    AlgorithmSet algorithms) {
  std::vector<Hasher> hashers(messages.size());
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    hashers[i].start(algorithms);
    pieces.push_back({&hashers[i], messages[i], true});
  }
  update_side_by_side(pieces);
  std::vector<DigestSet> digests;
  for (Hasher& hasher : hashers)
    digests.push_back(hasher.finish());
  return digests;
}

class Lanes : public testing::TestWithParam<DigestEngine> {
protected:
  void SetUp() override {
    if (!is_available(GetParam()))
      GTEST_SKIP() << "this processor has no " << info(GetParam()).word;
    choose_digest_engine(GetParam());
  }
  void TearDown() override { choose_best_digest_engine(); }
};

INSTANTIATE_TEST_SUITE_P(Engines, Lanes,
                         testing::Values(DigestEngine::openssl, DigestEngine::avx2,
                                         DigestEngine::avx512),
                         [](const auto& engine) {
                           return std::string(delo::info(engine.param).word);
                         });

struct Example {
  Algorithm algorithm;
  std::string_view message;
  std::string_view digest;
};

// The example values of NIST for FIPS 180-4: messages of one block and of two.
constexpr std::string_view kOf448Bits = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
constexpr std::string_view kOf896Bits = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhi"
                                        "jklmnoijklmnopjklmnopqklmnopqrlmnopqrs"
                                        "mnopqrstnopqrstu";
constexpr std::array<Example, 8> kExamples{{
    {Algorithm::sha224, "abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"},
    {Algorithm::sha224, kOf448Bits, "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525"},
    {Algorithm::sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {Algorithm::sha256, kOf448Bits,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {Algorithm::sha384, "abc",
     "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
     "8086072ba1e7cc2358baeca134c825a7"},
    {Algorithm::sha384, kOf896Bits,
     "09330c33f71147e83d192fc782cd1b4753111b173b3b05d22fa08086e3b0f712"
     "fcc7c71a557e2db966c3e9fa91746039"},
    {Algorithm::sha512, "abc",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
     "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"},
    {Algorithm::sha512, kOf896Bits,
     "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
     "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909"},
}};

TEST_P(Lanes, give_the_published_digests_in_every_lane) {
  for (const Example& example : kExamples) {
    const std::vector<std::string> messages(kMany, std::string(example.message));
    for (const DigestSet& digests : side_by_side(messages, {example.algorithm}))
      EXPECT_EQ(hex(digests, example.algorithm), example.digest);
  }
}

TEST_P(Lanes, give_the_published_digest_of_a_million_letters) {
  const std::vector<std::string> messages(kMany, std::string(1'000'000, 'a'));
  for (const DigestSet& digests : side_by_side(messages, {Algorithm::sha256, Algorithm::sha512})) {
    EXPECT_EQ(hex(digests, Algorithm::sha256),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    EXPECT_EQ(hex(digests, Algorithm::sha512),
              "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
              "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b");
  }
}

/// Around the end of a block, and around where the length does not fit behind the message any more.
constexpr std::array<std::size_t, 19> kBoundaries{0,   1,   55,  56,  57,  63,  64,  65,  111, 112,
                                                  113, 119, 120, 127, 128, 129, 255, 256, 257};

TEST_P(Lanes, keep_the_boundaries_of_blocks_and_of_padding) {
  test::Random random;
  std::vector<std::string> messages;
  for (const std::size_t size : kBoundaries)
    messages.push_back(random.bytes(size));
  const auto together = side_by_side(messages, kSha2);
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const DigestSet expected = judged(messages[i], kSha2);
    EXPECT_EQ(together[i], expected) << messages[i].size() << " bytes among others";
    EXPECT_EQ(side_by_side({messages[i]}, kSha2)[0], expected)
        << messages[i].size() << " bytes alone";
  }
}

TEST_P(Lanes, take_a_message_in_two_parts_cut_anywhere) {
  test::Random random;
  const std::string bytes = random.bytes(260);
  const DigestSet expected = judged(bytes, kSha2);
  std::vector<Hasher> hashers(bytes.size() + 1);
  std::vector<Piece> first;
  std::vector<Piece> second;
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    hashers[cut].start(kSha2);
    first.push_back({&hashers[cut], std::string_view(bytes).substr(0, cut), false});
    second.push_back({&hashers[cut], std::string_view(bytes).substr(cut), true});
  }
  update_side_by_side(first);
  update_side_by_side(second);
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut)
    EXPECT_EQ(hashers[cut].finish(), expected) << "cut after " << cut;
}

TEST_P(Lanes, do_every_number_of_messages) {
  test::Random random;
  for (std::size_t count = 1; count <= kMany; ++count) {
    std::vector<std::string> messages;
    for (std::size_t i = 0; i < count; ++i)
      messages.push_back(random.bytes(random.below(600)));
    const auto digests = side_by_side(messages, kSha2);
    for (std::size_t i = 0; i < count; ++i)
      EXPECT_EQ(digests[i], judged(messages[i], kSha2)) << i << " of " << count;
  }
}

/// One message of a mixture: some of its bytes have passed.
struct Passing {
  std::string bytes;
  AlgorithmSet algorithms;
  Hasher hasher;
  std::size_t at = 0;
  bool ended = false;
};

AlgorithmSet some_algorithms(test::Random& random) {
  AlgorithmSet set;
  for (const AlgorithmInfo& row : algorithms())
    if (random.below(4) == 0)
      set.insert(row.algorithm);
  return set;
}

std::vector<Passing> some_messages(test::Random& random) {
  std::vector<Passing> messages(1 + random.below(kMany));
  for (Passing& message : messages) {
    message.bytes = random.bytes(random.below(random.below(4) == 0 ? 20'000 : 400));
    message.algorithms = some_algorithms(random);
    message.hasher.start(message.algorithms);
  }
  return messages;
}

/// The next bytes of some of the messages. A message may end with its last bytes or without being
/// told.
std::vector<Piece> some_pieces(std::vector<Passing>& messages, test::Random& random) {
  std::vector<Piece> pieces;
  for (Passing& message : messages) {
    if (message.ended || random.below(3) == 0)
      continue;
    const std::size_t left = message.bytes.size() - message.at;
    const std::size_t size = std::min<std::size_t>(left, random.below(3000));
    const bool ends = size == left && random.below(2) == 0;
    pieces.push_back(
        {&message.hasher, std::string_view(message.bytes).substr(message.at, size), ends});
    message.at += size;
    message.ended = size == left;
  }
  return pieces;
}

TEST_P(Lanes, mixtures_of_messages_in_pieces_have_the_digests_of_the_crypto_library) {
  test::Random random;
  for (int round = 0; round < 60; ++round) {
    auto messages = some_messages(random);
    while (std::any_of(messages.begin(), messages.end(), [](const auto& m) { return !m.ended; }))
      update_side_by_side(some_pieces(messages, random));
    for (Passing& message : messages)
      EXPECT_EQ(message.hasher.finish(), judged(message.bytes, message.algorithms))
          << message.bytes.size() << " bytes in round " << round;
  }
}

TEST_P(Lanes, a_message_goes_on_when_another_engine_is_chosen) {
  Hasher hasher;
  hasher.start(kSha2);
  hasher.update(std::string(200, 'x'));
  choose_digest_engine(DigestEngine::openssl);
  hasher.update(std::string(200, 'x'));
  EXPECT_EQ(hasher.finish(), judged(std::string(400, 'x'), kSha2));
}

TEST_P(Lanes, messages_of_two_engines_may_stand_side_by_side) {
  std::array<Hasher, 8> hashers;
  std::vector<Piece> pieces;
  const std::string bytes(1000, 'x');
  for (std::size_t i = 0; i < hashers.size(); ++i) {
    choose_digest_engine(i % 2 == 0 ? DigestEngine::openssl : GetParam());
    hashers[i].start(kSha2);
    pieces.push_back({&hashers[i], bytes, true});
  }
  update_side_by_side(pieces);
  for (Hasher& hasher : hashers)
    EXPECT_EQ(hasher.finish(), judged(bytes, kSha2));
}

/// `mebibytes` of them, in as many messages as there are lanes, against one of the judge.
void expect_long_messages(std::size_t mebibytes, std::size_t messages, AlgorithmSet algorithms) {
  const std::string part(std::size_t{1024} * 1024, 'x');
  const DigestEngine engine = digest_engine();
  choose_digest_engine(DigestEngine::openssl);
  Hasher judge;
  judge.start(algorithms);
  choose_digest_engine(engine);
  std::vector<Hasher> hashers(messages);
  std::vector<Piece> pieces;
  for (Hasher& hasher : hashers) {
    hasher.start(algorithms);
    pieces.push_back({&hasher, part, false});
  }
  for (std::size_t i = 0; i < mebibytes; ++i) {
    judge.update(part);
    update_side_by_side(pieces);
  }
  const DigestSet expected = judge.finish();
  for (Hasher& hasher : hashers)
    EXPECT_EQ(hasher.finish(), expected);
}

TEST_P(Lanes, count_more_bits_than_a_word_of_32_holds) {
  expect_long_messages(512, 1, {Algorithm::sha256});
}

TEST_P(Lanes, count_more_bytes_than_a_word_of_32_holds) {
  if (!::getenv("DELO_TEST_LARGE"))
    GTEST_SKIP() << "messages of 4 GiB (set DELO_TEST_LARGE=1)";
  expect_long_messages(4096, 8, {Algorithm::sha256, Algorithm::sha512});
}

TEST(DigestEngine, the_best_that_is_available_works_unless_one_is_chosen) {
  choose_best_digest_engine();
  EXPECT_TRUE(is_available(digest_engine()));
  EXPECT_TRUE(is_available(DigestEngine::openssl));
  choose_digest_engine(DigestEngine::openssl);
  EXPECT_EQ(digest_engine(), DigestEngine::openssl);
  choose_best_digest_engine();
}

TEST(DigestEngine, one_that_the_processor_lacks_is_refused) {
  for (const DigestEngineInfo& row : digest_engines()) {
    if (is_available(row.engine))
      continue;
    EXPECT_EQ(test::kind_of([&row] { choose_digest_engine(row.engine); }), ErrorKind::usage);
    return;
  }
  GTEST_SKIP() << "this processor lacks none";
}

} // namespace
} // namespace delo
