// Digest algorithms by all the names the standards give them, and digests themselves.
#pragma once

#include "delo/base/compact_store.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Weakest first. Of those of one length, the one that most tools know comes last.
enum class Algorithm : std::uint8_t {
  md5,
  sha1,
  sha3_224,
  sha512_224,
  sha224,
  blake2s256,
  sha3_256,
  sha512_256,
  sha256,
  sha3_384,
  sha384,
  blake2b512,
  sha3_512,
  sha512
};
inline constexpr std::size_t kAlgorithmCount = 14;

/// One algorithm in the words of each standard.
struct AlgorithmInfo {
  Algorithm algorithm;
  std::string_view bagit;  ///< in manifest names, RFC 8493 2.4: "sha512"
  std::string_view mets;   ///< METS CHECKSUMTYPE, "" where METS has no word for it
  std::string_view premis; ///< PREMIS messageDigestAlgorithm (Library of Congress vocabulary)
  std::string_view engine; ///< the name the crypto library knows
  std::size_t bytes;       ///< length of a digest
  bool weak;               ///< finds accidents but not attackers: never the only one we write
};

/// All algorithms, weakest first.
std::span<const AlgorithmInfo> algorithms();
const AlgorithmInfo& info(Algorithm algorithm);
/// By BagIt name as RFC 8493 2.4 compares it: regardless of case and of what is no letter or digit
/// ("sha512", "SHA-512", "sha3_256"). BLAKE2 without a length is the longest.
std::optional<Algorithm> algorithm_from_bagit(std::string_view name);
/// By METS CHECKSUMTYPE.
std::optional<Algorithm> algorithm_from_mets(std::string_view name);

/// By PREMIS messageDigestAlgorithm, which people write in many ways: "SHA-512", "sha512", "Sha
/// 512".
std::optional<Algorithm> algorithm_from_premis(std::string_view name);

/// A set of algorithms.
class AlgorithmSet {
public:
  AlgorithmSet() = default;
  AlgorithmSet(std::initializer_list<Algorithm> list) {
    for (const Algorithm a : list)
      insert(a);
  }
  void insert(Algorithm a) { bits_ = static_cast<std::uint16_t>(bits_ | bit(a)); }
  void insert(AlgorithmSet other) { bits_ = static_cast<std::uint16_t>(bits_ | other.bits_); }
  bool contains(Algorithm a) const { return (bits_ & bit(a)) != 0; }
  bool empty() const { return bits_ == 0; }
  /// Weakest first.
  std::vector<Algorithm> list() const;
  /// The strongest member; the set must not be empty.
  Algorithm strongest() const;
  bool operator==(const AlgorithmSet&) const = default;

private:
  static std::uint16_t bit(Algorithm a) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(a));
  }
  std::uint16_t bits_ = 0; ///< one for each Algorithm
};

/// One digest. Values compare equal only when the algorithm does, too.
class Digest {
public:
  /// `bytes` must be as long as the algorithm says, or Error(internal).
  Digest(Algorithm algorithm, std::span<const std::byte> bytes);
  /// Reads hexadecimal digits in either case; nothing when length or digits are wrong.
  static std::optional<Digest> from_hex(Algorithm algorithm, std::string_view hex);

  Algorithm algorithm() const { return algorithm_; }
  /// As many as the algorithm says.
  std::span<const std::byte> bytes() const;
  /// Lower-case hexadecimal.
  std::string hex() const;
  auto operator<=>(const Digest&) const = default;

private:
  static constexpr std::size_t kMostBytes = 64;
  explicit Digest(Algorithm algorithm) : algorithm_(algorithm) {}
  Algorithm algorithm_;
  std::array<std::byte, kMostBytes> bytes_{};
};

/// The digests of one file, at most one for each algorithm.
class [[nodiscard]] DigestSet {
public:
  void insert(const Digest& digest);
  const Digest* find(Algorithm algorithm) const;
  bool empty() const { return digests_.empty(); }
  auto begin() const { return digests_.begin(); }
  auto end() const { return digests_.end(); }
  bool operator==(const DigestSet&) const = default;
  void write(FieldWriter& fields) const;
  static DigestSet read(FieldReader& fields);
  /// The bytes of one of the digests that write() wrote, where they lie; empty when it is not among
  /// them.
  static std::string_view bytes_in(FieldReader& fields, Algorithm algorithm);

private:
  std::vector<Digest> digests_;
};

} // namespace delo
