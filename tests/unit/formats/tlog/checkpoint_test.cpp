#include "delo/base/utf8.hpp"
#include "delo/formats/tlog/checkpoint.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace delo {
namespace {

const SigningKey& key() {
  static const SigningKey kKey = SigningKey::generate("archive.example/audit");
  return kKey;
}

Checkpoint sample() {
  return {"archive.example/audit", 42, leaf_hash("a")};
}

std::string signature_line(const SigningKey& signer, const std::string& body) {
  return "\u2014 " + signer.name() + " " + base64(signer.verifier().hash() + signer.sign(body)) +
         "\n";
}

/// A note with this text, rightly signed.
std::string note_of(const std::string& body) {
  return body + "\n" + signature_line(key(), body);
}

TEST(Checkpoint, is_signed_in_the_words_of_the_specification) {
  const std::string body = "archive.example/audit\n42\n" + hash_text(leaf_hash("a")) + "\n";
  EXPECT_EQ(checkpoint_body(sample()), body);
  EXPECT_EQ(sign_checkpoint(sample(), key()), note_of(body));
}

TEST(Checkpoint, comes_back_from_its_note) {
  const std::string text = sign_checkpoint(sample(), key());
  const std::optional<SignedCheckpoint> note = parse_checkpoint(text);
  ASSERT_TRUE(note);
  EXPECT_EQ(note->checkpoint, sample());
  EXPECT_EQ(note->body, checkpoint_body(sample()));
  EXPECT_TRUE(note->extensions.empty());
  ASSERT_EQ(note->signatures.size(), 1U);
  EXPECT_EQ(note->signatures[0].name, key().name());
  EXPECT_EQ(note->signatures[0].key_hash, key().verifier().hash());
  EXPECT_EQ(note->signatures[0].bytes, key().sign(note->body));
  EXPECT_EQ(verify_checkpoint(text, key().verifier()), NoteVerdict::good);
}

TEST(Checkpoint, of_an_empty_log_and_of_the_largest_are_signed) {
  for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{1}, kLargestTree}) {
    const Checkpoint checkpoint{"журнал архива +1", size, MerkleRange().root()};
    const std::string text = sign_checkpoint(checkpoint, key());
    EXPECT_EQ(parse_checkpoint(text).value().checkpoint, checkpoint);
    EXPECT_EQ(verify_checkpoint(text, key().verifier()), NoteVerdict::good);
  }
}

TEST(Checkpoint, with_any_byte_changed_is_not_good) {
  const std::string good = sign_checkpoint(sample(), key());
  for (std::size_t i = 0; i < good.size(); ++i)
    for (const int bit : {0, 1, 4, 5, 7}) {
      std::string text = good;
      text[i] = static_cast<char>(static_cast<unsigned char>(text[i]) ^ (1U << bit));
      EXPECT_NE(verify_checkpoint(text, key().verifier()), NoteVerdict::good) << i << " " << text;
    }
}

TEST(Checkpoint, that_is_cut_or_goes_on_is_not_good) {
  const std::string good = sign_checkpoint(sample(), key());
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_NE(verify_checkpoint(good.substr(0, size), key().verifier()), NoteVerdict::good) << size;
  for (const std::string more : {"\n", "x", "x\n", " "})
    EXPECT_EQ(verify_checkpoint(good + more, key().verifier()), NoteVerdict::malformed);
}

TEST(Checkpoint, tells_a_changed_text_from_one_that_cannot_be_read) {
  std::string text = sign_checkpoint(sample(), key());
  text.replace(text.find("\n42\n"), 4, "\n43\n");
  EXPECT_EQ(verify_checkpoint(text, key().verifier()), NoteVerdict::bad_signature);
  text.replace(text.find("\n43\n"), 4, "\n043\n");
  EXPECT_EQ(verify_checkpoint(text, key().verifier()), NoteVerdict::malformed);
}

TEST(Checkpoint, signed_by_another_key_is_not_signed_by_this_one) {
  const std::string text = sign_checkpoint(sample(), key());
  EXPECT_EQ(verify_checkpoint(text, SigningKey::generate("archive.example/audit").verifier()),
            NoteVerdict::no_signature_of_key);
  const SigningKey renamed = SigningKey::from_pem(key().pem(), "another.example").value();
  EXPECT_EQ(verify_checkpoint(text, renamed.verifier()), NoteVerdict::no_signature_of_key);
}

TEST(Checkpoint, may_bear_signatures_of_others_of_any_kind) {
  const std::string text = sign_checkpoint(sample(), key());
  const SigningKey witness = SigningKey::generate("witness.example");
  const std::string all = text + "\u2014 unknown.example AQIDBAU=\n" +
                          signature_line(witness, checkpoint_body(sample()));
  EXPECT_EQ(parse_checkpoint(all).value().signatures.size(), 3U);
  EXPECT_EQ(verify_checkpoint(all, key().verifier()), NoteVerdict::good);
  EXPECT_EQ(verify_checkpoint(all, witness.verifier()), NoteVerdict::good);
  EXPECT_EQ(verify_checkpoint(text + signature_line(witness, "another text\n"), key().verifier()),
            NoteVerdict::good);
}

