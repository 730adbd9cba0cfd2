#include "delo/formats/bagit/manifest_text.hpp"

#include "delo/base/error.hpp"

#include <algorithm>
#include <utility>

namespace delo {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t';
}

constexpr std::size_t kShown = 200; ///< of a line that makes no sense

} // namespace

ManifestParser::ManifestParser(Algorithm algorithm, PathEncoding encoding, std::string_view charset,
                               std::uint64_t most_faults)
    : encoding_(encoding), parsed_{std::make_unique<Manifest>(algorithm),
                                   CappedFaults<ManifestFault>(most_faults),
                                   TagLineFaults(),
                                   {},
                                   {}},
      lines_(
          charset,
          [this](std::string_view line, std::uint64_t number) {
            number_ = number;
            take(line);
          },
          most_faults) {}

ParsedManifest ManifestParser::finish() {
  parsed_.text_faults = lines_.finish();
  return std::move(parsed_);
}

/// Digest, white space, path; what md5sum and find put in front of a path is passed over.
void ManifestParser::take(std::string_view line) {
  using Kind = ManifestFault::Kind;
  if (line.empty())
    return;
  const std::size_t space = line.find(' ');
  const std::size_t gap = std::min(space, line.substr(0, space).find('\t'));
  if (gap == 0)
    return fault(Kind::malformed, line, "it begins with white space");
  if (gap == std::string_view::npos)
    return fault(Kind::malformed, line, "there is no white space between digest and path");
  std::string_view path = line.substr(gap);
  while (!path.empty() && is_space(path.front()))
    path.remove_prefix(1);
  if (path.starts_with('*')) {
    path.remove_prefix(1);
    parsed_.starred.add(number_);
  }
  if (path.starts_with("./")) {
    path.remove_prefix(2);
    parsed_.dotted.add(number_);
  }
  if (path.empty())
    return fault(Kind::malformed, line, "there is no path");
  add(line.substr(0, gap), path);
}

void ManifestParser::add(std::string_view hex, std::string_view written) {
  using Kind = ManifestFault::Kind;
  std::string other; // only where it is not as it is written
  std::string_view path = written;
  if (encoding_ != PathEncoding::none && written.find('%') != std::string_view::npos)
    path = other = decode_manifest_path(written, encoding_);
  ListedPath judged = judge_listed_path(path);
  if (judged.path && path.starts_with("data\\")) {
    fault(Kind::backslashes, path);
    path = other = with_slashes(path);
    judged = judge_listed_path(path);
  }
  if (!judged.path && path.ends_with('/') &&
      judge_listed_path(path.substr(0, path.size() - 1)).path)
    return fault(Kind::folder, path);
  if (!judged.path)
    return fault(Kind::bad_path, path, {}, std::move(judged.refused));
  if (encoding_ == PathEncoding::percent && has_raw_percent(written))
    fault(Kind::raw_percent, written);
  const auto digest = Digest::from_hex(parsed_.manifest->algorithm(), hex);
  if (!digest)
    return fault(Kind::bad_digest, path);
  if (const auto known = parsed_.manifest->add(*judged.path, {*digest, number_}))
    fault(known->digest == *digest ? Kind::duplicate : Kind::conflict, path);
}

void ManifestParser::fault(ManifestFault::Kind kind, std::string_view text, std::string_view detail,
                           std::string refused) {
  if (parsed_.faults.has_room(kind))
    parsed_.faults.keep(
        {kind, number_, std::string(text.substr(0, kShown)), detail, std::move(refused)});
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

bool ManifestName::is_normal() const {
  return word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == std::string::npos;
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
