#include "delo/base/base64.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/signing_key.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>
#include <string>

namespace delo {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

/// Key and signature of the example in the documentation of Go's package sumdb/note.
constexpr std::string_view kPeter =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view kPeterSays = "If you think cryptography is the answer to your problem,\n"
                                        "then you don't know what your problem is.\n";
constexpr std::string_view kPeterSigns =
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

TEST(VerifierKey, verifies_the_published_note) {
  const std::optional<VerifierKey> key = VerifierKey::parse(kPeter);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->name(), "PeterNeumann");
  EXPECT_EQ(key->hash(), "\xC7\x4F\x20\xA3");
  EXPECT_EQ(key->text(), kPeter);
  const std::string signature = from_base64(kPeterSigns).value();
  EXPECT_EQ(signature.substr(0, 4), key->hash());
  EXPECT_TRUE(key->verifies(kPeterSays, signature.substr(4)));
  EXPECT_FALSE(key->verifies(std::string(kPeterSays) + "\n", signature.substr(4)));
  EXPECT_FALSE(key->verifies(kPeterSays, signature));
  EXPECT_FALSE(key->verifies(kPeterSays, ""));
}

TEST(VerifierKey, takes_the_key_hash_in_either_case_and_writes_it_in_lower_case) {
  std::string upper(kPeter);
  upper.replace(upper.find("c74f20a3"), 8, "C74F20A3");
  const std::optional<VerifierKey> key = VerifierKey::parse(upper);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->text(), kPeter);
}

TEST(VerifierKey, takes_no_text_with_a_changed_letter) {
  for (std::size_t i = 0; i < kPeter.size(); ++i) {
    std::string text(kPeter);
    text[i] = text[i] == 'x' ? 'y' : 'x';
    EXPECT_FALSE(VerifierKey::parse(text)) << text;
    EXPECT_FALSE(VerifierKey::parse(kPeter.substr(0, i))) << i;
  }
}

TEST(VerifierKey, takes_no_other_text) {
  for (const std::string_view text :
       {"", "+", "++", "+++", "a", "a+b", "a+c74f20a3+",
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
        "PeterNeumann+0c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"})
    EXPECT_FALSE(VerifierKey::parse(text)) << text;
}

TEST(KeyName, has_no_spaces_of_any_alphabet_and_no_plus) {
  for (const std::string_view name : {"a", "archive.example/audit-log", "архив", "a=b", "a\u2014b"})
    EXPECT_TRUE(is_key_name(name)) << name;
  for (const std::string_view name : {"", " ", "a b", "a\tb", "a\nb", "a+b", "a\u00A0b", "a\u2003b",
                                      "a\u3000b", "a\u0085b", "a\x01", "a\x7F", "\xFF", "a\xC3"})
    EXPECT_FALSE(is_key_name(name)) << name;
  EXPECT_FALSE(is_key_name(std::string_view("a\0b", 3)));
}

TEST(SigningKey, signs_what_its_verifier_verifies) {
  const SigningKey key = SigningKey::generate("archive.example/audit");
  const std::string signature = key.sign("line\n");
  EXPECT_EQ(key.name(), "archive.example/audit");
  EXPECT_EQ(signature.size(), 64U);
  EXPECT_EQ(key.sign("line\n"), signature);
  EXPECT_TRUE(key.verifier().verifies("line\n", signature));
  EXPECT_FALSE(key.verifier().verifies("line", signature));
  for (std::size_t i = 0; i < signature.size(); ++i) {
    std::string changed = signature;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(key.verifier().verifies("line\n", changed)) << i;
  }
  EXPECT_EQ(VerifierKey::parse(key.verifier().text()), key.verifier());
}

TEST(SigningKey, is_another_each_time) {
  const SigningKey one = SigningKey::generate("a");
  const SigningKey two = SigningKey::generate("a");
  EXPECT_NE(one.verifier(), two.verifier());
  EXPECT_FALSE(two.verifier().verifies("m", one.sign("m")));
}

TEST(SigningKey, comes_back_from_its_pem) {
  const SigningKey key = SigningKey::generate("a");
  EXPECT_THAT(key.pem(), StartsWith("-----BEGIN PRIVATE KEY-----\n"));
  const std::optional<SigningKey> again = SigningKey::from_pem(key.pem(), "a");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->verifier(), key.verifier());
  EXPECT_EQ(again->sign("m"), key.sign("m"));
}

TEST(SigningKey, of_rfc_8410_is_read) {
  const std::optional<SigningKey> key =
      SigningKey::from_pem("-----BEGIN PRIVATE KEY-----\n"
                           "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
                           "-----END PRIVATE KEY-----\n",
                           "a");
  ASSERT_TRUE(key);
  // The public key that stands in section 10.1 of it.
  const std::string published = from_base64("Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=").value();
  EXPECT_THAT(key->verifier().text(), EndsWith("+" + base64("\x01" + published)));
}

TEST(SigningKey, is_not_read_from_other_texts) {
  const std::string pem = SigningKey::generate("a").pem();
  EXPECT_FALSE(SigningKey::from_pem("", "a"));
  EXPECT_FALSE(SigningKey::from_pem("hello", "a"));
  EXPECT_FALSE(SigningKey::from_pem(pem.substr(0, pem.size() / 2), "a"));
  EXPECT_FALSE(SigningKey::from_pem(std::string(100'000, '\n') + pem, "a"));
}

TEST(SigningKey, of_a_forbidden_name_is_refused) {
  for (const std::string name : {"", "a b", "a+b"}) {
    EXPECT_EQ(test::kind_of([&name] { SigningKey::generate(name); }), ErrorKind::usage);
    EXPECT_EQ(test::kind_of([&name] { SigningKey::from_pem("", name); }), ErrorKind::usage);
  }
}

TEST(SigningKeyFile, can_be_read_by_its_owner_only) {
  const test::TempDir folder;
  const SigningKey key = SigningKey::generate("a");
  save_key(folder / "key.pem", key);
  struct stat status {};
  ASSERT_EQ(::stat((folder / "key.pem").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(test::bytes_of(folder / "key.pem"), key.pem());
  EXPECT_EQ(load_key(folder / "key.pem", "a").verifier(), key.verifier());
}

TEST(SigningKeyFile, is_never_replaced) {
  const test::TempDir folder;
  test::write_file(folder / "key.pem", "something dear");
  const auto error =
      test::error_of([&folder] { save_key(folder / "key.pem", SigningKey::generate("a")); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_THAT(error->hint(), HasSubstr("never replaced"));
  EXPECT_EQ(test::bytes_of(folder / "key.pem"), "something dear");
  EXPECT_EQ(std::distance(test::fs::directory_iterator(folder.path()), {}), 1)
      << "the secret lies about under another name";
}

TEST(SigningKeyFile, that_is_missing_or_no_key_is_told) {
  const test::TempDir folder;
  test::write_file(folder / "text", "hello");
  EXPECT_EQ(test::kind_of([&folder] { load_key(folder / "none", "a"); }), ErrorKind::io);
  EXPECT_EQ(test::kind_of([&folder] { load_key(folder / "text", "a"); }), ErrorKind::usage);
  EXPECT_EQ(test::kind_of([&folder] { save_key(folder / "no" / "k", SigningKey::generate("a")); }),
            ErrorKind::io);
}

} // namespace
} // namespace delo
