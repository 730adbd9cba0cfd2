#include "delo/io/timestamp_token.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>
#include <openssl/asn1.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include <time.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

namespace delo {
namespace {

constexpr std::size_t kLongestReply = std::size_t{256} * 1024;
constexpr std::uint64_t kLongestCertificates = std::uint64_t{16} * 1024 * 1024;
constexpr std::size_t kLongestReason = 500;

template <auto Function>
struct Free {
  template <typename T>
  void operator()(T* object) const {
    Function(object);
  }
};
struct FreeCertificates {
  void operator()(STACK_OF(X509) * list) const { sk_X509_pop_free(list, X509_free); }
};
struct FreeInfos {
  void operator()(STACK_OF(X509_INFO) * list) const { sk_X509_INFO_pop_free(list, X509_INFO_free); }
};
/// The signers belong to the token.
struct FreeList {
  void operator()(STACK_OF(X509) * list) const { sk_X509_free(list); }
};

using Request = std::unique_ptr<TS_REQ, Free<TS_REQ_free>>;
using Reply = std::unique_ptr<TS_RESP, Free<TS_RESP_free>>;
using Store = std::unique_ptr<X509_STORE, Free<X509_STORE_free>>;
using Bio = std::unique_ptr<BIO, Free<BIO_free>>;
using Certificates = std::unique_ptr<STACK_OF(X509), FreeCertificates>;

void check(bool ok, std::string_view what) {
  if (!ok)
    throw Error(ErrorKind::internal, fmt::format("the crypto library could not {}", what));
}

struct ImprintRow {
  Algorithm algorithm;
  int nid;
};
constexpr std::array<ImprintRow, 3> kImprints{{
    {Algorithm::sha256, NID_sha256},
    {Algorithm::sha384, NID_sha384},
    {Algorithm::sha512, NID_sha512},
}};

/// OpenSSL's words for what went wrong, the deepest first; its queue is empty afterwards.
std::string engine_reason() {
  std::string text;
  const char* data = nullptr;
  int flags = 0;
  while (const unsigned long code = ERR_get_error_all(nullptr, nullptr, nullptr, &data, &flags)) {
    const char* reason = ERR_reason_error_string(code);
    if (text.size() > kLongestReason)
      continue;
    text += text.empty() ? "" : "; ";
    text += reason ? reason : "unknown error";
    if ((flags & ERR_TXT_STRING) != 0 && data && *data != '\0')
      text += fmt::format(" ({})", data);
  }
  return display_name(std::string_view(text).substr(0, kLongestReason));
}

TimestampVerdict refuse(TimestampVerdict verdict, std::string reason) {
  const std::string detail = engine_reason();
  verdict.good = false;
  verdict.reason = std::move(reason);
  if (!detail.empty())
    verdict.reason += ": " + detail;
  return verdict;
}

/// An object from all of the bytes; null for anything else.
template <typename T>
T* parse_whole(T* (*parse)(T**, const unsigned char**, long), void (*free)(T*),
               std::string_view der) {
  if (der.size() > kLongestReply)
    return nullptr;
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const unsigned char* const end = at + der.size();
  T* object = parse(nullptr, &at, static_cast<long>(der.size()));
  if (object && at != end) {
    free(object);
    return nullptr;
  }
  return object;
}

void set_imprint(TS_REQ* request, const Digest& digest) {
  int nid = NID_undef;
  for (const ImprintRow& row : kImprints)
    if (row.algorithm == digest.algorithm())
      nid = row.nid;
  check(nid != NID_undef, "ask for a time-stamp of a digest of this kind");
  const std::unique_ptr<X509_ALGOR, Free<X509_ALGOR_free>> algorithm(X509_ALGOR_new());
  const std::unique_ptr<TS_MSG_IMPRINT, Free<TS_MSG_IMPRINT_free>> imprint(TS_MSG_IMPRINT_new());
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  std::size_t size = 0;
  for (const std::byte byte : digest.bytes())
    bytes[size++] = std::to_integer<unsigned char>(byte);
  check(algorithm && imprint &&
            X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(nid), V_ASN1_NULL, nullptr) == 1 &&
            TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
            TS_MSG_IMPRINT_set_msg(imprint.get(), bytes.data(), static_cast<int>(size)) == 1 &&
            TS_REQ_set_msg_imprint(request, imprint.get()) == 1,
        "make a time-stamp request");
}

Request request_for(const Digest& digest) {
  Request request(TS_REQ_new());
  check(request && TS_REQ_set_version(request.get(), 1) == 1 &&
            TS_REQ_set_cert_req(request.get(), 1) == 1,
        "make a time-stamp request");
  set_imprint(request.get(), digest);
  return request;
}

void set_nonce(TS_REQ* request) {
  std::uint64_t bits = 0;
  const std::unique_ptr<ASN1_INTEGER, Free<ASN1_INTEGER_free>> nonce(ASN1_INTEGER_new());
  check(nonce && RAND_bytes(reinterpret_cast<unsigned char*>(&bits), sizeof bits) == 1 &&
            ASN1_INTEGER_set_uint64(nonce.get(), bits) == 1 &&
            TS_REQ_set_nonce(request, nonce.get()) == 1,
        "make a nonce");
}

/// Nobody is asked for a password.
int no_password(char*, int, int, void*) {
  return -1;
}

/// The certificates of a file in PEM; what else it holds is passed over.
Certificates read_certificates(const std::filesystem::path& path) {
  const std::string text = read_file(path, kLongestCertificates);
  const Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  Certificates list(sk_X509_new_null());
  check(bio && list, "read certificates");
  const std::unique_ptr<STACK_OF(X509_INFO), FreeInfos> infos(
      PEM_X509_INFO_read_bio(bio.get(), nullptr, no_password, nullptr));
  ERR_clear_error();
  for (int i = 0; infos && i < sk_X509_INFO_num(infos.get()); ++i)
    if (X509* certificate = sk_X509_INFO_value(infos.get(), i)->x509)
      check(X509_up_ref(certificate) == 1 && sk_X509_push(list.get(), certificate) > 0,
            "keep a certificate");
  if (sk_X509_num(list.get()) == 0)
    throw Error(
        ErrorKind::usage,
        fmt::format("{} holds no certificates that can be read", display_name(path.native())),
        "certificates in PEM are needed: texts that begin with -----BEGIN CERTIFICATE-----");
  return list;
}

Store make_store(const Certificates& trusted, Timestamp time) {
  Store store(X509_STORE_new());
  check(store != nullptr, "make a store of certificates");
  for (int i = 0; i < sk_X509_num(trusted.get()); ++i)
    check(X509_STORE_add_cert(store.get(), sk_X509_value(trusted.get(), i)) == 1,
          "store a certificate");
  X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()), time.seconds);
  return store;
}

