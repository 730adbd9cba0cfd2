// Time-stamps of an authority that the openssl program makes in a folder of its own.
#include "delo/base/shell_word.hpp"
#include "delo/io/timestamp_token.hpp"
#include "unit/support/files.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/ts.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>

namespace delo {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

constexpr Timestamp kIn2005{1'120'000'000};

Digest digest(Algorithm algorithm = Algorithm::sha256, char filler = 'a') {
  return Digest::from_hex(algorithm, std::string(2 * info(algorithm).bytes, filler)).value();
}

std::string replaced(std::string bytes, std::string_view from, std::string_view to) {
  const std::size_t at = bytes.find(from);
  if (at == std::string::npos)
    throw std::runtime_error("the bytes to replace are not there");
  return bytes.replace(at, from.size(), to);
}

/// Everything that a verdict says of the time-stamp.
auto meaning(const TimestampVerdict& verdict) {
  return std::tuple(verdict.time, verdict.serial, verdict.policy, verdict.authority);
}

ASN1_INTEGER* serial_seven(TS_resp_ctx*, void*) {
  ASN1_INTEGER* serial = ASN1_INTEGER_new();
  ASN1_INTEGER_set(serial, 7);
  return serial;
}

int given_time(TS_resp_ctx*, void* data, long* seconds, long* microseconds) {
  *seconds = static_cast<long>(static_cast<const Timestamp*>(data)->seconds);
  *microseconds = 0;
  return 1;
}

class TimestampToken : public testing::Test {
protected:
  void SetUp() override {
    if (std::system("command -v openssl >/dev/null 2>&1") != 0)
      GTEST_SKIP() << "no openssl program to be the authority";
    test::fs::copy_file(DELO_SUPPORT_DIR "/time_stamp_authority.conf", folder_ / "config");
    test::write_file(folder_ / "index.txt", "");
    test::write_file(folder_ / "stamp-serial", "0A\n");
    issue("root", "root", "root");
    issue("leaf", "root", "leaf");
  }

  /// Runs the program in the folder.
  void openssl(const std::string& words) {
    const std::string command =
        fmt::format("cd {} && openssl {} >log 2>&1", shell_word(folder_.path().native()), words);
    if (std::system(command.c_str()) != 0)
      throw std::runtime_error("openssl " + words + ": " + test::bytes_of(folder_ / "log"));
  }

  /// Makes NAME.key and NAME.pem.
  void issue(const std::string& name, const std::string& issuer, const std::string& section,
             const std::string& from = "20000101000000Z",
             const std::string& to = "20991231000000Z") {
    openssl(
        fmt::format("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out {}.key", name));
    openssl(
        fmt::format("req -new -config config -key {0}.key -subj '/CN=The {0}' -out {0}.csr", name));
    const std::string by = name == issuer ? "-selfsign" : fmt::format("-cert {}.pem", issuer);
    openssl(fmt::format(
        "ca -batch -notext -config config -in {0}.csr -out {0}.pem {1} -keyfile {2}.key "
        "-extensions {3} -startdate {4} -enddate {5}",
        name, by, issuer, section, from, to));
  }

  /// What an authority with the certificate answers, now.
  std::string reply_to(const std::string& request, const std::string& signer = "leaf") {
    test::write_file(folder_ / "request", request);
    openssl(fmt::format(
        "ts -reply -config config -queryfile request -signer {0}.pem -inkey {0}.key -out reply",
        signer));
    return test::bytes_of(folder_ / "reply");
  }

  /// What it would have answered at another time, under the serial number 7.
  std::string reply_at(Timestamp time, const std::string& request,
                       const std::string& signer = "leaf") {
    const std::unique_ptr<TS_RESP_CTX, void (*)(TS_RESP_CTX*)> context(TS_RESP_CTX_new(),
                                                                       TS_RESP_CTX_free);
    const std::unique_ptr<X509, void (*)(X509*)> certificate(
        PEM_read_bio_X509(memory(test::bytes_of(folder_ / (signer + ".pem"))).get(), nullptr,
                          nullptr, nullptr),
        X509_free);
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(
        PEM_read_bio_PrivateKey(memory(test::bytes_of(folder_ / (signer + ".key"))).get(), nullptr,
                                nullptr, nullptr),
        EVP_PKEY_free);
    const std::unique_ptr<ASN1_OBJECT, void (*)(ASN1_OBJECT*)> policy(OBJ_txt2obj("1.2.3.4.1", 1),
                                                                      ASN1_OBJECT_free);
    TS_RESP_CTX_set_serial_cb(context.get(), serial_seven, nullptr);
    TS_RESP_CTX_set_time_cb(context.get(), given_time, &time);
    TS_RESP_CTX_set_signer_cert(context.get(), certificate.get());
    TS_RESP_CTX_set_signer_key(context.get(), key.get());
    TS_RESP_CTX_set_signer_digest(context.get(), EVP_sha256());
    TS_RESP_CTX_set_def_policy(context.get(), policy.get());
    TS_RESP_CTX_add_md(context.get(), EVP_sha256());
    const Bio asked = memory(request);
    const std::unique_ptr<TS_RESP, void (*)(TS_RESP*)> reply(
        TS_RESP_create_response(context.get(), asked.get()), TS_RESP_free);
    unsigned char* bytes = nullptr;
    const int size = i2d_TS_RESP(reply.get(), &bytes);
    std::string der(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
  }

  /// The content of a reply, signed as a message by another certificate.
  std::string signed_anew(const std::string& reply, const std::string& signer) {
    test::write_file(folder_ / "reply", reply);
    openssl("ts -reply -in reply -token_out -out token");
    openssl("cms -verify -noverify -inform DER -in token -out content");
    openssl(
        fmt::format("cms -sign -binary -nodetach -cades -econtent_type 1.2.840.113549.1.9.16.1.4 "
                    "-signer {0}.pem -inkey {0}.key -in content -outform DER -out token",
                    signer));
    const std::string body =
        std::string("\x30\x03\x02\x01\x00", 5) + test::bytes_of(folder_ / "token");
    return std::string("\x30\x82", 2) + static_cast<char>(body.size() >> 8) +
           static_cast<char>(body.size() & 0xFF) + body;
  }

  test::fs::path root() const { return folder_ / "root.pem"; }

  test::TempDir folder_;

private:
  using Bio = std::unique_ptr<BIO, int (*)(BIO*)>;
  static Bio memory(const std::string& bytes) {
    Bio bio(BIO_new(BIO_s_mem()), BIO_free);
    BIO_write(bio.get(), bytes.data(), static_cast<int>(bytes.size()));
    return bio;
  }
};

TEST_F(TimestampToken, requests_are_understood_by_others) {
  for (const auto& [algorithm, name] :
       {std::pair{Algorithm::sha256, "sha256"}, std::pair{Algorithm::sha384, "sha384"},
        std::pair{Algorithm::sha512, "sha512"}}) {
    test::write_file(folder_ / "request", make_timestamp_request(digest(algorithm)));
    openssl("ts -query -in request -text");
    const std::string text = test::bytes_of(folder_ / "log");
    EXPECT_THAT(text, HasSubstr("Version: 1\n"));
    EXPECT_THAT(text, HasSubstr(std::string("Hash Algorithm: ") + name + "\n"));
    EXPECT_THAT(text, HasSubstr("0000 - aa aa aa aa aa aa aa aa-aa aa aa aa aa aa aa aa"));
    EXPECT_THAT(text, HasSubstr("Nonce: 0x"));
    EXPECT_THAT(text, HasSubstr("Certificate required: yes\n"));
  }
}

TEST(TimestampRequest, tells_its_digest) {
  for (const Algorithm algorithm : {Algorithm::sha256, Algorithm::sha384, Algorithm::sha512})
    EXPECT_EQ(requested_digest(make_timestamp_request(digest(algorithm))), digest(algorithm));
  const std::string request = make_timestamp_request(digest());
  for (std::size_t size = 0; size < request.size(); ++size)
    EXPECT_FALSE(requested_digest(request.substr(0, size))) << size;
  EXPECT_FALSE(requested_digest(request + "x"));
}

TEST(TimestampRequest, with_a_digest_of_a_wrong_length_tells_none) {
  const std::string sha("\x60\x86\x48\x01\x65\x03\x04\x02", 8);
  const std::string request = make_timestamp_request(digest());
  EXPECT_FALSE(requested_digest(replaced(request, sha + '\x01', sha + '\x03')));
}

TEST(TimestampRequest, is_another_each_time) {
  EXPECT_NE(make_timestamp_request(digest()), make_timestamp_request(digest()));
}

TEST(TimestampRequest, is_not_made_for_a_weak_digest) {
  for (const Algorithm algorithm : {Algorithm::md5, Algorithm::sha1})
    EXPECT_EQ(test::kind_of([algorithm] { make_timestamp_request(digest(algorithm)); }),
              ErrorKind::internal);
}

TEST(TimestampRequest, survives_any_bytes) {
  test::Random random;
  const std::string good = make_timestamp_request(digest());
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = good;
    bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    const std::optional<Digest> read = requested_digest(bytes);
    if (read) {
      EXPECT_THAT(bytes, HasSubstr(std::string(reinterpret_cast<const char*>(read->bytes().data()),
                                               read->bytes().size())));
    }
  }
}

TEST_F(TimestampToken, of_the_authority_is_good) {
  for (const Algorithm algorithm : {Algorithm::sha256, Algorithm::sha512}) {
    const std::string request = make_timestamp_request(digest(algorithm));
    const std::string reply = reply_to(request);
    const TimestampVerdict verdict = verify_timestamp(reply, request, root());
    EXPECT_TRUE(verdict.good) << verdict.reason;
    EXPECT_EQ(verdict.reason, "");
    EXPECT_EQ(verdict.serial, algorithm == Algorithm::sha256 ? "0B" : "0C");
    EXPECT_EQ(verdict.policy, "1.2.3.4.1");
    EXPECT_EQ(verdict.authority, "CN = The leaf");
    EXPECT_GT(verdict.time, Timestamp{1'600'000'000});
    const TimestampVerdict later = verify_timestamp_for(reply, digest(algorithm), root());
    EXPECT_TRUE(later.good) << later.reason;
    EXPECT_EQ(meaning(later), meaning(verdict));
  }
}

TEST_F(TimestampToken, tells_the_time_that_it_certifies) {
  const std::string request = make_timestamp_request(digest());
  const TimestampVerdict verdict = verify_timestamp(reply_at(kIn2005, request), request, root());
  EXPECT_TRUE(verdict.good) << verdict.reason;
  EXPECT_EQ(verdict.time, kIn2005);
  EXPECT_EQ(verdict.serial, "07");
}

TEST_F(TimestampToken, outlives_the_certificates_that_made_it) {
  issue("old", "root", "leaf", "20050101000000Z", "20060101000000Z");
  const std::string request = make_timestamp_request(digest());
  const TimestampVerdict verdict =
      verify_timestamp(reply_at(kIn2005, request, "old"), request, root());
  EXPECT_TRUE(verdict.good) << verdict.reason;
}

TEST_F(TimestampToken, of_a_certificate_that_was_not_valid_then_is_refused) {
  issue("old", "root", "leaf", "20040101000000Z", "20050101000000Z");
  issue("new", "root", "leaf", "20060101000000Z", "20991231000000Z");
  const std::string request = make_timestamp_request(digest());
  const TimestampVerdict expired =
      verify_timestamp(reply_at(kIn2005, request, "old"), request, root());
  EXPECT_FALSE(expired.good);
  EXPECT_THAT(expired.reason, HasSubstr("certificate has expired"));
  const TimestampVerdict early =
      verify_timestamp(reply_at(kIn2005, request, "new"), request, root());
  EXPECT_FALSE(early.good);
  EXPECT_THAT(early.reason, HasSubstr("certificate is not yet valid"));
}

TEST_F(TimestampToken, for_another_digest_is_refused) {
  const std::string request = make_timestamp_request(digest());
  const std::string reply = reply_to(request);
  for (const Digest& other : {digest(Algorithm::sha256, 'b'), digest(Algorithm::sha512)}) {
    const TimestampVerdict verdict = verify_timestamp_for(reply, other, root());
    EXPECT_FALSE(verdict.good);
    EXPECT_THAT(verdict.reason, HasSubstr("message imprint mismatch"));
    EXPECT_FALSE(verify_timestamp(reply, make_timestamp_request(other), root()).good);
  }
}

TEST_F(TimestampToken, of_another_request_is_refused) {
  const std::string reply = reply_to(make_timestamp_request(digest()));
  const TimestampVerdict verdict =
      verify_timestamp(reply, make_timestamp_request(digest()), root());
  EXPECT_FALSE(verdict.good);
  EXPECT_THAT(verdict.reason, HasSubstr("nonce mismatch"));
}

TEST_F(TimestampToken, without_a_proper_request_is_refused) {
  const std::string request = make_timestamp_request(digest());
  const std::string reply = reply_to(request);
  for (const std::string& wrong : {std::string(), request + "x", request.substr(1), reply}) {
    const TimestampVerdict verdict = verify_timestamp(reply, wrong, root());
    EXPECT_FALSE(verdict.good);
    EXPECT_THAT(verdict.reason, HasSubstr("not a time-stamp request"));
  }
}

TEST_F(TimestampToken, of_a_request_without_nonce_may_be_any_and_is_refused) {
  openssl("ts -query -sha256 -no_nonce -cert -digest " + digest().hex() + " -out bare");
  const std::string request = test::bytes_of(folder_ / "bare");
  const std::string reply = reply_to(request);
  EXPECT_FALSE(verify_timestamp(reply, request, root()).good);
  EXPECT_TRUE(verify_timestamp_for(reply, digest(), root()).good);
}

TEST_F(TimestampToken, of_an_authority_that_is_not_trusted_is_refused) {
  issue("other", "other", "root");
  const std::string request = make_timestamp_request(digest());
  const TimestampVerdict verdict =
      verify_timestamp(reply_to(request), request, folder_ / "other.pem");
  EXPECT_FALSE(verdict.good);
  EXPECT_THAT(verdict.reason, HasSubstr("unable to get local issuer certificate"));
  EXPECT_EQ(verdict.authority, "CN = The leaf");
}

TEST_F(TimestampToken, of_one_of_many_trusted_authorities_is_good) {
  issue("other", "other", "root");
  test::write_file(folder_ / "bundle.pem", "Trusted here:\n" +
                                               test::bytes_of(folder_ / "other.pem") +
                                               test::bytes_of(root()) + test::bytes_of(root()));
  const std::string request = make_timestamp_request(digest());
  EXPECT_TRUE(verify_timestamp(reply_to(request), request, folder_ / "bundle.pem").good);
}

TEST_F(TimestampToken, may_need_a_certificate_that_it_does_not_bring) {
  issue("middle", "root", "root");
  issue("low", "middle", "leaf");
  const std::string request = make_timestamp_request(digest());
  const std::string reply = reply_to(request, "low");
  EXPECT_FALSE(verify_timestamp(reply, request, root()).good);
  const TimestampVerdict verdict = verify_timestamp(reply, request, root(), folder_ / "middle.pem");
  EXPECT_TRUE(verdict.good) << verdict.reason;
  EXPECT_TRUE(verify_timestamp_for(reply, digest(), root(), folder_ / "middle.pem").good);
  EXPECT_FALSE(verify_timestamp(reply, request, folder_ / "leaf.pem", folder_ / "middle.pem").good)
      << "certificates between are not trusted themselves";
}

TEST_F(TimestampToken, by_a_certificate_for_something_else_is_refused) {
  issue("web", "root", "web");
  const std::string request = make_timestamp_request(digest());
  const std::string reply = reply_to(request);
  const TimestampVerdict same = verify_timestamp(signed_anew(reply, "leaf"), request, root());
  ASSERT_TRUE(same.good) << same.reason;
  const TimestampVerdict other = verify_timestamp(signed_anew(reply, "web"), request, root());
  EXPECT_FALSE(other.good);
  EXPECT_THAT(other.reason, MatchesRegex(".*(unsuitable|unsupported) certificate purpose.*"));
}

TEST_F(TimestampToken, that_was_not_granted_says_why) {
  const std::string request = make_timestamp_request(digest(Algorithm::sha384));
  const TimestampVerdict verdict = verify_timestamp(reply_to(request), request, root());
  EXPECT_FALSE(verdict.good);
  EXPECT_THAT(verdict.reason, HasSubstr("did not grant"));
  EXPECT_THAT(verdict.reason, HasSubstr("badAlg"));
}

TEST_F(TimestampToken, needs_certificates_that_can_be_read) {
  test::write_file(folder_ / "text",
                   "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  const auto verify = [](const test::fs::path& trusted, const test::fs::path& more) {
    return test::kind_of([&] { verify_timestamp_for("", digest(), trusted, more); });
  };
  EXPECT_EQ(verify(folder_ / "none", root()), ErrorKind::io);
  EXPECT_EQ(verify(root(), folder_ / "none"), ErrorKind::io);
  EXPECT_EQ(verify(folder_ / "text", root()), ErrorKind::usage);
  EXPECT_EQ(verify(folder_ / "leaf.key", root()), ErrorKind::usage);
}

TEST_F(TimestampToken, that_is_cut_or_goes_on_is_refused) {
  const std::string request = make_timestamp_request(digest());
  const std::string reply = reply_to(request);
  for (std::size_t size = 0; size < reply.size(); ++size) {
    const TimestampVerdict verdict = verify_timestamp(reply.substr(0, size), request, root());
    EXPECT_FALSE(verdict.good) << size;
    EXPECT_THAT(verdict.reason, HasSubstr("this is no time-stamp reply")) << size;
  }
  EXPECT_FALSE(verify_timestamp(reply + '\0', request, root()).good);
  EXPECT_FALSE(verify_timestamp(std::string(1'000'000, '\x30'), request, root()).good);
}

TEST_F(TimestampToken, made_of_random_bytes_is_refused) {
  test::Random random;
  for (int round = 0; round < 500; ++round) {
    const TimestampVerdict verdict =
        verify_timestamp_for(random.bytes(random.below(300)), digest(), root());
    EXPECT_FALSE(verdict.good);
    EXPECT_NE(verdict.reason, "");
  }
}

TEST_F(TimestampToken, with_a_bit_changed_in_what_is_signed_is_refused) {
  const std::string request = make_timestamp_request(digest());
  const std::string reply = reply_to(request);
  // From the digest to the end of the nonce: the serial number and the time stand between.
  const std::string nonce = request.substr(request.size() - 3 - 8, 8);
  const std::size_t begin = reply.find(std::string(32, '\xAA'));
  const std::size_t end = reply.find(nonce) + nonce.size();
  ASSERT_LT(begin, end);
  ASSERT_LT(end, reply.size());
  for (std::size_t i = begin; i < end; ++i) {
    std::string bytes = reply;
    bytes[i] = static_cast<char>(static_cast<unsigned char>(bytes[i]) ^ 1U);
    EXPECT_FALSE(verify_timestamp(bytes, request, root()).good) << i;
    EXPECT_FALSE(verify_timestamp_for(bytes, digest(), root()).good) << i;
  }
}

TEST_F(TimestampToken, with_an_attribute_of_a_wrong_type_is_refused) {
  const std::string request = make_timestamp_request(digest());
  const std::string reply = reply_to(request);
  const std::string message_digest = "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x04\x31\x22";
  const std::string signing_certificate("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x02\x2F\x31", 12);
  ASSERT_THAT(reply, HasSubstr(signing_certificate));
  const std::size_t at = reply.find(signing_certificate) + signing_certificate.size();
  // Behind the length, of one byte or two, stands the type of the value.
  const std::size_t type = at + (static_cast<unsigned char>(reply[at]) < 0x80 ? 1 : 2);
  ASSERT_EQ(reply[type], '\x30');
  std::string sequence_no_more = reply;
  sequence_no_more[type] = '\x04';
  for (const std::string& bytes :
       {replaced(reply, message_digest + "\x04", message_digest + "\x0C"), sequence_no_more}) {
    const TimestampVerdict verdict = verify_timestamp(bytes, request, root());
    EXPECT_FALSE(verdict.good);
    EXPECT_EQ(verdict.reason, "the time-stamp has a signed attribute of a wrong type");
  }
}

/// One to four bytes replaced, taken out or put in.
std::string mutated(std::string bytes, test::Random& random) {
  for (std::uint64_t left = 1 + random.below(4); left > 0 && !bytes.empty(); --left) {
    const std::size_t at = random.below(bytes.size());
    const std::uint64_t kind = random.below(8);
    bytes.replace(at, kind == 0 ? 0 : 1, kind == 1 ? std::string() : random.bytes(1));
  }
  return bytes;
}

TEST_F(TimestampToken, mutated_says_nothing_else_when_it_is_still_good) {
  const std::string request = make_timestamp_request(digest());
  const std::string reply = reply_to(request);
  const TimestampVerdict original = verify_timestamp(reply, request, root());
  ASSERT_TRUE(original.good) << original.reason;
  test::Random random;
  int good = 0;
  for (int round = 0; round < 2000; ++round) {
    const std::string bytes = mutated(reply, random);
    const TimestampVerdict verdict = verify_timestamp(bytes, request, root());
    if (!verdict.good) {
      EXPECT_NE(verdict.reason, "");
      continue;
    }
    // What is not signed may change, such as the order of sets and parameters that mean nothing.
    EXPECT_EQ(meaning(verdict), meaning(original));
    if (bytes != reply)
      ++good;
  }
  EXPECT_LT(good, 200) << "most of a reply is signed";
}

} // namespace
} // namespace delo
