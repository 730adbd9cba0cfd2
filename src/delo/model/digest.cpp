#include "delo/model/digest.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <algorithm>
#include <utility>

namespace delo {
namespace {

constexpr std::array<AlgorithmInfo, kAlgorithmCount> kAlgorithms{{
    {Algorithm::md5, "md5", "MD5", "MD5", "MD5", 16, true},
    {Algorithm::sha1, "sha1", "SHA-1", "SHA-1", "SHA1", 20, true},
    {Algorithm::sha3_224, "sha3224", "", "SHA3-224", "SHA3-224", 28, false},
    {Algorithm::sha512_224, "sha512224", "", "SHA-512/224", "SHA512-224", 28, false},
    {Algorithm::sha224, "sha224", "", "SHA-224", "SHA224", 28, false},
    {Algorithm::blake2s256, "blake2s256", "", "BLAKE2s-256", "BLAKE2S-256", 32, false},
    {Algorithm::sha3_256, "sha3256", "", "SHA3-256", "SHA3-256", 32, false},
    {Algorithm::sha512_256, "sha512256", "", "SHA-512/256", "SHA512-256", 32, false},
    {Algorithm::sha256, "sha256", "SHA-256", "SHA-256", "SHA256", 32, false},
    {Algorithm::sha3_384, "sha3384", "", "SHA3-384", "SHA3-384", 48, false},
    {Algorithm::sha384, "sha384", "SHA-384", "SHA-384", "SHA384", 48, false},
    {Algorithm::blake2b512, "blake2b512", "", "BLAKE2b-512", "BLAKE2B-512", 64, false},
    {Algorithm::sha3_512, "sha3512", "", "SHA3-512", "SHA3-512", 64, false},
    {Algorithm::sha512, "sha512", "SHA-512", "SHA-512", "SHA512", 64, false},
}};

/// What tools call an algorithm that has another name here.
constexpr std::array<std::pair<std::string_view, Algorithm>, 2> kOtherNames{{
    {"blake2b", Algorithm::blake2b512},
    {"blake2s", Algorithm::blake2s256},
}};

constexpr std::uint8_t kNoHex = 0x10;

/// What a digit stands for. Without a table and without a branch, so that many are done at once: a
/// manifest of a million lines has more than a hundred on each.
constexpr std::uint8_t hex_value(char c) {
  const auto digit = static_cast<std::uint8_t>(c - '0');
  const auto letter = static_cast<std::uint8_t>((c | 0x20) - 'a');
  const std::uint8_t of_letter = letter < 6 ? static_cast<std::uint8_t>(letter + 10) : kNoHex;
  return digit < 10 ? digit : of_letter;
}

} // namespace

std::span<const AlgorithmInfo> algorithms() {
  return kAlgorithms;
}

const AlgorithmInfo& info(Algorithm algorithm) {
  return kAlgorithms[static_cast<std::size_t>(algorithm)];
}

std::optional<Algorithm> algorithm_from_bagit(std::string_view name) {
  std::string word;
  for (const char c : ascii_lower(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      word += c;
  for (const AlgorithmInfo& row : kAlgorithms)
    if (row.bagit == word)
      return row.algorithm;
  for (const auto& [other, algorithm] : kOtherNames)
    if (other == word)
      return algorithm;
  return std::nullopt;
}

std::optional<Algorithm> algorithm_from_mets(std::string_view name) {
  for (const AlgorithmInfo& row : kAlgorithms)
    if (!row.mets.empty() && row.mets == name)
      return row.algorithm;
  return std::nullopt;
}

std::optional<Algorithm> algorithm_from_premis(std::string_view name) {
  std::string word;
  for (const char c : name)
    if (c != '-' && c != '_' && c != ' ')
      word += c;
  return algorithm_from_bagit(word);
}

std::vector<Algorithm> AlgorithmSet::list() const {
  std::vector<Algorithm> members;
  for (const AlgorithmInfo& row : kAlgorithms)
    if (contains(row.algorithm))
      members.push_back(row.algorithm);
  return members;
}

Algorithm AlgorithmSet::strongest() const {
  const auto members = list();
  if (members.empty())
    throw Error(ErrorKind::internal, "an empty set of digest algorithms has no strongest member");
  return members.back();
}

Digest::Digest(Algorithm algorithm, std::span<const std::byte> bytes) : algorithm_(algorithm) {
  if (bytes.size() != info(algorithm).bytes)
    throw Error(ErrorKind::internal, "a digest has the wrong length");
  std::copy(bytes.begin(), bytes.end(), bytes_.begin());
}

std::optional<Digest> Digest::from_hex(Algorithm algorithm, std::string_view hex) {
  if (hex.size() != 2 * info(algorithm).bytes)
    return std::nullopt;
  std::array<std::uint8_t, 2 * kMostBytes> values;
  std::uint8_t met = 0;
  for (std::size_t i = 0; i < hex.size(); ++i) {
    values[i] = hex_value(hex[i]);
    met |= values[i];
  }
  if ((met & kNoHex) != 0)
    return std::nullopt;
  Digest digest(algorithm);
  for (std::size_t i = 0; i < hex.size() / 2; ++i)
    digest.bytes_[i] = static_cast<std::byte>(values[2 * i] << 4 | values[2 * i + 1]);
  return digest;
}

std::span<const std::byte> Digest::bytes() const {
  return std::span(bytes_).first(info(algorithm_).bytes);
}

std::string Digest::hex() const {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  const std::size_t bytes = info(algorithm_).bytes;
  std::string text(2 * bytes, '0');
  for (std::size_t i = 0; i < bytes; ++i) {
    text[2 * i] = kDigits[std::to_integer<std::size_t>(bytes_[i] >> 4)];
    text[2 * i + 1] = kDigits[std::to_integer<std::size_t>(bytes_[i] & std::byte{15})];
  }
  return text;
}

void DigestSet::insert(const Digest& digest) {
  if (!find(digest.algorithm()))
    digests_.push_back(digest);
}

void DigestSet::write(FieldWriter& fields) const {
  fields.number(digests_.size());
  for (const Digest& digest : digests_) {
    fields.number(static_cast<std::uint64_t>(digest.algorithm()));
    const auto bytes = digest.bytes();
    fields.raw({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }
}
DigestSet DigestSet::read(FieldReader& fields) {
  DigestSet set;
  for (auto left = fields.number(); left > 0; --left) {
    const auto algorithm = fields.number_as<Algorithm>();
    const std::string_view bytes = fields.raw(info(algorithm).bytes);
    set.digests_.emplace_back(algorithm, std::as_bytes(std::span(bytes)));
  }
  return set;
}
std::string_view DigestSet::bytes_in(FieldReader& fields, Algorithm algorithm) {
  for (auto left = fields.number(); left > 0; --left) {
    const auto met = fields.number_as<Algorithm>();
    const std::string_view bytes = fields.raw(info(met).bytes);
    if (met == algorithm)
      return bytes;
  }
  return {};
}
const Digest* DigestSet::find(Algorithm algorithm) const {
  const auto found = std::find_if(digests_.begin(), digests_.end(), [algorithm](const Digest& d) {
    return d.algorithm() == algorithm;
  });
  return found == digests_.end() ? nullptr : &*found;
}

} // namespace delo