std::string bio_text(const Bio& bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &bytes);
  return display_name({bytes, static_cast<std::size_t>(size)});
}

std::string serial_text(const ASN1_INTEGER* serial) {
  const Bio bio(BIO_new(BIO_s_mem()));
  return bio && serial && i2a_ASN1_INTEGER(bio.get(), serial) > 0 ? bio_text(bio) : std::string();
}

std::string policy_text(const ASN1_OBJECT* policy) {
  std::array<char, 256> text{};
  const int size = OBJ_obj2txt(text.data(), static_cast<int>(text.size()), policy, 1);
  return size > 0 ? std::string(text.data()) : std::string();
}

std::string signer_text(PKCS7* token, STACK_OF(X509) * more) {
  const std::unique_ptr<STACK_OF(X509), FreeList> signers(PKCS7_get0_signers(token, more, 0));
  const Bio bio(BIO_new(BIO_s_mem()));
  constexpr unsigned long kForm = XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB;
  if (!signers || !bio || sk_X509_num(signers.get()) != 1 ||
      X509_NAME_print_ex(bio.get(), X509_get_subject_name(sk_X509_value(signers.get(), 0)), 0,
                         kForm) < 0)
    return {};
  return bio_text(bio);
}

std::optional<Timestamp> time_of(TS_TST_INFO* info) {
  const ASN1_GENERALIZEDTIME* time = TS_TST_INFO_get_time(info);
  struct tm parts {};
  if (!time || ASN1_TIME_to_tm(time, &parts) != 1) // without a time it would give that of now
    return std::nullopt;
  return Timestamp{::timegm(&parts)};
}

struct AttributeRow {
  int nid;
  int type;
};
/// Signed attributes that OpenSSL looks into; before 3.0.19 it did so whatever their type, and fell
/// over what is no pointer (CVE-2025-69420, CVE-2026-22796).
constexpr std::array<AttributeRow, 4> kAttributes{{
    {NID_pkcs9_contentType, V_ASN1_OBJECT},
    {NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING},
    {NID_id_smime_aa_signingCertificate, V_ASN1_SEQUENCE},
    {NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE},
}};

bool attributes_have_their_types(PKCS7* token) {
  STACK_OF(PKCS7_SIGNER_INFO)* signers = PKCS7_get_signer_info(token);
  for (int i = 0; signers && i < sk_PKCS7_SIGNER_INFO_num(signers); ++i)
    for (const AttributeRow& row : kAttributes) {
      const ASN1_TYPE* value =
          PKCS7_get_signed_attribute(sk_PKCS7_SIGNER_INFO_value(signers, i), row.nid);
      if (value && ASN1_TYPE_get(value) != row.type)
        return false;
    }
  return true;
}

