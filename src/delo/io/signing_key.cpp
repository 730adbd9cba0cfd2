#include "delo/io/signing_key.hpp"

#include "delo/base/atomic_file.hpp"
#include "delo/base/base64.hpp"
#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/hasher.hpp"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <unicode/uchar.h>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace delo {
namespace {

/// "Signature types" of C2SP signed-note.
constexpr char kEd25519 = 0x01;
constexpr std::size_t kKeySize = 32;
constexpr std::size_t kSignatureSize = 64;
constexpr std::size_t kKeyHashSize = 4;
constexpr std::uint64_t kLongestKeyFile = std::uint64_t{64} * 1024;

using Bio = std::unique_ptr<BIO, int (*)(BIO*)>;
using Context = std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)>;

void check(bool ok, std::string_view what) {
  if (!ok)
    throw Error(ErrorKind::internal, fmt::format("the crypto library could not {}", what));
}

const unsigned char* unsigned_bytes(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes)
    text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return text;
}

void check_name(std::string_view name) {
  if (!is_key_name(name))
    throw Error(ErrorKind::usage, fmt::format("a key cannot be called \"{}\"", display_name(name)),
                "a name of a key has no spaces and no plus sign, such as archive.example/audit");
}

/// Nobody is asked for a password.
int no_password(char*, int, int, void*) {
  return -1;
}

/// A file that has no name yet; it goes away unless it gets one.
class PrivateFile {
public:
  explicit PrivateFile(const std::filesystem::path& target)
      : path_(target.parent_path() / (".delo-tmp-" + random_name())) {
    // AtomicFile would let others read it as long as it takes to forbid that.
    fd_ = Fd(uninterrupted(
        [this] { return ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600); }));
    if (!fd_)
      throw io_error("write", target.native(), errno);
  }
  ~PrivateFile() { ::unlink(path_.c_str()); }
  PrivateFile(const PrivateFile&) = delete;
  PrivateFile& operator=(const PrivateFile&) = delete;

  int fd() const { return fd_.get(); }
  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
  Fd fd_;
};

} // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || !is_utf8(name) || name.find('+') != std::string_view::npos)
    return false;
  for (std::size_t i = 0; i < name.size();) {
    const std::int32_t c = next_code_point(name, i);
    if (u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR)
      return false;
  }
  return true;
}

std::optional<VerifierKey> VerifierKey::parse(std::string_view text) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos || !is_key_name(text.substr(0, first)))
    return std::nullopt;
  const std::optional<std::string> encoded = from_base64(text.substr(second + 1));
  if (!encoded || encoded->size() != 1 + kKeySize || encoded->front() != kEd25519)
    return std::nullopt;
  VerifierKey key;
  key.name_ = text.substr(0, first);
  std::copy(encoded->begin() + 1, encoded->end(), key.public_key_.begin());
  if (ascii_lower(text.substr(first + 1, second - first - 1)) != hex(key.hash()))
    return std::nullopt;
  return key;
}

std::string VerifierKey::text() const {
  std::string encoded(1, kEd25519);
  encoded.append(public_key_.begin(), public_key_.end());
  return fmt::format("{}+{}+{}", name_, hex(hash()), base64(encoded));
}

std::string VerifierKey::hash() const {
  Hasher hasher;
  hasher.start({Algorithm::sha256});
  hasher.update(name_);
  hasher.update(std::string{'\n', kEd25519});
  hasher.update({reinterpret_cast<const char*>(public_key_.data()), public_key_.size()});
  const DigestSet digests = hasher.finish();
  const auto bytes = digests.find(Algorithm::sha256)->bytes();
  return {reinterpret_cast<const char*>(bytes.data()), kKeyHashSize};
}

bool VerifierKey::verifies(std::string_view message, std::string_view signature) const {
  if (signature.size() != kSignatureSize)
    return false;
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, public_key_.data(),
                                  public_key_.size()),
      EVP_PKEY_free);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  check(key && context &&
            EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1,
        "verify an Ed25519 signature");
  const bool good = EVP_DigestVerify(context.get(), unsigned_bytes(signature), signature.size(),
                                     unsigned_bytes(message), message.size()) == 1;
  ERR_clear_error();
  return good;
}

SigningKey::SigningKey(std::shared_ptr<evp_pkey_st> key, std::string name) : key_(std::move(key)) {
  verifier_.name_ = std::move(name);
  std::size_t size = verifier_.public_key_.size();
  check(EVP_PKEY_get_raw_public_key(key_.get(), verifier_.public_key_.data(), &size) == 1,
        "tell a public key");
}

SigningKey SigningKey::generate(std::string name) {
  check_name(name);
  std::shared_ptr<EVP_PKEY> key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free);
  check(key != nullptr, "make an Ed25519 key");
  return {std::move(key), std::move(name)};
}

std::optional<SigningKey> SigningKey::from_pem(std::string_view pem, std::string name) {
  check_name(name);
  if (pem.size() > kLongestKeyFile)
    return std::nullopt;
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  check(bio != nullptr, "read a key");
  std::shared_ptr<EVP_PKEY> key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr),
                                EVP_PKEY_free);
  ERR_clear_error();
  if (!key || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519)
    return std::nullopt;
  return SigningKey(std::move(key), std::move(name));
}

std::string SigningKey::pem() const {
  const Bio bio(BIO_new(BIO_s_mem()), BIO_free);
  check(bio && PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr,
                                             nullptr) == 1,
        "write a key");
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

std::string SigningKey::sign(std::string_view message) const {
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::string signature(kSignatureSize, '\0');
  std::size_t size = signature.size();
  check(context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
            EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                           unsigned_bytes(message), message.size()) == 1 &&
            size == signature.size(),
        "sign with an Ed25519 key");
  return signature;
}

void save_key(const std::filesystem::path& path, const SigningKey& key) {
  const PrivateFile file(path);
  write_all(file.fd(), key.pem(), path.native());
  sync_fd(file.fd(), path.native());
  try {
    publish(file.path(), path, Overwrite::no);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::usage)
      throw;
    // Its hint would name a flag that does not hold here.
    throw Error(ErrorKind::usage, error.message(),
                "a key is never replaced, since what it signed could not be continued: choose "
                "another path, or use the key that is there");
  }
}

SigningKey load_key(const std::filesystem::path& path, std::string name) {
  std::optional<SigningKey> key =
      SigningKey::from_pem(read_file(path, kLongestKeyFile), std::move(name));
  if (!key)
    throw Error(
        ErrorKind::usage,
        fmt::format("{} holds no Ed25519 key that can be used", display_name(path.native())),
        "a private key in PEM (PKCS#8) without a password is needed");
  return std::move(*key);
}

} // namespace delo
