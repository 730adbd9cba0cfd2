#include "delo/formats/bagit/manifest_text.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_info.hpp"

#include <array>
#include <utility>

namespace delo {
namespace {

constexpr std::array<std::pair<char, std::string_view>, 3> kEncoded{{
    {'%', "%25"},
    {'\r', "%0D"},
    {'\n', "%0A"},
}};

bool is_space(char c) {
  return c == ' ' || c == '\t';
}

/// Digest and path of a line; md5sum's "*" before a path is passed over (RFC 8493 6.1.3).
std::optional<std::pair<std::string_view, std::string_view>> split_line(std::string_view line) {
  const std::size_t gap = line.find_first_of(" \t");
  if (gap == std::string_view::npos || gap == 0)
    return std::nullopt;
  std::string_view path = line.substr(gap);
  while (!path.empty() && is_space(path.front()))
    path.remove_prefix(1);
  if (path.starts_with('*'))
    path.remove_prefix(1);
  if (path.starts_with("./"))
    path.remove_prefix(2);
  if (path.empty())
    return std::nullopt;
  return std::pair{line.substr(0, gap), path};
}

class ManifestParser {
public:
  ManifestParser(Algorithm algorithm, PathEncoding encoding)
      : encoding_(encoding), parsed_{std::make_unique<Manifest>(algorithm), {}} {}

  void take(std::string_view line, std::uint64_t number) {
    using Kind = ManifestFault::Kind;
    const auto parts = split_line(line);
    if (!parts)
      return fault(Kind::malformed, number, line);
    const std::string path = decode_manifest_path(parts->second, encoding_);
    PathFault path_fault = PathFault::none;
    const auto rel_path = RelPath::parse(path, &path_fault);
    if (!rel_path)
      return fault(Kind::bad_path, number, path, path_fault);
    const auto digest = Digest::from_hex(parsed_.manifest->algorithm(), parts->first);
    if (!digest)
      return fault(Kind::bad_digest, number, path);
    if (const auto known = parsed_.manifest->add(*rel_path, {*digest, number}))
      fault(known->digest == *digest ? Kind::duplicate : Kind::conflict, number, path);
  }

  ParsedManifest finish() { return std::move(parsed_); }

private:
  void fault(ManifestFault::Kind kind, std::uint64_t line, std::string_view text,
             PathFault path_fault = PathFault::none) {
    parsed_.faults.push_back({kind, line, std::string(text), path_fault});
  }

  PathEncoding encoding_;
  ParsedManifest parsed_;
};

} // namespace

std::string encode_manifest_path(std::string_view path) {
  std::string encoded;
  for (const char c : path) {
    std::string_view piece(&c, 1);
    for (const auto& [plain, code] : kEncoded)
      if (c == plain)
        piece = code;
    encoded += piece;
  }
  return encoded;
}

std::string decode_manifest_path(std::string_view path, PathEncoding encoding) {
  std::string decoded;
  for (std::size_t i = 0; i < path.size(); ++i) {
    char c = path[i];
    if (c == '%' && encoding == PathEncoding::percent) {
      const std::string code = "%" + ascii_lower(path.substr(i + 1, 2));
      for (const auto& [plain, written] : kEncoded)
        if (code == ascii_lower(written)) {
          c = plain;
          i += 2;
          break;
        }
    }
    decoded += c;
  }
  return decoded;
}

ParsedManifest parse_manifest(std::string_view text, Algorithm algorithm, PathEncoding encoding) {
  if (text.starts_with("\xEF\xBB\xBF"))
    text.remove_prefix(3);
  ManifestParser parser(algorithm, encoding);
  std::uint64_t number = 0;
  for (const std::string_view line : split_lines(text)) {
    ++number;
    if (!line.empty())
      parser.take(line, number);
  }
  return parser.finish();
}

std::string manifest_line(const Digest& digest, std::string_view path) {
  return digest.hex() + "  " + encode_manifest_path(path) + "\n";
}

void write_manifest(ByteSink& sink, Algorithm algorithm,
                    std::span<const PackageFile* const> files) {
  for (const PackageFile* file : files) {
    const Digest* digest = file->digests.find(algorithm);
    if (!digest)
      throw Error(ErrorKind::internal, "no digest was computed for " + file->path.str());
    sink.write(manifest_line(*digest, file->path.str()));
  }
}

std::optional<ManifestName> parse_manifest_name(std::string_view file_name) {
  ManifestName name{};
  if (file_name.starts_with("tagmanifest-")) {
    name.is_tag_manifest = true;
    file_name.remove_prefix(12);
  } else if (file_name.starts_with("manifest-")) {
    file_name.remove_prefix(9);
  } else {
    return std::nullopt;
  }
  if (!file_name.ends_with(".txt") || file_name.size() == 4)
    return std::nullopt;
  file_name.remove_suffix(4);
  name.word = file_name;
  name.algorithm = algorithm_from_bagit(name.word);
  return name;
}

} // namespace delo