bool is_granted(TS_RESP* reply) {
  const ASN1_INTEGER* status = TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(reply));
  std::uint64_t number = 0;
  return ASN1_INTEGER_get_uint64(&number, status) == 1 &&
         (number == TS_STATUS_GRANTED || number == TS_STATUS_GRANTED_WITH_MODS);
}

/// Everything that RFC 3161 asks a requester to compare; true when nothing is wrong.
bool passes(TS_RESP* reply, TS_REQ* request, Store store, Certificates more) {
  const std::unique_ptr<TS_VERIFY_CTX, Free<TS_VERIFY_CTX_free>> context(
      TS_REQ_to_TS_VERIFY_CTX(request, nullptr));
  check(context != nullptr, "compare a time-stamp");
  TS_VERIFY_CTX_add_flags(context.get(), TS_VFY_SIGNATURE);
  TS_VERIFY_CTX_set_store(context.get(), store.release()); // the context owns both from now on
  if (more)
    TS_VERIFY_CTX_set_certs(context.get(), more.release());
  return TS_RESP_verify_response(context.get(), reply) == 1;
}

TimestampVerdict judge(std::string_view reply_der, TS_REQ* request,
                       const std::filesystem::path& ca_pem,
                       const std::optional<std::filesystem::path>& untrusted_pem) {
  const Certificates trusted = read_certificates(ca_pem);
  Certificates more = untrusted_pem ? read_certificates(*untrusted_pem) : Certificates();
  ERR_clear_error();
  const Reply reply(parse_whole(d2i_TS_RESP, TS_RESP_free, reply_der));
  if (!reply)
    return refuse({}, "this is no time-stamp reply");
  TimestampVerdict verdict;
  if (!is_granted(reply.get())) {
    passes(reply.get(), request, make_store(trusted, {}), nullptr); // it words the refusal
    return refuse(verdict, "the authority did not grant the time-stamp");
  }
  TS_TST_INFO* info = TS_RESP_get_tst_info(reply.get());
  PKCS7* token = TS_RESP_get_token(reply.get());
  if (!info || !token)
    return refuse(verdict, "there is no time-stamp in the reply");
  verdict.serial = serial_text(TS_TST_INFO_get_serial(info));
  verdict.policy = policy_text(TS_TST_INFO_get_policy_id(info));
  verdict.authority = signer_text(token, more.get());
  const std::optional<Timestamp> time = time_of(info);
  if (!time)
    return refuse(verdict, "the time-stamp has no time that can be read");
  verdict.time = *time;
  if (!attributes_have_their_types(token))
    return refuse(verdict, "the time-stamp has a signed attribute of a wrong type");
  verdict.good = passes(reply.get(), request, make_store(trusted, *time), std::move(more));
  if (!verdict.good)
    return refuse(verdict, "the time-stamp does not prove it");
  ERR_clear_error();
  return verdict;
}

} // namespace

std::string make_timestamp_request(const Digest& digest) {
  const Request request = request_for(digest);
  set_nonce(request.get());
  unsigned char* bytes = nullptr;
  const int size = i2d_TS_REQ(request.get(), &bytes);
  check(size > 0, "write a time-stamp request");
  std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}

std::optional<Digest> requested_digest(std::string_view request_der) {
  const Request request(parse_whole(d2i_TS_REQ, TS_REQ_free, request_der));
  ERR_clear_error();
  TS_MSG_IMPRINT* imprint = request ? TS_REQ_get_msg_imprint(request.get()) : nullptr;
  if (!imprint)
    return std::nullopt;
  const ASN1_OBJECT* algorithm = nullptr;
  X509_ALGOR_get0(&algorithm, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
  const ASN1_OCTET_STRING* message = TS_MSG_IMPRINT_get_msg(imprint);
  const std::span bytes(ASN1_STRING_get0_data(message),
                        static_cast<std::size_t>(ASN1_STRING_length(message)));
  for (const ImprintRow& row : kImprints)
    if (row.nid == OBJ_obj2nid(algorithm) && bytes.size() == info(row.algorithm).bytes)
      return Digest(row.algorithm, std::as_bytes(bytes));
  return std::nullopt;
}

TimestampVerdict verify_timestamp(std::string_view reply_der, std::string_view request_der,
                                  const std::filesystem::path& ca_pem,
                                  const std::optional<std::filesystem::path>& untrusted_pem) {
  const Request request(parse_whole(d2i_TS_REQ, TS_REQ_free, request_der));
  if (!request || !TS_REQ_get_nonce(request.get()))
    return refuse({}, "the request is not a time-stamp request with a nonce");
  return judge(reply_der, request.get(), ca_pem, untrusted_pem);
}

TimestampVerdict verify_timestamp_for(std::string_view reply_der, const Digest& digest,
                                      const std::filesystem::path& ca_pem,
                                      const std::optional<std::filesystem::path>& untrusted_pem) {
  return judge(reply_der, request_for(digest).get(), ca_pem, untrusted_pem);
}

} // namespace delo
