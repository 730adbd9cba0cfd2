// Ed25519 keys with names, as signed notes have them (C2SP signed-note): one signs, the other,
// which may be published, verifies.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace delo {

/// Whether a key may be called so (C2SP signed-note, "Format"): UTF-8, not empty, without Unicode
/// spaces, control characters and plus signs.
bool is_key_name(std::string_view name);

/// The public half of a key.
class VerifierKey {
public:
  /// Reads "<name>+<key hash>+<base64 of 0x01 and the public key>", the key hash in eight
  /// hexadecimal digits. Nothing for other texts, other kinds of key, and a wrong key hash.
  static std::optional<VerifierKey> parse(std::string_view text);

  /// What parse() reads.
  std::string text() const;
  const std::string& name() const { return name_; }
  /// Four bytes that stand before each signature: the first of SHA-256 over the name, a line end,
  /// 0x01 and the public key.
  std::string hash() const;
  /// Whether these are the 64 bytes that the key made for the message (RFC 8032 5.1.7).
  bool verifies(std::string_view message, std::string_view signature) const;

  bool operator==(const VerifierKey&) const = default;

private:
  friend class SigningKey;
  std::string name_;
  std::array<std::uint8_t, 32> public_key_{};
};

/// A key that signs. Copies share the secret; it never changes.
class SigningKey {
public:
  /// A new key. Throws Error(usage) when is_key_name() is false.
  static SigningKey generate(std::string name);
  /// Reads what pem() writes, and names it. Nothing when it is no Ed25519 key, or is locked with a
  /// password. Throws Error(usage) when is_key_name() is false.
  static std::optional<SigningKey> from_pem(std::string_view pem, std::string name);

  /// The secret, unlocked, as PKCS#8 in PEM (RFC 8410 section 7).
  std::string pem() const;
  const std::string& name() const { return verifier_.name(); }
  const VerifierKey& verifier() const { return verifier_; }
  /// The 64 bytes of an Ed25519 signature (RFC 8032 5.1.6): the same each time.
  std::string sign(std::string_view message) const;

private:
  SigningKey(std::shared_ptr<evp_pkey_st> key, std::string name);
  std::shared_ptr<evp_pkey_st> key_;
  VerifierKey verifier_;
};

/// Writes the secret to a new file that only its owner may read (mode 0600): whole, or not at all.
/// Throws Error(usage) when the name is taken: a key is never replaced. Throws Error(io).
void save_key(const std::filesystem::path& path, const SigningKey& key);

/// Reads what save_key() wrote. Throws Error(io) when it cannot be read, and Error(usage) when it
/// holds no such key, or is_key_name() is false.
SigningKey load_key(const std::filesystem::path& path, std::string name);

} // namespace delo
