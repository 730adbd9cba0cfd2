// Manifest files: a digest and a path on each line, and the percent-encoding of paths
// (RFC 8493 2.1.3).
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/model/manifest.hpp"
#include "delo/model/package_file.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// CR, LF and "%" as %0D, %0A and %25; everything else stays as it is.
std::string encode_manifest_path(std::string_view path);

/// How paths are written in a manifest: before BagIt 1.0 nothing is encoded.
enum class PathEncoding { none, percent };

std::string decode_manifest_path(std::string_view path, PathEncoding encoding);

/// Something wrong with a line of a manifest.
struct ManifestFault {
  enum class Kind { malformed, bad_digest, bad_path, duplicate, conflict } kind;
  std::uint64_t line;
  std::string text; ///< the path, or the line where there is none
  PathFault path_fault = PathFault::none;
};

struct ParsedManifest {
  std::unique_ptr<Manifest> manifest; ///< never null
  std::vector<ManifestFault> faults;
};

/// Reads a manifest as it passes, without keeping its text; every faulty line is a fault, and the
/// others count.
class ManifestParser {
public:
  ManifestParser(Algorithm algorithm, PathEncoding encoding);

  void feed(std::string_view bytes);
  ParsedManifest finish();

private:
  void take(std::string_view line);
  void fault(ManifestFault::Kind kind, std::string_view text,
             PathFault path_fault = PathFault::none);

  PathEncoding encoding_;
  ParsedManifest parsed_;
  std::string line_; ///< what came of a line so far
  std::uint64_t number_ = 0;
  bool after_cr_ = false; ///< an LF now belongs to the line before
};

/// The same for a manifest that is there as a whole.
ParsedManifest parse_manifest(std::string_view text, Algorithm algorithm, PathEncoding encoding);

/// One line: digest, two spaces, encoded path, line feed.
std::string manifest_line(const Digest& digest, std::string_view path);

/// Writes the line of a file, which must carry the digest.
void write_manifest_line(ByteSink& sink, Algorithm algorithm, const PackageFile& file);

/// The algorithm in "manifest-<algorithm>.txt" or "tagmanifest-<algorithm>.txt".
struct ManifestName {
  bool is_tag_manifest;
  std::string word;                   ///< as written in the name
  std::optional<Algorithm> algorithm; ///< nothing when delo does not know the word
};
std::optional<ManifestName> parse_manifest_name(std::string_view file_name);

} // namespace delo
