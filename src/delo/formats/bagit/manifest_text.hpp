// Manifest files: a digest and a path on each line, and the percent-encoding of paths
// (RFC 8493 2.1.3).
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/formats/bagit/listed_path.hpp"
#include "delo/formats/bagit/tag_lines.hpp"
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

/// Something wrong with a line of a manifest.
struct ManifestFault {
  enum class Kind {
    malformed,
    bad_digest,
    bad_path,    ///< refused: see judge_listed_path()
    folder,      ///< ends with "/"
    raw_percent, ///< "%" in front of what a manifest does not encode; the path counts as written
    backslashes, ///< "\" as a separator; the path counts with "/"
    duplicate,   ///< listed before, with the same digest
    conflict     ///< listed before, with another digest
  } kind;
  std::uint64_t line;
  std::string text;        ///< the path, or the line where there is none
  std::string_view detail; ///< which part of a line makes no sense
  std::string refused;     ///< why a path is refused
};

/// Lines of one harmless form, which come by the thousand: told once.
struct LinesOfForm {
  std::uint64_t first = 0; ///< 1-based; 0 when there is none
  std::uint64_t count = 0;

  void add(std::uint64_t line) { first = count++ == 0 ? line : first; }
};

struct ParsedManifest {
  std::unique_ptr<Manifest> manifest; ///< never null
  CappedFaults<ManifestFault> faults;
  TagLineFaults text_faults;
  LinesOfForm starred; ///< "*" in front of the path, as md5sum writes it (RFC 8493 6.1.3)
  LinesOfForm dotted;  ///< "./" in front of the path
};

/// Reads a manifest as it passes, without keeping its text; the others count where a
/// line is faulty. Of each kind of fault `most_faults` are kept.
class ManifestParser {
public:
  /// `charset` as canonical_encoding() gives it.
  ManifestParser(Algorithm algorithm, PathEncoding encoding, std::string_view charset = "UTF-8",
                 std::uint64_t most_faults = kMostFindings);
  ManifestParser(ManifestParser&&) = delete; // its lines know where it is

  void feed(std::string_view bytes) { lines_.feed(bytes); }
  ParsedManifest finish();

private:
  void take(std::string_view line);
  void add(std::string_view digest, std::string_view written);
  void fault(ManifestFault::Kind kind, std::string_view text, std::string_view detail = {},
             std::string refused = {});

  PathEncoding encoding_;
  ParsedManifest parsed_;
  std::uint64_t number_ = 0;
  TagLines lines_;
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

  /// Whether the word is in small letters and digits only, as RFC 8493 2.4 wants it.
  bool is_normal() const;
};
std::optional<ManifestName> parse_manifest_name(std::string_view file_name);

} // namespace delo