TEST(Checkpoint, with_a_good_and_a_bad_signature_of_the_key_is_bad) {
  const std::string text = sign_checkpoint(sample(), key());
  const std::string bad = signature_line(key(), "another text\n");
  EXPECT_EQ(verify_checkpoint(text + bad, key().verifier()), NoteVerdict::bad_signature);
  const std::string body = checkpoint_body(sample());
  EXPECT_EQ(verify_checkpoint(body + "\n" + bad + signature_line(key(), body), key().verifier()),
            NoteVerdict::bad_signature);
}

TEST(Checkpoint, may_have_further_lines_that_are_signed_too) {
  const std::string text = note_of(checkpoint_body(sample()) + "one\ntwo words\n");
  EXPECT_EQ(parse_checkpoint(text).value().extensions,
            (std::vector<std::string>{"one", "two words"}));
  EXPECT_EQ(verify_checkpoint(text, key().verifier()), NoteVerdict::good);
  std::string changed = text;
  changed.replace(changed.find("one"), 3, "uno");
  EXPECT_EQ(verify_checkpoint(changed, key().verifier()), NoteVerdict::bad_signature);
}

TEST(Checkpoint, with_a_text_against_the_specification_is_malformed_whoever_signed) {
  const std::string root = hash_text(leaf_hash("a")) + "\n";
  ASSERT_EQ(verify_checkpoint(note_of("log\n42\n" + root), key().verifier()), NoteVerdict::good);
  const std::vector<std::string> wrong = {
      "log\n42\n",
      "\n42\n" + root,
      "log\n042\n" + root,
      "log\n\n" + root,
      "log\n+42\n" + root,
      "log\n-1\n" + root,
      "log\n42 \n" + root,
      "log\n9223372036854775808\n" + root,
      "log\n42\n" + root.substr(1),
      "log\n42\nZm9v\n",
      "log\n42\n" + root + "\nafter a blank line\n",
      "log\n\n42\n" + root,
      "log\t\n42\n" + root,
      "log\r\n42\r\n" + root,
      "log\xFF\n42\n" + root,
      std::string("log\0\n42\n", 8) + root,
      "log\n42\n" + root + std::string(kLongestNote, 'x') + "\n",
  };
  for (const std::string& body : wrong)
    EXPECT_EQ(verify_checkpoint(note_of(body), key().verifier()), NoteVerdict::malformed)
        << body.substr(0, 200);
}

TEST(Checkpoint, with_a_signature_line_against_the_specification_is_malformed) {
  const std::string body = checkpoint_body(sample());
  const std::string good = signature_line(key(), body);
  for (const std::string line :
       {"", "\n", "- a AQIDBAU=\n", "\u2014 a\n", "\u2014 a \n", "\u2014  AQIDBAU=\n",
        "\u2014 a+b AQIDBAU=\n", "\u2014 a AQIDBA==\n", "\u2014 a AQIDBAU\n",
        "\u2014 a AQIDBAU= \n", "\u2014 a b AQIDBAU=\n", "\u2014a AQIDBAU=\n",
        "\u2014 a AQIDBAU=", "x\n"}) {
    EXPECT_EQ(verify_checkpoint(body + "\n" + line, key().verifier()), NoteVerdict::malformed)
        << line;
    if (line.empty())
      continue;
    EXPECT_EQ(verify_checkpoint(body + "\n" + good + line, key().verifier()),
              NoteVerdict::malformed)
        << line;
  }
  EXPECT_EQ(verify_checkpoint(body + good, key().verifier()), NoteVerdict::malformed);
}

TEST(Checkpoint, has_a_bounded_number_of_signatures) {
  std::string text = sign_checkpoint(sample(), key());
  for (std::size_t i = 1; i < kMostNoteSignatures; ++i)
    text += "\u2014 a AQIDBAU=\n";
  EXPECT_EQ(verify_checkpoint(text, key().verifier()), NoteVerdict::good);
  EXPECT_EQ(verify_checkpoint(text + "\u2014 a AQIDBAU=\n", key().verifier()),
            NoteVerdict::malformed);
}

TEST(Checkpoint, of_a_log_without_a_proper_name_is_not_written) {
  for (const std::string origin : {"", "a\nb", "a\tb", "\xFF"})
    EXPECT_EQ(test::kind_of([&origin] { checkpoint_body({origin, 1, {}}); }), ErrorKind::usage);
}

TEST(Checkpoint, survives_any_bytes) {
  test::Random random;
  const std::string good = sign_checkpoint(sample(), key());
  for (int round = 0; round < 3000; ++round) {
    std::string text = good;
    for (std::uint64_t left = 1 + random.below(4); left > 0; --left) {
      const std::size_t at = random.below(text.size());
      text.replace(at, random.below(5), random.bytes(random.below(5)));
      if (text.empty())
        text = "\n\n";
    }
    if (text != good) {
      EXPECT_NE(verify_checkpoint(text, key().verifier()), NoteVerdict::good) << text;
    }
  }
}

} // namespace
} // namespace delo
