#include "delo/formats/digest_list/digest_line.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace delo {
namespace {

constexpr std::string_view kHex = "0123456789abcdefABCDEF";
constexpr std::size_t kShown = 100; ///< of a text in a message

/// Without a tag, the algorithms that are told by the length of their digests.
constexpr std::array<Algorithm, 6> kByLength{Algorithm::md5,    Algorithm::sha1,
                                             Algorithm::sha224, Algorithm::sha256,
                                             Algorithm::sha384, Algorithm::sha512};

DigestLine fault(std::string words) {
  DigestLine line;
  line.fault = std::move(words);
  return line;
}

std::string shown(std::string_view text) {
  return display_name(text.substr(0, kShown));
}

std::optional<Algorithm> algorithm_of_length(std::size_t digits, std::optional<Algorithm> hint) {
  if (hint && 2 * info(*hint).bytes == digits)
    return hint;
  for (const Algorithm algorithm : kByLength)
    if (2 * info(algorithm).bytes == digits)
      return algorithm;
  return std::nullopt;
}

std::optional<std::string> unescaped(std::string_view text) {
  std::string name;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      name += text[i];
      continue;
    }
    static constexpr std::string_view kWritten = "\\nr";
    static constexpr std::string_view kMeant = "\\\n\r";
    const std::size_t which = ++i < text.size() ? kWritten.find(text[i]) : std::string_view::npos;
    if (which == std::string_view::npos)
      return std::nullopt;
    name += kMeant[which];
  }
  return name;
}

DigestLine with_name(Algorithm algorithm, std::string_view hex, std::string_view name,
                     bool is_escaped) {
  const auto digest = Digest::from_hex(algorithm, hex);
  if (!digest)
    return fault(fmt::format("\"{}\" is no digest of {}", shown(hex), info(algorithm).premis));
  auto plain = is_escaped ? unescaped(name) : std::string(name);
  if (!plain)
    return fault("the line begins with \"\\\", and its name has a \"\\\" before another character "
                 "than \"\\\", \"n\" or \"r\"");
  if (plain->empty() || plain->find('\0') != std::string::npos)
    return fault(plain->empty() ? "there is no name" : "the name holds a NUL byte");
  DigestLine line;
  line.name = std::move(*plain);
  line.digests.insert(*digest);
  return line;
}

/// "SHA2-256" of openssl is SHA256; all else has one name.
std::optional<Algorithm> algorithm_of_tag(std::string_view tag) {
  std::string word(tag);
  if (word.starts_with("SHA2-"))
    word.erase(3, 1);
  return algorithm_from_bagit(word);
}

/// "SHA256 (name) = digest"; nothing when the line is not of that form at all. The name may hold
/// what ends it, so its last ")" counts.
std::optional<DigestLine> read_tagged(std::string_view line, bool is_escaped) {
  const std::size_t open = line.find('(');
  const std::size_t close = line.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return std::nullopt;
  std::string_view hex = trim(line.substr(close + 1));
  const std::string_view tag = trim(line.substr(0, open));
  if (!hex.starts_with('=') || tag.empty() || tag.find_first_of(" \t") != std::string_view::npos)
    return std::nullopt;
  hex = trim(hex.substr(1));
  const auto algorithm = algorithm_of_tag(tag);
  if (!algorithm)
    return fault(fmt::format("the algorithm \"{}\" is not known", shown(tag)));
  return with_name(*algorithm, hex, line.substr(open + 1, close - open - 1), is_escaped);
}

/// What stands before the name: two characters of which the second says how the file was read, or
/// one blank.
std::size_t separator_of(std::string_view rest) {
  return rest.size() > 1 && rest[0] == ' ' && (rest[1] == ' ' || rest[1] == '*') ? 2 : 1;
}

} // namespace

DigestLine read_digest_line(std::string_view line, std::optional<Algorithm> hint) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  const bool is_escaped = line.starts_with('\\');
  line.remove_prefix(is_escaped ? 1 : 0);
  const std::size_t digits = std::min(line.find_first_not_of(kHex), line.size());
  const bool has_digest =
      digits > 0 && digits < line.size() && (line[digits] == ' ' || line[digits] == '\t');
  const auto algorithm = algorithm_of_length(digits, hint);
  if (has_digest && algorithm)
    return with_name(*algorithm, line.substr(0, digits),
                     line.substr(digits + separator_of(line.substr(digits))), is_escaped);
  if (auto tagged = read_tagged(line, is_escaped))
    return std::move(*tagged);
  if (has_digest)
    return fault(fmt::format("a digest of {} digits is of no algorithm that is known", digits));
  return fault(fmt::format("it is no line of a list of digests: \"{}\"", shown(line)));
}

std::optional<HashdeepColumns> HashdeepColumns::parse(std::string_view columns) {
  HashdeepColumns parsed;
  bool has_digest = false;
  for (;;) {
    const std::size_t comma = columns.find(',');
    const std::string_view word = trim(columns.substr(0, comma));
    if (comma == std::string_view::npos) {
      if (word != "filename" || !has_digest)
        return std::nullopt;
      return parsed;
    }
    const auto algorithm = algorithm_from_bagit(word);
    has_digest = has_digest || algorithm.has_value();
    parsed.columns_.push_back({word == "size", algorithm});
    columns.remove_prefix(comma + 1);
  }
}

DigestLine HashdeepColumns::read(std::string_view line) const {
  DigestLine read;
  for (const Column& column : columns_) {
    const std::size_t comma = line.find(',');
    if (comma == std::string_view::npos)
      return fault("it has fewer values than there are columns");
    const std::string_view value = line.substr(0, comma);
    line.remove_prefix(comma + 1);
    std::uint64_t size = 0;
    const char* const end = value.data() + value.size();
    if (column.is_size) {
      const auto parsed = std::from_chars(value.data(), end, size);
      if (parsed.ec != std::errc() || parsed.ptr != end)
        return fault(fmt::format("\"{}\" is no size in bytes", shown(value)));
      read.size = size;
    }
    if (!column.algorithm)
      continue;
    const auto digest = Digest::from_hex(*column.algorithm, value);
    if (!digest)
      return fault(
          fmt::format("\"{}\" is no digest of {}", shown(value), info(*column.algorithm).premis));
    read.digests.insert(*digest);
  }
  if (line.empty() || line.find('\0') != std::string_view::npos)
    return fault(line.empty() ? "there is no name" : "the name holds a NUL byte");
  read.name = line;
  return read;
}

std::optional<Algorithm> algorithm_of_list(std::string_view file_name) {
  std::string word;
  for (const char c : ascii_lower(file_name.substr(file_name.rfind('/') + 1)))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      word += c;
  const AlgorithmInfo* longest = nullptr;
  for (const AlgorithmInfo& row : algorithms())
    if (word.find(row.bagit) != std::string::npos &&
        (!longest || row.bagit.size() > longest->bagit.size()))
      longest = &row;
  if (longest)
    return longest->algorithm;
  for (const std::string_view blake : {"b2sum", "blake2b"})
    if (word.find(blake) != std::string::npos)
      return Algorithm::blake2b512;
  return word.ends_with("b2") ? std::optional(Algorithm::blake2b512) : std::nullopt;
}

} // namespace delo
