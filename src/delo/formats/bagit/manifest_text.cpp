#include "delo/formats/bagit/manifest_text.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

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

ManifestParser::ManifestParser(Algorithm algorithm, PathEncoding encoding)
    : encoding_(encoding), parsed_{std::make_unique<Manifest>(algorithm), {}} {}

/// Lines end with LF, CR or CRLF, which may come apart.
void ManifestParser::feed(std::string_view bytes) {
  if (after_cr_ && bytes.starts_with('\n'))
    bytes.remove_prefix(1);
  after_cr_ = after_cr_ && bytes.empty();
  while (!bytes.empty()) {
    const std::size_t end = bytes.find_first_of("\r\n");
    line_ += bytes.substr(0, end);
    if (end == std::string_view::npos)
      return;
    const bool is_cr = bytes[end] == '\r';
    bytes.remove_prefix(end + 1);
    after_cr_ = is_cr && bytes.empty();
    if (is_cr && bytes.starts_with('\n'))
      bytes.remove_prefix(1);
    take(line_);
    line_.clear();
  }
}

ParsedManifest ManifestParser::finish() {
  if (!line_.empty())
    take(line_);
  return std::move(parsed_);
}

void ManifestParser::take(std::string_view line) {
  using Kind = ManifestFault::Kind;
  if (++number_ == 1 && line.starts_with("\xEF\xBB\xBF"))
    line.remove_prefix(3);
  if (line.empty())
    return;
  const auto parts = split_line(line);
  if (!parts)
    return fault(Kind::malformed, line);
  const std::string path = decode_manifest_path(parts->second, encoding_);
  PathFault path_fault = PathFault::none;
  const auto rel_path = RelPath::parse(path, &path_fault);
  if (!rel_path)
    return fault(Kind::bad_path, path, path_fault);
  const auto digest = Digest::from_hex(parsed_.manifest->algorithm(), parts->first);
  if (!digest)
    return fault(Kind::bad_digest, path);
  if (const auto known = parsed_.manifest->add(*rel_path, {*digest, number_}))
    fault(known->digest == *digest ? Kind::duplicate : Kind::conflict, path);
}

void ManifestParser::fault(ManifestFault::Kind kind, std::string_view text, PathFault path_fault) {
  parsed_.faults.push_back({kind, number_, std::string(text), path_fault});
}

ParsedManifest parse_manifest(std::string_view text, Algorithm algorithm, PathEncoding encoding) {
  ManifestParser parser(algorithm, encoding);
  parser.feed(text);
  return parser.finish();
}

std::string manifest_line(const Digest& digest, std::string_view path) {
  return digest.hex() + "  " + encode_manifest_path(path) + "\n";
}

void write_manifest_line(ByteSink& sink, Algorithm algorithm, const PackageFile& file) {
  const Digest* digest = file.digests.find(algorithm);
  if (!digest)
    throw Error(ErrorKind::internal, "no digest was computed for " + file.path.str());
  sink.write(manifest_line(*digest, file.path.str()));
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
